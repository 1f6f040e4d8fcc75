import csv
import io
from dataclasses import replace
from pathlib import Path

from tests.report.built_measurements import a_measurement, a_recording, an_empty_measurement
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.summary import summary_rows, write_summary


def test_each_recording_is_one_row_that_says_what_it_could_have_shown() -> None:
    found, nothing = summary_rows([a_measurement(RecordingKind.EMG), an_empty_measurement(reason="all was voluntary")])
    assert found.result == "About 12 twitches a minute (8 to 18)"
    assert found.smallest == "60 microvolts"
    assert found.analysed == "2 min of 2 min 10 s"
    assert found.problems == "2 samples are missing"
    assert nothing.result == "No rate can be given: all was voluntary"
    assert nothing.smallest == "all was voluntary"
    assert nothing.problems == "none"


def test_the_summary_is_a_page_and_a_table(tmp_path: Path) -> None:
    measurements = [a_measurement(), a_measurement(n=0), an_empty_measurement()]
    write_summary(measurements, tmp_path, pages=["a/index.html", None, None])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["summary.csv", "summary.html"]
    html = (tmp_path / "summary.html").read_text()
    assert "Twitches seen in 1 of 3 recordings" in html
    assert 'href="a/index.html"' in html
    assert "Neither the rate nor the place" in html
    assert red_flag_card().now[0] in html
    rows = list(csv.DictReader(io.StringIO((tmp_path / "summary.csv").read_bytes().decode())))
    assert [row["seen"] for row in rows] == ["True", "False", "False"]
    assert float(rows[0]["rate_per_min"]) == 12.0
    assert rows[2]["rate_per_min"] == ""


def test_a_file_name_cannot_become_markup_or_a_formula(tmp_path: Path) -> None:
    write_summary([replace(a_measurement(), recording=a_recording(name="=<b>.csv"))], tmp_path)
    assert "<b>" not in (tmp_path / "summary.html").read_text()
    assert "\n'=<b>.csv," in (tmp_path / "summary.csv").read_text()
