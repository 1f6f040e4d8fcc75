"""Answers made by hand, and the lanes by their ids, for the tests of the ranking."""

from dataclasses import replace

from tests.causes.sketches import TODAY
from twitchwise.causes.ranked import Causes
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers

__all__ = ["likely", "nobody", "rare", "told"]


def nobody(**more: object) -> Answers:
    return replace(Answers(answered_on=TODAY), **more)  # type: ignore[arg-type]


def told(*yes: Feature, no: tuple[Feature, ...] = ()) -> Answers:
    return nobody(replies={**dict.fromkeys(no, Reply.NO), **dict.fromkeys(yes, Reply.YES)})


def likely(causes: Causes) -> list[str]:
    return [cause.id for cause in causes.likely]


def rare(causes: Causes) -> list[str]:
    return [cause.id for cause in causes.not_to_be_missed]
