"""The lock, for programs."""

from typing import Any

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel, Field

from twitchwise.web.api.answers import Problem, Sent, room
from twitchwise.web.lock import SESSION_COOKIE, Lock, TheLock
from twitchwise.web.lock_words import carry, say_wait
from twitchwise.web.words import say

__all__ = ["router"]

router = room("lock")


class Session(BaseModel):
    """How this program stands with the lock."""

    has_lock: bool = Field(description="a passphrase is asked for")
    is_open: bool = Field(description="this program may ask for everything")


class Passphrase(Sent):
    """The passphrase."""

    passphrase: str = Field(max_length=1000)


class PresentPassphrase(Sent):
    """The passphrase that is set."""

    present: str = Field("", max_length=1000, description="empty where none is set")


class NewPassphrase(PresentPassphrase):
    """A passphrase to set."""

    passphrase: str = Field(max_length=1000)


_LOCKED: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "the passphrase is another"},
    429: {"model": Problem, "description": "after several wrong tries the lock waits"},
}


@router.get("/session")
def tell_session(request: Request, lock: TheLock) -> Session:
    """Says whether there is a lock, and whether this program has opened it."""
    return Session(has_lock=lock.is_set, is_open=lock.lets_in(request.cookies.get(SESSION_COOKIE, "")))


@router.post("/session", responses={429: {"description": "after several wrong tries the lock waits"}})
def open_session(sent: Passphrase, answer: Response, lock: TheLock) -> Session:
    """Opens the lock; the session is carried by the cookie that comes with the answer."""
    if not lock.is_set:
        return Session(has_lock=False, is_open=True)
    opened = lock.open(sent.passphrase)
    if not opened.token:
        raise HTTPException(429 if opened.wait_s else 403, say_wait(opened))
    carry(answer, opened.token)
    return Session(has_lock=True, is_open=True)


@router.delete("/session", status_code=204)
def close_session(request: Request, lock: TheLock) -> Response:
    """Ends this program's session."""
    lock.close(request.cookies.get(SESSION_COOKIE, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


@router.put("/lock", status_code=204, responses=_LOCKED)
def choose_passphrase(sent: NewPassphrase, lock: TheLock) -> Response:
    """Sets a passphrase; where there is one, it is asked for. Every other session ends."""
    _need_present(lock, sent.present)
    return carry(Response(status_code=204), lock.choose(sent.passphrase))


@router.delete("/lock", status_code=204, responses={**_LOCKED, 409: {"model": Problem}})
def remove_passphrase(sent: PresentPassphrase, lock: TheLock) -> Response:
    """Takes the passphrase away; not while the app is reached over the home network."""
    if not lock.may_be_removed:
        raise HTTPException(409, say("lock.needed") if lock.is_set else say("api.no_passphrase"))
    _need_present(lock, sent.present)
    lock.remove()
    answer = Response(status_code=204)
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


def _need_present(lock: Lock, present: str) -> None:
    if not lock.is_set:
        return
    opened = lock.open(present)
    if not opened.token:
        raise HTTPException(429 if opened.wait_s else 403, say_wait(opened))
    lock.close(opened.token)
