"""Short exercises in own words: attention, acceptance, a limit on checking, slow breathing."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from twitchwise.evidence.lookup import find_fact

__all__ = ["Exercise", "ExerciseName", "find_exercise"]


class ExerciseName(StrEnum):
    """An exercise."""

    ATTENTION = "attention"
    ACCEPTANCE = "acceptance"
    CHECKING = "checking"
    BREATHING = "breathing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Something to do for a few minutes.

    Parameters
    ----------
    name : which.
    title : what it is called on screen.
    minutes : about how long it takes, min.
    steps : one after the other.
    why : why it may help.
    basis : how far that was tested, in a sentence.
    sources : ids of the sources, for `cite`; empty when it rests on judgement.
    """

    name: ExerciseName
    title: str
    minutes: int
    steps: tuple[str, ...]
    why: str
    basis: str
    sources: tuple[str, ...]


@cache
def find_exercise(name: ExerciseName) -> Exercise:
    """One exercise.

    Examples
    --------
    >>> find_exercise(ExerciseName.BREATHING).title
    'Slow breathing'
    """
    plain = tomllib.loads((files("twitchwise.worry") / "text" / "exercises.toml").read_text(encoding="utf-8"))[name]
    return Exercise(
        name=name,
        title=plain["title"],
        minutes=plain["minutes"],
        steps=tuple(plain["steps"]),
        why=plain["why"],
        basis=plain["basis"],
        sources=tuple(dict.fromkeys(find_fact(fact).source for fact in plain["facts"])),
    )
