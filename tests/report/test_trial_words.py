from datetime import date, timedelta
from itertools import pairwise

import pytest

from twitchwise.report.trial_words import before_the_trial, calendar_lines, say_progress, say_today, say_trial
from twitchwise.triggers.trial import TrialExposure, plan_trial

_START = date(2026, 3, 2)


@pytest.mark.parametrize("exposure", TrialExposure)
def test_the_calendar_tells_every_day_once_and_its_kind(exposure: TrialExposure) -> None:
    plan = plan_trial(exposure, first_day=_START, n_weeks=4, seed=5)
    lines = calendar_lines(plan)
    said = []
    for line in lines:
        words = line.split()
        first, last = date.fromisoformat(words[1]), date.fromisoformat(words[4].rstrip(","))
        assert line.split(", ")[1].startswith(f"{(last - first).days + 1} day")
        said += [(first + timedelta(days=n), line.rpartition(": ")[2]) for n in range((last - first).days + 1)]
    assert [day for day, _ in said] == [_START + timedelta(days=n) for n in range(28)]
    kinds = {plan.is_with(day): kind for day, kind in said}
    assert all(kinds[plan.is_with(day)] == kind for day, kind in said)
    assert len(set(kinds.values())) == 2
    assert all(a.rpartition(": ")[2] != b.rpartition(": ")[2] for a, b in pairwise(lines))


def test_today_is_said_with_tomorrow_as_long_as_there_is_one() -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=4, seed=5)
    assert "the next day: " in say_today(plan, _START)
    assert "the next day" not in say_today(plan, plan.last_day)
    assert "is no day of the trial" in say_today(plan, _START - timedelta(days=1))


def test_a_trial_names_its_days_and_its_coin() -> None:
    plan = plan_trial("caffeine", first_day=_START, n_weeks=4, seed=5)
    assert say_trial(plan) == "A self-trial of caffeine: 28 days, 2026-03-02 to 2026-03-29, drawn by coin (seed 5)"
    assert "is not its result yet" in say_progress(plan, plan.last_day)
    assert say_progress(plan, plan.last_day + timedelta(days=1)) == ""
    assert any("Change no medicine" in sentence for sentence in before_the_trial())
