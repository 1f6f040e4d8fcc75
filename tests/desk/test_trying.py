from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.trying import analyse_trial_in, current_trial, last_trial, start_trial
from twitchwise.diary.model import Answer, DayAnswer, Diary, Entry, TrialPlan, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore
from twitchwise.triggers.trial import plan_trial
from twitchwise.triggers.verdict import Verdict

_CALF = find_site("left calf")
_START = date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as store:
        yield store


def _evening(day: date, count: int) -> Iterator[Entry]:
    when = Moment(local=datetime(day.year, day.month, day.day, 21))
    yield DayAnswer(entry_id=f"{day} answer", when=when, day=day, answer=Answer.NOTICED)
    if count:
        yield TwitchesNoticed(entry_id=f"{day} calf", when=when, site=_CALF, count=count)


def _tried(fold: float, *, n_before: int = 14) -> Diary:
    """A diary with a kept trial of caffeine, and two weeks of evenings before it."""
    plan = plan_trial("caffeine", first_day=_START, n_weeks=6, seed=2)
    rng = np.random.default_rng(3)
    entries: list[Entry] = [plan]
    for n in range(-n_before, 42):
        day = _START + timedelta(days=n)
        entries += _evening(day, int(rng.poisson(3.0 * (fold if plan.is_with(day) else 1.0))))
    return Diary(entries=tuple(entries))


def test_a_trial_begins_tomorrow_and_is_kept_with_the_seed_that_draws_it_again(store: DiaryStore) -> None:
    planned = start_trial(store, "caffeine", n_weeks=5)
    today = store.load().rule.today(utc_now())
    assert store.load().of(TrialPlan) == (planned,)
    assert (planned.first_day, planned.last_day) == (today + timedelta(days=1), today + timedelta(days=35))
    assert plan_trial("caffeine", first_day=planned.first_day, n_weeks=5, seed=planned.seed).blocks == planned.blocks
    assert current_trial(store.load(), today) is None
    assert current_trial(store.load(), planned.last_day) == planned


def test_two_trials_do_not_get_the_same_coin(store: DiaryStore, tmp_path: Path) -> None:
    first = start_trial(store, "caffeine", n_weeks=6)
    with open_diary(tmp_path / "other.sqlite") as other:
        assert start_trial(other, "caffeine", n_weeks=6).seed != first.seed


def test_one_trial_at_a_time(store: DiaryStore) -> None:
    planned = start_trial(store, "caffeine", n_weeks=4)
    with pytest.raises(InputError, match=f"a trial of caffeine runs until {planned.last_day}"):
        start_trial(store, "alcohol", n_weeks=4)
    store.remove(planned.entry_id)
    assert start_trial(store, "alcohol", n_weeks=4).exposure == "alcohol"


def test_a_refused_exposure_leaves_no_plan(store: DiaryStore) -> None:
    with pytest.raises(InputError, match="a medicine is never put to a coin"):
        start_trial(store, "my tablets", n_weeks=6)
    assert store.load().entries == ()


def test_a_strong_effect_is_found_by_the_coin_days() -> None:
    diary = _tried(4.0)
    found = analyse_trial_in(diary, last_trial(diary))
    assert found.n_answered == 56
    assert [(t.exposure, t.outcome, t.verdict) for t in found.triggers.triggers] == [
        ("caffeine", "left-gastrocnemius", Verdict.LIKELY)
    ]


def test_no_effect_is_not_found_and_it_is_said_what_would_have_been() -> None:
    diary = _tried(1.0)
    found = analyse_trial_in(diary, last_trial(diary)).triggers
    assert [t.verdict for t in found.triggers] == [Verdict.NONE]
    assert found.power is not None
    assert isinstance(found.power.rate_ratio, float)


def test_fewer_than_42_answers_are_too_early() -> None:
    diary = _tried(4.0, n_before=0)
    some = Diary(entries=tuple(e for e in diary.entries if not isinstance(e, DayAnswer) or e.day.day != 7))
    some = Diary(
        entries=tuple(e for e in some.entries if not (isinstance(e, TwitchesNoticed) and e.when.local.day == 7))
    )
    assert [t.verdict for t in analyse_trial_in(some, last_trial(some)).triggers.triggers] == [Verdict.TOO_EARLY]


def test_a_trial_without_an_answer_is_refused() -> None:
    diary = Diary(entries=(plan_trial("caffeine", first_day=_START, n_weeks=6, seed=2),))
    with pytest.raises(InputError, match="no day of the trial of caffeine was answered yet"):
        analyse_trial_in(diary, last_trial(diary))
    with pytest.raises(InputError, match="no self-trial was planned yet"):
        last_trial(Diary())
