"""One person's series as the arrays that the trend works on, and back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.strength.agreement import Voices, hear_test
from twitchwise.strength.following import Followed, follow_scores, is_recovering, make_plan, percent_of_first
from twitchwise.strength.series import Series, Session
from twitchwise.strength.trend_filter import Plan
from twitchwise.strength.trend_result import TestTrend, TrendPoint

__all__ = ["METHOD", "PersonPlan", "follow_person", "hear_series", "plan_person", "trend_of_test"]

Array = NDArray[np.float64]

METHOD = "state-space trend with practice and own error"
_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """A person's series, one plan each, since the last lasting change.

    Parameters
    ----------
    series : as given, up to today.
    first : index of the first session after the last lasting change, of each series.
    days : (n_series, n) float, ordinal days of the sessions since then; padding repeats the last.
    n : sessions since then, of each series.
    percent : (n_series, 1, n) float, scores in % of the first ones since then; nan where those are 0.
    unit : score in the test's unit that is 100 %, of each series; nan where there is none.
    plan : the filter's.
    """

    series: tuple[Series, ...]
    first: tuple[int, ...]
    days: Array
    n: tuple[int, ...]
    percent: Array
    unit: tuple[float, ...]
    plan: Plan


def plan_person(series: tuple[Series, ...]) -> PersonPlan:
    """Lay out a person's series for the filter; what lies before the last lasting change is set aside."""
    first = tuple(_after_lasting_change(each.sessions) for each in series)
    recent = [each.sessions[start:] for each, start in zip(series, first, strict=True)]
    n_most = max([1, *(len(sessions) for sessions in recent)])
    days = np.zeros((len(series), n_most))
    done = np.zeros((len(series), n_most))
    scores = np.zeros((len(series), n_most))
    is_usual = np.zeros((len(series), n_most), dtype=bool)
    for i, (sessions, start) in enumerate(zip(recent, first, strict=True)):
        n = len(sessions)
        if n:
            days[i] = sessions[-1].day.toordinal()
        days[i, :n] = [session.day.toordinal() for session in sessions]
        done[i] = start + np.arange(n_most)
        scores[i, :n] = [session.score for session in sessions]
        marked = np.array([session.needs_recovery for session in sessions], dtype=bool)
        is_usual[i, :n] = [not session.is_excluded for session in sessions]
        is_usual[i, :n] &= ~is_recovering(days[i, :n], marked)
    percent = percent_of_first(scores, is_usual)
    errors = np.array([np.nan if each.error_percent is None else each.error_percent for each in series])
    return PersonPlan(
        series=series,
        first=first,
        days=days,
        n=tuple(len(sessions) for sessions in recent),
        percent=percent[:, None, :],
        unit=tuple(_unit(scores[i], percent[i]) for i in range(len(series))),
        plan=make_plan(days, done, is_usual, errors),
    )


def follow_person(person: PersonPlan) -> Followed:
    """Follow all series of a person at once."""
    return follow_scores(person.plan, person.percent)


def hear_series(person: PersonPlan, followed: Followed, i: int, looks: Array) -> Voices:
    """What series `i` says on the days `looks`."""
    n = person.n[i]
    return hear_test(person.days[i, :n], followed.of(i, np.arange(n)), person.plan.is_kept[i, :n], looks)


def trend_of_test(person: PersonPlan, followed: Followed, i: int, voices: Voices) -> TestTrend:
    """The trend of series `i`, as it is shown."""
    series, n, first = person.series[i], person.n[i], person.first[i]
    kept = person.plan.is_kept[i, :n]
    last = int(np.flatnonzero(kept)[-1]) if kept.any() else None
    has_say = last is not None and bool(np.isfinite(followed.above[i, 0, last]))
    bound, above = float(voices.alone[0, -1]), float(voices.above[0, -1])
    return TestTrend(
        test=series.test,
        side=series.side,
        has_say=has_say,
        error_percent=None if last is None else float(followed.filtered.error[i, 0, last]),
        is_error_published=series.error_percent is not None,
        kept=int(kept.sum()),
        excluded=sum(session.is_excluded for session in series.sessions[first:]),
        set_aside=first,
        loss=_loss(followed, i, last, int(kept.sum())) if has_say and last is not None else _too_few(person, i),
        excluded_rate_percent_per_month=bound if np.isfinite(bound) else None,
        above_margin_sd=above if np.isfinite(above) else None,
        points=_points(person, followed, i),
    )


def _after_lasting_change(sessions: tuple[Session, ...]) -> int:
    return max((i + 1 for i, session in enumerate(sessions) if session.restarts), default=0)


def _unit(scores: Array, percent: Array) -> float:
    usable = np.isfinite(percent) & (percent > 0.0)
    return float(scores[usable][0] / percent[usable][0] * 100.0) if usable.any() else float("nan")


def _loss(followed: Followed, i: int, last: int, kept: int) -> Estimate:
    value, sd = (float(each[i, 0, last]) for each in (followed.filtered.loss, followed.filtered.loss_sd))
    return Estimate(value=value, low=value - _Z * sd, high=value + _Z * sd, level=0.95, n=kept, method=METHOD, unit="%")


def _too_few(person: PersonPlan, i: int) -> NotMeasurable:
    kept, needed = int(person.plan.is_kept[i].sum()), int(person.plan.kept_needed[i])
    if kept >= needed:
        return NotMeasurable(reason="the first scores are all 0, so there is nothing to compare with")
    return NotMeasurable(reason=f"{kept} of the {needed} sessions that are needed after two of practice")


def _points(person: PersonPlan, followed: Followed, i: int) -> tuple[TrendPoint, ...]:
    first, unit = person.first[i], person.unit[i]
    kept = person.plan.is_kept[i]
    started = np.cumsum(kept) > 0
    found = []
    for index, session in enumerate(person.series[i].sessions):
        j = index - first
        level, low, high = None, None, None
        if j >= 0 and started[j] and np.isfinite(unit):
            middle, sd = (float(each[i, 0, j]) for each in (followed.filtered.level, followed.filtered.level_sd))
            level, low, high = (max(unit / 100.0 * (middle + z * sd), 0.0) for z in (0.0, -_Z, _Z))
        found.append(
            TrendPoint(
                day=session.day,
                score=session.score,
                is_kept=j >= 0 and bool(kept[j]),
                level=level,
                low=low,
                high=high,
                felt=session.felt,
            )
        )
    return tuple(found)
