"""From a person's home tests to what can be said of each region: learning, open, steady, repeat, a fall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.strength.agreement import Agreement, agree
from twitchwise.strength.following import LEARNING_SESSIONS, Followed
from twitchwise.strength.forecast import STEADY_RATE_PERCENT, forecast_regions
from twitchwise.strength.person_trend import (
    METHOD,
    PersonPlan,
    follow_person,
    hear_series,
    plan_person,
    trend_of_test,
)
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import Series
from twitchwise.strength.shapes import tell_shape
from twitchwise.strength.sides import compare_sides
from twitchwise.strength.state_words import say_state
from twitchwise.strength.trend_result import RegionTrend, Shape, State, StrengthTrend, TestTrend, WhenKnown

__all__ = ["EXCLUDED_SHARE", "LEAST_RATE_PERCENT", "RESTARTS_AT_MOST", "STALE_DAYS", "strength_trend"]

EXCLUDED_SHARE = 0.25  # more left out than this, and the rest may be the good days only
RESTARTS_AT_MOST = 2
STALE_DAYS = 42
LEAST_RATE_PERCENT = 0.5  # a month; no smaller fall is ever said to be excluded
_ENOUGH_SESSIONS = 8  # before the share of excluded ones is looked at
_SHARED = 0.6  # of the variances of the losses: the day (0.3, strength.md 6.3), and how fast somebody learns
_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """Everything a region's state is judged by."""

    region: StrengthRegion
    indices: tuple[int, ...]
    tests: tuple[TestTrend, ...]
    agreement: Agreement
    looks: NDArray[np.float64]
    when_known: WhenKnown


def strength_trend(series: Iterable[Series], *, today: date) -> StrengthTrend:
    """Say what home tests show up to today.

    Parameters
    ----------
    series : one for each test and side.
    today : the person's day; later sessions are left out.

    Returns
    -------
    Regions in the order of the vocabulary, left against right, and what could not be used.

    Raises
    ------
    InputError
        If a test and side stands twice.

    Notes
    -----
    Each test has a level, a slope, a fixed baseline, a practice gain that runs out, a spell that fades, and an error
    learned from its own sessions. A fall is said when two tests of a region agree, each at two sessions running, that
    the loss is above a margin. docs/method-strength.md has the formulas, docs/bench-strength.md what they give.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from twitchwise.body import Side
    >>> from twitchwise.strength.series import Session
    >>> start = date(2026, 1, 5)
    >>> grip = Series(
    ...     test="grip",
    ...     side=Side.LEFT,
    ...     regions=(StrengthRegion.LEFT_HAND,),
    ...     error_percent=6.0,
    ...     sessions=tuple(Session(day=start + timedelta(weeks=k), score=30.0 + k % 2) for k in range(5)),
    ... )
    >>> trend = strength_trend([grip], today=date(2026, 2, 3))
    >>> trend.regions[0].state.value
    'learning'
    """
    given = tuple(series)
    _refuse_doubles(given)
    used = tuple(_up_to(each, today) for each in given)
    person = plan_person(used)
    followed = follow_person(person)
    looks = _looks(person, today)
    voices = [hear_series(person, followed, i, looks) for i in range(len(used))]
    tests = [trend_of_test(person, followed, i, voices[i]) for i in range(len(used))]
    present = [region for region in StrengthRegion if any(region in each.regions for each in used)]
    members = tuple(tuple(i for i, each in enumerate(used) if region in each.regions) for region in present)
    forecasts = forecast_regions(person, followed, members, today.toordinal()) if used else ()
    regions = tuple(
        _Region(
            region=region,
            indices=indices,
            tests=tuple(tests[i] for i in indices),
            agreement=agree(tuple(voices[i] for i in indices)),
            looks=looks,
            when_known=forecast,
        )
        for region, indices, forecast in zip(present, members, forecasts, strict=True)
    )
    return StrengthTrend(
        today=today,
        regions=tuple(_judge(each, person, followed, today) for each in regions),
        sides=compare_sides(tuple(tests)),
        problems=tuple(_problems(given, used, person, today)),
    )


def _judge(region: _Region, person: PersonPlan, followed: Followed, today: date) -> RegionTrend:
    agreement = region.agreement
    bound = float(agreement.bound[0, -1])
    rate = max(bound, LEAST_RATE_PERCENT) if np.isfinite(bound) else None
    why_not = _why_not(region, person, today)
    if agreement.is_fall[0, -1]:
        state = State.FALL
    elif agreement.is_repeat[0, -1]:
        state = State.REPEAT
    elif why_not is not None:
        state = State.CANNOT_JUDGE
    elif not any(test.has_say for test in region.tests):
        state = State.LEARNING
    else:
        state = State.STEADY if rate is not None and rate < STEADY_RATE_PERCENT else State.OPEN
    shape = _shape(region, person, followed) if state in (State.FALL, State.REPEAT) else None
    return RegionTrend(
        region=region.region,
        state=state,
        loss=_loss(region.tests),
        excluded_rate_percent_per_month=rate,
        when_known=region.when_known,
        fall_since=_fall_since(region),
        shape=shape,
        tests=region.tests,
        sentences=say_state(
            region.region,
            state,
            excluded_rate=rate,
            weeks=region.when_known.steady_weeks,
            shape=shape,
            has_one_test=sum(test.has_say for test in region.tests) == 1,
            is_restarted=any(test.set_aside for test in region.tests),
            why_not=why_not,
        ),
    )


