from enum import StrEnum

import pytest

from twitchwise.intake.cards import ACT_CARD, cards, item_words
from twitchwise.intake.feature import Feature
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.model import Sex, TwitchCourse, WeaknessCourse


def test_every_feature_and_every_item_stands_on_one_card() -> None:
    assert sorted(feature for card in cards() for feature in card.features) == sorted(Feature)
    assert sorted(item for card in cards() for item in card.items) == sorted(Item)


def test_the_ids_of_cards_differ_and_the_card_of_the_acts_is_there() -> None:
    ids = [card.id for card in cards()]
    assert len(set(ids)) == len(ids)
    assert ACT_CARD in ids


@pytest.mark.parametrize(
    ("item", "kind"),
    [(Item.SEX, Sex), (Item.TWITCH_COURSE, TwitchCourse), (Item.WEAKNESS_COURSE, WeaknessCourse)],
)
def test_the_choices_are_those_of_the_type(item: Item, kind: type[StrEnum]) -> None:
    words = item_words(item)
    assert words.kind is ItemKind.CHOICE
    assert {choice.value for choice in words.choices} == set(kind)


def test_a_number_has_limits() -> None:
    for item in Item:
        words = item_words(item)
        if words.kind is ItemKind.NUMBER:
            assert words.low is not None
            assert words.high is not None
