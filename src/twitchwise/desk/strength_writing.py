"""Writing down a strength test: what is refused, what is only noted, and what it adds to the training log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.body import Side
from twitchwise.clock import utc_now
from twitchwise.desk.strength_safety import keep_finding, keep_safety, questions_for, reasons_answered, safety_on
from twitchwise.desk.strength_standing import standing_of_diary
from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import Diary, Entry, TestResult, Workout
from twitchwise.diary.moment import DayRule, Moment, on_date
from twitchwise.diary.strength_plan import current_strength_series
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import BOTH_SIDES, StrengthTest, TestKind
from twitchwise.strength.diary_results import results_of
from twitchwise.strength.safety import SafetyAnswer
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_findings import ACT, LOST, SCORES
from twitchwise.strength.screen_model import ScreenAnswers
from twitchwise.strength.series import Condition
from twitchwise.strength.session_log import WrittenResult, sides_that_look_exchanged
from twitchwise.strength.trend_result import State

__all__ = ["REPEAT_AFTER_DAYS", "WEEK_AT_LEAST_DAYS", "Written", "moment_of", "write_screen", "write_test"]

WEEK_AT_LEAST_DAYS = 5
"""A weekly test may come two days early; a choice, for weeks are not all alike."""

REPEAT_AFTER_DAYS = 3
"""Where a repeat is asked for, it is done 3-10 days later, rested."""

_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written down, and what goes with it.

    Parameters
    ----------
    result : the entry.
    test : of the battery.
    is_load : it also counts as training.
    goes_to_urgency : a failed act, to be looked at by a doctor whatever any trend says.
    notes : sentences to the person.
    """

    result: TestResult
    test: StrengthTest
    is_load: bool
    goes_to_urgency: bool
    notes: tuple[str, ...]


def write_test(
    store: DiaryStore,
    name: str,
    value: float,
    *,
    side: Side | None = None,
    amount: float | None = None,
    is_speed: bool = False,
    felt: int | None = None,
    conditions: frozenset[Condition] = frozenset(),
    day: date | None = None,
    note: str = "",
    safety: Sequence[SafetyAnswer] = (),
) -> Written:
    """Writes down one result of one test.

    Parameters
    ----------
    store : the diary.
    name : id or plain name of the test.
    value : what was reached, in the unit of the test; with `is_speed`, the speed of a timed test in its `score_unit`.
    side : left or right; None for a test without sides.
    amount : metres walked or steps climbed, where the test asks for it.
    felt : felt weakness before it, 0-10.
    conditions : what was unusual.
    day : the person's day; None for today.
    note : free words.
    safety : answers to the questions before the test, kept beside it.

    Raises
    ------
    UnknownName
        There is no such test.
    InputError
        The score cannot be one, a side is missing, the day has not come, the test was done that day or a few days
        before, or it is locked.
    """
    test = find_test(name)
    used = _side(test, side)
    score = test.score_of_speed(value, side=used) if is_speed else test.score_of(value, side=used, amount=amount)
    diary = store.load()
    today = diary.rule.today(utc_now())
    when = moment_of(diary.rule, day)
    done_on = day or today
    _check_dates(diary, test, used, done_on, today)
    if safety:
        keep_safety(store, safety, when)
        diary = store.load()
    _check_lock(diary, test, used, done_on)
    result = TestResult(
        entry_id=new_id(),
        when=when,
        test=test.id,
        side=used.value,
        score=value,
        unit=test.score_unit if is_speed else test.unit,
        amount=amount if test.amount_unit else None,
        session=done_on.isoformat(),
        felt=felt,
        conditions=tuple(sorted(condition.value for condition in conditions)),
        note=note,
    )
    load = _load(test, value, used, when)
    store.add([result, *load])
    failed = value == 0.0
    return Written(
        result=result,
        test=test,
        is_load=bool(load),
        goes_to_urgency=failed,
        notes=tuple(_notes(diary, test, used, done_on, score, conditions)),
    )


@kept_together
def write_screen(
    store: DiaryStore,
    answers: ScreenAnswers,
    *,
    day: date | None = None,
    safety: Sequence[SafetyAnswer] = (),
    felt: int | None = None,
) -> None:
    """Keeps a first sitting: its answers with their day, its scores as results of tests.

    Raises
    ------
    InputError
        An answer cannot be one, or the day has not come.
    """
    screen_result(answers)  # refuses what cannot be an answer before anything is written
    diary = store.load()
    when, today = moment_of(diary.rule, day), diary.rule.today(utc_now())
    for scores in answers.scores:  # all or nothing
        for side in BOTH_SIDES:
            _check_dates(diary, find_test(scores.test), side, day or today, today)
    keep_safety(store, safety, when)
    for answer in answers.acts:
        keep_finding(store, f"{ACT}{answer.act}/{answer.side}", answer.outcome.value, when)
    for lost in answers.lost_tasks:
        keep_finding(store, f"{LOST}{lost.region}/{lost.task.casefold()}", lost.task, when)
    for scores in answers.scores:
        keep_finding(store, f"{SCORES}{scores.test}", f"{scores.left:g}/{scores.right:g}", when)
        for side, value in ((Side.LEFT, scores.left), (Side.RIGHT, scores.right)):
            write_test(store, scores.test, value, side=side, day=day, felt=felt)


