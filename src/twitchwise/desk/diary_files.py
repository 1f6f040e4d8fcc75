"""The diary as a file to take along, and back."""

import csv
import io
import math
from datetime import timedelta
from pathlib import Path

from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.diary_place import open_diary, open_kept_diary
from twitchwise.diary.model import Diary
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.exchange.archive import is_archive, read_archive
from twitchwise.triggers.diary_table import table_of_diary

__all__ = ["export_days", "restore_diary"]


def export_days(file: Path | None, out: Path) -> None:
    """Writes one row a day, as `twitchwise triggers --table` reads it; whole or not at all.

    Parameters
    ----------
    file : the diary; None for the person's own.
    out : the file to write; an earlier one there is replaced.

    Raises
    ------
    InputError
        It cannot be written, or there is nothing to put in a table.
    """
    with open_kept_diary(file) as store:
        diary = store.load()
    write_whole(out, _day_rows(diary))


def restore_diary(file: Path | None, source: Path) -> Path | None:
    """Puts a backup, or an archive, in place of the diary; returns where what was there before has gone.

    Raises
    ------
    InputError
        The source is no whole backup or archive; the diary is then as it was.
    """
    if not is_archive(source):
        with open_diary(file) as store:
            return store.restore(source)
    diary = read_archive(source)
    with open_diary(file) as store:
        return store.replace_all(diary)


def _day_rows(diary: Diary) -> str:
    """One row a day, as `twitchwise triggers --table` reads it; blank for unknown."""
    days = [diary.rule.day_of(entry.when) for entry in diary.entries]
    table = table_of_diary(diary, min(days), max(days)) if days else NotMeasurable(reason="the diary is empty")
    if isinstance(table, NotMeasurable):
        raise InputError(what=table.reason, where="diary", remedy="use --format json, which holds every entry")
    columns = {"date": [(table.first_day + timedelta(days=n)).isoformat() for n in range(table.n_days)]}
    for outcome in table.outcomes:
        columns[outcome.name] = [_cell(value) for value in outcome.counts]
        if outcome.minutes is not None:
            columns[f"{outcome.name} (min)"] = [_cell(value) for value in outcome.minutes]
    for exposure in table.exposures:
        name = exposure.name if exposure.belongs_to is None else f"{exposure.name} of {exposure.belongs_to}"
        columns[name] = [_cell(value) for value in exposure.values]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def _cell(value: float) -> str:
    return "" if math.isnan(value) else f"{value:g}"
