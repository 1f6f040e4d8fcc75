"""The question sets about worry, as data: the GAD-7 word for word, and our own short check."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from twitchwise.errors import InputError

__all__ = ["Gad7Band", "QuestionSet", "SetName", "band_of", "question_set", "score_of"]


class SetName(StrEnum):
    """A question set; the value is its name in the diary."""

    GAD7 = "gad-7"
    CHECK = "searching-checking"


class Gad7Band(StrEnum):
    """How the sum of a GAD-7 is called; a band of a screening sheet, never a diagnosis."""

    MINIMAL = "minimal"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


_CUTS = ((15, Gad7Band.SEVERE), (10, Gad7Band.MODERATE), (5, Gad7Band.MILD))
"""Facts `gad7_severe`, `gad7_moderate`, `gad7_mild` (source `gad7_2006`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Questions that are answered alike.

    Parameters
    ----------
    name : which.
    title : what it is called on screen.
    stem : what stands above the questions.
    questions : in the order of asking.
    options : the answers; their place is their number of points.
    note : what goes with every result.
    is_validated : whether studies have shown what it measures.
    again_after_days : sooner than that the earlier answer stands.
    """

    name: SetName
    title: str
    stem: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    note: str
    is_validated: bool
    again_after_days: int

    @property
    def most(self) -> int:
        """The highest sum."""
        return len(self.questions) * (len(self.options) - 1)


@cache
def question_set(name: SetName) -> QuestionSet:
    """One question set.

    Examples
    --------
    >>> question_set(SetName.GAD7).questions[3], question_set(SetName.GAD7).most
    ('Trouble relaxing', 21)
    """
    plain = tomllib.loads((files("twitchwise.worry") / "text" / "questions.toml").read_text(encoding="utf-8"))[name]
    return QuestionSet(
        name=name,
        title=plain["title"],
        stem=plain["stem"],
        questions=tuple(plain["questions"]),
        options=tuple(plain["options"]),
        note=plain["note"],
        is_validated=plain["is_validated"],
        again_after_days=plain["again_after_days"],
    )


def score_of(asked: QuestionSet, answers: tuple[int | None, ...]) -> int | None:
    """The sum of the answers; None when one is missing, for a question without an answer is not a 0.

    Parameters
    ----------
    asked : the questions.
    answers : points of each in its order, None for one left open.

    Raises
    ------
    InputError
        There are more or fewer answers than questions, or one is none of the options.

    Examples
    --------
    >>> gad7 = question_set(SetName.GAD7)
    >>> score_of(gad7, (1, 2, 1, 0, 0, 3, 3)), score_of(gad7, (1, 2, 1, 0, 0, 3, None))
    (10, None)
    """
    if len(answers) != len(asked.questions):
        raise InputError(
            what=f"it has {len(asked.questions)} questions and {len(answers)} answers were given",
            where=asked.title,
            remedy='give one for each, and "-" for one that is left open',
        )
    highest = len(asked.options) - 1
    if any(answer is not None and not 0 <= answer <= highest for answer in answers):
        raise InputError(
            what="an answer is none of the options", where=asked.title, remedy=f"give numbers from 0 to {highest}"
        )
    given = [answer for answer in answers if answer is not None]
    return sum(given) if len(given) == len(answers) else None


def band_of(score: int) -> Gad7Band:
    """What the sum of a GAD-7 is called.

    References
    ----------
    Spitzer, Kroenke, Williams and Loewe 2006, Arch Intern Med 166:1092 (source `gad7_2006`).

    Examples
    --------
    >>> [band_of(score).value for score in (4, 5, 10, 21)]
    ['minimal', 'mild', 'moderate', 'severe']
    """
    return next((band for cut, band in _CUTS if score >= cut), Gad7Band.MINIMAL)
