"""An investigation that was looked at: what was found, in which days, beside what the person suspected."""

from dataclasses import dataclass

from twitchwise.diary.model import Investigation, Suspicion
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.table import DayTable

__all__ = ["Investigated"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Investigated:
    """A search for triggers and what it was made in.

    Parameters
    ----------
    table : the days.
    triggers : what was found.
    n_answered : days with an answer, of any site.
    suspicions : what the person suspects, kept apart.
    investigation : the one that the days belong to, if any.
    """

    table: DayTable
    triggers: Triggers
    n_answered: int
    suspicions: tuple[Suspicion, ...] = ()
    investigation: Investigation | None = None
