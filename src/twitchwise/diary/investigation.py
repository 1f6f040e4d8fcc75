"""A look for triggers has a beginning and an end: twelve weeks, renewable once, and it stops by itself."""

from datetime import date, timedelta

from twitchwise.diary.model import Diary, Investigation
from twitchwise.diary.moment import on_date
from twitchwise.estimate import NotMeasurable

__all__ = ["LONGEST_DAYS", "REST_DAYS", "current_investigation", "last_day_of", "next_investigation"]

LONGEST_DAYS = 84
"""Twelve weeks: under a month an honest engine has nothing to say, and keeping a symptom diary can itself do harm
(sources `ferrari2010`, `ferrari2013`, `ferrari2015`)."""

REST_DAYS = 84
"""After one renewal as long a pause before a new one; a choice, for want of evidence."""


def current_investigation(diary: Diary, today: date) -> Investigation | None:
    """The investigation that runs on `today`, or None."""
    for investigation in diary.of(Investigation):
        if investigation.first_day <= today <= last_day_of(investigation):
            return investigation
    return None


def next_investigation(diary: Diary, today: date, *, entry_id: str) -> Investigation | NotMeasurable:
    """The investigation that may begin on `today`, or why none may.

    Parameters
    ----------
    diary : with the earlier ones.
    today : the person's day.
    entry_id : of the new entry.
    """
    earlier = sorted(diary.of(Investigation), key=lambda each: each.first_day)
    running = current_investigation(diary, today)
    if running is not None and running.stopped_on is not None:
        return NotMeasurable(reason="the last one was stopped today; a new one may begin tomorrow")
    if running is not None:
        return NotMeasurable(reason=f"one is running already, until {last_day_of(running).isoformat()}")
    last = earlier[-1] if earlier else None
    is_renewal = last is not None and not last.is_renewal and today < _rested(last)
    if last is not None and last.is_renewal and today < _rested(last):
        return NotMeasurable(
            reason=f"the last one was renewed and has ended; a new one may begin on {_rested(last).isoformat()}. "
            "Watching for longer finds little more and can make twitching worse"
        )
    return Investigation(
        entry_id=entry_id,
        when=on_date(today),
        first_day=today,
        last_day=today + timedelta(days=LONGEST_DAYS - 1),
        is_renewal=is_renewal,
    )


def last_day_of(investigation: Investigation) -> date:
    """The last day of an investigation, the day it was stopped if it was."""
    return min(investigation.last_day, investigation.stopped_on or investigation.last_day)


def _rested(investigation: Investigation) -> date:
    return last_day_of(investigation) + timedelta(days=REST_DAYS + 1)
