"""What a person wants on the doctor's page, held in memory while they look at it: a name is never written to disk."""

import secrets
import threading

from twitchwise.desk.doctor import DoctorWishes

__all__ = ["HeldWishes"]

_MOST = 50


class HeldWishes:
    """The last wishes, each by a name that nobody can guess."""

    def __init__(self) -> None:
        self._held: dict[str, DoctorWishes] = {}
        self._lock = threading.Lock()

    def hold(self, wishes: DoctorWishes) -> str:
        """Holds wishes and returns their name; the oldest go."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._held[name] = wishes
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return name

    def find(self, name: str) -> DoctorWishes:
        """The wishes by this name; the usual ones when they are gone."""
        return self._held.get(name) or DoctorWishes()
