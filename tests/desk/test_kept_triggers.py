import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.report.built_doctor_page import a_trigger
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.investigating import investigate_diary
from twitchwise.desk.kept_triggers import SEARCH, as_investigated, keep_search, kept_search
from twitchwise.diary.model import Diary, Finding, TrialBlock, TrialPlan
from twitchwise.diary.moment import on_date
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.report.triggers_json import triggers_text
from twitchwise.report.triggers_page import triggers_page
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
    assert kept.found.triggers == (a_trigger(), possible, early)
    assert kept.judged.triggers == (a_trigger(), possible)
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
    assert (kept.judged.triggers, kept.reason) == ((), "42 answered days are needed")


def test_a_diary_without_a_search_has_none() -> None:
    assert kept_search(Diary(), FIRST) is None


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"first_day":"x"}', "null"])
def test_a_damaged_search_is_refused_in_a_sentence(answer: str) -> None:
    damaged = Diary(entries=(Finding(entry_id="f", when=on_date(FIRST), name=SEARCH, answer=answer),))
    with pytest.raises(InputError, match="damaged"):
        kept_search(damaged, FIRST)


def test_a_search_is_kept_whole_and_stands_beside_its_days_again(tmp_path: Path) -> None:
    file = tmp_path / "d.sqlite"
    write_demo_diary(file)
    with open_diary(file) as store:
        found = investigate_diary(store.load())
        keep_search(store, found)
        diary = store.load()
    kept = kept_search(diary, date.max)
    assert kept is not None
    assert triggers_text(kept.found) == triggers_text(found.triggers)
    again = as_investigated(diary, kept)
    assert again is not None
    assert triggers_page(again) == triggers_page(found)


def test_a_search_of_an_earlier_version_is_still_read(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_search(store, searched(a_trigger()))
        (finding,) = store.load().of(Finding)
    plain = json.loads(finding.answer)
    del plain["power"], plain["problems"], plain["trial"], plain["triggers"][0]["lags"]
    kept = kept_search(Diary(entries=(replace(finding, answer=json.dumps(plain)),)), date.max)
    assert kept is not None
    assert kept.found.triggers == (replace(a_trigger(), lag_profile=()),)


def test_a_look_at_one_self_trial_says_nothing_of_another(tmp_path: Path) -> None:
    block = TrialBlock(first_day=FIRST, n_days=28, is_with=True)
    trial = TrialPlan(entry_id="t", when=on_date(FIRST), exposure="caffeine", seed=1, blocks=(block,))
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_search(store, searched(a_trigger()), trial=trial)
        diary = store.load()
    assert kept_search(diary, date.max) is None
    assert kept_search(diary, date.max, trial=replace(trial, entry_id="u")) is None
    kept = kept_search(diary, date.max, trial=trial)
    assert kept is not None
    assert as_investigated(diary, kept, trial=trial) is None  # the diary holds no day of it
