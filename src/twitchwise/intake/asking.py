"""Which question comes next: red flags first, then only what can still change the answer."""

from dataclasses import dataclass

from twitchwise.intake.cards import ACT_CARD, Card, cards, item_words
from twitchwise.intake.circumstance import holds_any, maybe_any
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words, is_moot
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers

__all__ = ["Question", "has_item", "next_question", "open_questions", "whole_question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A card with what of it is still to be asked.

    Parameters
    ----------
    card : the whole card.
    features, items : of the card, those to be asked now.
    acts : ids of acts of the strength screen that are offered; empty for every other card.
    """

    card: Card
    features: tuple[Feature, ...] = ()
    items: tuple[Item, ...] = ()
    acts: tuple[str, ...] = ()


def next_question(answers: Answers) -> Question | None:
    """The question to ask now; None when nothing is left that could change the answer.

    Parameters
    ----------
    answers : what was answered so far; a question that was answered, with "not sure" too, is not asked again.

    Notes
    -----
    The cards of red flags stand first in the list of cards and have no condition, so they can be neither skipped nor
    overtaken. What depends on other answers is asked when one of them is "yes" or "not sure".
    """
    return next(iter(open_questions(answers)), None)


def open_questions(answers: Answers) -> tuple[Question, ...]:
    """Every question that would still be asked if the answers to come opened no others, in order."""
    asked = (_open(card, answers) for card in cards())
    return tuple(question for question in asked if question is not None)


def whole_question(card: Card, answers: Answers) -> Question | None:
    """A card with all of it that applies, answered or not, to go over it once more; None when nothing does.

    Parameters
    ----------
    card : any.
    answers : what was answered so far.
    """
    return _open(card, answers, is_whole=True)


def has_item(answers: Answers, item: Item) -> bool:
    """Whether an item has a value, or was said to have none or not to be known."""
    return bool(getattr(answers, item.value) not in (None, (), "")) or item in answers.without_value


def _open(card: Card, answers: Answers, *, is_whole: bool = False) -> Question | None:
    if (card.ask_if and not maybe_any(card.ask_if, answers)) or holds_any(card.skip_if, answers):
        return None
    acts = _acts(answers) if card.id == ACT_CARD else ()
    if card.id == ACT_CARD and not acts:
        return None
    features = tuple(feature for feature in card.features if _is_wanted(feature, answers, is_whole=is_whole))
    items = tuple(item for item in card.items if (is_whole or not has_item(answers, item)) and _applies(item, answers))
    if not features and not items:
        return None
    return Question(card=card, features=features, items=items, acts=acts)


def _is_wanted(feature: Feature, answers: Answers, *, is_whole: bool) -> bool:
    is_asked = answers.reply(feature) is not Reply.NOT_ASKED
    if (is_asked and not is_whole) or is_moot(feature, answers):
        return False
    ask_if = feature_words(feature).ask_if
    return not ask_if or maybe_any(ask_if, answers)


def _applies(item: Item, answers: Answers) -> bool:
    ask_if = item_words(item).ask_if
    return not ask_if or maybe_any(ask_if, answers)


def _acts(answers: Answers) -> tuple[str, ...]:
    """Acts that settle what the person is not sure of, and those for weakness that is felt with nothing lost."""
    doubted = [
        feature
        for feature in Feature
        if answers.reply(feature) is Reply.NOT_SURE or (feature is Feature.WEAKNESS_FELT and answers.has(feature))
    ]
    return tuple(dict.fromkeys(act for feature in doubted for act in feature_words(feature).acts))
