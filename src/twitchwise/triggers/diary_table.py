"""A diary becomes the table that the search for triggers looks at."""

from collections import Counter
from datetime import date

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Muscle, Site
from twitchwise.diary.daily import (
    DaySpan,
    ExposureName,
    exposure_by_day,
    exposures_named,
    measured_by_day,
    noticed_by_day,
)
from twitchwise.diary.model import Diary, ExposureKind, RecordingMeasured, TwitchesNoticed
from twitchwise.diary.muscle_habit import DayLoad, day_loads
from twitchwise.diary.muscle_load import log_load
from twitchwise.estimate import NotMeasurable
from twitchwise.triggers.table import DayTable, Exposure, Outcome

__all__ = ["ANYWHERE", "MOST_EXPOSURES", "MOST_OUTCOMES", "TRAINING", "table_of_diary"]

TRAINING = "training load"
ANYWHERE = "anywhere"
MOST_OUTCOMES = 8
MOST_EXPOSURES = 12
"""Beside the muscle's own load. Every further exposure doubles the patterns and can only take from the others' power:
those known on the most days are kept."""

_FELT = frozenset({ExposureKind.STRESS, ExposureKind.MOOD, ExposureKind.ENERGY, ExposureKind.SLEEP_QUALITY})


def table_of_diary(diary: Diary, first: date, last: date) -> DayTable | NotMeasurable:
    """The days from `first` to `last`, both included, with what twitched and what may have set it off.

    Parameters
    ----------
    diary : days are cut by its rule.
    first, last : the person's days.

    Returns
    -------
    One outcome for each site at which twitching was noticed, another where it was measured in recordings, the
    most noticed first; `ANYWHERE` when no site was ever named. `NotMeasurable` when nothing was noticed at all.
    """
    if last < first:
        return NotMeasurable(reason="the last day lies before the first")
    span = DaySpan(first=first, n_days=(last - first).days + 1)
    outcomes = _outcomes(diary, span)
    if not outcomes:
        return NotMeasurable(reason="no twitching was noticed or measured in these days")
    muscles = {site.muscle for site in _sites(diary, span)}
    loads = _load_columns(diary, muscles, span)
    others = [_column(diary, name, span) for name in exposures_named(diary) if name.kind.may_be_trigger]
    known = [column for column in others if np.isfinite(column.values).any()]
    known.sort(key=lambda column: -int(np.isfinite(column.values).sum()))
    kept = {id(column) for column in known[:MOST_EXPOSURES]}
    return DayTable(
        first_day=first, outcomes=outcomes, exposures=(*loads, *(column for column in others if id(column) in kept))
    )


def _sites(diary: Diary, span: DaySpan) -> list[Site]:
    seen: Counter[Site] = Counter()
    for noticed in diary.of(TwitchesNoticed):
        if noticed.site is not None and diary.rule.day_of(noticed.when) in span:
            seen[noticed.site] += noticed.count or 1
    for recording in diary.of(RecordingMeasured):
        if recording.site is not None and diary.rule.day_of(recording.when) in span:
            seen[recording.site] += 1
    return [site for site, _ in seen.most_common(MOST_OUTCOMES)]


def _outcomes(diary: Diary, span: DaySpan) -> tuple[Outcome, ...]:
    outcomes = []
    for site in _sites(diary, span):
        counts = noticed_by_day(diary, site, span)
        if np.nansum(counts) > 0:
            outcomes.append(Outcome(name=site.id, counts=counts, muscle=site.muscle.id))
        measured = measured_by_day(diary, site, span)
        if np.isfinite(measured.counts).any():
            outcomes.append(
                Outcome(
                    name=f"{site.id}, measured",
                    counts=measured.counts,
                    muscle=site.muscle.id,
                    minutes=measured.minutes,
                    is_measured=True,
                )
            )
    if not outcomes and np.nansum(counts := noticed_by_day(diary, None, span)) > 0:
        outcomes.append(Outcome(name=ANYWHERE, counts=counts))
    return tuple(outcomes)


def _load_columns(diary: Diary, muscles: set[Muscle], span: DaySpan) -> list[Exposure]:
    days = day_loads(diary)
    if not days:
        return []
    return [
        Exposure(name=TRAINING, values=_load_of(days, muscle, span), belongs_to=muscle.id)
        for muscle in sorted(muscles, key=lambda each: each.id)
    ]


def _load_of(days: tuple[DayLoad, ...], muscle: Muscle, span: DaySpan) -> NDArray[np.float64]:
    """Log load of the side that worked harder: 0 on days between workouts, unknown before the first, after the last."""
    values = np.full(span.n_days, np.nan)
    start, end = span.row(days[0].day), span.row(days[-1].day)
    values[max(start, 0) : max(end + 1, 0)] = 0.0
    for day in days:
        if day.day in span:
            sides = [Site(muscle=muscle, side=side) for side in muscle.sides]
            values[span.row(day.day)] = log_load(max(day.of(site) for site in sides))
    return values


def _column(diary: Diary, name: ExposureName, span: DaySpan) -> Exposure:
    return Exposure(
        name=name.text,
        values=exposure_by_day(diary, name, span),
        is_felt=name.kind in _FELT,
    )
