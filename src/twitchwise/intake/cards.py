"""The questions on their cards, and the items that are asked with a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pydantic import Field

from twitchwise.intake.circumstance import Circumstance, Condition
from twitchwise.intake.feature import Feature
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.library_files import IntakeLibraryError, StrictTable, read_tables, table_of

__all__ = ["ACT_CARD", "Card", "Choice", "ItemWords", "cards", "item_words"]

ACT_CARD = "act"
"""Id of the card that offers an act of the strength screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers to choose from: its value in `Answers`, and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """The words of one item, and when it is asked.

    Parameters
    ----------
    item : which.
    kind : how it is answered.
    text : the question.
    help : how to answer it.
    choices : for a choice.
    low, high : of a number, both included.
    ask_if : asked only when one of these is answered with yes or not sure; empty for always.
    """

    item: Item
    kind: ItemKind
    text: str
    help: str
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    ask_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Questions that are asked together.

    Parameters
    ----------
    id : stable.
    title : the question over all of them.
    help : a sentence below it.
    features : to tick.
    items : asked with a value.
    ask_if : the card is asked only when one of these is answered with yes or not sure; empty for always.
    skip_if : the card is not asked when one of these is answered with yes.
    """

    id: str
    title: str
    help: str
    features: tuple[Feature, ...] = ()
    items: tuple[Item, ...] = ()
    ask_if: tuple[Condition, ...] = ()
    skip_if: tuple[Condition, ...] = ()


class _CardTable(StrictTable):
    id: str
    title: str
    help: str
    features: tuple[Feature, ...] = ()
    items: tuple[Item, ...] = ()
    ask_if: tuple[Feature | Circumstance, ...] = ()
    skip_if: tuple[Feature | Circumstance, ...] = ()


class _ItemTable(StrictTable):
    kind: ItemKind
    text: str
    help: str
    choices: dict[str, str] = Field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    ask_if: tuple[Feature | Circumstance, ...] = ()


@cache
def cards() -> tuple[Card, ...]:
    """Every card, in the order in which they are asked."""
    found = []
    for content in _list(read_tables("questions.toml").get("card")):
        table = table_of(_CardTable, content, "questions.toml, a card")
        found.append(Card(**{name: getattr(table, name) for name in _CardTable.model_fields}))
    on_cards = [feature for card in found for feature in card.features]
    items = [item for card in found for item in card.items]
    if sorted(on_cards) != sorted(Feature) or sorted(items) != sorted(Item):
        raise IntakeLibraryError("questions.toml: every feature and every item stands on exactly one card")
    return tuple(found)


def item_words(item: Item) -> ItemWords:
    """The words of an item."""
    return _all_items()[item]


@cache
def _all_items() -> Mapping[Item, ItemWords]:
    tables = read_tables("questions.toml").get("item")
    if not isinstance(tables, dict) or tables.keys() != set(Item):
        raise IntakeLibraryError("questions.toml: the items are not those of the closed list")
    found = {}
    for item in Item:
        table = table_of(_ItemTable, tables[item.value], f"questions.toml, {item}")
        found[item] = ItemWords(
            item=item,
            kind=table.kind,
            text=table.text,
            help=table.help,
            choices=tuple(Choice(value=value, text=text) for value, text in table.choices.items()),
            low=table.low,
            high=table.high,
            ask_if=table.ask_if,
        )
    return MappingProxyType(found)


def _list(content: object) -> list[object]:
    if not isinstance(content, list):
        raise IntakeLibraryError("questions.toml: there are no cards")
    return content
