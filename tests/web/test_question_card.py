from dataclasses import replace
from datetime import date, datetime

from twitchwise.body import find_site
from twitchwise.intake.asking import Question, whole_question
from twitchwise.intake.cards import cards
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Examination, ExaminationKind, ExaminationResult, NoticedSite
from twitchwise.web.forms import SentForm
from twitchwise.web.question_card import card_form, take_card

DAY = date(2026, 11, 22)
EMPTY = Answers(answered_on=DAY)


def sent(**fields: str | tuple[str, ...]) -> SentForm:
    plain = {name.replace("__", "-"): (value,) if isinstance(value, str) else value for name, value in fields.items()}
    return SentForm(fields=plain)


def question(id_: str, answers: Answers = EMPTY) -> Question:
    found = whole_question(next(card for card in cards() if card.id == id_), answers)
    assert found is not None
    return found


def test_what_was_not_on_the_page_is_not_denied() -> None:
    form = sent(asked=("choking", "seizure"), choking="yes")
    taken = take_card(question("now-body"), EMPTY, form)
    assert dict(taken.answers.replies) == {Feature.CHOKING: Reply.YES}  # the seizure stands on another card


def test_what_stands_in_a_field_unchanged_keeps_what_the_short_form_cannot_say() -> None:
    done = Examination(kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL, words="all muscles")
    answers = replace(EMPTY, examinations=(done,))
    form = card_form(question("medicines-and-tests", answers), answers)
    value = next(item.value for item in form.items if item.name == Item.EXAMINATIONS)
    taken = take_card(
        question("medicines-and-tests", answers), answers, sent(asked=("examinations",), examinations=value)
    )
    assert taken.is_whole
    assert taken.answers.examinations == (done,)


def test_a_place_unticked_is_taken_out_and_a_dated_one_stays() -> None:
    tongue, calf = find_site("tongue"), find_site("left-gastrocnemius")
    answers = replace(
        EMPTY, sites=(NoticedSite(site=tongue), NoticedSite(site=calf, first_noticed=datetime(2026, 9, 14)))
    )
    form = card_form(question("where-and-when", answers), answers)
    value = next(item.value for item in form.items if item.name == Item.SITES)
    assert "2026-09-14" in value
    assert "tongue" not in value
    taken = take_card(
        question("where-and-when", answers),
        answers,
        sent(asked=("sites",), sites__map=("left-gastrocnemius",), sites=value),
    )
    assert taken.answers.sites == (answers.sites[1],)


def test_an_empty_field_is_not_known_and_none_is_none() -> None:
    taken = take_card(question("medicines-and-tests"), EMPTY, sent(asked=("medicines", "labs"), medicines__none="none"))
    assert dict(taken.answers.without_value) == {Item.MEDICINES: Reply.NO, Item.LABS: Reply.NOT_SURE}
