"""Strong: Settings, Export Strong data; one row a set, in the language and units of the phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from twitchwise.diary.workout import ExerciseSet, SetKind
from twitchwise.errors import UnreadableFile
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.lifting import LiftingRow, add_workouts, is_done, positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import decimal_mark, parse_duration_s, parse_number
from twitchwise.exchange.strong_columns import StrongColumns, find_strong_columns
from twitchwise.exchange.text import Row, TextTable, plain_word, read_rows, read_table
from twitchwise.exchange.units import METRES_PER_MILE, metres_of
from twitchwise.exchange.wall_clock import day_comes_first, parse_moment
from twitchwise.exchange.weight_unit import WeightUnit, guess_weight_unit, unit_named, weight_question

__all__ = ["STRONG"]

_PROGRAM = "Strong"
_QUESTION = "strong-weight-unit"
_KINDS = {"W": SetKind.WARM_UP, "D": SetKind.DROP, "F": SetKind.FAILURE}


def _knows(files: ExportFiles) -> bool:
    return bool(_tables(files))


def _tables(files: ExportFiles) -> list[ExportFile]:
    return [file for file in files.tables() if _is_strong(files, file)]


def _is_strong(files: ExportFiles, file: ExportFile) -> bool:
    start = files.head_text(file)
    if not start.strip():
        return False
    try:
        return find_strong_columns(read_rows(start, file.name)) is not None
    except UnreadableFile:
        return False


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in _tables(files):
            table = read_table(files.read(member), member.name)
            columns = find_strong_columns(table)
            if columns is not None:
                reader = _reader(table, columns, collector)
                add_workouts(collector, table, reader.rows())
            file.on_progress(1.0)
    return collector.result()


def _reader(table: TextTable, columns: StrongColumns, collector: Collector) -> "_Reader":
    numeric = [i for i in (columns.weight, columns.distance, columns.rpe) if i is not None]
    mark = decimal_mark((row.cells[i] for row in table.rows for i in numeric), table.delimiter)
    dates = (row.cells[columns.date] for row in table.rows)
    return _Reader(
        table=table,
        columns=columns,
        collector=collector,
        mark=mark,
        day_first=day_comes_first(dates) is not False,
        unit=_weight_unit(table, columns, collector, mark),
    )


def _weight_unit(table: TextTable, columns: StrongColumns, collector: Collector, mark: str) -> WeightUnit | None:
    """The unit of all weights; None when every row states its own."""
    stated = unit_named(table.header[columns.weight])
    if stated is not None:
        return stated
    if columns.weight_unit is not None:
        cells = [table.values(columns.weight_unit, row) for row in table.rows]
        if any(unit_named(cell) for cell in cells):
            return None
    numbers = (parse_number(table.values(columns.weight, row), mark) for row in table.rows)
    weights = [number for number in numbers if number is not None and number > 0]
    if not weights:
        return WeightUnit.KG
    guess = guess_weight_unit(weights, is_metric_country=mark == "," or not columns.is_english)
    answer = collector.ask(weight_question(_QUESTION, guess))
    return WeightUnit(answer or guess.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    table: TextTable
    columns: StrongColumns
    collector: Collector
    mark: str
    day_first: bool
    unit: WeightUnit | None

    def rows(self) -> Iterator[LiftingRow]:
        for row in self.table.rows:
            when = parse_moment(self._cell(self.columns.date, row), day_first=self.day_first)
            if when is None:
                self.collector.skip(row.where, "its date cannot be read")
                continue
            yield LiftingRow(
                where=row.where,
                when=when,
                title=self._cell(self.columns.title, row),
                duration_s=self._duration_s(row),
                set_=self._set(row),
                exercise_note=self._cell(self.columns.notes, row),
                workout_note=self._cell(self.columns.workout_notes, row),
            )

    def _cell(self, column: int | None, row: Row) -> str:
        return self.table.values(column, row)

    def _number(self, column: int | None, row: Row) -> float | None:
        return positive(parse_number(self._cell(column, row), self.mark))

    def _duration_s(self, row: Row) -> float | None:
        cell = self._cell(self.columns.duration, row)
        return positive(parse_duration_s(cell) or parse_number(cell, self.mark))  # a bare number is seconds

    def _set(self, row: Row) -> ExerciseSet | None:
        """The set, or None, counted, for a row that is none."""
        order = self._cell(self.columns.order, row)
        weight = self._number(self.columns.weight, row)
        set_ = ExerciseSet(
            exercise=self._cell(self.columns.exercise, row),
            reps=self._number(self.columns.reps, row),
            weight_kg=None if weight is None else weight * self._weight_unit_of(row).kg,
            seconds=self._number(self.columns.seconds, row),
            distance_m=self._distance_m(row),
            rpe=self._number(self.columns.rpe, row),
            kind=_KINDS.get(order.upper(), SetKind.NORMAL),
        )
        is_word = len(order) > 1 and not any(char.isdigit() for char in order)
        if plain_word(order) == "rest timer" or (is_word and set_.reps is None and set_.seconds is not None):
            self.collector.skip(row.where, "a rest timer, not a set")
        elif plain_word(order) == "note" or (is_word and not is_done(set_)):
            self.collector.skip(row.where, "a note, not a set; its words are kept with the workout")
        elif not is_done(set_):
            self.collector.skip(row.where, "a set without repetitions, time or distance")
        elif not set_.exercise:
            self.collector.skip(row.where, "no exercise is named")
        else:
            return set_
        return None

    def _weight_unit_of(self, row: Row) -> WeightUnit:
        return self.unit or unit_named(self._cell(self.columns.weight_unit, row)) or WeightUnit.KG

    def _distance_m(self, row: Row) -> float | None:
        value = self._number(self.columns.distance, row)
        if value is None or self.columns.distance is None:
            return None
        unit = self._cell(self.columns.distance_unit, row)
        if unit and (metres := metres_of(value, unit)) is not None:
            return metres
        name = plain_word(self.table.header[self.columns.distance])
        if "km" in name or "kilom" in name:
            return value * 1000.0
        if name.endswith((" m", "meters", "metres", "meter", "metros", "metri", "metres")):
            return value
        if "mi" in name.split() or "miles" in name:
            return value * METRES_PER_MILE
        return value * (METRES_PER_MILE if self._weight_unit_of(row) is WeightUnit.LB else 1000.0)


STRONG = Importer(id="strong", program=_PROGRAM, knows=_knows, read=_read)
