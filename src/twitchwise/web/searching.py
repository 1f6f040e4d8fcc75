"""Searches for triggers: begun only when they are asked for, made by a process of their own, and kept in the diary."""

import multiprocessing
import threading
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.errors import TwitchwiseError
from twitchwise.web.words import say

__all__ = ["SearchKind", "SearchState", "Searches", "TheSearches"]

_WAIT_S = 0.2
"""How long a page waits for a search that is nearly there."""

_LONGEST_END_S = 10.0


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


class _Search:
    """A process, and a thread that hears how it ended."""

    def __init__(self, kind: SearchKind, file: Path | None) -> None:
        context = multiprocessing.get_context("spawn")  # a server has threads: nothing may be forked
        self._answers, answer = context.Pipe(duplex=False)
        self.process = context.Process(target=_make, args=(answer, kind, file), daemon=True)
        self.process.start()
        answer.close()
        self.state = SearchState(is_running=True)
        self.over = threading.Event()
        threading.Thread(target=self._hear, name=f"search for {kind}", daemon=True).start()

    def _hear(self) -> None:
        try:
            problem = str(self._answers.recv())
        except EOFError:  # the process is gone without a word
            problem = say("why_triggers.problem_cut")
        self._answers.close()
        self.process.join()
        self.state = SearchState(problem=problem)
        self.over.set()


class Searches:
    """One search of a kind for each diary, each in a process that ends with the server."""

    def __init__(self) -> None:
        self._begun: dict[tuple[SearchKind, Path | None], _Search] = {}
        self._lock = threading.Lock()

    def begin(self, kind: SearchKind, file: Path | None) -> None:
        """Begins a search; one that is running already goes on."""
        with self._lock:
            search = self._begun.get((kind, file))
            if search is None or search.over.is_set():
                self._begun[kind, file] = _Search(kind, file)

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
        search.over.wait(wait_s)
        return search.state

    def forget(self, file: Path | None) -> None:
        """Ends every search in a diary that is to be erased, and waits for its end."""
        with self._lock:
            searches = [self._begun.pop((kind, file), None) for kind in SearchKind]
        for search in searches:
            if search is not None:
                search.process.terminate()
                search.over.wait(_LONGEST_END_S)

    def close(self) -> None:
        """Ends what runs."""
        with self._lock:
            for search in self._begun.values():
                if not search.over.is_set():
                    search.process.terminate()


def _make(answer: Connection, kind: SearchKind, file: Path | None) -> None:
    """In the process of its own: a word at the end, empty when the search is in the diary."""
    try:
        _search(kind, file)
    except TwitchwiseError as error:
        answer.send(str(error))
    else:
        answer.send("")


def _search(kind: SearchKind, file: Path | None) -> None:
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
