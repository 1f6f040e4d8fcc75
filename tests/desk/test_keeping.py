from pathlib import Path

import pytest

from twitchwise.desk.keeping import ResultKind, holds_result, result_folder
from twitchwise.errors import InputError

TRIGGERS = '{"triggers": [], "power": null, "problems": []}'
RESULT = '{"recording": {}, "rate_per_min": {}, "twitches": []}'


def _content(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    with result_folder(target) as draft:
        (draft / "part").mkdir()
        (draft / "part" / "one.txt").write_text("1")
        assert not target.exists()
    assert _content(tmp_path) == {"a/b/part/one.txt": "1"}


def test_nothing_stays_when_the_work_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with result_folder(tmp_path / "a" / "b") as draft:
            (draft / "one.txt").write_text("1")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_replaced_and_what_else_lies_there_is_kept(tmp_path: Path) -> None:
    for name, text in {"result.json": RESULT, "magnified.mp4": "old", "map.svg": "old", "my notes.txt": "mine"}.items():
        (tmp_path / name).write_text(text)
    with result_folder(tmp_path) as draft:
        (draft / "result.json").write_text(RESULT + " ")
        (draft / "map.svg").write_text("new")
    assert _content(tmp_path) == {"result.json": RESULT + " ", "map.svg": "new", "my notes.txt": "mine"}


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    with result_folder(tmp_path) as draft:
        (draft / "one.txt").write_text("1")
    assert _content(tmp_path) == {"one.txt": "1"}


@pytest.mark.parametrize("name", ["letter.txt", "result.json"])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[1, 2]")
    with pytest.raises(InputError, match="already holds other files"), result_folder(tmp_path):
        pass
    assert _content(tmp_path) == {name: "[1, 2]"}


def test_a_summary_is_a_result(tmp_path: Path) -> None:
    assert not holds_result(tmp_path)
    (tmp_path / "summary.csv").touch()
    (tmp_path / "summary.html").touch()
    assert holds_result(tmp_path)


def test_a_place_below_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as refused, result_folder(tmp_path / "file" / "below"):
        pass
    assert "\n" not in str(refused.value)


def test_an_earlier_search_for_triggers_is_replaced_with_what_it_drew(tmp_path: Path) -> None:
    drawn = ("lags-1.svg", "days-1.svg", "lags-2.svg", "days.svg", "suspicions.svg")
    for name in ("triggers.json", *drawn, "lags-mine.svg", "map.svg"):
        (tmp_path / name).write_text(TRIGGERS)
    with result_folder(tmp_path, ResultKind.TRIGGERS) as draft:
        for name in ("triggers.json", "lags-1.svg", "days-1.svg", "days.svg"):
            (draft / name).write_text("new")
    assert {name for name, text in _content(tmp_path).items() if text == "new"} == {
        "triggers.json",
        "lags-1.svg",
        "days-1.svg",
        "days.svg",
    }
    assert _content(tmp_path).keys() == {
        "triggers.json",
        "lags-1.svg",
        "days-1.svg",
        "days.svg",
        "lags-mine.svg",
        "map.svg",
    }


@pytest.mark.parametrize(
    ("kept", "text", "kind"),
    [("triggers.json", TRIGGERS, ResultKind.MEASUREMENT), ("result.json", RESULT, ResultKind.TRIGGERS)],
)
def test_a_result_of_another_kind_is_not_written_over(tmp_path: Path, kept: str, text: str, kind: ResultKind) -> None:
    (tmp_path / kept).write_text(text)
    with pytest.raises(InputError, match="already holds other files"), result_folder(tmp_path, kind):
        pass
    assert _content(tmp_path) == {kept: text}
