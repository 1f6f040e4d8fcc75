"""A researcher's table, one row a day, becomes the table that triggers are searched in."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, UnreadableFile
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, decoded, plain_word, read_table
from twitchwise.triggers.table import DayTable, Exposure, Outcome

__all__ = ["DayColumns", "read_day_table"]

_DATE_NAMES = ("date", "day", "datum", "tag", "fecha", "jour", "dia", "data")
_WORDS = {"yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}
_MOST_DAYS = 1100  # three years; the time of the search grows with the third power of the days
_LARGEST_FILE_BYTES = 20_000_000
_DAY_ZERO = date(2000, 1, 1)  # numbered days have no date; only their distances count
_SHOWN_COLUMNS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DayColumns:
    """Which columns of the table mean what; names are compared without case, accents and marks.

    Parameters
    ----------
    outcomes : counts of twitches, at least one.
    exposures : what may set twitching off.
    day : the date, or the number of the day; None looks for one called date or day.
    own_loads : exposures that are the load of the outcome's own muscle; then there is one outcome only.
    after_the_day : exposures that come after the day's twitches, such as the sleep of the night that follows.
    felt : exposures that are feelings.
    minutes : how long was looked, min, where the counts come from recordings.
    """

    outcomes: tuple[str, ...]
    exposures: tuple[str, ...]
    day: str | None = None
    own_loads: tuple[str, ...] = ()
    after_the_day: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()
    minutes: str | None = None


def read_day_table(path: Path, columns: DayColumns) -> DayTable:
    """Read a CSV file with a header line and one row a day.

    Parameters
    ----------
    path : the file; comma, semicolon or tab between the cells, point or comma in the numbers.
    columns : which columns to read; others are left alone.

    Returns
    -------
    Consecutive days from the first to the last row. A day without a row, a blank cell and "na" are unknown. Yes and no
    are 1 and 0.

    Raises
    ------
    InputError
        A column that is not there, a day that occurs twice, days out of order, a cell that is no number, a count that
        is not whole: each says where, and what to do.
    """
    where = path.name
    _require_roles(columns)
    table, data = _open(path)
    _require_width(data, table, where)
    if table.cut is not None:
        raise InputError(
            what=f"it ends in the middle of line {table.cut}", where=where, remedy="save the table again as a whole"
        )
    day_column = _day_column(table, columns.day, where)
    days = _days(table, day_column, where)
    rows = np.array([(day - days[0]).days for day in days])
    n_days = int(rows[-1]) + 1

    def spread(name: str, *, is_count: bool = False) -> NDArray[np.float64]:
        values = np.full(n_days, np.nan)
        values[rows] = _numbers(table, _column(table, name, where), name, where, is_count=is_count)
        return values

    minutes = None if columns.minutes is None else spread(columns.minutes)
    outcomes = tuple(_outcome(name, spread(name, is_count=True), minutes, where) for name in columns.outcomes)
    exposures = tuple(
        Exposure(
            name=name,
            values=spread(name),
            belongs_to=columns.outcomes[0] if name in columns.own_loads else None,
            earliest_lag_days=int(name in columns.after_the_day),
            is_felt=name in columns.felt,
        )
        for name in columns.exposures
    )
    is_dated = not _is_numbered(table.values(day_column, table.rows[0]))
    return DayTable(first_day=days[0], outcomes=outcomes, exposures=exposures, is_dated=is_dated)


def _require_roles(columns: DayColumns) -> None:
    if not columns.outcomes or not columns.exposures:
        raise InputError(what="nothing to compare", where="columns", remedy="name an outcome and an exposure")
    every = [plain_word(name) for name in (*columns.outcomes, *columns.exposures)]
    twice = sorted({name for name in every if every.count(name) > 1})
    if twice:
        raise InputError(what=f"{', '.join(twice)} named twice", where="columns", remedy="name each column once")
    strangers = [
        name for name in (*columns.own_loads, *columns.after_the_day, *columns.felt) if name not in columns.exposures
    ]
    if strangers:
        raise InputError(
            what=f"{', '.join(strangers)} is not among the exposures", where="columns", remedy="name it there too"
        )
    if columns.own_loads and len(columns.outcomes) > 1:
        raise InputError(
            what="a muscle's own load cannot be told between several outcomes",
            where="columns",
            remedy="give one outcome at a time",
        )


def _open(path: Path) -> tuple[TextTable, bytes]:
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE_BYTES:
            raise UnreadableFile(
                what="it is larger than any table of days", where=path.name, remedy="give one row a day"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({error.strerror or 'unknown reason'})",
            where=path.name,
            remedy="check the name and that you may read it",
        ) from None
    table = read_table(data, path.name)
    if not table.rows:
        raise InputError(what="there is no day in it", where=path.name, remedy="give one row a day below the names")
    return table, data


def _require_width(data: bytes, table: TextTable, where: str) -> None:
    """A row with more cells than names would put numbers under the wrong names."""
    reader = csv.reader(io.StringIO(decoded(data).replace("\0", ""), newline=""), delimiter=table.delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells[len(table.header) :]):
            remedy = "check that line"
            if table.delimiter == ",":
                remedy += "; with decimal commas put semicolons between the cells"
            raise InputError(
                what=f"line {reader.line_num} has more cells than there are names", where=where, remedy=remedy
            )


def _column(table: TextTable, name: str, where: str) -> int:
    found = table.column(name)
    if found is None:
        present = ", ".join(table.header[:_SHOWN_COLUMNS])
        more = ", ..." if len(table.header) > _SHOWN_COLUMNS else ""
        raise InputError(what=f'there is no column "{name}"', where=where, remedy=f"its columns are: {present}{more}")
    return found


def _day_column(table: TextTable, name: str | None, where: str) -> int:
    if name is not None:
        return _column(table, name, where)
    found = table.column(*_DATE_NAMES)
    if found is None:
        raise InputError(
            what="there is no column with the date",
            where=where,
            remedy=f"name it; its columns are: {', '.join(table.header[:_SHOWN_COLUMNS])}",
        )
    return found


def _days(table: TextTable, column: int, where: str) -> list[date]:
    days = [_day(table.values(column, row), row, where) for row in table.rows]
    for before, after, row in zip(days, days[1:], table.rows[1:], strict=False):
        if after == before:
            raise InputError(
                what=f"{row.where} is the same day as the row above",
                where=where,
                remedy="make one row of them",
            )
        if after < before:
            raise InputError(
                what=f"{row.where} is an earlier day than the row above", where=where, remedy="sort the rows by day"
            )
    if (days[-1] - days[0]).days >= _MOST_DAYS:
        raise InputError(
            what=f"it spans {(days[-1] - days[0]).days + 1} days",
            where=where,
            remedy=f"give at most {_MOST_DAYS}, or check the dates",
        )
    return days


def _is_numbered(text: str) -> bool:
    return text.isdecimal() and len(text) <= 5


def _day(text: str, row: Row, where: str) -> date:
    try:
        if _is_numbered(text):
            return _DAY_ZERO + timedelta(days=int(text))
        return date.fromisoformat(text[:10] if text[10:11] in ("T", " ") else text)
    except ValueError:
        raise InputError(
            what=f'{row.where}: "{text[:20]}" is no day' if text else f"{row.where} has no day",
            where=where,
            remedy="write dates like 2026-11-22, or number the days",
        ) from None


def _numbers(table: TextTable, column: int, name: str, where: str, *, is_count: bool) -> list[float]:
    cells = [table.values(column, row) for row in table.rows]
    mark = decimal_mark(cells, table.delimiter)
    numbers = []
    for cell, row in zip(cells, table.rows, strict=True):
        number = np.nan if not cell else _WORDS.get(cell.casefold(), parse_number(cell, mark))
        if number is None:
            raise InputError(
                what=f'{row.where}: "{cell[:20]}" under {name} is no number',
                where=where,
                remedy="write a number, or leave the cell empty when it is not known",
            )
        if is_count and not np.isnan(number) and (number < 0 or number != round(number)):
            raise InputError(
                what=f"{row.where}: {cell[:20]} under {name} is no count",
                where=where,
                remedy="give whole numbers from 0, or leave the cell empty when the day was not answered",
            )
        numbers.append(float(number))
    return numbers


def _outcome(name: str, counts: NDArray[np.float64], minutes: NDArray[np.float64] | None, where: str) -> Outcome:
    if minutes is not None:
        looked = np.where(np.isfinite(minutes), minutes, 0.0) > 0
        if (np.isfinite(counts) & ~looked).any():
            raise InputError(
                what=f"a day with a count of {name} has no minutes",
                where=where,
                remedy="give how long was looked on every counted day, above 0",
            )
    return Outcome(name=name, counts=counts, muscle=name, minutes=minutes, is_measured=minutes is not None)