def moment_of(rule: DayRule, day: date | None) -> Moment:
    """The moment of something done on a day; now for today.

    Raises
    ------
    InputError
        The day has not come, or is too long ago.
    """
    today = rule.today(utc_now())
    if day is not None and not _EARLIEST <= day <= today:
        raise InputError(
            what="this day has not come yet" if day > today else "this day is too long ago",
            where=day.isoformat(),
            remedy=f"today is {today.isoformat()}",
        )
    return now_by_the_clock(rule) if day in {None, today} else on_date(day or today, rule.zone)


def _side(test: StrengthTest, side: Side | None) -> Side:
    if side is None and test.sides == BOTH_SIDES:
        raise InputError(
            what="left and right are done one after the other",
            where=test.name,
            remedy="add --side left or --side right",
        )
    if side is not None and side not in test.sides:
        raise InputError(
            what=f'it has no side "{side}"',
            where=test.name,
            remedy="leave out --side" if Side.MIDDLE in test.sides else "give --side left or --side right",
        )
    return side or Side.MIDDLE


def _check_dates(diary: Diary, test: StrengthTest, side: Side, day: date, today: date) -> None:
    done = {
        diary.rule.day_of(entry.when): entry
        for entry in diary.of(TestResult)
        if entry.test == test.id and entry.side == side
    }
    where = test.name if side is Side.MIDDLE else f"{test.name}, {side}"
    if day in done:
        raise InputError(
            what=f"it was done on {day.isoformat()} already, with {done[day].score:g} {done[day].unit}",
            where=where,
            remedy="no repeat on the same day: the first result stands, and the next one comes in a week; a slip of "
            f'the pen is taken out with "twitchwise diary remove {done[day].entry_id}"',
        )
    nearest = min(done, key=lambda other: abs((other - day).days), default=None)
    if nearest is None:
        return
    is_repeat = _asks_for_repeat(diary, test, side, today)
    apart = max(REPEAT_AFTER_DAYS if is_repeat else WEEK_AT_LEAST_DAYS, test.days_between)
    if abs((nearest - day).days) < apart:
        raise InputError(
            what=f"it was done on {nearest.isoformat()}, {_days(abs((nearest - day).days))} apart",
            where=where,
            remedy=f"once a week tells as much and worries less; the next day for it is "
            f"{(max(done) + timedelta(days=apart)).isoformat()}",
        )


def _asks_for_repeat(diary: Diary, test: StrengthTest, side: Side, today: date) -> bool:
    if test.kind is TestKind.MARKER:
        return False
    regions = set(test.regions_of(side))
    shown = standing_of_diary(diary, today=today).trend.regions
    return any(region.region in regions and region.state is State.REPEAT for region in shown)


def _check_lock(diary: Diary, test: StrengthTest, side: Side, day: date) -> None:
    """Only an answer locks a result: what was not asked cannot undo that the test was done."""
    reasons = reasons_answered(test, safety_on(diary, day), side)
    if reasons:
        raise InputError(
            what=f"it is locked after your answers: {' '.join(reasons).rstrip('.')}",
            where=test.name,
            remedy="nothing was written down; the tests done sitting stay open, and so does asking your doctor",
        )


def _load(test: StrengthTest, value: float, side: Side, when: Moment) -> list[Entry]:
    done = test.training_of(value, side=side)
    if done is None:
        return []
    return [Workout(entry_id=new_id(), when=when, title=f"Strength test: {test.name}", sets=(done,))]


def _notes(
    diary: Diary, test: StrengthTest, side: Side, day: date, score: float, conditions: frozenset[Condition]
) -> list[str]:
    notes = []
    if test.kind is TestKind.MEASURED and test.sides == BOTH_SIDES:
        here = WrittenResult(test=test, side=side, day=day, score=score)
        earlier = [each for each in results_of(diary) if each.test.id == test.id and each.day <= day]
        exchanged = sides_that_look_exchanged([*earlier, here])
        notes += [str(problem) for problem in exchanged if day.isoformat() in problem.where]
    if test.is_calf_load:
        notes.append("It is kept as calf load too: calves may twitch for a day or two after it, and that is the load.")
    if Condition.LASTING in conditions:
        notes.append("Marked as a lasting change: learning starts again from here, what was before stays visible.")
    elif conditions:
        notes.append(f"Marked: {', '.join(sorted(each.value.replace('-', ' ') for each in conditions))}.")
    if questions_for(test.demands, safety_on(diary, day)):
        notes.append(
            f'The questions before this test were not answered; "twitchwise strength test {test.id}" asks them. '
            "Not answered is not no."
        )
    if current_strength_series(diary, day) is None:
        notes.append(
            'No weekly series is running; "twitchwise strength --start" begins one of 26 weeks, which ends by itself.'
        )
    return notes


def _days(n: int) -> str:
    return f"{n} day{'' if n == 1 else 's'}"