def _why_not(region: _Region, person: PersonPlan, today: date) -> str | None:
    """Why nothing can be said of a region, as part of a sentence."""
    excluded = sum(test.excluded for test in region.tests)
    kept = sum(test.kept for test in region.tests)
    if any(_restarts(person.series[i]) > RESTARTS_AT_MOST for i in region.indices):
        return f"it started again more than {RESTARTS_AT_MOST} times after a lasting change"
    if excluded + kept >= _ENOUGH_SESSIONS and excluded > EXCLUDED_SHARE * (excluded + kept):
        return "more than a quarter of its sessions are left out, and weakness itself may be why"
    last = max((test.points[-1].day for test in region.tests if test.points), default=None)
    if last is None:
        return "it has no session yet"
    if (today - last).days > STALE_DAYS:
        return f"its last session is {(today - last).days} days ago, and weakness itself may be why"
    no_zero = [isinstance(t.loss, NotMeasurable) and t.kept >= LEARNING_SESSIONS and _is_zero(t) for t in region.tests]
    return "its first scores are all 0; an act that fails belongs to the screen" if all(no_zero) else None


def _is_zero(test: TestTrend) -> bool:
    return all(point.level is None for point in test.points)


def _loss(tests: Sequence[TestTrend]) -> Estimate | NotMeasurable:
    """The tests' losses joined by their precision; a part of their errors is common."""
    known = [test.loss for test in tests if isinstance(test.loss, Estimate)]
    if not known:
        return next((test.loss for test in tests), NotMeasurable(reason="it has no test"))
    sd = np.array([(loss.high - loss.low) / (2.0 * _Z) for loss in known])
    weight = sd**-2.0 / np.sum(sd**-2.0)
    covariance = np.outer(sd, sd) * (_SHARED + (1.0 - _SHARED) * np.eye(sd.size))
    value = float(weight @ [loss.value for loss in known])
    half = _Z * float(np.sqrt(weight @ covariance @ weight))
    n = sum(loss.n for loss in known)
    return Estimate(value=value, low=value - half, high=value + half, level=0.95, n=n, method=METHOD, unit="%")


def _shape(region: _Region, person: PersonPlan, followed: Followed) -> Shape:
    usable = [i for i, test in zip(region.indices, region.tests, strict=True) if test.has_say]
    kept = [person.plan.is_kept[i] for i in usable]
    return tell_shape(
        tuple((person.days[i, k], person.percent[i, 0, k]) for i, k in zip(usable, kept, strict=True)),
        tuple(float(followed.filtered.error[i, 0, -1]) for i in usable),
    )


def _fall_since(region: _Region) -> date | None:
    falls = region.agreement.is_fall[0]
    if not falls[-1]:
        return None
    first = int(falls.size - np.argmin(falls[::-1])) if not falls.all() else 0
    return date.fromordinal(int(region.looks[first]))


def _looks(person: PersonPlan, today: date) -> NDArray[np.float64]:
    """The days on which somebody could have looked: those of all sessions, and today."""
    days = [person.days[i, :n] for i, n in enumerate(person.n)]
    return np.unique(np.concatenate([*days, [float(today.toordinal())]]))


def _restarts(series: Series) -> int:
    """Lasting changes; marks at sessions that follow each other are one."""
    marks = [session.restarts for session in series.sessions]
    return sum(now and not before for now, before in zip(marks, [False, *marks], strict=False))


def _up_to(series: Series, today: date) -> Series:
    return replace(series, sessions=tuple(session for session in series.sessions if session.day <= today))


def _refuse_doubles(series: tuple[Series, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for each in series:
        key = (each.test, each.side.value)
        if key in seen:
            raise InputError(
                what="the same test and side stands twice",
                where=f"{each.test}, {each.side}",
                remedy="join its sessions",
            )
        seen.add(key)


def _problems(
    given: tuple[Series, ...], used: tuple[Series, ...], person: PersonPlan, today: date
) -> Iterable[Problem]:
    for before, after in zip(given, used, strict=True):
        n_later = len(before.sessions) - len(after.sessions)
        if n_later:
            yield Problem(
                what=f"{n_later} session{'s' if n_later > 1 else ''} after {today.isoformat()} left out",
                where=f"{before.test}, {before.side}",
                remedy="check the date",
            )
    for i, each in enumerate(used):
        if person.plan.is_kept[i].sum() >= LEARNING_SESSIONS and np.isnan(person.unit[i]):
            yield Problem(
                what="the first scores are all 0, so nothing can be compared with them",
                where=f"{each.test}, {each.side}",
                remedy="do the act of the screen instead",
            )
