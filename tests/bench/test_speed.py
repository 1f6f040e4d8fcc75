from pathlib import Path

import pytest

from bench.speed import Case, main

_LEAST = {
    "motion": Case(
        title="Motion",
        file="phone.csv",
        maker="make_motion",
        seconds=60.0,
        rows=(("measured", "measure"), ("read", "read_bytes")),
    )
}


def test_every_row_is_run_in_a_process_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "bench-speed.md"
    assert main(["motion", "--quick", "--repeats", "1", "--write"], page=page, cases=_LEAST) == 0
    assert "| measured " in capsys.readouterr().out
    assert "| read " in page.read_text()
    assert page.read_text().startswith("# Speed\n")


def test_a_row_that_fails_is_named_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {"none": Case(title="Nothing", file="absent.csv", rows=(("measured", "measure"), ("start", "nothing")))}
    assert main(["none", "--repeats", "1"], page=tmp_path / "page.md", cases=broken) == 0
    printed = capsys.readouterr().out
    assert "measured was not run" in printed
    assert "| start " in printed
