"""Searches for triggers: begun only when they are asked for, made by a process of their own, and kept in the diary."""

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.web.errand import Errand
from twitchwise.web.words import say

__all__ = ["SearchKind", "SearchState", "Searches", "TheSearches"]

_WAIT_S = 0.2
"""How long a page waits for a search that is nearly there."""


class SearchKind(StrEnum):
    """What is searched."""

    TRIGGERS = "triggers"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """How a search stands; what it found stands in the diary.

    Parameters
    ----------
    is_running : it is being made.
    problem : why nothing came of it; empty when something did, or it never began.
    """

    is_running: bool = False
    problem: str = ""


class Searches:
    """One search of a kind for each diary."""

    def __init__(self) -> None:
        self._begun: dict[tuple[SearchKind, Path | None], Errand] = {}
        self._lock = threading.Lock()

    def begin(self, kind: SearchKind, file: Path | None) -> None:
        """Begins a search; one that is running already goes on."""
        with self._lock:
            search = self._begun.get((kind, file))
            if search is None or search.is_over:
                self._begun[kind, file] = Errand(_search, kind, file, cut=say("why_triggers.problem_cut"))

    def state(self, kind: SearchKind, file: Path | None, *, wait_s: float = _WAIT_S) -> SearchState:
        """How the last search of this kind in this diary stands.

        Parameters
        ----------
        wait_s : how long to wait for one that is running.
        """
        with self._lock:
            search = self._begun.get((kind, file))
        if search is None:
            return SearchState()
        search.wait(wait_s)
        return SearchState(is_running=not search.is_over, problem=search.problem)

    def forget(self, file: Path | None) -> None:
        """Ends every search in a diary that is to be erased, and waits for its end."""
        with self._lock:
            searches = [self._begun.pop((kind, file), None) for kind in SearchKind]
        for search in searches:
            if search is not None:
                search.stop(waits=True)

    def close(self) -> None:
        """Ends what runs."""
        with self._lock:
            for search in self._begun.values():
                search.stop(waits=False)


def _search(kind: SearchKind, file: Path | None) -> None:
    """In a process of its own."""
    from twitchwise.desk.diary_place import diary_if_any, open_kept_diary
    from twitchwise.desk.investigating import investigate_diary
    from twitchwise.desk.kept_triggers import keep_search
    from twitchwise.desk.trying import analyse_trial_in, last_trial
    from twitchwise.diary.model import Diary

    diary = diary_if_any(file) or Diary()
    trial = last_trial(diary) if kind is SearchKind.TRIAL else None
    found = investigate_diary(diary) if trial is None else analyse_trial_in(diary, trial)
    with open_kept_diary(file) as store:  # one that was erased meanwhile is not made anew
        keep_search(store, found, trial=trial)


def _searches_of(request: Request) -> Searches:
    searches: Searches = request.app.state.searches
    return searches


TheSearches = Annotated[Searches, Depends(_searches_of)]
