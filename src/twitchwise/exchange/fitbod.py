"""Fitbod: Settings, Export Workout Data; one row a set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet, SetKind
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.lifting import LiftingRow, add_workouts, is_done, positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, read_table
from twitchwise.exchange.units import KG_PER_LB
from twitchwise.exchange.utc_times import UtcTimes, utc_key
from twitchwise.exchange.wall_clock import parse_moment

__all__ = ["FITBOD"]

_PROGRAM = "Fitbod"
_NEEDED = ("date", "exercise", "reps", "isWarmup", "multiplier")
_SAME_SESSION = timedelta(hours=3)  # some versions write one time a workout, others one a set
_ONE_SIDED = re.compile(r"\b(?:single|one|alternating)\b", re.IGNORECASE)


def _knows(files: ExportFiles) -> bool:
    return bool(tables_with(files, *_NEEDED))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    times = UtcTimes(collector)
    with ExportFiles(file.path) as files:
        for member in tables_with(files, *_NEEDED):
            table = read_table(files.read(member), member.name)
            add_workouts(collector, table, _rows(table, collector, times))
            file.on_progress(1.0)
    return collector.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    exercise: int | None
    reps: int | None
    weight: int | None
    kg_per_unit: float
    seconds: int | None
    metres: int | None
    warm_up: int | None
    note: int | None
    multiplier: int | None
    mark: str


def _columns(table: TextTable) -> _Columns:
    pounds = table.column("weight lbs", "weight lb")
    weight = table.column("weight kg", "weight") if pounds is None else pounds
    return _Columns(
        exercise=table.column("exercise"),
        reps=table.column("reps"),
        weight=weight,
        kg_per_unit=1.0 if pounds is None else KG_PER_LB,
        seconds=table.column("duration s", "duration"),
        metres=table.column("distance m", "distance"),
        warm_up=table.column("iswarmup"),
        note=table.column("note"),
        multiplier=table.column("multiplier"),
        mark=decimal_mark((table.values(weight, row) for row in table.rows), table.delimiter),
    )


def _rows(table: TextTable, collector: Collector, times: UtcTimes) -> Iterator[LiftingRow]:
    columns = _columns(table)
    date = table.column("date")
    moments = [parse_moment(table.values(date, row)) for row in table.rows]
    starts = _session_starts([moment for moment in moments if moment is not None])
    for row, moment in zip(table.rows, moments, strict=True):
        if moment is None:
            collector.skip(row.where, "its date cannot be read")
            continue
        set_ = _set(table, columns, row)
        if not set_.exercise:
            collector.skip(row.where, "no exercise is named")
            continue
        if not is_done(set_):
            collector.skip(row.where, "a set without repetitions, time or distance")
        start = starts[moment.instant()]
        yield LiftingRow(
            where=row.where,
            when=times.moment_of(start),
            title="",
            set_=set_ if is_done(set_) else None,
            exercise_note=table.values(columns.note, row),
            key=utc_key(start.instant()),
        )


def _session_starts(moments: list[Moment]) -> dict[datetime, Moment]:
    """The beginning of the session that each instant lies in."""
    starts: dict[datetime, Moment] = {}
    start: Moment | None = None
    before: datetime | None = None
    for moment in sorted(moments, key=Moment.instant):
        now = moment.instant()
        if start is None or before is None or now - before > _SAME_SESSION:
            start = moment
        starts[now] = start
        before = now
    return starts


def _set(table: TextTable, columns: _Columns, row: Row) -> ExerciseSet:
    def number(column: int | None) -> float | None:
        return positive(parse_number(table.values(column, row), columns.mark))

    exercise, weight = table.values(columns.exercise, row), number(columns.weight)
    # 2 stands for two dumbbells or for two sides, and the name tells which; 4 for both.
    multiplier = number(columns.multiplier) or 1.0
    is_both_sides = multiplier >= 4 or (multiplier == 2 and _ONE_SIDED.search(exercise) is not None)
    return ExerciseSet(
        exercise=exercise,
        reps=number(columns.reps),
        weight_kg=None if weight is None else weight * columns.kg_per_unit,
        seconds=number(columns.seconds),
        distance_m=number(columns.metres),
        kind=SetKind.WARM_UP if table.values(columns.warm_up, row).casefold() == "true" else SetKind.NORMAL,
        n_sides=2 if is_both_sides else 1,
    )


FITBOD = Importer(id="fitbod", program=_PROGRAM, knows=_knows, read=_read)
