"""What pages and programs are told by the lock, and the cookie that they carry."""

import math
from typing import TypeVar

from fastapi import Response

from twitchwise.web.lock import SESSION_COOKIE, Opened
from twitchwise.web.words import say

__all__ = ["carry", "say_wait"]

_Answer = TypeVar("_Answer", bound=Response)


def carry(answer: _Answer, token: str) -> _Answer:
    """Gives the browser a session: out of reach for scripts, and never sent along from another site."""
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="strict", path="/")
    return answer


def say_wait(opened: Opened) -> str:
    """Why the lock stays shut."""
    if opened.wait_s <= 0:
        return say("unlock.wrong")
    if opened.wait_s < 60:
        return say("unlock.wait_seconds", n=math.ceil(opened.wait_s))
    return say("unlock.wait_minutes", n=math.ceil(opened.wait_s / 60))
