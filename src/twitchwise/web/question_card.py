"""A card of the questions as a form: what it asks, and what was sent of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from twitchwise.errors import InputError
from twitchwise.intake.asking import Question
from twitchwise.intake.cards import Choice, item_words
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.model import Answers
from twitchwise.intake.typed_answers import with_replies, with_typed_item
from twitchwise.intake.written_items import item_text
from twitchwise.web.body_map import MapView, map_views, sites_by_region
from twitchwise.web.forms import SentForm
from twitchwise.web.words import say

__all__ = ["AskedItem", "AskedLine", "CardForm", "TakenCard", "card_form", "take_card"]

_NONE = "none"
_UNKNOWN = "?"
_LISTS = frozenset({ItemKind.MEDICINES, ItemKind.EXAMINATIONS, ItemKind.LABS})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A line to answer with yes, not sure or no.

    Parameters
    ----------
    name : of the field.
    text, help : the question, and what counts as a yes.
    reply : ticked now; empty for none.
    """

    name: str
    text: str
    help: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """An item that is answered with a value.

    Parameters
    ----------
    name : of the field.
    kind : how it is answered.
    text, help : the question, and how to answer it.
    choices : of a choice.
    low, high : of a number.
    value : what stands in the field.
    can_be_none : "none" is an answer.
    is_none : that was said.
    problem : why what was typed cannot be used; empty when it can.
    views, regions : the body map, for places.
    """

    name: str
    kind: ItemKind
    text: str
    help: str
    choices: tuple[Choice, ...]
    low: float | None
    high: float | None
    value: str
    can_be_none: bool
    is_none: bool
    problem: str
    views: tuple[MapView, ...]
    regions: Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardForm:
    """A card as it is shown."""

    id: str
    title: str
    help: str
    lines: tuple[AskedLine, ...]
    items: tuple[AskedItem, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCard:
    """What was sent of a card.

    Parameters
    ----------
    answers : with what could be used.
    features : the lines that are answered.
    problem : what is wrong with the lines; empty when nothing is.
    problems : what is wrong with an item.
    """

    answers: Answers
    features: tuple[Feature, ...]
    problem: str
    problems: Mapping[Item, str]

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be used."""
        return not self.problem and not self.problems


def card_form(
    question: Question, answers: Answers, *, sent: SentForm | None = None, taken: TakenCard | None = None
) -> CardForm:
    """A card to show.

    Parameters
    ----------
    question : what is asked.
    answers : known before; they stand in the fields.
    sent, taken : of a form that could not be used, so that nothing has to be typed again.
    """
    return CardForm(
        id=question.card.id,
        title=question.card.title,
        help=question.card.help,
        lines=tuple(_line(feature, answers, sent) for feature in question.features),
        items=tuple(
            _item(item, answers, sent, "" if taken is None else taken.problems.get(item, "")) for item in question.items
        ),
        problem="" if taken is None else taken.problem,
    )


def take_card(question: Question, answers: Answers, sent: SentForm) -> TakenCard:
    """The answers with what was sent of a card.

    Parameters
    ----------
    question : what of the card applies.
    answers : before.
    sent : the form. Where a line was ticked the others that were asked are denied; a card without a tick is no answer,
        unless it was sent with "none of these".
    """
    shown = sent.all("asked")
    asked = tuple(feature for feature in question.features if feature.value in shown)
    ticked = {each: Reply(sent.get(each.value)) for each in asked if sent.get(each.value) in set(Reply)}
    is_none = sent.get("go") == _NONE
    problem = ""
    if is_none and any(reply is not Reply.NO for reply in ticked.values()):
        problem = say("why_questions.problem_none_and_ticked")
    elif asked and not is_none and not ticked:
        problem = say("why_questions.problem_empty")
    elif asked:
        answers = with_replies(answers, {each: ticked.get(each, Reply.NO) for each in asked})
    problems: dict[Item, str] = {}
    for item in question.items:
        if item.value not in shown:
            continue
        text = _sent_text(item, sent)
        if text == _known_text(item, answers):
            continue
        try:
            answers = with_typed_item(answers, item, text)
        except InputError as error:
            problems[item] = say("why_questions.problem_item", what=_capital(error.what), remedy=error.remedy)
    return TakenCard(
        answers=answers, features=() if problem else asked, problem=problem, problems=MappingProxyType(problems)
    )


def _line(feature: Feature, answers: Answers, sent: SentForm | None) -> AskedLine:
    words = feature_words(feature)
    known = answers.reply(feature)
    reply = ("" if known is Reply.NOT_ASKED else known.value) if sent is None else sent.get(feature.value)
    return AskedLine(name=feature.value, text=words.text, help=words.help, reply=reply)


def _item(item: Item, answers: Answers, sent: SentForm | None, problem: str) -> AskedItem:
    words = item_words(item)
    is_map = words.kind is ItemKind.SITES
    if sent is None:
        ticked = [each.site.id for each in answers.sites] if is_map else []
        value = _dated_sites(answers) if is_map else item_text(answers, item)
        is_none = answers.without_value.get(item) is Reply.NO
    else:
        ticked, value, is_none = (
            list(sent.all(_map_field(item))),
            sent.get(item.value),
            bool(sent.get(_none_field(item))),
        )
    chosen = [site for sites in sites_by_region().values() for site in sites if site.id in ticked] if is_map else []
    return AskedItem(
        name=item.value,
        kind=words.kind,
        text=words.text,
        help=say("why_questions.sites_help") if is_map else words.help,
        choices=words.choices,
        low=words.low,
        high=words.high,
        value=value,
        can_be_none=words.kind in _LISTS,
        is_none=is_none,
        problem=problem,
        views=map_views(chosen) if is_map else (),
        regions=sites_by_region() if is_map else {},
    )


def _sent_text(item: Item, sent: SentForm) -> str:
    """What the fields of an item say, as it would be typed."""
    if sent.get(_none_field(item)):
        return _NONE
    typed = sent.get(item.value)
    ticked = sent.all(_map_field(item)) if item_words(item).kind is ItemKind.SITES else ()
    return ", ".join((*dict.fromkeys(ticked), *((typed,) if typed else ()))) or _UNKNOWN


def _known_text(item: Item, answers: Answers) -> str | None:
    """What the form would send back if nothing was changed in it; None when nothing is known yet."""
    said = answers.without_value.get(item)
    if said is not None:
        return _NONE if said is Reply.NO else _UNKNOWN
    if item_words(item).kind is ItemKind.SITES:
        in_order = [site.id for sites in sites_by_region().values() for site in sites]
        ticked = sorted((each.site.id for each in answers.sites), key=in_order.index)
        dated = _dated_sites(answers)
        return ", ".join((*ticked, *((dated,) if dated else ()))) or None
    return item_text(answers, item) or None


def _dated_sites(answers: Answers) -> str:
    """Only the places with a first time: the others stand in the picture."""
    dated = tuple(each for each in answers.sites if each.first_noticed is not None or each.had_just_read)
    return item_text(replace(answers, sites=dated), Item.SITES)


def _map_field(item: Item) -> str:
    return f"{item.value}-map"


def _none_field(item: Item) -> str:
    return f"{item.value}-none"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
