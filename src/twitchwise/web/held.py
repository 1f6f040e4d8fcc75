"""Things held in memory for a page that follows: what a person types for one look is never written to disk."""

import secrets
import threading
from dataclasses import dataclass
from typing import Generic, TypeVar

from twitchwise.web.person import Person

__all__ = ["Held"]

_MOST = 50
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Of(Generic[_Thing]):
    """A thing, and whether it is the made-up person's."""

    thing: _Thing
    is_demo: bool


class Held(Generic[_Thing]):
    """The last things, each by a name that nobody can guess, and only for the person whose it is."""

    def __init__(self) -> None:
        self._held: dict[str, _Of[_Thing]] = {}
        self._lock = threading.Lock()

    def hold(self, thing: _Thing, person: Person) -> str:
        """Holds a thing of a person and returns its name; the oldest go."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._held[name] = _Of(thing=thing, is_demo=person.is_demo)
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return name

    def forget(self) -> None:
        """Lets go of everything."""
        with self._lock:
            self._held.clear()

    def forget_demo(self) -> None:
        """Lets go of what is the made-up person's."""
        with self._lock:
            self._held = {name: each for name, each in self._held.items() if not each.is_demo}

    def find(self, name: str, person: Person) -> _Thing | None:
        """The thing by this name; None when it is gone, or somebody else's."""
        found = self._held.get(name)
        return None if found is None or found.is_demo != person.is_demo else found.thing
