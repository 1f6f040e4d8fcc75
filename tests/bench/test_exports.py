"""The diary that exports are timed on is the one that the page describes, and every row runs."""

from datetime import timedelta
from pathlib import Path

import pytest

from bench.exports import N_DAYS, N_ENTRIES, PAGE, TASKS, two_years
from twitchwise.diary.model import DayAnswer, Diary


def test_the_diary_has_two_years_of_answered_days_and_five_thousand_entries() -> None:
    diary = two_years()
    days = {answer.day for answer in diary.of(DayAnswer)}
    assert len(diary.entries) == N_ENTRIES == 5000
    assert len(days) == N_DAYS == 700
    assert max(days) - min(days) == timedelta(days=N_DAYS - 1)
    assert two_years() == diary


@pytest.mark.parametrize("name", TASKS)
def test_every_row_can_be_timed(tmp_path: Path, name: str) -> None:
    whole = two_years()
    assert TASKS[name](Diary(entries=whole.entries[:60], rule=whole.rule), tmp_path)()


def test_the_page_holds_every_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in TASKS if name not in text] == []
