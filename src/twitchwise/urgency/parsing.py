"""Reading a condition from its text, strictly: every word must be one that is known."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from twitchwise.body import find_muscle
from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError
from twitchwise.intake.feature import Feature
from twitchwise.intake.labs import LabLevel
from twitchwise.intake.medicines import MedicineGroup
from twitchwise.intake.model import Analyte, ExaminationKind, ExaminationResult, WeaknessCourse
from twitchwise.urgency.condition import (
    ActWent,
    AgeIs,
    AgeUnknown,
    AllOf,
    AnyOf,
    AtLeast,
    CkTimes,
    Condition,
    Examined,
    Gad7Is,
    HasFeature,
    LabIs,
    LabValue,
    LastsFor,
    Maybe,
    MedicineTaken,
    MedicineTime,
    Perhaps,
    Relation,
    ScreenFinding,
    ScreenSays,
    SiteNoticed,
    Span,
    StrengthSays,
    StrengthSettled,
    TrendFinding,
    WeaknessGoes,
)

__all__ = ["DAYS_IN", "parse_condition"]

DAYS_IN = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}

_TOKEN = re.compile(r"\s*(@?[a-z0-9][a-z0-9.-]*|>=|<=|<|>|\(|\)|,)")
_Word = TypeVar("_Word", bound=StrEnum)


def parse_condition(text: str, *, named: Mapping[str, Condition] | None = None) -> Condition:
    """The condition that a text says.

    Parameters
    ----------
    text : see `condition`.
    named : conditions that the text may use by name, "@name".

    Raises
    ------
    LibraryError
        When a word is not known, a bracket is missing, or something is left over.

    Examples
    --------
    >>> parse_condition("wasting and age >= 40").parts[1].years
    40
    """
    reader = _Reader(text, named or {})
    condition = reader.either()
    reader.end()
    return condition


class _Reader:
    """One pass over the words of a condition."""

    def __init__(self, text: str, named: Mapping[str, Condition]) -> None:
        self._text = text
        self._named = named
        self._words = self._split(text)
        self._at = 0
        self._readers: dict[str, Callable[[], Condition]] = {
            "(": self._brackets,
            "maybe": self._maybe,
            "perhaps": self._perhaps,
            "strength-settled": StrengthSettled,
            "act-went": ActWent,
            "at": self._at_least,
            "age": self._age,
            "lab": self._lab,
            "ck": self._ck,
            "gad7": lambda: Gad7Is(relation=self._word_of(Relation), points=int(self._number())),
            "examination": self._examination,
            "medicine": self._medicine,
            "site": partial(self._site, is_only=False),
            "only-site": partial(self._site, is_only=True),
            "screen": lambda: ScreenSays(finding=self._word_of(ScreenFinding)),
            "strength": lambda: StrengthSays(finding=self._word_of(TrendFinding)),
            "weakness-course": lambda: WeaknessGoes(course=self._word_of(WeaknessCourse)),
            **{span.value: partial(self._lasts, span) for span in Span},
        }

    def either(self) -> Condition:
        parts = [self._both()]
        while self._accept("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AnyOf(parts=tuple(parts))

    def end(self) -> None:
        if self._peek() is not None:
            raise self._wrong(f'"{self._peek()}" is left over')

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._accept("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else AllOf(parts=tuple(parts))

    def _one(self) -> Condition:
        word = self._take()
        if word in self._readers:
            return self._readers[word]()
        if word in set(Feature):
            return HasFeature(feature=Feature(word))
        if not word.startswith("@"):
            raise self._wrong(f'"{word}" is no feature and nothing else that is known')
        if word[1:] not in self._named:
            raise self._wrong(f'no condition is named "{word}"')
        return self._named[word[1:]]

    def _brackets(self) -> Condition:
        inner = self.either()
        self._expect(")")
        return inner

    def _maybe(self) -> Condition:
        self._expect("(")
        return Maybe(part=self._brackets())

    def _perhaps(self) -> Condition:
        self._expect("(")
        return Perhaps(part=self._brackets())

    def _age(self) -> Condition:
        if self._accept("unknown"):
            return AgeUnknown()
        return AgeIs(relation=self._word_of(Relation), years=int(self._number()))

    def _lasts(self, span: Span) -> Condition:
        return LastsFor(span=span, relation=self._word_of(Relation), days=self._days())

    def _ck(self) -> Condition:
        relation, times = self._word_of(Relation), self._number()
        self._expect("times")
        return CkTimes(relation=relation, times=times)

    def _site(self, *, is_only: bool) -> Condition:
        return SiteNoticed(muscle=self._muscle(), is_only=is_only)

    def _examination(self) -> Condition:
        return Examined(kind=self._word_of(ExaminationKind), result=self._word_of(ExaminationResult))

    def _at_least(self) -> Condition:
        self._expect("least")
        count = int(self._number())
        self._expect("of")
        self._expect("(")
        parts = [self.either()]
        while self._accept(","):
            parts.append(self.either())
        self._expect(")")
        if not 1 <= count <= len(parts):
            raise self._wrong(f"at least {count} of {len(parts)} can not be")
        return AtLeast(count=count, parts=tuple(parts))

    def _lab(self) -> Condition:
        analyte = self._word_of(Analyte)
        if self._peek() in set(LabLevel):
            return LabIs(analyte=analyte, level=self._word_of(LabLevel))
        return LabValue(analyte=analyte, relation=self._word_of(Relation), value=self._number())

    def _medicine(self) -> Condition:
        group = None if self._accept("any") else self._word_of(MedicineGroup)
        known = self._peek() in set(MedicineTime)
        return MedicineTaken(group=group, time=self._word_of(MedicineTime) if known else MedicineTime.EVER)

    def _muscle(self) -> str:
        word = self._take()
        try:
            muscle = find_muscle(word)
        except UnknownName as error:
            raise self._wrong(str(error)) from None
        if muscle.id != word:
            raise self._wrong(f'the muscle "{word}" is named {muscle.id}')
        return word

    def _days(self) -> float:
        number, unit = self._number(), self._take()
        per = DAYS_IN.get(unit.removesuffix("s"))
        if per is None:
            raise self._wrong(f'"{unit}" is no span of time')
        return number * per

    def _number(self) -> float:
        word = self._take()
        try:
            return float(word)
        except ValueError:
            raise self._wrong(f'"{word}" is no number') from None

    def _word_of(self, vocabulary: type[_Word]) -> _Word:
        word = self._take()
        if word not in set(vocabulary):
            raise self._wrong(f'"{word}" is none of {", ".join(vocabulary)}')
        return vocabulary(word)

    def _peek(self) -> str | None:
        return self._words[self._at] if self._at < len(self._words) else None

    def _take(self) -> str:
        word = self._peek()
        if word is None:
            raise self._wrong("something is missing at the end")
        self._at += 1
        return word

    def _accept(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self._at += 1
        return True

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise self._wrong(f'"{word}" is missing before "{self._peek() or "the end"}"')

    def _split(self, text: str) -> list[str]:
        words, at, stripped = [], 0, text.rstrip()
        while at < len(stripped):
            found = _TOKEN.match(stripped, at)
            if found is None:
                raise self._wrong(f'"{stripped[at : at + 20]}" cannot be read')
            words.append(found.group(1))
            at = found.end()
        return words

    def _wrong(self, why: str) -> LibraryError:
        return LibraryError(f'condition "{self._text}": {why}')
