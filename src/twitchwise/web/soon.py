"""How soon someone should look, for the top of every page: whatever page is opened, it is not missed."""

from dataclasses import dataclass

from fastapi import Request

from twitchwise.desk.how_soon import how_soon, how_soon_at_once
from twitchwise.errors import TwitchwiseError
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement
from twitchwise.web.kept import Kept, kept_for
from twitchwise.web.person import Person
from twitchwise.worry.crisis import crisis_help

__all__ = ["HASTY", "Soon", "judgement_of", "soon_of"]

HASTY = frozenset({Urgency.NOW, Urgency.DAYS})
"""What does not wait for the page on which everything is joined."""

_WAIT_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Soon:
    """What stands on top of every page while something cannot wait.

    Parameters
    ----------
    headline : how soon, in one sentence.
    what_to_do : of the most urgent reason.
    crisis : where help is after thoughts of self-harm; empty without them.
    is_now : help is needed now.
    """

    headline: str
    what_to_do: str
    crisis: tuple[str, ...]
    is_now: bool


def judgement_of(kept: Kept, person: Person) -> Judgement:
    """How soon someone should look, at once; the trend of the weekly tests comes in as soon as it is worked out.

    Parameters
    ----------
    kept : what was worked out before.
    person : whose.

    Raises
    ------
    InputError
        An answer in the diary is damaged.
    """
    found = kept_for(kept, person, "how-soon", how_soon, wait_s=_WAIT_S)
    return how_soon_at_once(person.diary, person.today) if found is None else found


def soon_of(request: Request, person: Person) -> Soon | None:
    """What has to stand on top of a page, or None when nothing is in a hurry."""
    if not person.diary.entries:
        return None
    try:
        judged = judgement_of(request.app.state.kept, person)
    except TwitchwiseError:
        return None  # the pages that show the answers say what is damaged; the others, with the copies, still open
    if judged.level not in HASTY:
        return None
    return Soon(
        headline=judged.headline,
        what_to_do=judged.because[0].what_to_do,
        crisis=tuple(each.text for each in crisis_help(person.diary, person.today)),
        is_now=judged.level is Urgency.NOW,
    )
