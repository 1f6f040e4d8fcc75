"""Heavy results, made once in the background and kept until the diary has changed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from twitchwise.diary.model import Diary
from twitchwise.web.person import Person

__all__ = ["Kept", "TheKept", "kept_for"]

_Made = TypeVar("_Made")

_WAIT_S = 0.1
"""How long a page waits for a result before it shows itself without; most are there by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    """What a result was made from: it holds while the diary is the same one and the day has not changed."""

    diary: Diary
    today: date

    def is_same(self, other: "_Stamp") -> bool:
        return self.diary is other.diary and self.today == other.today


class Kept:
    """One result a name, and at most one of them in the making."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[_Stamp, Future[Any]]] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kept")

    def get(
        self, key: str, diary: Diary, today: date, make: Callable[[], _Made], *, wait_s: float = _WAIT_S
    ) -> _Made | None:
        """The result, or None while it is being worked out.

        Parameters
        ----------
        key : name of the result and of whose it is.
        diary, today : what it is made from; another diary or day makes it anew.
        make : works it out, in the background.
        wait_s : how long to wait for it now.

        Raises
        ------
        TwitchwiseError
            What `make` raised.
        """
        stamp = _Stamp(diary=diary, today=today)
        with self._lock:
            known = self._made.get(key)
            if known is None or not known[0].is_same(stamp):
                if known is not None:
                    known[1].cancel()
                known = (stamp, self._worker.submit(make))
                self._made[key] = known
        future = known[1]
        wait([future], timeout=wait_s)
        if not future.done() or future.cancelled():  # cancelled: somebody has changed the diary meanwhile
            return None
        return cast("_Made", future.result())

    def close(self) -> None:
        """Takes on nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)


def kept_for(
    kept: Kept, person: Person, name: str, make: Callable[[Diary, date], _Made], *, wait_s: float = _WAIT_S
) -> _Made | None:
    """A result of one person, or None while it is being worked out.

    Parameters
    ----------
    person : whose diary it is made from.
    name : of the result.
    make : from the diary and the person's day.
    wait_s : how long to wait for it now.
    """
    diary, today = person.diary, person.today
    return kept.get(f"{name} {person.file}", diary, today, lambda: make(diary, today), wait_s=wait_s)


def _kept_of(request: Request) -> Kept:
    kept: Kept = request.app.state.kept
    return kept


TheKept = Annotated[Kept, Depends(_kept_of)]
