from dataclasses import replace

import numpy as np
import pytest

from tests.triggers.built_tables import FIRST_DAY, counts_after, on_and_off, planted_table
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.triggers.find import Trigger, find_triggers
from twitchwise.triggers.table import DayTable, Exposure, Outcome
from twitchwise.triggers.verdict import Verdict


def _one(table: DayTable, exposure: str, outcome: str) -> Trigger:
    return next(t for t in find_triggers(table).triggers if t.exposure == exposure and t.outcome == outcome)


def test_a_planted_trigger_is_found_with_its_size_and_its_lag() -> None:
    trigger = _one(planted_table(1), "coffee", "left-triceps")
    assert trigger.verdict is Verdict.LIKELY
    assert isinstance(trigger.rate_ratio, Estimate)
    assert trigger.rate_ratio.low < np.exp(1.2) < trigger.rate_ratio.high
    strongest = max(trigger.lag_profile, key=lambda lag: lag.rate_ratio.value)
    assert strongest.lag_days == 2
    assert "mostly 2 days later" in trigger.reason
    assert "not proof" in trigger.reason


def test_what_was_not_planted_is_not_called_likely() -> None:
    others = [t for seed in range(5) for t in find_triggers(planted_table(seed)).triggers if t.exposure != "coffee"]
    assert sum(t.verdict is Verdict.LIKELY for t in others) == 0


def test_a_load_is_asked_of_its_own_muscle_only() -> None:
    found = find_triggers(planted_table(1)).triggers
    loads = [(t.outcome, t.belongs_to) for t in found if t.exposure == "training load"]
    assert loads == [("left-triceps", "left-triceps"), ("right-calf", "right-calf")]


def test_the_answer_is_the_same_to_the_last_digit() -> None:
    assert find_triggers(planted_table(3), with_power=True) == find_triggers(planted_table(3), with_power=True)


def test_what_comes_after_the_day_cannot_act_on_it() -> None:
    rng = np.random.default_rng(5)
    stress = on_and_off(rng, 100)
    outcome = Outcome(name="calf", counts=counts_after(rng, stress, lag=0, log_ratio=1.5))
    table = DayTable(
        first_day=FIRST_DAY, outcomes=(outcome,), exposures=(Exposure(name="stress", values=stress, is_felt=True),)
    )
    open_day = _one(table, "stress", "calf")
    assert open_day.verdict is Verdict.LIKELY
    assert "cannot be told which came first" in open_day.reason
    assert "Noticing is not twitching" in open_day.reason
    tonight = replace(table, exposures=(replace(table.exposures[0], earliest_lag_days=1),))
    shut = _one(tonight, "stress", "calf")
    assert shut.verdict is not Verdict.LIKELY
    assert [lag.lag_days for lag in shut.lag_profile] == [1, 2, 3]


@pytest.mark.parametrize(
    ("n_days", "sentence"), [(30, "12 days missing"), (41, "1 day missing")], ids=["a month", "a day short"]
)
def test_under_42_answered_days_it_says_how_many_are_missing(n_days: int, sentence: str) -> None:
    for trigger in find_triggers(planted_table(1, n_days=n_days)).triggers:
        assert trigger.verdict is Verdict.TOO_EARLY
        assert trigger.probability is None
        assert sentence in trigger.reason
        assert isinstance(trigger.rate_ratio, NotMeasurable)


def test_a_day_not_answered_is_not_a_day_without_twitching() -> None:
    table = planted_table(1)
    counts = table.outcomes[0].counts.copy()
    counts[::7] = np.nan
    gappy = replace(table, outcomes=(replace(table.outcomes[0], counts=counts),))
    trigger = _one(gappy, "coffee", "left-triceps")
    assert trigger.days_with + trigger.days_without == int(np.isfinite(counts).sum())
    assert trigger.verdict is Verdict.LIKELY


def test_an_exposure_that_never_varies_waits() -> None:
    table = planted_table(1)
    constant = replace(table.exposures[1], values=np.ones(table.n_days))
    trigger = _one(replace(table, exposures=(table.exposures[0], constant)), "wine", "left-triceps")
    assert trigger.verdict is Verdict.TOO_EARLY
    assert "6 days without it missing" in trigger.reason


def test_longer_looking_is_not_more_twitching() -> None:
    rng = np.random.default_rng(8)
    walked = on_and_off(rng, 90)
    minutes = np.where(walked > 0, 30.0, 10.0)  # looked three times as long after a walk
    counts = rng.poisson(0.2 * minutes).astype(np.float64)
    exposures = (Exposure(name="walk", values=walked),)
    measured = Outcome(name="calf", counts=counts, minutes=minutes, is_measured=True)
    noticed = replace(measured, minutes=None, is_measured=False)
    fair, naive = (
        _one(DayTable(first_day=FIRST_DAY, outcomes=(outcome,), exposures=exposures), "walk", "calf")
        for outcome in (measured, noticed)
    )
    assert fair.verdict is Verdict.NONE
    assert naive.verdict is Verdict.LIKELY


def test_a_load_of_a_muscle_nobody_counts_is_told() -> None:
    table = planted_table(1)
    problems = find_triggers(replace(table, outcomes=table.outcomes[:1])).problems
    assert [p.where for p in problems] == ["training load"]
