"""Searches for triggers: begun only when they are asked for, and made by a process of their own."""

import multiprocessing
import threading
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.errors import TwitchwiseError
from twitchwise.report.triggers_page import TriggersView
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
    """How a search stands.

    Parameters
    ----------
    is_running : it is being made.
    view : what it found, with its pictures; None before.
    problem : why nothing came of it; empty when something did, or it never began.
    """

    is_running: bool = False
    view: TriggersView | None = None
    problem: str = ""


@dataclass(slots=True, kw_only=True)
class _Search:
    """A process and the end of the pipe it answers on."""

    process: SpawnProcess
    answers: Connection
    ended: SearchState | None = None


class Searches:
    """One search of a kind for each diary, each in a process that ends with the server."""

    def __init__(self) -> None:
        self._begun: dict[tuple[SearchKind, Path | None], _Search] = {}
        self._lock = threading.Lock()

    def begin(self, kind: SearchKind, file: Path | None) -> None:
        """Begins a search; one that is running already goes on."""
        if self.state(kind, file, wait_s=0.0).is_running:
            return
        with self._lock:
            context = multiprocessing.get_context("spawn")  # a server has threads: nothing may be forked
            answers, answer = context.Pipe(duplex=False)
            process = context.Process(target=_make, args=(answer, kind, file), daemon=True)
            process.start()
            answer.close()
            self._begun[kind, file] = _Search(process=process, answers=answers)

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
            if search.ended is None and search.answers.poll(wait_s):
                search.ended = _ended(search)
            return search.ended or SearchState(is_running=True)

    def close(self) -> None:
        """Ends what runs."""
        with self._lock:
            for search in self._begun.values():
                if search.ended is None:
                    search.process.terminate()


def _ended(search: _Search) -> SearchState:
    try:
        answer = search.answers.recv()
    except EOFError:  # the process is gone without a word
        return SearchState(problem=say("why_triggers.problem_cut"))
    finally:
        search.answers.close()
    search.process.join()
    return SearchState(view=answer) if isinstance(answer, TriggersView) else SearchState(problem=str(answer))


def _make(answer: Connection, kind: SearchKind, file: Path | None) -> None:
    """In the process of its own."""
    try:
        answer.send(_search(kind, file))
    except TwitchwiseError as error:
        answer.send(str(error))


def _search(kind: SearchKind, file: Path | None) -> TriggersView:
    """Searches, and keeps what a search of the diary found in the diary."""
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.investigating import investigate_diary
    from twitchwise.desk.kept_triggers import keep_search
    from twitchwise.desk.trying import analyse_trial_in, last_trial
    from twitchwise.report.triggers_page import triggers_view

    with open_diary(file) as store:
        diary = store.load()
        if kind is SearchKind.TRIAL:
            return triggers_view(analyse_trial_in(diary, last_trial(diary)))
        found = investigate_diary(diary)
        keep_search(store, found)
    return triggers_view(found)


def _searches_of(request: Request) -> Searches:
    searches: Searches = request.app.state.searches
    return searches


TheSearches = Annotated[Searches, Depends(_searches_of)]
