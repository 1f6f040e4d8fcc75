"""What a cause is, as the library holds it: how common, what speaks for and against it, and how strongly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.causes.sign import Clue
from twitchwise.evidence.model import Sentence

__all__ = ["Cause", "ClueWords", "Grade", "Library", "Range", "Weight"]


class Grade(StrEnum):
    """What a range rests on."""

    MEASURED = "measured"
    DERIVED = "derived"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The two ends between which a logarithm to base 10 is thought to lie; every value between is as likely."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The mean of all values of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much one clue speaks for or against one cause.

    Parameters
    ----------
    clue : the feature or sign.
    yes, no : log10 likelihood ratio of that answer, beside an ordinary adult with twitching; None moves nothing.
    grade, facts : what that rests on.
    """

    clue: Clue
    yes: Range
    no: Range | None
    grade: Grade
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A possible explanation, common or rare.

    Parameters
    ----------
    id, name : stable id; name for the person.
    family : causes of one family share a place in the first lane: the strongest stands for all.
    is_rare : rare, and must not be missed.
    is_harmless : twitching of healthy nerves and muscles; never before the others where strength is plainly lost.
    is_mimic : stays possible while weakness, thinning, speech or swallowing signs are there.
    base : log10 of the share that this has among adults who ask what their twitching is.
    base_grade, facts : what the share and the text rest on.
    weights : what speaks for and against it; those that it shares with others included.
    needs : it does not come into question when all of these were answered with no.
    only_if : it does not come into question unless one of these was answered with yes or not sure.
    what, course : what it is; how soon it comes and how it goes on.
    tells_more : a test, a question for a doctor, a change for two weeks.
    to_do : what to do.
    """

    id: str
    name: str
    family: str
    is_rare: bool
    is_mimic: bool
    is_harmless: bool
    base: Range
    base_grade: Grade
    facts: tuple[str, ...]
    weights: tuple[Weight, ...]
    needs: tuple[Clue, ...]
    only_if: tuple[Clue, ...]
    what: Sentence
    course: Sentence
    tells_more: Sentence
    to_do: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueWords:
    """What is said of a clue, its slots still open.

    Parameters
    ----------
    clue : which.
    group : clues of one group say nearly the same: for each cause only the strongest counts.
    yes, no, unknown : sentences for each answer; None where that answer moves nothing or cannot be asked for.
    """

    clue: Clue
    group: str
    yes: Sentence
    no: Sentence | None
    unknown: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every cause in the order of the files, the weights that several causes share, and the words of every clue."""

    causes: tuple[Cause, ...]
    shared: Mapping[str, tuple[Weight, ...]]
    clues: Mapping[Clue, ClueWords]
