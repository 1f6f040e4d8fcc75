"""The weekly result: what the diary says of strength, worked out once a week and not again before the next one is due.

Looking every day makes a fall out of noise, and worry out of looking; so the result of a week stands until the next.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.keeping import ResultKind, result_folder
from twitchwise.desk.kindness import refuse_start
from twitchwise.desk.strength_diary import failed_markers, last_screen
from twitchwise.desk.writing import new_id
from twitchwise.diary.model import Diary, Finding, StrengthSeries, TestResult
from twitchwise.diary.once import once_a_diary
from twitchwise.diary.strength_plan import current_strength_series, next_strength_series, series_end
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.exchange.session_table import read_session_table
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.strength.diary_results import series_of_diary
from twitchwise.strength.series import Series
from twitchwise.strength.standing import SeriesDates, StrengthStanding
from twitchwise.strength.trend import strength_trend
from twitchwise.worry.guard_rails import Act

__all__ = [
    "result_day",
    "standing_if_any",
    "standing_of_diary",
    "standing_of_table",
    "start_strength",
    "stop_strength",
    "write_standing",
]

_WEEK = timedelta(weeks=1)


def standing_of_diary(diary: Diary, *, today: date | None = None) -> StrengthStanding:
    """The last weekly result, with its dates.

    Parameters
    ----------
    diary : entries of any kind.
    today : the person's day; None for the present one.

    Raises
    ------
    InputError
        The diary holds neither a test nor a first sitting.
    """
    return _standing(diary, today or diary.rule.today(utc_now()))


@once_a_diary(TestResult, Finding, StrengthSeries)
def _standing(diary: Diary, today: date) -> StrengthStanding:
    found = series_of_diary(diary)
    screened = last_screen(diary, today)
    if not found.series and screened is None and not found.problems:
        raise InputError(
            what="no test of strength is in it yet",
            where="diary",
            remedy='begin with "twitchwise strength screen", then "twitchwise strength test NAME"',
        )
    shown_on = result_day(diary, found.series, today)
    n_waiting = sum(shown_on < session.day <= today for each in found.series for session in each.sessions)
    trend = strength_trend(_without_waiting(found.series, shown_on, today), today=shown_on)
    return StrengthStanding(
        trend=trend,
        screened=screened,
        failed_markers=failed_markers(diary, today),
        dates=_dates(diary, found.series, today),
        n_waiting=n_waiting,
        problems=found.problems,
    )


def standing_if_any(diary: Diary, today: date) -> StrengthStanding | None:
    """The last weekly result; None when the diary holds neither a test nor a first sitting."""
    try:
        return standing_of_diary(diary, today=today)
    except InputError:
        return None


def standing_of_table(path: Path) -> StrengthStanding:
    """What a researcher's table says on its last day.

    Raises
    ------
    InputError
        It cannot be read, or holds nothing that can be used.
    """
    table = read_session_table(path)
    return StrengthStanding(
        trend=strength_trend(table.series, today=table.last_day), problems=table.problems, is_of_table=True
    )


def result_day(diary: Diary, series: tuple[Series, ...], today: date) -> date:
    """The day of the last weekly result: weeks are counted from the first day of the series, else from the first test.

    A series that has ended keeps its last result, unless tests were done after it.
    """
    last = _last_series(diary, today)
    first_test = min((each.sessions[0].day for each in series), default=today)
    if last is None:
        return _weekly(first_test, today)
    last_test = max((session.day for each in series for session in each.sessions if session.day <= today), default=None)
    end = series_end(last)
    if today > end and (last_test is None or last_test <= end):
        return end
    return _weekly(last.first_day, today)


@kept_together
def start_strength(store: DiaryStore) -> StrengthSeries:
    """Begins a series of 26 weeks, or renews one that has ended.

    Raises
    ------
    InputError
        One is running, the pause after a renewed one is not over, or a break runs.
    """
    diary = store.load()
    today = diary.rule.today(utc_now())
    found = next_strength_series(diary, today, entry_id=new_id())
    if isinstance(found, NotMeasurable):
        raise InputError(what=found.reason, where="weekly tests", remedy="the results so far stay as they are")
    refuse_start(diary, Act.START_STRENGTH, today, where="weekly tests")
    store.add([found])
    return found


@kept_together
def stop_strength(store: DiaryStore) -> StrengthSeries:
    """Ends the running series today.

    Raises
    ------
    InputError
        None is running.
    """
    diary = store.load()
    today = diary.rule.today(utc_now())
    running = current_strength_series(diary, today)
    if running is None or running.stopped_on is not None:
        raise InputError(what="none are running", where="weekly tests", remedy="there is nothing to stop")
    stopped = replace(running, stopped_on=today)
    store.change(stopped)
    return stopped


def write_standing(found: StrengthStanding, folder: Path) -> None:
    """Writes the page, the charts and the numbers, whole or not at all.

    Parameters
    ----------
    found : what to write about.
    folder : absent, empty, or with an earlier result of strength, which is replaced.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    from twitchwise.report.strength_page import write_strength_folder

    with result_folder(folder, ResultKind.STRENGTH) as draft:
        write_strength_folder(found, draft)


def _without_waiting(series: tuple[Series, ...], shown_on: date, today: date) -> tuple[Series, ...]:
    """Without the sessions that wait for the next result; those of days to come stay, and are named as mistakes."""
    cut = (
        replace(
            each,
            sessions=tuple(session for session in each.sessions if session.day <= shown_on or session.day > today),
        )
        for each in series
    )
    return tuple(each for each in cut if each.sessions)


def _last_series(diary: Diary, today: date) -> StrengthSeries | None:
    begun = [each for each in diary.of(StrengthSeries) if each.first_day <= today]
    return max(begun, key=lambda each: each.first_day, default=None)


def _weekly(first: date, today: date) -> date:
    return today if first > today else first + _WEEK * ((today - first).days // _WEEK.days)


def _dates(diary: Diary, series: tuple[Series, ...], today: date) -> SeriesDates | None:
    last = _last_series(diary, today)
    if last is None:
        return None
    end = series_end(last)
    following = result_day(diary, series, today) + _WEEK
    return SeriesDates(
        first_day=last.first_day,
        last_day=end,
        is_running=today <= end and last.stopped_on is None,
        next_result=following if following <= end else end if today < end else None,
    )
