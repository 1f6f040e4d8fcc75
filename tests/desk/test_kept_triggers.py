from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.report.built_doctor_page import a_trigger
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.kept_triggers import SEARCH, keep_search, kept_search
from twitchwise.diary.model import Diary, Finding
from twitchwise.diary.moment import on_date
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.table import DayTable, Outcome
from twitchwise.triggers.verdict import Verdict

FIRST = date(2026, 9, 1)


def searched(*triggers: Trigger) -> Investigated:
    table = DayTable(first_day=FIRST, outcomes=(Outcome(name="left calf", counts=np.zeros(50)),), exposures=())
    return Investigated(table=table, triggers=Triggers(triggers=triggers, power=None, problems=()), n_answered=48)


def test_a_search_comes_back_as_it_was_said(tmp_path: Path) -> None:
    possible = replace(a_trigger(0.6), verdict=Verdict.POSSIBLE, belongs_to=None)
    early = replace(
        a_trigger(), probability=None, verdict=Verdict.TOO_EARLY, rate_ratio=NotMeasurable(reason="x"), reason="too few"
    )
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_search(store, searched(a_trigger(), possible, early))
        diary = store.load()
    kept = kept_search(diary, date.max)
    assert kept is not None
    assert kept.triggers.triggers == (a_trigger(), possible)
    assert (kept.first_day, kept.last_day, kept.n_answered) == (FIRST, date(2026, 10, 20), 48)
    assert kept.reason == ""


def test_the_next_search_takes_the_place_of_the_last(tmp_path: Path) -> None:
    early = replace(a_trigger(), probability=None, verdict=Verdict.TOO_EARLY, reason="42 answered days are needed")
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_search(store, searched(a_trigger()))
        keep_search(store, searched(early))
        diary = store.load()
    kept = kept_search(diary, date.max)
    assert kept is not None
    assert len([each for each in diary.of(Finding) if each.name == SEARCH]) == 1
    assert (kept.triggers.triggers, kept.reason) == ((), "42 answered days are needed")


def test_a_diary_without_a_search_has_none() -> None:
    assert kept_search(Diary(), FIRST) is None


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"first_day":"x"}', "null"])
def test_a_damaged_search_is_refused_in_a_sentence(answer: str) -> None:
    damaged = Diary(entries=(Finding(entry_id="f", when=on_date(FIRST), name=SEARCH, answer=answer),))
    with pytest.raises(InputError, match="damaged"):
        kept_search(damaged, FIRST)
