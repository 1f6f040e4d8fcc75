"""What every answer of the API has in common."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field

from twitchwise.diary.model import Diary
from twitchwise.web.kept import Kept, kept_for
from twitchwise.web.person import Person
from twitchwise.web.words import say

__all__ = ["Done", "JsonObject", "Problem", "Sent", "json_answer", "kept_answer", "room"]

JsonObject = dict[str, Any]
"""An object as the command line's `--json` prints it; its keys are described in docs/api.md."""


class Problem(BaseModel):
    """Why something did not work."""

    problem: str = Field(description="one plain sentence for the person")


class Done(BaseModel):
    """It was done."""

    n: int = Field(description="how many things it concerned")


class Sent(BaseModel):
    """What a program sends: nothing is guessed, an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


_LONGEST_WAIT_S = 60.0

_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "it cannot be read"},
    401: {"model": Problem, "description": "the lock is set and no session is open"},
    404: {"model": Problem, "description": "there is no such thing"},
    422: {"model": Problem, "description": "something in it cannot be used; nothing was saved"},
}


def room(tag: str) -> APIRouter:
    """The addresses of one room, all under /api/v1.

    Parameters
    ----------
    tag : name of the room in the description.
    """
    return APIRouter(prefix="/api/v1", tags=[tag], responses=_REFUSALS)


def json_answer(text: str) -> Response:
    """A JSON text of ours as it is."""
    return Response(text, media_type="application/json")


def kept_answer(kept: Kept, person: Person, name: str, make: Callable[[Diary, date], str]) -> Response:
    """A JSON text that is worked out once for each change of the diary.

    Parameters
    ----------
    name : of the answer.
    make : from the diary and the person's day.
    """
    text = kept_for(kept, person, f"{name} as JSON", make, wait_s=_LONGEST_WAIT_S)
    if text is None:
        raise HTTPException(503, say("api.still"))
    return json_answer(text)
