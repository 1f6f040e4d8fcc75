"""Things held in memory for a page that follows: what a person types for one look is never written to disk."""

import secrets
import threading
from typing import Generic, TypeVar

__all__ = ["Held"]

_MOST = 50
_Thing = TypeVar("_Thing")


class Held(Generic[_Thing]):
    """The last things, each by a name that nobody can guess."""

    def __init__(self) -> None:
        self._held: dict[str, _Thing] = {}
        self._lock = threading.Lock()

    def hold(self, thing: _Thing) -> str:
        """Holds a thing and returns its name; the oldest go."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._held[name] = thing
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return name

    def forget(self) -> None:
        """Lets go of everything."""
        with self._lock:
            self._held.clear()

    def find(self, name: str) -> _Thing | None:
        """The thing by this name; None when it is gone."""
        return self._held.get(name)
