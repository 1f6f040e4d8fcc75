"""MyFitnessPal: Settings, Download Your Data (Premium); the nutrition table, one row a meal."""

from datetime import date

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.day_totals import DayTotals
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import TextTable, read_table
from twitchwise.exchange.wall_clock import day_comes_first, parse_date

__all__ = ["MYFITNESSPAL"]

_PROGRAM = "MyFitnessPal"
_NEEDED = ("Date", "Meal", "Calories", "Carbohydrates (g)")
# Caffeine and magnesium are not in it. Calcium, iron and the vitamins are percents of a daily need that the file does
# not name, so they are left.
_COLUMNS = {
    "Calories": ExposureKind.CALORIES,
    "Sodium (mg)": ExposureKind.SODIUM,
    "Sodium": ExposureKind.SODIUM,
    "Potassium (mg)": ExposureKind.POTASSIUM,
    "Potassium": ExposureKind.POTASSIUM,
}


def _knows(files: ExportFiles) -> bool:
    return bool(tables_with(files, *_NEEDED))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    totals = DayTotals(collector)
    with ExportFiles(file.path) as files:
        for member in tables_with(files, *_NEEDED):
            _add_table(collector, totals, read_table(files.read(member), member.name))
            file.on_progress(1.0)
    totals.put()
    return collector.result()


def _add_table(collector: Collector, totals: DayTotals, table: TextTable) -> None:
    columns = {kind: table.column(name) for name, kind in _COLUMNS.items() if table.column(name) is not None}
    day_column = table.column("Date")
    day_first = day_comes_first(table.values(day_column, row) for row in table.rows) is not False
    mark = decimal_mark((table.values(at, row) for row in table.rows for at in columns.values()), table.delimiter)
    last: date | None = None
    for row in table.rows:
        day = parse_date(table.values(day_column, row), day_first=day_first)
        if day is None:
            collector.skip(row.where, "its date cannot be read")
            continue
        last = day
        for kind, column in columns.items():
            value = parse_number(table.values(column, row), mark)
            if value is not None and value > 0:  # it writes 0 where a food has no such figure
                totals.add(day, kind, value)
    collector.problems([table.cut_problem(collector.file.path.name)])
    if table.cut is not None and last is not None:
        totals.drop(last, "the file ends in the middle of this day")


MYFITNESSPAL = Importer(id="myfitnesspal", program=_PROGRAM, knows=_knows, read=_read)
