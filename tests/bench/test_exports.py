"""The diary that exports are timed on is the one that the page describes, and every row runs."""

from datetime import timedelta
from pathlib import Path

from bench.exports import N_DAYS, N_ENTRIES, TASKS, main, two_years
from twitchwise.diary.model import DayAnswer


def test_the_diary_has_two_years_of_answered_days_and_five_thousand_entries() -> None:
    diary = two_years()
    days = {answer.day for answer in diary.of(DayAnswer)}
    assert len(diary.entries) == N_ENTRIES == 5000
    assert len(days) == N_DAYS == 700
    assert max(days) - min(days) == timedelta(days=N_DAYS - 1)
    assert two_years() == diary


def test_every_row_runs_and_stands_in_the_table(tmp_path: Path) -> None:
    page = tmp_path / "bench-exports.md"
    main(["--repeats", "1", "--write"], page=page)
    text = page.read_text(encoding="utf-8")
    assert [name for name in TASKS if name not in text] == []
