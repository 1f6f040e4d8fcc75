"""The ratings of the week: which are due, and how a slip of today is put right without losing what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from twitchwise.clock import utc_now
from twitchwise.diary.model import Diary, Exposure, ExposureKind
from twitchwise.store.diary_store import DiaryStore
from twitchwise.worry.words import Sentence, say

__all__ = ["RATE_AGAIN_DAYS", "GivenRating", "WeeklyRating", "correct_ratings", "due_ratings", "ratings_of_today"]

RATE_AGAIN_DAYS = 5
"""A weekly rating may come two days early, as a weekly test may; a choice."""

_CORRECTED = "rating_corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRating:
    """One rating of the week.

    Parameters
    ----------
    kind : what.
    question : how it is asked.
    most : the highest answer.
    """

    kind: ExposureKind
    question: Sentence
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRating:
    """A rating that was answered today.

    Parameters
    ----------
    rating : which.
    amount : the answer that stands.
    note : what was corrected before; empty when nothing was.
    """

    rating: WeeklyRating
    amount: float
    note: str


def due_ratings(diary: Diary) -> tuple[WeeklyRating, ...]:
    """Worry, searching and felt weakness, as far as they were not written down in the last days."""
    today = diary.rule.today(utc_now())
    recent = {
        entry.kind
        for entry in diary.of(Exposure)
        if entry.amount is not None and 0 <= (today - diary.rule.day_of(entry.when)).days < RATE_AGAIN_DAYS
    }
    return tuple(rating for rating in _ratings() if rating.kind not in recent)


def ratings_of_today(diary: Diary) -> tuple[GivenRating, ...]:
    """The ratings that were typed in today, each with the answer that stands."""
    given = _given_today(diary)
    return tuple(
        GivenRating(rating=rating, amount=given[rating.kind].amount or 0.0, note=given[rating.kind].note)
        for rating in _ratings()
        if rating.kind in given
    )


def correct_ratings(store: DiaryStore, amounts: Mapping[ExposureKind, float]) -> int:
    """Puts ratings of today right, and returns how many were changed.

    Parameters
    ----------
    store : the diary.
    amounts : the right answers. What was not answered today, or stands so already, is left alone.

    Notes
    -----
    The earlier form stays among the former entries, and the note of the new one says what stood there before.
    """
    given = _given_today(store.load())
    n_changed = 0
    for kind, amount in amounts.items():
        entry = given.get(kind)
        if entry is None or entry.amount == amount:
            continue
        told = say(_CORRECTED, before=f"{entry.amount:g}").text
        store.change(replace(entry, amount=amount, note=f"{entry.note} {told}".strip()))
        n_changed += 1
    return n_changed


def _ratings() -> tuple[WeeklyRating, ...]:
    return (
        WeeklyRating(kind=ExposureKind.WORRY, question=say("worry_question"), most=10.0),
        WeeklyRating(kind=ExposureKind.SEARCHING, question=say("searching_question"), most=1440.0),
        WeeklyRating(kind=ExposureKind.FELT_WEAKNESS, question=say("felt_question"), most=10.0),
    )


def _given_today(diary: Diary) -> dict[ExposureKind, Exposure]:
    """The last answer of today to each; what an import brought is not the person's slip."""
    today = diary.rule.today(utc_now())
    kinds = {rating.kind for rating in _ratings()}
    return {
        entry.kind: entry
        for entry in diary.of(Exposure)
        if entry.kind in kinds
        and entry.amount is not None
        and entry.origin is None
        and diary.rule.day_of(entry.when) == today
    }
