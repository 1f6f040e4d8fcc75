"""The weekly check-in, about two minutes: three ratings, the own check, the GAD-7 when due, and one last question."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.calm import earlier_answer, keep_answers, keep_self_harm, open_answers
from twitchwise.desk.weekly_ratings import correct_ratings, due_ratings, ratings_of_today
from twitchwise.desk.writing import DoneThing, write_day
from twitchwise.errors import InputError
from twitchwise.intake.feature import Reply
from twitchwise.web.forms import SentForm, TheForm
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.typed import typed_amount
from twitchwise.web.weekly_steps import WeeklyStep, due_steps, set_of
from twitchwise.web.words import say
from twitchwise.worry.questions import QuestionSet, question_set
from twitchwise.worry.words import say as say_worry

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_WEEKLY = "/log/week"
_AGAIN = "1"


@router.get(_WEEKLY)
def show_next(person: ThePerson) -> Response:
    """The first step that is due; the page of worry when none is."""
    due = due_steps(person.diary)
    return go_to(f"{_WEEKLY}/{due[0]}") if due else go_to("/calm", done="weekly.done_not_due")


@router.get(f"{_WEEKLY}/{{step}}")
def show_step(request: Request, person: ThePerson, step: WeeklyStep, again: str = "") -> HTMLResponse:
    """One step."""
    return _page(request, person, step, is_again=again == _AGAIN)


@router.post(f"{_WEEKLY}/{{step}}")
def take(request: Request, person: ThePerson, step: WeeklyStep, sent: TheForm) -> Response:
    """Keeps what was answered and goes on; what is left open is kept as open."""
    is_again = sent.get("again") == _AGAIN
    try:
        n_corrected = _correct(person, step, sent)
        _keep(person, step, sent, is_again=is_again)
    except InputError as error:
        return _page(request, person, step, is_again=is_again, problem=str(error), sent=sent)
    if step is WeeklyStep.LAST:
        needs_help = sent.get("self-harm") in {Reply.YES, Reply.NOT_SURE}
        return go_to("/calm", done="" if needs_help else "weekly.done_all")
    if n_corrected:
        return go_to(f"{_WEEKLY}/{WeeklyStep.RATINGS}", done="weekly.done_corrected")
    later = (each for each in due_steps(person.diary) if _order(each) > _order(step))
    return go_to(f"{_WEEKLY}/{next(later, WeeklyStep.LAST)}")


def _order(step: WeeklyStep) -> int:
    return list(WeeklyStep).index(step)


def _keep(person: Person, step: WeeklyStep, sent: SentForm, *, is_again: bool) -> None:
    if step is WeeklyStep.LAST:
        text = sent.get("self-harm")
        if text in set(Reply):
            with person.open() as store:
                keep_self_harm(store, Reply(text))
        return
    name = set_of(step)
    with person.open() as store:
        if name is None:
            done = [
                DoneThing(kind=rating.kind, amount=amount)
                for rating in due_ratings(store.load())
                if (amount := typed_amount(sent.get(rating.kind.value), rating.question.text, most=rating.most))
                is not None
            ]
            if done:
                write_day(store, done=done)
            return
        asked = question_set(name)
        answers = [_points(sent.get(f"q{number}"), asked) for number in range(len(asked.questions))]
        if any(answer is not None for answer in answers):
            keep_answers(store, name, answers, is_again=is_again)


def _correct(person: Person, step: WeeklyStep, sent: SentForm) -> int:
    """Puts right what was answered today and is typed differently now; how many."""
    if step is not WeeklyStep.RATINGS:
        return 0
    given = [each.rating for each in ratings_of_today(person.diary)]
    typed = {
        rating.kind: typed_amount(sent.get(rating.kind.value), rating.question.text, most=rating.most)
        for rating in given
    }
    amounts = {kind: amount for kind, amount in typed.items() if amount is not None}
    if not amounts:
        return 0
    with person.open() as store:
        return correct_ratings(store, amounts)


def _page(
    request: Request,
    person: Person,
    step: WeeklyStep,
    *,
    is_again: bool,
    problem: str = "",
    sent: SentForm | None = None,
) -> HTMLResponse:
    diary = person.diary
    name = set_of(step)
    asked = None if name is None else question_set(name)
    left_open = None if name is None else open_answers(diary, name)
    stands = None if name is None or is_again else earlier_answer(diary, name)
    ratings = due_ratings(diary)
    given = ratings_of_today(diary)
    stand = {each.rating.kind: f"{each.amount:g}" for each in given}
    titles = {WeeklyStep.RATINGS: say("weekly.title_ratings"), WeeklyStep.LAST: say("weekly.title_last")}
    return render(
        request,
        "weekly.html",
        person=person,
        here="calm",
        status=422 if problem else 200,
        title=titles[step] if asked is None else asked.title,
        step=step,
        problem=problem,
        is_again=is_again,
        asked=asked,
        stands="" if stands is None else stands.text,
        ticked=_ticked(asked, None if left_open is None else left_open.answers, sent),
        given=given if step is WeeklyStep.RATINGS else (),
        ratings=ratings if step is WeeklyStep.RATINGS else (),
        typed={
            rating.kind.value: stand.get(rating.kind, "") if sent is None else sent.get(rating.kind.value)
            for rating in (*ratings, *(each.rating for each in given))
        },
        self_harm=say_worry("self_harm_question").text if step is WeeklyStep.LAST else "",
        replies=[Reply.NO, Reply.NOT_SURE, Reply.YES],
        reply_words={
            Reply.NO: say("weekly.reply_no"),
            Reply.NOT_SURE: say("weekly.reply_not_sure"),
            Reply.YES: say("weekly.reply_yes"),
        },
    )


def _ticked(asked: QuestionSet | None, known: tuple[int | None, ...] | None, sent: SentForm | None) -> list[int | None]:
    if asked is None:
        return []
    if sent is not None:
        return [_points(sent.get(f"q{number}"), asked) for number in range(len(asked.questions))]
    return [None] * len(asked.questions) if known is None else list(known)


def _points(text: str, asked: QuestionSet) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) < len(asked.options) else None
