"""The questions: one card a page, red flags first; every card is kept when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.answering import KeptAnswers, keep_answers, kept_answers, screen_reply
from twitchwise.intake.asking import Question, has_item, next_question, open_questions, whole_question
from twitchwise.intake.cards import Card, cards, item_words
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.item import Item
from twitchwise.intake.labs import lab_problems
from twitchwise.intake.model import Answers
from twitchwise.intake.written_items import item_text
from twitchwise.strength.screen_acts import ACTS
from twitchwise.urgency.at_once import cannot_wait, find_out_now
from twitchwise.urgency.judge import judge_urgency
from twitchwise.web.forms import TheForm, is_own_address
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.question_card import card_form, take_card
from twitchwise.web.rendering import go_to, render
from twitchwise.web.words import say
from twitchwise.worry.crisis import crisis_help

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_HERE = "why"
_QUESTIONS = "/why/questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnsweredCard:
    """A card of the list of answers: its title, and what was said of it.

    Parameters
    ----------
    id, title : of the card.
    yes, unsure : lines that were answered so.
    n_no : how many lines were denied.
    values : what was said besides, the question with the answer to it.
    """

    id: str
    title: str
    yes: tuple[str, ...]
    unsure: tuple[str, ...]
    n_no: int
    values: tuple[str, ...]


@router.get(_QUESTIONS)
def show_card(request: Request, person: ThePerson, card: str = "", then: str = "") -> Response:
    """The card that is next, or one that is gone over once more."""
    known = _known(person)
    question = _named(card, known.answers) or next_question(_view(known))
    if question is None:
        return go_to(then if is_own_address(then) else "/why", done="why_questions.done_all")
    return _page(request, person, known, question, form=card_form(question, known.answers), then=then)


@router.post(_QUESTIONS)
def take(request: Request, person: ThePerson, sent: TheForm) -> Response:
    """Keeps what was answered, and goes on; what cannot wait is said first."""
    known = _known(person)
    before = known.answers
    question = _named(sent.get("card"), before)
    if question is None:
        return go_to(_QUESTIONS)
    taken = take_card(question, before, sent)
    with person.open() as store:
        keep_answers(store, taken.answers, again=taken.features)
    if _is_new_emergency(before, taken.answers):
        return go_to("/why/help")
    if not taken.is_whole:
        shown = sent.all("asked")
        question = replace(
            question,
            features=tuple(each for each in question.features if each.value in shown),
            items=tuple(each for each in question.items if each.value in shown),
        )
        form = card_form(question, before, sent=sent, taken=taken)
        return _page(request, person, known, question, form=form, then=sent.address("then"), status=422)
    then = sent.address("then")
    return go_to(then or _QUESTIONS, done="why_questions.done_kept" if then else "")


@router.get("/why/help")
def show_help(request: Request, person: ThePerson) -> Response:
    """What cannot wait, and nothing else."""
    answers = _known(person).answers
    reasons, unsure = cannot_wait(answers), find_out_now(answers)
    crisis = [each.text for each in crisis_help(person.diary, person.today)]
    if not reasons and not crisis and not unsure:
        return go_to("/why")
    return render(
        request,
        "why_help.html",
        person=person,
        here=_HERE,
        heading=judge_urgency(answers, today=person.today).headline
        if reasons
        else say("why_questions.help_title" if crisis else "why_questions.help_unsure"),
        reasons=reasons,
        unsure=unsure,
        crisis=crisis,
    )


@router.get("/why/answers")
def show_answers(request: Request, person: ThePerson) -> HTMLResponse:
    """Every card with what was said of it, to change any of it."""
    known = _known(person)
    listed = [_answered_card(card, known.answers) for card in cards()]
    return render(
        request,
        "why_answers.html",
        person=person,
        here=_HERE,
        title=say("why_questions.title_answers"),
        cards=[each for each in listed if each is not None],
        problems=[str(problem) for problem in lab_problems(known.answers)],
        n_open=len(open_questions(_view(known))),
    )


def _page(
    request: Request,
    person: Person,
    known: KeptAnswers,
    question: Question,
    *,
    form: object,
    then: str,
    status: int = 200,
) -> HTMLResponse:
    n_before = sum(_is_touched(card, known.answers) for card in cards()[: cards().index(question.card)])
    n_open = len(open_questions(_view(known)))
    return render(
        request,
        "why_questions.html",
        person=person,
        here=_HERE,
        status=status,
        title=question.card.title,
        form=form,
        then=then if is_own_address(then) else "",
        back=_card_before(question.card, known.answers),
        n=n_before + 1,
        of=max(n_before + n_open, n_before + 1),
        is_first=not known.answers.replies,
        acts=[act for act in ACTS if act.name in question.acts],
        screened=screen_reply(person.diary, person.today) if question.acts else None,
        not_sure=Reply.NOT_SURE.value,
    )


def _known(person: Person) -> KeptAnswers:
    return kept_answers(person.diary, person.today)


def _view(known: KeptAnswers) -> Answers:
    """The answers as if those that are to be asked once more had not been given."""
    replies = {each: reply for each, reply in known.answers.replies.items() if each not in known.to_confirm}
    return replace(known.answers, replies=MappingProxyType(replies))


def _named(id_: str, answers: Answers) -> Question | None:
    card = next((each for each in cards() if each.id == id_), None)
    return None if card is None else whole_question(card, answers)


def _is_touched(card: Card, answers: Answers) -> bool:
    is_answered = any(answers.reply(feature) is not Reply.NOT_ASKED for feature in card.features)
    return is_answered or any(has_item(answers, item) for item in card.items)


def _card_before(card: Card, answers: Answers) -> str:
    """The nearest card before this one that was answered; empty for none."""
    earlier = cards()[: cards().index(card)]
    found = (each.id for each in reversed(earlier) if _is_touched(each, answers) and whole_question(each, answers))
    return next(found, "")


def _answered_card(card: Card, answers: Answers) -> _AnsweredCard | None:
    question = whole_question(card, answers)
    if question is None or question.acts:
        return None
    by_reply: Mapping[Reply, tuple[str, ...]] = {
        reply: tuple(feature_words(each).text for each in question.features if answers.reply(each) is reply)
        for reply in Reply
    }
    return _AnsweredCard(
        id=card.id,
        title=card.title,
        yes=by_reply[Reply.YES],
        unsure=by_reply[Reply.NOT_SURE],
        n_no=len(by_reply[Reply.NO]),
        values=tuple(filter(None, (_said(item, answers) for item in question.items))),
    )


def _said(item: Item, answers: Answers) -> str:
    """An item with what was said of it; empty when nothing was."""
    words, reply = item_words(item), answers.without_value.get(item)
    if reply is not None:
        known = say("why_questions.none_of_it" if reply is Reply.NO else "why_questions.not_known")
    else:
        text = item_text(answers, item)
        known = next((choice.text for choice in words.choices if choice.value == text), text)
    return say("why_questions.said_value", question=words.text, answer=known) if known else ""


def _is_unsure(answers: Answers) -> bool:
    return answers.reply(Feature.THOUGHTS_OF_SELF_HARM) is Reply.NOT_SURE


def _is_new_emergency(before: Answers, after: Answers) -> bool:
    told = {reason.rule for reason in (*cannot_wait(before), *find_out_now(before))}
    is_new = any(reason.rule not in told for reason in (*cannot_wait(after), *find_out_now(after)))
    return is_new or (_is_unsure(after) and not _is_unsure(before))
