"""Facts made ready to be shown: figure, marks and reference together, and nothing that is barred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from twitchwise.evidence.filling import plain_figure
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import cite, facts, marks
from twitchwise.evidence.model import Fact, Mark, Quality, Topic
from twitchwise.evidence.texts import sentence

__all__ = ["TOPIC_NAMES", "ShownFact", "facts_about", "facts_with", "show_fact"]

TOPIC_NAMES: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.ALS_ONSET: "How ALS begins, and how it spreads",
        Topic.ANXIETY: "Fear, searching and checking",
        Topic.CAUSES: "What can make muscles twitch",
        Topic.EPIDEMIOLOGY: "How common twitching and ALS are",
        Topic.FEATURES: "What twitches look like, in health and in disease",
        Topic.MEASUREMENT: "How twitches are measured",
        Topic.REFERRAL: "When to see a doctor",
        Topic.WEAKNESS_TESTS: "Tests of strength",
    }
)

_NO_FIGURE_UNITS = frozenset({"", "statement", "no weakness", "DERIVED"})
_NONE_FOUND = "no figure was found"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """One fact as a person may see it.

    Parameters
    ----------
    id, topic, statement, population : as in the library.
    figure : value, interval and unit in words; the whole sentence for a figure that must not stand alone; empty for a
        fact that is not a number.
    value, low, high, unit : the bare figures, None and empty where they must not stand alone.
    grade : our grade.
    marks : what has to stand beside it.
    note : what else to know; empty where it would give away a figure that must not stand alone.
    reference : where its source is found.
    """

    id: str
    topic: Topic
    statement: str
    population: str
    figure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    grade: Quality
    marks: tuple[Mark, ...]
    note: str
    reference: str


def show_fact(fact: Fact) -> ShownFact:
    """A fact with everything that has to stand beside it.

    Raises
    ------
    LibraryError
        When the fact is barred.
    """
    if fact.barred:
        raise LibraryError(f'fact "{fact.id}" is never shown: {fact.barred}')
    alone = not fact.only_in
    return ShownFact(
        id=fact.id,
        topic=fact.topic,
        statement=fact.statement.removeprefix("DERIVED").strip(),
        population=fact.population,
        figure=_figure(fact) if alone else sentence(fact.only_in).text,
        value=fact.value,
        low=fact.low,
        high=fact.high,
        unit=fact.unit if alone else "",
        grade=fact.quality,
        marks=marks(fact),
        note=fact.note if alone else "",
        reference=cite(fact.id),
    )


def facts_about(topic: Topic | str) -> tuple[ShownFact, ...]:
    """Every fact about a topic that may be shown, in the order of the library.

    Raises
    ------
    UnknownName
        When there is no such topic.
    """
    return tuple(show_fact(fact) for fact in facts(topic) if not fact.barred)


_STUDIES_SAY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "coffee": ("caffeine",),
        "beer": ("alcohol",),
        "wine": ("alcohol",),
        "drinking": ("alcohol",),
        "workout": ("exercise", "training"),
        "gym": ("exercise", "training"),
        "training": ("exercise",),
        "tired": ("fatigue",),
        "tiredness": ("fatigue",),
        "scared": ("fear", "anxiety"),
        "worry": ("anxiety",),
        "calf": ("gastrocnemius",),
        "water": ("dehydration",),
        "doctor": ("neurologist",),
        "medicine": ("drug",),
    }
)
"""Words of everyday, and those that stand in the library for them."""


def facts_with(words: str) -> tuple[ShownFact, ...]:
    """Every fact that may be shown and holds all these words, in its id, statement, people, note or reference.

    Parameters
    ----------
    words : one or more words, capitals or not; some everyday words find what studies call otherwise.
    """
    wanted = [(word, *_STUDIES_SAY.get(word, ())) for word in words.casefold().split()]
    shown = (show_fact(fact) for fact in facts() if not fact.barred)
    return tuple(fact for fact in shown if wanted and _holds(_searched(fact), wanted))


def _holds(text: str, wanted: Sequence[tuple[str, ...]]) -> bool:
    """Each word, or one that means the same, is in the text."""
    return all(any(word in text for word in alike) for alike in wanted)


def _searched(fact: ShownFact) -> str:
    return " ".join((fact.id, fact.statement, fact.population, fact.note, fact.reference)).casefold()


def _figure(fact: Fact) -> str:
    if fact.value is None and fact.low is None and fact.high is None:
        return _NONE_FOUND
    if fact.unit in _NO_FIGURE_UNITS:
        return ""
    is_share = fact.unit.startswith(("fraction", "probability"))
    scale = 100.0 if is_share else 1.0
    unit = f"percent{fact.unit.removeprefix('fraction').removeprefix('probability')}" if is_share else fact.unit
    value = "" if fact.value is None else plain_figure(scale * fact.value)
    ends = [plain_figure(scale * end) for end in (fact.low, fact.high) if end is not None]
    span = " to ".join(ends)
    number = f"{value} ({span})" if value and span else value or span
    return f"{number} {unit.replace('100000', '100,000')}"
