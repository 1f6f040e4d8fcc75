"""Every sentence of the questions with its id, for translators and for tests of plain language."""

from dataclasses import dataclass

from twitchwise.intake.cards import cards, item_words
from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.item import Item
from twitchwise.intake.medicines import MedicineGroup, medicine_group_words
from twitchwise.intake.said import said_ids, text_of

__all__ = ["Sentence", "sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words shown to a person, with an id that stays when they are worded anew."""

    id: str
    text: str


def sentences() -> tuple[Sentence, ...]:
    """Every text of the questions."""
    found = [
        text
        for card in cards()
        for text in (
            Sentence(id=f"card.{card.id}.title", text=card.title),
            Sentence(id=f"card.{card.id}.help", text=card.help),
        )
    ]
    for feature in Feature:
        words = feature_words(feature)
        found.append(Sentence(id=f"feature.{feature}.text", text=words.text))
        found.append(Sentence(id=f"feature.{feature}.help", text=words.help))
    for item in Item:
        asked = item_words(item)
        found.append(Sentence(id=f"item.{item}.text", text=asked.text))
        found.append(Sentence(id=f"item.{item}.help", text=asked.help))
        found += [Sentence(id=f"item.{item}.{choice.value}", text=choice.text) for choice in asked.choices]
    found += [
        Sentence(id=f"medicine-group.{group}.name", text=medicine_group_words(group).name) for group in MedicineGroup
    ]
    found += [Sentence(id=f"said.{id_}", text=text_of(id_)) for id_ in said_ids()]
    return tuple(found)
