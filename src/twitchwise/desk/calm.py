"""Keeping answers about worry, an agreement with a clinician, a break, and the person's own crisis lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.keeping import ResultKind, result_folder
from twitchwise.desk.strength_safety import keep_finding
from twitchwise.desk.strength_standing import stop_strength
from twitchwise.desk.writing import new_id, now_by_the_clock, stop_investigation
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import Diary, Questionnaire
from twitchwise.diary.strength_plan import current_strength_series
from twitchwise.errors import InputError
from twitchwise.intake.feature import Reply
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.worry.answered import Answered, answered_sets
from twitchwise.worry.describe import describe_worry
from twitchwise.worry.guard_rails import Act, advice_for
from twitchwise.worry.model import Worry
from twitchwise.worry.personal import AGREEMENT, AGREEMENT_DAYS, CRISIS_LINE, PAUSE, SELF_HARM
from twitchwise.worry.questions import SetName, question_set, score_of
from twitchwise.worry.words import Sentence, say

__all__ = [
    "LONGEST_PAUSE_WEEKS",
    "Paused",
    "earlier_answer",
    "end_pause",
    "keep_agreement",
    "keep_answers",
    "keep_crisis_line",
    "keep_self_harm",
    "open_answers",
    "start_pause",
    "worry_of_diary",
    "write_worry",
]

LONGEST_PAUSE_WEEKS = 26
_ACTS = {SetName.GAD7: Act.ANSWER_GAD7, SetName.CHECK: Act.ANSWER_CHECK}
_NO = Reply.NO.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A break that has begun.

    Parameters
    ----------
    until : its last day.
    has_stopped_search, has_stopped_tests : what was running and was ended.
    """

    until: date
    has_stopped_search: bool
    has_stopped_tests: bool

    @property
    def sentence(self) -> Sentence:
        """What to say."""
        both = {
            (True, True): "pause_stopped_both",
            (True, False): "pause_stopped_search",
            (False, True): "pause_stopped_tests",
            (False, False): "pause_stopped_none",
        }
        stopped = say(both[self.has_stopped_search, self.has_stopped_tests])
        return say("paused", day=self.until, stopped=stopped)


def worry_of_diary(diary: Diary, *, today: date | None = None) -> Worry:
    """What is known of a person's worry, on the present day of theirs unless another is given."""
    return describe_worry(diary, today or diary.rule.today(utc_now()))


def earlier_answer(diary: Diary, name: SetName) -> Sentence | None:
    """Why a set is not asked again yet: the earlier answer stands, with its date; None when it is due."""
    advices = advice_for(diary, _ACTS[name], diary.rule.today(utc_now()))
    return next((advice.sentence for advice in advices), None)


def open_answers(diary: Diary, name: SetName) -> Answered | None:
    """The answers of today that were left with open questions, to go on with; None when there are none."""
    today = diary.rule.today(utc_now())
    sets = answered_sets(diary, name, today)
    return sets[-1] if sets and sets[-1].day == today and sets[-1].score is None else None


@kept_together
def keep_answers(
    store: DiaryStore, name: SetName, answers: Sequence[int | None], *, is_again: bool = False
) -> Questionnaire:
    """Keeps the answers to a set; those of today that were left open are gone on with.

    Parameters
    ----------
    store : the diary.
    name : which set.
    answers : points of each question, None for one left open.
    is_again : also when it was answered a few days ago.

    Raises
    ------
    InputError
        They cannot be answers of this set, all are open, or it was answered a few days ago.
    """
    asked = question_set(name)
    score = score_of(asked, tuple(answers))
    if all(answer is None for answer in answers):
        raise InputError(what="every question was left open", where=asked.title, remedy="nothing was kept")
    diary = store.load()
    stands = None if is_again else earlier_answer(diary, name)
    if stands is not None:
        raise InputError(what=stands.text.rstrip("."), where=asked.title, remedy="nothing new was kept")
    entry = Questionnaire(
        entry_id=new_id(),
        when=now_by_the_clock(diary.rule),
        name=name.value,
        answers=tuple(answers),
        score=None if score is None else float(score),
    )
    left_open = open_answers(diary, name)
    if left_open is None:
        store.add([entry])
    else:
        entry = replace(entry, entry_id=left_open.entry_id)
        store.change(entry)
    return entry


def keep_self_harm(store: DiaryStore, reply: Reply) -> None:
    """Keeps the answer about thoughts of self-harm; no answer is kept as none."""
    if reply is not Reply.NOT_ASKED:
        keep_finding(store, SELF_HARM, reply.value, now_by_the_clock(store.load().rule))


def keep_agreement(store: DiaryStore, who: str | None) -> date | None:
    """Keeps that a clinician agreed to a daily diary, and until when it holds; `None` takes it back.

    Raises
    ------
    InputError
        Nobody is named.
    """
    diary = store.load()
    name = None if who is None else " ".join(who.split())
    if name is not None and (not name or name.casefold() == _NO):
        raise InputError(what="nobody is named", where="agreement", remedy="name the doctor or therapist who agrees")
    keep_finding(store, AGREEMENT, name or _NO, now_by_the_clock(diary.rule))
    return None if name is None else diary.rule.today(utc_now()) + timedelta(days=AGREEMENT_DAYS - 1)


def keep_crisis_line(store: DiaryStore, name: str, number: str | None) -> None:
    """Keeps a crisis line that the person typed in; without a number it is taken out.

    Raises
    ------
    InputError
        It has no name.
    """
    plain = " ".join(name.split())
    if not plain:
        raise InputError(what="it has no name", where="crisis line", remedy="give a name and a number")
    answer = " ".join((number or "").split()) or _NO
    keep_finding(store, f"{CRISIS_LINE}{plain}", answer, now_by_the_clock(store.load().rule))


@kept_together
def start_pause(store: DiaryStore, *, n_weeks: int) -> Paused:
    """Begins a break: ends the search for triggers and the weekly tests that run, and asks nothing for so long.

    Parameters
    ----------
    store : the diary.
    n_weeks : how long, 1 to `LONGEST_PAUSE_WEEKS`.
    """
    if not 1 <= n_weeks <= LONGEST_PAUSE_WEEKS:
        raise InputError(
            what="a break of this length is none",
            where=f"{n_weeks} weeks",
            remedy=f"give 1 to {LONGEST_PAUSE_WEEKS} weeks",
        )
    diary = store.load()
    today = diary.rule.today(utc_now())
    search, tests = current_investigation(diary, today), current_strength_series(diary, today)
    runs_search = search is not None and search.stopped_on is None
    runs_tests = tests is not None and tests.stopped_on is None
    if runs_search:
        stop_investigation(store)
    if runs_tests:
        stop_strength(store)
    until = today + timedelta(weeks=n_weeks)
    keep_finding(store, PAUSE, until.isoformat(), now_by_the_clock(diary.rule))
    return Paused(until=until, has_stopped_search=runs_search, has_stopped_tests=runs_tests)


def end_pause(store: DiaryStore) -> None:
    """Ends a break."""
    keep_finding(store, PAUSE, _NO, now_by_the_clock(store.load().rule))


def write_worry(worry: Worry, folder: Path) -> None:
    """Writes the page, the picture and the numbers, whole or not at all.

    Parameters
    ----------
    worry : what to write about.
    folder : absent, empty, or with an earlier result of worry, which is replaced.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    from twitchwise.report.worry_page import write_worry_folder

    with result_folder(folder, ResultKind.WORRY) as draft:
        write_worry_folder(worry, draft)
