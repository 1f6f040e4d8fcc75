"""The search for triggers, in the diary or in a researcher's table."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.keeping import ResultKind, result_folder
from twitchwise.diary.daily import DaySpan, noticed_by_day
from twitchwise.diary.investigation import LONGEST_DAYS, last_day_of
from twitchwise.diary.model import DayAnswer, Diary, Investigation, Suspicion, TwitchesNoticed
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.triggers.diary_table import table_of_diary
from twitchwise.triggers.find import find_triggers
from twitchwise.triggers.investigated import Investigated

__all__ = ["Investigated", "investigate_diary", "investigate_table", "last_investigation", "write_investigated"]


def investigate_diary(
    diary: Diary, *, first: date | None = None, last: date | None = None, with_power: bool = True
) -> Investigated:
    """Searches a diary for triggers.

    Parameters
    ----------
    diary : entries of any kind.
    first, last : the person's days, both included; by default those of the last investigation, else all days from the
        first to the last on which twitching was asked about or noticed.
    with_power : also say what such a diary could have shown.

    Raises
    ------
    InputError
        The diary holds no day that was answered.
    """
    investigation = last_investigation(diary)
    span = _span(diary, investigation, first, last)
    if span is None:
        raise InputError(
            what="no day of this diary says anything about twitching yet",
            where="diary",
            remedy='write down each evening what twitched, with "twitchwise log"',
        )
    if span.n_days < 1:
        raise InputError(
            what="the last day lies before the first, or no day of the diary lies between them",
            where=f"{first or span.first} to {last or 'now'}",
            remedy='give other days; "twitchwise diary show" tells which there are',
        )
    table = table_of_diary(diary, span.first, span.first + timedelta(days=span.n_days - 1))
    if isinstance(table, NotMeasurable):
        raise InputError(
            what=table.reason, where="diary", remedy='write twitching down with "twitchwise log", or give other days'
        )
    return Investigated(
        table=table,
        triggers=find_triggers(table, with_power=with_power),
        n_answered=_n_answered(diary, span),
        suspicions=diary.of(Suspicion),
        investigation=investigation,
    )


def investigate_table(
    path: Path, *, outcomes: Sequence[str], exposures: Sequence[str], with_power: bool = True
) -> Investigated:
    """Searches a researcher's table, one row a day, blank for unknown.

    Raises
    ------
    InputError
        It cannot be read, or lacks a column that was asked for.
    """
    import numpy as np

    from twitchwise.exchange.day_table import DayColumns, read_day_table

    table = read_day_table(path, DayColumns(outcomes=tuple(outcomes), exposures=tuple(exposures)))
    answered = np.isfinite(np.array([outcome.counts for outcome in table.outcomes])).any(axis=0)
    return Investigated(
        table=table, triggers=find_triggers(table, with_power=with_power), n_answered=int(answered.sum())
    )


def write_investigated(found: Investigated, folder: Path) -> None:
    """Writes the page, the charts and the numbers of a search, whole or not at all.

    Parameters
    ----------
    found : the search.
    folder : absent, empty, or with an earlier search, which is replaced.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    from twitchwise.report.triggers_page import write_triggers_folder

    with result_folder(folder, ResultKind.TRIGGERS) as draft:
        write_triggers_folder(found, draft)


def last_investigation(diary: Diary) -> Investigation | None:
    """The look for triggers that began last, up to today; None when none did."""
    today = diary.rule.today(utc_now())
    begun = [each for each in diary.of(Investigation) if each.first_day <= today]
    return max(begun, key=lambda each: each.first_day, default=None)


def _span(diary: Diary, investigation: Investigation | None, first: date | None, last: date | None) -> DaySpan | None:
    """From the first to the last day; a renewal is looked at together with what it renews."""
    days = [answer.day for answer in diary.of(DayAnswer)]
    days += [diary.rule.day_of(noticed.when) for noticed in diary.of(TwitchesNoticed)]
    if not days:
        return None
    begin, end = min(days), max(days)
    if investigation is not None:
        begin = investigation.first_day - timedelta(days=LONGEST_DAYS if investigation.is_renewal else 0)
        end = min(last_day_of(investigation), max(end, begin))
    begin, end = max(first or begin, min(days)), last or end
    return DaySpan(first=begin, n_days=(end - begin).days + 1)


def _n_answered(diary: Diary, span: DaySpan) -> int:
    import numpy as np

    answered = np.isfinite(noticed_by_day(diary, None, span))
    for answer in diary.of(DayAnswer):
        if answer.day in span:
            answered[span.row(answer.day)] = True
    return int(answered.sum())
