"""Heavy results, made in the background and kept until what they were made from has changed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from twitchwise.clock import utc_now
from twitchwise.diary.entry import Entry
from twitchwise.diary.model import Diary
from twitchwise.web.person import Person

__all__ = ["Kept", "KeptFrom", "TheKept", "kept_for"]

_Made = TypeVar("_Made")

_MOST = 60
"""Results that are held; the oldest go."""

_WAIT_S = 0.3
"""How long a page waits for a result before it shows itself without; most are there by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFrom:
    """What a result is made from: it holds while the diary is the same one and the day has not changed."""

    diary: Diary
    today: date

    def is_same(self, other: "KeptFrom") -> bool:
        """Whether nothing has changed."""
        return self.diary is other.diary and self.today == other.today


@dataclass(slots=True, kw_only=True)
class _Slot:
    """A result of one name.

    Parameters
    ----------
    made_from, made : the last that was begun; it may still be in the making.
    waiting : one that nobody has begun to make yet.
    """

    made_from: KeptFrom | None = None
    made: "Future[Any] | None" = None
    waiting: "Future[Any] | None" = None


class Kept:
    """One result a name; of each at most one in the making and one waiting.

    Notes
    -----
    What waits is made from the diary as it is when its turn comes, not as it was when it was asked for: however often
    the diary changes meanwhile, one result serves all who wait, and none is made that nobody wants any more.
    """

    def __init__(self) -> None:
        self._slots: dict[str, _Slot] = {}
        self._lock = threading.Lock()
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kept")

    def get(
        self,
        key: str,
        now: Callable[[], KeptFrom],
        make: Callable[[Diary, date], _Made],
        *,
        wait_s: float = _WAIT_S,
    ) -> _Made | None:
        """The result of the diary as it is now or was a moment later, or None while it is being worked out.

        Parameters
        ----------
        key : name of the result and of whose it is.
        now : what it is to be made from, asked again when it is made.
        make : works it out, in the background.
        wait_s : how long to wait for it now.

        Raises
        ------
        TwitchwiseError
            What `now` or `make` raised.
        """
        asked = now()
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            while len(self._slots) > _MOST:
                del self._slots[next(iter(self._slots))]
            future = slot.made if slot.made_from is not None and slot.made_from.is_same(asked) else None
            if future is None:
                if slot.waiting is None:
                    slot.waiting = self._workers.submit(self._make, slot, now, make)
                future = slot.waiting
        wait([future], timeout=wait_s)
        if not future.done() or future.cancelled():  # cancelled: the server is going down
            return None
        return cast("_Made", future.result())

    def forget(self) -> None:
        """Holds on to nothing of what was worked out."""
        with self._lock:
            self._slots.clear()

    def close(self) -> None:
        """Takes on nothing more."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _make(self, slot: _Slot, now: Callable[[], KeptFrom], make: Callable[[Diary, date], _Made]) -> _Made:
        with self._lock:
            mine, slot.waiting = slot.waiting, None
        source = now()
        with self._lock:
            known = slot.made if slot.made_from is not None and slot.made_from.is_same(source) else None
            if known is None:
                slot.made_from, slot.made = source, mine
        return cast("_Made", known.result()) if known is not None else make(source.diary, source.today)


def kept_for(
    kept: Kept,
    person: Person,
    name: str,
    make: Callable[[Diary, date], _Made],
    *,
    of: tuple[type[Entry], ...] = (),
    wait_s: float = _WAIT_S,
) -> _Made | None:
    """A result of one person, or None while it is being worked out.

    Parameters
    ----------
    person : whose diary it is made from.
    name : of the result.
    make : from the diary and the person's day.
    of : the kinds of entries it is made from; it holds as long as none of these changes, and sees nothing else. None
        for the whole diary.
    wait_s : how long to wait for it now.
    """

    def now() -> KeptFrom:
        diary = person.diary
        return KeptFrom(diary=diary.only(*of) if of else diary, today=diary.rule.today(utc_now()))

    return kept.get(f"{name} {person.file}", now, make, wait_s=wait_s)


def _kept_of(request: Request) -> Kept:
    kept: Kept = request.app.state.kept
    return kept


TheKept = Annotated[Kept, Depends(_kept_of)]
