"""Cronometer: Account, Export Data; one row a day (daily nutrition) or one a food (servings)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.day_totals import DayTotals
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.model import Choice, Importer, ImportFile, ImportResult, Question
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, read_table
from twitchwise.exchange.units import kcal_of, mg_of, ml_of
from twitchwise.exchange.wall_clock import day_comes_first, parse_date

__all__ = ["CRONOMETER"]

_PROGRAM = "Cronometer"
_QUESTION = "cronometer-unfinished-days"
_LEFT_OUT, _TAKEN = "left-out", "taken"
_UG_PER_IU = 0.025  # of vitamin D, by definition of the unit
_COLUMN = re.compile(r"(.+?)\s*\(([^()]+)\)")


def _ug_of_vitamin_d(value: float, unit: str) -> float | None:
    milligrams = mg_of(value, unit)
    if milligrams is not None:
        return milligrams * 1000.0
    return value * _UG_PER_IU if unit.casefold() in {"iu", "ui"} else None


def _grams(value: float, unit: str) -> float | None:
    milligrams = mg_of(value, unit)
    return None if milligrams is None else milligrams / 1000.0


_NUTRIENTS: dict[str, tuple[ExposureKind, Callable[[float, str], float | None]]] = {
    "energy": (ExposureKind.CALORIES, kcal_of),
    "alcohol": (ExposureKind.ALCOHOL, _grams),
    "caffeine": (ExposureKind.CAFFEINE, mg_of),
    "water": (ExposureKind.FLUIDS, ml_of),
    "magnesium": (ExposureKind.MAGNESIUM, mg_of),
    "calcium": (ExposureKind.CALCIUM, mg_of),
    "potassium": (ExposureKind.POTASSIUM, mg_of),
    "sodium": (ExposureKind.SODIUM, mg_of),
    "vitamin d": (ExposureKind.VITAMIN_D, _ug_of_vitamin_d),
}


def _summaries(files: ExportFiles) -> list[ExportFile]:
    return tables_with(files, "Date", "Energy (kcal)", "Completed") + tables_with(
        files, "Date", "Energy (kJ)", "Completed"
    )


def _servings(files: ExportFiles) -> list[ExportFile]:
    return tables_with(files, "Day", "Food Name", "Energy (kcal)") + tables_with(
        files, "Day", "Food Name", "Energy (kJ)"
    )


def _knows(files: ExportFiles) -> bool:
    return bool(_summaries(files) or _servings(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        summaries = [read_table(files.read(member), member.name) for member in _summaries(files)]
        servings = [read_table(files.read(member), member.name) for member in _servings(files)]
    collector.problems(table.cut_problem(file.path.name) for table in (*summaries, *servings))
    told = _add_summaries(collector, summaries)
    file.on_progress(0.5)
    _add_servings(collector, servings, told)
    file.on_progress(1.0)
    return collector.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nutrient:
    """One column that is taken."""

    column: int
    kind: ExposureKind
    factor: float


def _nutrients(table: TextTable) -> tuple[_Nutrient, ...]:
    found: dict[ExposureKind, _Nutrient] = {}
    for column, name in enumerate(table.header):
        match = _COLUMN.fullmatch(name)
        rule = _NUTRIENTS.get(match[1].casefold()) if match else None
        if match is None or rule is None:
            continue
        kind, convert = rule
        factor = convert(1.0, match[2])
        if factor is not None:
            found.setdefault(kind, _Nutrient(column=column, kind=kind, factor=factor))
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _DayRow:
    """A row with its day."""

    day: date
    row: Row


def _dated(collector: Collector, table: TextTable, column: int | None) -> Iterator[_DayRow]:
    day_first = day_comes_first(table.values(column, row) for row in table.rows) is not False
    for row in table.rows:
        day = parse_date(table.values(column, row), day_first=day_first)
        if day is None:
            collector.skip(row.where, "its date cannot be read")
        else:
            yield _DayRow(day=day, row=row)


def _add_row(totals: DayTotals, table: TextTable, each: _DayRow, nutrients: tuple[_Nutrient, ...], mark: str) -> None:
    for nutrient in nutrients:
        value = parse_number(table.values(nutrient.column, each.row), mark)
        if value is not None and value >= 0:  # a blank is unknown
            totals.add(each.day, nutrient.kind, value * nutrient.factor)


def _mark(table: TextTable, nutrients: tuple[_Nutrient, ...]) -> str:
    return decimal_mark((row.cells[n.column] for row in table.rows for n in nutrients), table.delimiter)


def _add_summaries(collector: Collector, tables: list[TextTable]) -> set[date]:
    """Put the days of the daily tables into the result; returns all days they speak of, unfinished ones too."""
    rows = [(table, list(_dated(collector, table, table.column("Date")))) for table in tables]
    open_days = {each.day for table, dated in rows for each in dated if not _is_complete(table, each.row)}
    n_days = len({each.day for _, dated in rows for each in dated})
    takes_open_days = bool(open_days) and collector.ask(_question(len(open_days), n_days)) == _TAKEN
    told: set[date] = set()
    totals = DayTotals(collector)
    for table, dated in rows:
        nutrients = _nutrients(table)
        mark = _mark(table, nutrients)
        for each in dated:
            if each.day in told:
                collector.skip(each.row.where, "the same day is in the file twice")
            elif each.day in open_days and not takes_open_days:
                collector.skip(each.row.where, "a day that is not marked as complete")
            else:
                _add_row(totals, table, each, nutrients, mark)
            told.add(each.day)
    totals.put()
    return told


def _is_complete(table: TextTable, row: Row) -> bool:
    return table.values(table.column("Completed"), row).casefold() != "false"


def _question(n_open: int, n_days: int) -> Question:
    days = "1 day is" if n_open == 1 else f"{n_open} days are"
    if n_open == n_days:
        why = "no day in the file is marked, so you may not use the mark; a half-logged day would look like a low one"
    else:
        why = f"{n_days - n_open} of {n_days} days are marked, so you use the mark"
    return Question(
        id=_QUESTION,
        text=f"{days} not marked as complete in Cronometer: was everything logged all the same?",
        choices=(
            Choice(value=_LEFT_OUT, text="no, leave them out"),
            Choice(value=_TAKEN, text="yes, take them as they are"),
        ),
        assumed=_LEFT_OUT,
        why=why,
    )


def _add_servings(collector: Collector, tables: list[TextTable], told: set[date]) -> None:
    totals = DayTotals(collector)
    for table in tables:
        nutrients = _nutrients(table)
        mark = _mark(table, nutrients)
        last: date | None = None
        for each in _dated(collector, table, table.column("Day")):
            last = each.day
            if each.day in told:
                collector.skip(each.row.where, "a food of a day that the daily table speaks of")
            else:
                _add_row(totals, table, each, nutrients, mark)
        if table.cut is not None and last is not None:
            totals.drop(last, "the file ends in the middle of this day")
    totals.put()


CRONOMETER = Importer(id="cronometer", program=_PROGRAM, knows=_knows, read=_read)
