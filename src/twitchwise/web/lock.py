"""The lock of the app: who has given the passphrase, for how long that counts, and how long wrong tries wait."""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.web.passphrase import PassphraseFile, hash_passphrase, is_passphrase
from twitchwise.web.settings import WebSettings

__all__ = ["SESSION_COOKIE", "Lock", "Opened", "TheLock", "lock_in", "lock_of", "passphrase_file"]

SESSION_COOKIE = "twitchwise-session"

_IDLE_S = 12 * 3600.0
_IDLE_PHONE_S = 30 * 60.0
"""Without any request for this long, the passphrase is asked again: a phone lies about, a home network is shared."""
_FREE_TRIES = 3
_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 15 * 60.0
_MOST_SESSIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a try gave.

    Parameters
    ----------
    token : what the browser then carries; empty when the passphrase was wrong or the lock waits.
    wait_s : so long no further try is looked at.
    """

    token: str = ""
    wait_s: float = 0.0


class Lock:
    """The lock of one server.

    Parameters
    ----------
    file : where the hash of the passphrase is kept.
    is_phone : reached from other devices: it is locked even without a passphrase, and sessions end sooner.
    clock : seconds, for tests.

    Notes
    -----
    Wrong tries count for everybody together, since whoever is in a network can take many addresses; devices that are
    in already stay in meanwhile. From the third on each makes the lock wait twice as long, up to a quarter of an hour:
    about a hundred tries a day. Sessions are held in memory and end with the server.
    """

    def __init__(
        self, file: PassphraseFile, *, is_phone: bool = False, clock: Callable[[], float] | None = None
    ) -> None:
        self._file = file
        self._hash = file.read()
        self._is_phone = is_phone
        self._clock = clock or _seconds
        self._sessions: dict[str, float] = {}
        self._n_wrong = 0
        self._waits_until = 0.0
        self._changing = threading.Lock()

    @property
    def is_set(self) -> bool:
        """Somebody who comes has to give a passphrase."""
        return bool(self._hash) or self._is_phone

    @property
    def may_be_removed(self) -> bool:
        """There is a passphrase, and nobody but this computer reaches the app."""
        return bool(self._hash) and not self._is_phone

    def lets_in(self, token: str) -> bool:
        """Whether this is a session that still counts; it then counts anew from now."""
        if not self.is_set:
            return True
        name, now = _name_of(token), self._clock()
        with self._changing:
            last = self._sessions.get(name)
            if last is None:
                return False
            if now - last > self._idle_s:
                del self._sessions[name]
                return False
            self._sessions[name] = now
            return True

    def open(self, passphrase: str) -> Opened:
        """Tries a passphrase."""
        with self._changing:
            wait = self._waits_until - self._clock()
            if wait > 0 or not self._hash:
                return Opened(wait_s=max(0.0, wait))
            # Counted before it is looked at: tries side by side cannot slip through.
            self._n_wrong += 1
            wait = self._wait_s()
            self._waits_until = self._clock() + wait
            hashed = self._hash
        if not is_passphrase(passphrase, hashed):
            return Opened(wait_s=wait)
        with self._changing:
            self._n_wrong, self._waits_until = 0, 0.0
            return Opened(token=self._begin())

    def close(self, token: str) -> None:
        """Ends a session."""
        with self._changing:
            self._sessions.pop(_name_of(token), None)

    def choose(self, passphrase: str) -> str:
        """Sets a new passphrase and ends all sessions but a new one, whose token is given back.

        Raises
        ------
        InputError
            It is too short or too long, or cannot be kept.
        """
        hashed = hash_passphrase(passphrase)
        self._file.write(hashed)
        with self._changing:
            self._hash = hashed
            self._sessions.clear()
            return self._begin()

    def remove(self) -> None:
        """From now on nobody is asked for a passphrase."""
        self._file.remove()
        with self._changing:
            self._hash = ""
            self._sessions.clear()

    @property
    def _idle_s(self) -> float:
        return _IDLE_PHONE_S if self._is_phone else _IDLE_S

    def _wait_s(self) -> float:
        over = self._n_wrong - _FREE_TRIES
        return 0.0 if over < 0 else float(min(_FIRST_WAIT_S * 2.0 ** min(over, 20), _LONGEST_WAIT_S))

    def _begin(self) -> str:
        token = secrets.token_urlsafe(32)
        while len(self._sessions) >= _MOST_SESSIONS:
            del self._sessions[min(self._sessions, key=lambda name: self._sessions[name])]
        self._sessions[_name_of(token)] = self._clock()
        return token


def passphrase_file(settings: WebSettings) -> PassphraseFile:
    """Where the passphrase of a server's folder is kept."""
    return PassphraseFile(settings.work / "passphrase")


def lock_in(settings: WebSettings) -> Lock:
    """The lock of one server."""
    return Lock(passphrase_file(settings), is_phone=settings.is_phone)


def lock_of(request: Request) -> Lock:
    """The lock of this server."""
    lock: Lock = request.app.state.lock
    return lock


TheLock = Annotated[Lock, Depends(lock_of)]


def _name_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _seconds() -> float:
    """Runs on while the computer sleeps, where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
