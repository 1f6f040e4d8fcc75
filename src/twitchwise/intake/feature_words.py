"""What every feature is called, what counts as one, and how soon a yes leads to a doctor."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from twitchwise.intake.circumstance import Circumstance, Condition, holds_any, is_denied
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.library_files import IntakeLibraryError, StrictTable, read_tables, table_of
from twitchwise.intake.model import Answers

__all__ = ["FeatureWords", "Rank", "feature_words", "is_moot", "red_flags", "unanswered_red_flags"]


class Rank(StrEnum):
    """How soon a yes leads to a doctor, alone or together with another feature."""

    NOW = "now"
    DAYS = "days"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureWords:
    """The words of one feature, and when it is asked.

    Parameters
    ----------
    feature : which.
    text : the line to tick.
    help : what counts as a yes and what does not, in one to three sentences.
    rank : of the red flags; `Rank.NONE` for everything else.
    acts : ids of acts of the strength screen that can settle a "not sure"; the strength room knows them.
    ask_if : asked only when one of these is answered with yes or not sure; empty for always.
    skip_if : not asked when one of these holds.
    """

    feature: Feature
    text: str
    help: str
    rank: Rank = Rank.NONE
    acts: tuple[str, ...] = ()
    ask_if: tuple[Condition, ...] = ()
    skip_if: tuple[Condition, ...] = ()


class _Table(StrictTable):
    text: str
    help: str
    rank: Rank = Rank.NONE
    acts: tuple[str, ...] = ()
    ask_if: tuple[Feature | Circumstance, ...] = ()
    skip_if: tuple[Feature | Circumstance, ...] = ()


def feature_words(feature: Feature) -> FeatureWords:
    """The words of a feature.

    Examples
    --------
    >>> feature_words(Feature.WASTING).rank
    <Rank.DAYS: 'days'>
    """
    return _all_words()[feature]


@cache
def red_flags(rank: Rank) -> tuple[Feature, ...]:
    """The features of a rank, in the order of the closed list."""
    return tuple(feature for feature in Feature if feature_words(feature).rank is rank)


def is_moot(feature: Feature, answers: Answers) -> bool:
    """Whether nothing can be learned from asking: what it depends on was denied, or it cannot be.

    Notes
    -----
    "Not sure" and "not asked" keep a feature open: only a clear no to everything it depends on makes it moot.
    """
    words = feature_words(feature)
    return (bool(words.ask_if) and is_denied(words.ask_if, answers)) or holds_any(words.skip_if, answers)


def unanswered_red_flags(answers: Answers) -> tuple[Feature, ...]:
    """The red flags that nobody asked for yet, those of the rank "now" first; never to be taken for a no."""
    return tuple(
        feature
        for rank in (Rank.NOW, Rank.DAYS)
        for feature in red_flags(rank)
        if answers.reply(feature) is Reply.NOT_ASKED and not is_moot(feature, answers)
    )


@cache
def _all_words() -> Mapping[Feature, FeatureWords]:
    tables = read_tables("features.toml")
    unknown, missing = tables.keys() - set(Feature), set(Feature) - tables.keys()
    if unknown or missing:
        raise IntakeLibraryError(f"features.toml: unknown {sorted(unknown)}, missing {sorted(missing)}")
    found = {}
    for feature in Feature:
        table = table_of(_Table, tables[feature.value], f"features.toml, {feature}")
        found[feature] = FeatureWords(feature=feature, **{name: getattr(table, name) for name in _Table.model_fields})
    return MappingProxyType(found)
