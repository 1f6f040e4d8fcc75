"""Hevy: Settings, Export & import data, Export workouts; one row a set."""

from collections.abc import Iterator
from dataclasses import dataclass

from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet, SetKind
from twitchwise.errors import UnreadableFile
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.lifting import LiftingRow, add_workouts, is_done, positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_rows, read_table
from twitchwise.exchange.units import KG_PER_LB, METRES_PER_MILE
from twitchwise.exchange.wall_clock import day_comes_first, parse_moment

__all__ = ["HEVY"]

_PROGRAM = "Hevy"
_NEEDED = ("start_time", "exercise_title", "set_index", "reps")
_KINDS = {
    "warmup": SetKind.WARM_UP,
    "warm up": SetKind.WARM_UP,
    "dropset": SetKind.DROP,
    "drop set": SetKind.DROP,
    "drop": SetKind.DROP,
    "failure": SetKind.FAILURE,
}


def _tables(files: ExportFiles) -> list[ExportFile]:
    return [file for file in files.tables() if _is_hevy(files, file)]


def _is_hevy(files: ExportFiles, file: ExportFile) -> bool:
    start = files.head_text(file)
    if not start.strip():
        return False
    try:
        table = read_rows(start, file.name)
    except UnreadableFile:
        return False
    return all(table.column(name) is not None for name in _NEEDED)


def _knows(files: ExportFiles) -> bool:
    return bool(_tables(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in _tables(files):
            table = read_table(files.read(member), member.name)
            add_workouts(collector, table, _rows(table, collector))
            file.on_progress(1.0)
    return collector.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    start: int | None
    end: int | None
    title: int | None
    exercise: int | None
    kind: int | None
    weight: int | None
    kg_per_unit: float
    reps: int | None
    distance: int | None
    metres_per_unit: float
    seconds: int | None
    rpe: int | None
    description: int | None
    notes: int | None
    mark: str
    day_first: bool


def _columns(table: TextTable) -> _Columns:
    weight_lb, miles = table.column("weight_lbs", "weight_lb"), table.column("distance_miles", "distance_mi")
    start = table.column("start_time")
    weight = table.column("weight_kg") if weight_lb is None else weight_lb
    numbers = [i for i in (weight, table.column("rpe")) if i is not None]
    return _Columns(
        start=start,
        end=table.column("end_time"),
        title=table.column("title"),
        exercise=table.column("exercise_title"),
        kind=table.column("set_type"),
        weight=weight,
        kg_per_unit=1.0 if weight_lb is None else KG_PER_LB,
        reps=table.column("reps"),
        distance=table.column("distance_km", "distance_meters") if miles is None else miles,
        metres_per_unit=METRES_PER_MILE if miles is not None else _metric(table),
        seconds=table.column("duration_seconds"),
        rpe=table.column("rpe"),
        description=table.column("description"),
        notes=table.column("exercise_notes"),
        mark=decimal_mark((row.cells[i] for row in table.rows for i in numbers), table.delimiter),
        day_first=day_comes_first(table.values(start, row) for row in table.rows) is not False,
    )


def _metric(table: TextTable) -> float:
    return 1.0 if table.column("distance_meters") is not None else 1000.0


def _rows(table: TextTable, collector: Collector) -> Iterator[LiftingRow]:
    columns = _columns(table)
    for row in table.rows:
        when = parse_moment(table.values(columns.start, row), day_first=columns.day_first)
        if when is None:
            collector.skip(row.where, "its start time cannot be read")
            continue
        set_ = _set(table, columns, row)
        if not set_.exercise:
            collector.skip(row.where, "no exercise is named")
            continue
        if not is_done(set_):
            collector.skip(row.where, "a set without repetitions, time or distance")
        yield LiftingRow(
            where=row.where,
            when=when,
            title=table.values(columns.title, row),
            duration_s=_duration_s(when, parse_moment(table.values(columns.end, row), day_first=columns.day_first)),
            set_=set_ if is_done(set_) else None,
            exercise_note=table.values(columns.notes, row),
            workout_note=table.values(columns.description, row),
        )


def _set(table: TextTable, columns: _Columns, row: Row) -> ExerciseSet:
    def number(column: int | None) -> float | None:
        return positive(parse_number(table.values(column, row), columns.mark))

    weight, distance = number(columns.weight), number(columns.distance)
    return ExerciseSet(
        exercise=table.values(columns.exercise, row),
        reps=number(columns.reps),
        weight_kg=None if weight is None else weight * columns.kg_per_unit,
        seconds=number(columns.seconds),
        distance_m=None if distance is None else distance * columns.metres_per_unit,
        rpe=number(columns.rpe),
        kind=_KINDS.get(plain_word(table.values(columns.kind, row)), SetKind.NORMAL),
    )


def _duration_s(start: Moment, end: Moment | None) -> float | None:
    if end is None or start.is_date_only or end.is_date_only:
        return None
    seconds = (end.local - start.local).total_seconds()
    return seconds if seconds > 0 else None


HEVY = Importer(id="hevy", program=_PROGRAM, knows=_knows, read=_read)
