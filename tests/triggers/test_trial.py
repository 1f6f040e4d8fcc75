from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.triggers.built_tables import counts_after
from twitchwise.diary.model import TrialPlan
from twitchwise.errors import InputError
from twitchwise.triggers.table import DayTable, Exposure, Outcome
from twitchwise.triggers.trial import TrialExposure, analyse_trial, plan_trial
from twitchwise.triggers.verdict import Verdict

_START = date(2026, 3, 2)


def _days(plan: TrialPlan) -> NDArray[np.bool_]:
    return np.concatenate([np.full(block.n_days, block.is_with) for block in plan.blocks])


def test_the_same_coin_gives_the_same_days() -> None:
    first, again = (plan_trial("caffeine", first_day=_START, n_weeks=5, seed=3) for _ in range(2))
    assert first == again
    assert first.blocks != plan_trial("caffeine", first_day=_START, n_weeks=5, seed=4).blocks


@pytest.mark.parametrize("n_weeks", [4, 5, 6])
def test_blocks_follow_each_other_from_the_first_day_to_the_last(n_weeks: int) -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=n_weeks, seed=3)
    days = [block.first_day + timedelta(days=n) for block in plan.blocks for n in range(block.n_days)]
    assert days == [_START + timedelta(days=n) for n in range(7 * n_weeks)]
    assert (plan.first_day, plan.last_day) == (days[0], days[-1])
    assert [plan.is_with(day) for day in days] == _days(plan).tolist()
    assert plan.is_with(days[0] - timedelta(days=1)) is plan.is_with(days[-1] + timedelta(days=1)) is None


@pytest.mark.parametrize("seed", range(20))
def test_both_kinds_of_days_come_in_blocks_and_about_equally_often(seed: int) -> None:
    plan = plan_trial("bedtime", first_day=_START, n_weeks=6, seed=seed)
    assert 17 <= _days(plan).sum() <= 25
    changes = np.flatnonzero(np.diff(_days(plan)))
    assert np.diff(changes).min() >= 2
    assert np.diff(changes).max() <= 8


def test_weekends_are_not_always_the_same_kind() -> None:
    saturdays = [_days(plan_trial("alcohol", first_day=_START, n_weeks=6, seed=s))[5::7] for s in range(50)]
    assert 0.4 < np.mean(saturdays) < 0.6


@pytest.mark.parametrize(
    ("exposure", "sentence"),
    [
        ("beta blocker", "a medicine is never put to a coin"),
        ("Medication", "a medicine is never put to a coin"),
        ("fever", "an illness is never put to a coin"),
        ("juggling", '"juggling" is not among what can be tried'),
    ],
)
def test_medicines_and_illness_are_refused(exposure: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        plan_trial(exposure, first_day=_START, n_weeks=4, seed=1)


@pytest.mark.parametrize("n_weeks", [0, 3, 7])
def test_a_trial_takes_four_to_six_weeks(n_weeks: int) -> None:
    with pytest.raises(InputError, match="4 to 6"):
        plan_trial("caffeine", first_day=_START, n_weeks=n_weeks, seed=1)


def test_what_was_drunk_against_the_plan_cannot_make_a_finding() -> None:
    plan = plan_trial("training-day", first_day=_START, n_weeks=6, seed=2)
    assert plan.exposure == TrialExposure.TRAINING_DAY
    rng = np.random.default_rng(5)
    trained = (rng.random(42) < 0.5).astype(np.float64)  # nothing to do with the plan
    outcome = Outcome(name="calf", counts=counts_after(rng, trained, lag=1, log_ratio=1.5))
    table = DayTable(first_day=_START, outcomes=(outcome,), exposures=(Exposure(name="training day", values=trained),))
    assert [t.verdict for t in analyse_trial(table, plan).triggers] == [Verdict.NONE]


def test_a_strong_effect_shows_in_six_weeks_and_names_the_coin() -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=6, seed=2)
    counts = counts_after(np.random.default_rng(6), _days(plan).astype(float), lag=0, log_ratio=1.6, base=3.0)
    table = DayTable(first_day=_START, outcomes=(Outcome(name="eyelid", counts=counts),), exposures=())
    (found,) = analyse_trial(table, plan).triggers
    assert found.verdict is Verdict.LIKELY
    assert "A coin chose the days" in found.reason


def test_a_plan_elsewhere_in_time_is_a_mistake() -> None:
    plan = plan_trial("caffeine", first_day=_START + timedelta(days=400), n_weeks=4, seed=2)
    table = DayTable(first_day=_START, outcomes=(Outcome(name="calf", counts=np.ones(50)),), exposures=())
    with pytest.raises(ValueError, match="no day of the plan"):
        analyse_trial(table, plan)


def test_what_the_coin_acts_through_does_not_take_its_effect_away() -> None:
    plan = plan_trial("training day", first_day=_START, n_weeks=6, seed=2)
    trained = _days(plan).astype(float)
    counts = counts_after(np.random.default_rng(6), trained, lag=1, log_ratio=1.6, base=3.0)
    load = Exposure(name="training load", values=np.log1p(6 * trained), belongs_to="triceps")
    outcome = Outcome(name="left-triceps", counts=counts, muscle="triceps")
    table = DayTable(first_day=_START, outcomes=(outcome,), exposures=(load,))
    (found,) = analyse_trial(table, plan).triggers
    assert (found.exposure, found.verdict) == ("training day", Verdict.LIKELY)


def test_tonights_bedtime_does_not_act_on_today() -> None:
    plan = plan_trial("bedtime", first_day=_START, n_weeks=6, seed=2)
    counts = counts_after(np.random.default_rng(6), _days(plan).astype(float), lag=1, log_ratio=1.6, base=3.0)
    table = DayTable(first_day=_START, outcomes=(Outcome(name="calf", counts=counts),), exposures=())
    (found,) = analyse_trial(table, plan).triggers
    assert next(weight.lag_days for weight in found.lag_profile if weight.rate_ratio.value != 1.0) == 1


def test_power_is_that_of_the_tried_exposure() -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=6, seed=2)
    rng = np.random.default_rng(6)
    counts = rng.poisson(3.0, 42).astype(float)
    other = Exposure(name="heat", values=rng.random(42))
    table = DayTable(first_day=_START, outcomes=(Outcome(name="calf", counts=counts),), exposures=(other,))
    found = analyse_trial(table, plan, with_power=True)
    assert found.power is not None
    assert [effect.exposure for effect in found.power.effects] == ["caffeine"]
    assert found.power.rate_ratio == found.power.effects[0].rate_ratio
