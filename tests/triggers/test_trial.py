from datetime import date, timedelta

import numpy as np
import pytest

from tests.triggers.built_tables import counts_after
from twitchwise.errors import InputError
from twitchwise.triggers.table import DayTable, Exposure, Outcome
from twitchwise.triggers.trial import TrialExposure, analyse_trial, plan_trial
from twitchwise.triggers.verdict import Verdict

_START = date(2026, 3, 2)


def test_the_same_coin_gives_the_same_days() -> None:
    first, again = (plan_trial("caffeine", first_day=_START, n_weeks=5, seed=3).is_with for _ in range(2))
    assert (first == again).all()
    assert (first != plan_trial("caffeine", first_day=_START, n_weeks=5, seed=4).is_with).any()


@pytest.mark.parametrize("seed", range(20))
def test_both_kinds_of_days_come_in_blocks_and_about_equally_often(seed: int) -> None:
    plan = plan_trial("bedtime", first_day=_START, n_weeks=6, seed=seed)
    assert 17 <= plan.is_with.sum() <= 25
    changes = np.flatnonzero(np.diff(plan.is_with))
    assert np.diff(changes).min() >= 2
    assert np.diff(changes).max() <= 8


def test_weekends_are_not_always_the_same_kind() -> None:
    saturdays = [plan_trial("alcohol", first_day=_START, n_weeks=6, seed=s).is_with[5::7] for s in range(50)]
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
    assert plan.exposure is TrialExposure.TRAINING_DAY
    rng = np.random.default_rng(5)
    trained = (rng.random(42) < 0.5).astype(np.float64)  # nothing to do with the plan
    outcome = Outcome(name="calf", counts=counts_after(rng, trained, lag=1, log_ratio=1.5))
    table = DayTable(first_day=_START, outcomes=(outcome,), exposures=(Exposure(name="training day", values=trained),))
    assert [t.verdict for t in analyse_trial(table, plan)] == [Verdict.NONE]


def test_a_strong_effect_shows_in_six_weeks_and_names_the_coin() -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=6, seed=2)
    counts = counts_after(np.random.default_rng(6), plan.is_with.astype(float), lag=0, log_ratio=1.6, base=3.0)
    table = DayTable(first_day=_START, outcomes=(Outcome(name="eyelid", counts=counts),), exposures=())
    (found,) = analyse_trial(table, plan)
    assert found.verdict is Verdict.LIKELY
    assert "A coin chose the days" in found.reason


def test_a_plan_elsewhere_in_time_is_a_mistake() -> None:
    plan = plan_trial("caffeine", first_day=_START + timedelta(days=400), n_weeks=4, seed=2)
    table = DayTable(first_day=_START, outcomes=(Outcome(name="calf", counts=np.ones(50)),), exposures=())
    with pytest.raises(ValueError, match="no day of the plan"):
        analyse_trial(table, plan)
