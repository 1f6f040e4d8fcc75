import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.twitches.built_labels import a_candidate, a_label
from twitchwise.errors import InputError
from twitchwise.report.labels_csv import COLUMNS, labels_csv, read_labels, write_labels
from twitchwise.twitches.labels import Decision, EventLabel, Label

DOCS = Path(__file__).resolve().parents[2] / "docs"
GIVEN: tuple[EventLabel, ...] = (
    a_label(a_candidate(1.25), Label.ACCEPT),
    a_label(a_candidate(2.5, Decision.SET_ASIDE, reason="whole-frame motion", place=""), Label.REJECT, is_blind=False),
    a_label(replace(a_candidate(3.0, Decision.DOUBTFUL), size=None, place="=SUM(A1)"), Label.UNSURE),
)


def test_labels_come_back_as_they_were(tmp_path: Path) -> None:
    write_labels(GIVEN, tmp_path / "labels.csv")
    assert read_labels(tmp_path / "labels.csv") == GIVEN


def test_no_cell_is_a_formula() -> None:
    assert not re.search(r"(^|,)[=+@]", labels_csv(GIVEN), re.MULTILINE)


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    text = labels_csv(GIVEN).replace(",", ";").replace("1.25", "1,25")
    (tmp_path / "labels.csv").write_text("\ufeff" + text + ";;;;;;;;;;;;;\r\n", encoding="utf-8")
    assert read_labels(tmp_path / "labels.csv") == GIVEN


def test_more_columns_in_another_order_do_no_harm(tmp_path: Path) -> None:
    lines = [line.split(",") for line in labels_csv(GIVEN).splitlines()]
    turned = "\n".join(",".join(["remark", *reversed(line)]) for line in lines)
    (tmp_path / "labels.csv").write_text(turned, encoding="utf-8")
    assert read_labels(tmp_path / "labels.csv") == GIVEN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("accept", "maybe"),
        ("1.25", "soon"),
        ("1.25", "nan"),
        ("yes", "perhaps"),
        (",7,", ",x,"),
        ("Z,", ","),
        ("0123", ""),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "labels.csv").write_text(labels_csv(GIVEN).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match="line 2 is no label"):
        read_labels(tmp_path / "labels.csv")


def test_a_missing_column_is_named_and_another_table_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(labels_csv(GIVEN).replace("onset_s", "onset"), encoding="utf-8")
    with pytest.raises(InputError, match="it lacks onset_s"):
        read_labels(path)
    path.write_text("day,twitches\n2026-11-22,3\n", encoding="utf-8")
    with pytest.raises(InputError, match="no table of labels"):
        read_labels(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not text in UTF-8"):
        read_labels(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_labels(tmp_path / "nowhere.csv")


def test_every_column_is_explained_on_the_page() -> None:
    page = (DOCS / "review.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.MULTILINE))
    assert [column.name for column in COLUMNS if column.name not in rows] == []
    assert [column.name for column in COLUMNS if column.meaning not in rows[column.name]] == []
