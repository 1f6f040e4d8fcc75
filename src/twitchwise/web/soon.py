"""How soon someone should look, for the top of every page: whatever page is opened, it is not missed."""

from dataclasses import dataclass

from twitchwise.desk.how_soon import how_soon
from twitchwise.errors import TwitchwiseError
from twitchwise.urgency.level import Urgency
from twitchwise.web.person import Person
from twitchwise.worry.crisis import crisis_help

__all__ = ["HASTY", "Soon", "soon_of"]

HASTY = frozenset({Urgency.NOW, Urgency.DAYS})
"""What does not wait for the page on which everything is joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soon:
    """What stands on top of every page while something cannot wait.

    Parameters
    ----------
    headline : how soon, in one sentence.
    what_to_do : of the most urgent reason.
    is_sure : the most urgent reason rests on a yes; else what to do is to find out.
    crisis : where help is after thoughts of self-harm; empty without them.
    is_now : help is needed now.
    """

    headline: str
    what_to_do: str
    is_sure: bool
    crisis: tuple[str, ...]
    is_now: bool


def soon_of(person: Person) -> Soon | None:
    """What has to stand on top of a page, or None when nothing is in a hurry."""
    if not person.diary.entries:
        return None
    try:
        judged = how_soon(person.diary, person.today)
    except TwitchwiseError:
        return None  # the pages that show the answers say what is damaged; the others, with the copies, still open
    if judged.level not in HASTY:
        return None
    return Soon(
        headline=judged.headline,
        what_to_do=judged.because[0].what_to_do,
        is_sure=judged.because[0].is_sure,
        crisis=tuple(each.text for each in crisis_help(person.diary, person.today)),
        is_now=judged.level is Urgency.NOW,
    )
