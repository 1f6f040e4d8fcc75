"""The lock: opening it, closing it, choosing a passphrase, taking it away."""

import math

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.errors import InputError
from twitchwise.web.forgetting import forget_typed
from twitchwise.web.forms import is_own_address
from twitchwise.web.lock import SESSION_COOKIE, Lock, Opened, TheLock
from twitchwise.web.lock_words import carry, say_wait
from twitchwise.web.passphrase import LONGEST_PASSPHRASE, SHORTEST_PASSPHRASE
from twitchwise.web.person import Person, ThePerson, settings_of
from twitchwise.web.rendering import go_to, render
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)


@router.get("/unlock")
def show_unlock(request: Request, person: ThePerson, lock: TheLock, to: str = "/") -> Response:
    """Asks for the passphrase."""
    if lock.lets_in(request.cookies.get(SESSION_COOKIE, "")):
        return go_to(_own(to))
    return _ask(request, person, to=_own(to))


@router.post("/unlock")
def unlock(
    request: Request, person: ThePerson, lock: TheLock, passphrase: str = Form(""), to: str = Form("/")
) -> Response:
    """Looks at what was given."""
    opened = lock.open(passphrase)
    if not opened.token:
        return _ask(request, person, to=_own(to), opened=opened)
    return carry(go_to(_own(to)), opened.token)


@router.post("/lock")
def close_lock(request: Request, lock: TheLock) -> Response:
    """Ends this browser's session, and lets go of what was typed for a page that follows."""
    lock.close(request.cookies.get(SESSION_COOKIE, ""))
    forget_typed(request)
    answer = go_to("/unlock" if lock.is_set else "/")
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


@router.get("/settings/lock")
def show_lock(request: Request, person: ThePerson, lock: TheLock) -> HTMLResponse:
    """What the lock is, and the forms to change it."""
    return _show(request, person, lock)


@router.post("/settings/lock/set")
def choose(
    request: Request,
    person: ThePerson,
    lock: TheLock,
    present: str = Form(""),
    passphrase: str = Form(""),
    again: str = Form(""),
) -> Response:
    """Sets a passphrase; where there is one, it is asked for first."""
    if passphrase != again:
        return _show(request, person, lock, sentence=say("lock.differs"))
    refused = _refused(lock, present)
    if refused:
        return _show(request, person, lock, sentence=refused)
    try:
        token = lock.choose(passphrase)
    except InputError as error:
        return _show(request, person, lock, sentence=str(error))
    return carry(go_to("/settings/lock", done="lock.done_set"), token)


@router.post("/settings/lock/remove")
def remove(request: Request, person: ThePerson, lock: TheLock, present: str = Form("")) -> Response:
    """Takes the passphrase away."""
    if not lock.may_be_removed:
        return _show(request, person, lock, sentence=say("lock.needed") if lock.is_set else "")
    refused = _refused(lock, present)
    if refused:
        return _show(request, person, lock, sentence=refused)
    lock.remove()
    answer = go_to("/settings/lock", done="lock.done_removed")
    answer.delete_cookie(SESSION_COOKIE, path="/")
    return answer


def _own(to: str) -> str:
    return to if is_own_address(to) else "/"


def _refused(lock: Lock, present: str) -> str:
    """Why this passphrase does not open what it should change; empty when it does, or when there is none yet."""
    if not lock.is_set:
        return ""
    opened = lock.open(present)
    if not opened.token:
        return say_wait(opened)
    lock.close(opened.token)
    return ""


def _ask(request: Request, person: Person, *, to: str, opened: Opened | None = None) -> HTMLResponse:
    answer = render(
        request,
        "unlock.html",
        person=person,
        here="unlock",
        status=200 if opened is None else 429 if opened.wait_s else 401,
        to=to,
        sentence="" if opened is None else say_wait(opened),
        longest=LONGEST_PASSPHRASE,
        is_phone=settings_of(request).is_phone,
    )
    if opened is not None and opened.wait_s:
        answer.headers["retry-after"] = str(math.ceil(opened.wait_s))
    return answer


def _show(request: Request, person: Person, lock: Lock, *, sentence: str = "") -> HTMLResponse:
    return render(
        request,
        "lock.html",
        person=person,
        here="lock",
        status=422 if sentence else 200,
        sentence=sentence,
        is_set=lock.is_set,
        may_be_removed=lock.may_be_removed,
        is_phone=settings_of(request).is_phone,
        shortest=SHORTEST_PASSPHRASE,
        longest=LONGEST_PASSPHRASE,
    )
