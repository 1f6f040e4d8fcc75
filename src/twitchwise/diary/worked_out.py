"""What was worked out of a diary stays with it: who asks again is given what is there."""

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from twitchwise.diary.entry import Entry
    from twitchwise.diary.model import Diary

__all__ = ["WorkedOut"]

_Made = TypeVar("_Made")

_MOST = 100  # results of one diary: a server that runs for months is asked for another day every day
_MISSING = object()


class WorkedOut:
    """Beside a diary: its parts, and results that were made of it once.

    Attributes
    ----------
    parts : the diary with some kinds of entries only, by these kinds.

    Notes
    -----
    One result is made at a time: threads that ask for the same one wait for it instead of making it beside each other.
    """

    __slots__ = ("_found", "_making", "parts")

    def __init__(self) -> None:
        self.parts: dict[frozenset[type[Entry]], Diary] = {}
        self._found: dict[Hashable, object] = {}
        self._making = threading.RLock()  # one result may need another

    def __reduce__(self) -> tuple[type["WorkedOut"], tuple[()]]:
        return WorkedOut, ()  # a copy of a diary works everything out for itself

    def find(self, name: Hashable, make: Callable[[], _Made]) -> _Made:
        """The result of this name, made when it is not there; the oldest results go."""
        found = self._found.get(name, _MISSING)
        if found is _MISSING:
            with self._making:
                found = self._found.get(name, _MISSING)
                if found is _MISSING:
                    found = self._found[name] = make()
                    while len(self._found) > _MOST:
                        del self._found[next(iter(self._found))]
        return cast("_Made", found)
