"""Weekly strength tests have a beginning and an end: 26 weeks, renewable once, and they stop by themselves."""

from datetime import date, timedelta

from twitchwise.diary.model import Diary, StrengthSeries
from twitchwise.diary.moment import on_date
from twitchwise.estimate import NotMeasurable

__all__ = ["REST_DAYS", "SERIES_DAYS", "current_strength_series", "next_strength_series", "series_end"]

SERIES_DAYS = 182
"""26 weeks: with a test that errs by 6 to 8 %, a healthy person needs 24 to 29 weekly sessions before a typical fall
can be ruled out (docs/bench-strength.md). It ends, because checking one's own body every day for a week raised fear of
illness and belief in it (source `olatunji2011`)."""

REST_DAYS = 182
"""After one renewal as long a pause before a new one; a choice, for want of evidence."""


def current_strength_series(diary: Diary, today: date) -> StrengthSeries | None:
    """The series that runs on `today`, or None."""
    for series in diary.of(StrengthSeries):
        if series.first_day <= today <= series_end(series):
            return series
    return None


def next_strength_series(diary: Diary, today: date, *, entry_id: str) -> StrengthSeries | NotMeasurable:
    """The series that may begin on `today`, or why none may.

    Parameters
    ----------
    diary : with the earlier ones.
    today : the person's day.
    entry_id : of the new entry.
    """
    running = current_strength_series(diary, today)
    if running is not None:
        return NotMeasurable(reason=f"one is running already, until {series_end(running).isoformat()}")
    last = max(diary.of(StrengthSeries), key=lambda each: each.first_day, default=None)
    is_recent = last is not None and today < _rested(last)
    if last is not None and last.is_renewal and is_recent:
        return NotMeasurable(
            reason=f"the last one was renewed and has ended; a new one may begin on {_rested(last).isoformat()}. "
            "Testing without an end feeds worry, and a year of sessions has said what home tests can say"
        )
    return StrengthSeries(
        entry_id=entry_id,
        when=on_date(today),
        first_day=today,
        last_day=today + timedelta(days=SERIES_DAYS - 1),
        is_renewal=is_recent,
    )


def series_end(series: StrengthSeries) -> date:
    """The last day of a series, the day it was stopped if it was."""
    return min(series.last_day, series.stopped_on or series.last_day)


def _rested(series: StrengthSeries) -> date:
    return series_end(series) + timedelta(days=REST_DAYS + 1)
