"""Health Connect: Settings, Manage data, Backup and restore, Scheduled export; a zip with one SQLite file."""

import math
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import on_date
from twitchwise.diary.workout import Activity, ExerciseSet
from twitchwise.exchange.apple_kinds import FEVER_FROM_C
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.health_connect_words import (
    NUTRIENTS,
    REST_SEGMENTS,
    SLEEP_STAGES,
    segment_name,
    sport_name,
)
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, row_key
from twitchwise.exchange.nights import SleepLog, Stage, add_nights
from twitchwise.exchange.overlap import SameWorkout
from twitchwise.exchange.sqlite_file import DATABASE_DAMAGE, SQLITE_MAGIC, open_database
from twitchwise.exchange.wall_clock import fixed_offset, moment_at, zone_or_none

__all__ = ["HEALTH_CONNECT"]

_PROGRAM = "Health Connect"
_MARK = b"_record_table"
_LEAST = 1e-9  # Android writes the smallest number there is, 1e-45 or 5e-324, where an app stated nothing
_LITRES_AT_MOST = 20.0  # half of the drinks above this: they are millilitres
_EVENING = time(23, 0)
_LATEST_MS = 4e12  # in the year 2096


def _databases(files: ExportFiles) -> list[ExportFile]:
    found = files.files if len(files.files) == 1 else files.named(r".*\.(?:db|sqlite)")
    return [file for file in found if (head := files.head(file)).startswith(SQLITE_MAGIC) and _MARK in head]


def _knows(files: ExportFiles) -> bool:
    return bool(_databases(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in _databases(files):
            with files.on_disk(member) as path, open_database(path, member.name) as database:
                _Reader(collector=collector, database=database, where=member.name).read()
            file.on_progress(1.0)
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _Span:
    """When a row of the database happened, and which app wrote it."""

    start: datetime
    end: datetime
    zone: str | None
    app: str


@dataclass(slots=True, kw_only=True)
class _Reader:
    collector: Collector
    database: sqlite3.Connection
    where: str
    tables: frozenset[str] = frozenset()
    apps: dict[int, str] = field(default_factory=dict)
    exported: datetime | None = None

    def read(self) -> None:
        found = self.database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        self.tables = frozenset(str(row[0]) for row in found)
        for row in self._rows("application_info_table"):
            number = _number(row, "row_id")
            if number is not None:
                self.apps[int(number)] = _text(row, "app_name") or _text(row, "package_name")
        self._read_sleep()
        self._read_workouts()
        self._read_steps()
        self._read_drinks()
        self._read_meals()
        self._read_fever()

    def _rows(self, table: str) -> Iterator[sqlite3.Row]:
        """The rows of a table; none when it is missing, and those before the damage when it is damaged."""
        if table not in self.tables:
            return
        try:
            yield from self.database.execute(f'SELECT * FROM "{table}"')
        except DATABASE_DAMAGE:
            self.collector.problem(
                f"its table {table} is damaged; what stands before the damage was taken",
                "export it again to get the rest",
                where=self.where,
            )

    def _span(self, row: sqlite3.Row, table: str) -> _Span | None:
        """The times of a row, kept as epoch milliseconds with an offset in seconds; None, counted, without them."""
        start_ms = _first(row, "start_time", "time")
        end_ms = _first(row, "end_time", "time")
        if start_ms is None or end_ms is None or not 0 < start_ms < _LATEST_MS or not start_ms <= end_ms < _LATEST_MS:
            self.collector.skip(f"{table}, row {_number(row, 'row_id') or 0:.0f}", "its times make no sense")
            return None
        changed_ms = _number(row, "last_modified_time")
        if changed_ms is not None and 0 < changed_ms < _LATEST_MS:
            changed = _instant(changed_ms)
            self.exported = max(self.exported or changed, changed)
        offset_s = _first(row, "start_zone_offset", "zone_offset")
        zone = None if offset_s is None else fixed_offset(offset_s)
        return _Span(
            start=_instant(start_ms),
            end=_instant(end_ms),
            zone=zone or zone_or_none(self.collector.file.zone),
            app=self.apps.get(int(_number(row, "app_info_id") or 0), ""),
        )

    def _key(self, row: sqlite3.Row, table: str, span: _Span, *more: str) -> str:
        uuid = _value(row, "uuid")
        own = uuid.hex() if isinstance(uuid, bytes) else str(uuid or "")
        return row_key(table, own or f"{span.start.isoformat()} {span.end.isoformat()} {span.app}", *more)

    def _read_sleep(self) -> None:
        stages: dict[int, list[tuple[int, int, Stage]]] = defaultdict(list)
        for row in self._rows("sleep_stages_table"):
            parent, kind = _number(row, "parent_key"), _number(row, "stage_type")
            start, end = _number(row, "stage_start_time"), _number(row, "stage_end_time")
            stage = SLEEP_STAGES.get(int(kind)) if kind is not None else None
            if parent is not None and start is not None and end is not None and stage is not None:
                stages[int(parent)].append((round(start / 1000), round(end / 1000), stage))
        log = SleepLog()
        for row in self._rows("sleep_session_record_table"):
            span = self._span(row, "sleep_session_record_table")
            if span is None:
                continue
            own = stages.get(int(_number(row, "row_id") or 0), [])
            is_known = any(stage >= Stage.ASLEEP for _, _, stage in own)
            whole = Stage.IN_BED if is_known else Stage.ASLEEP  # without stages the session is the sleep
            log.add(span.app, round(span.start.timestamp()), round(span.end.timestamp()), whole, span.zone)
            for start_s, end_s, stage in own:
                log.add(span.app, start_s, end_s, stage, span.zone)
        add_nights(self.collector, log, "")

    def _read_workouts(self) -> None:
        segments: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in self._rows("exercise_segments_table"):
            segments[int(_number(row, "parent_key") or 0)].append(row)
        distances = self._distances()
        same = SameWorkout()
        table = "exercise_session_record_table"
        found = [(span, row) for row in self._rows(table) if (span := self._span(row, table)) is not None]
        for span, row in sorted(found, key=lambda pair: (pair[0].start, pair[0].app)):
            sport = sport_name(int(_number(row, "exercise_type") or 0))
            if same.was_there(sport, span.start, span.end):
                self.collector.skip(_shown(span), "the same workout was logged by another app")
                continue
            seconds = positive((span.end - span.start).total_seconds())
            sets = tuple(_sets(segments.get(int(_number(row, "row_id") or 0), [])))
            distance_m = _covered_m(distances.get(span.app, []), span)
            activity = Activity(sport=sport, duration_s=seconds, distance_m=distance_m)
            workout = Workout(
                entry_id="",
                when=moment_at(span.start, span.zone),
                title=_text(row, "title") or sport,
                duration_s=seconds,
                sets=sets,
                activities=() if sets else (activity,),
                note=_text(row, "notes"),
            )
            self.collector.add(workout, self._key(row, table, span))

    def _distances(self) -> dict[str, list[tuple[datetime, datetime, float]]]:
        found: dict[str, list[tuple[datetime, datetime, float]]] = defaultdict(list)
        for row in self._rows("distance_record_table"):
            span, metres = self._span(row, "distance_record_table"), _number(row, "distance")
            if span is not None and metres is not None and metres > _LEAST:
                found[span.app].append((span.start, span.end, metres))
        return {app: sorted(rows) for app, rows in found.items()}

    def _read_steps(self) -> None:
        days: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        zones: dict[date, str | None] = {}
        for row in self._rows("steps_record_table"):
            span, count = self._span(row, "steps_record_table"), _number(row, "count")
            if span is None or count is None or count < 0:
                continue
            day = moment_at(span.start, span.zone).local.date()
            days[day][span.app] += count
            zones.setdefault(day, span.zone)
        for day, by_app in sorted(days.items()):
            last = None if self.exported is None else moment_at(self.exported, zones[day]).local
            if last is not None and last.date() == day and last.time() < _EVENING:
                self.collector.skip(day.isoformat(), "steps of the day of the export, which was not over")
                continue
            # Several apps count the same steps: each day is that of the one that counted most.
            entry = Exposure(
                entry_id="",
                when=on_date(day, zones[day]),
                kind=ExposureKind.STEPS,
                amount=round(max(by_app.values())),
                is_day_total=True,
            )
            self.collector.add(entry, f"steps {day.isoformat()}")

    def _read_drinks(self) -> None:
        table = "hydration_record_table"
        rows = [(row, volume) for row in self._rows(table) if (volume := _number(row, "volume")) is not None]
        volumes = [volume for _, volume in rows if volume > _LEAST]
        ml = 1.0 if volumes and median(volumes) > _LITRES_AT_MOST else 1000.0
        for row, volume in rows:
            self._add(row, table, ExposureKind.FLUIDS, volume * ml)

    def _read_meals(self) -> None:
        table = "nutrition_record_table"
        for row in self._rows(table):
            for column, (kind, factor) in NUTRIENTS.items():
                value = _number(row, column)
                if value is not None and value > _LEAST:
                    self._add(row, table, kind, value * factor)

    def _read_fever(self) -> None:
        table = "body_temperature_record_table"
        for row in self._rows(table):
            celsius = _number(row, "temperature")
            if celsius is not None and celsius >= FEVER_FROM_C:
                self._add(row, table, ExposureKind.FEVER, celsius)
            else:
                self.collector.skip(table, "a body temperature that is no fever")

    def _add(self, row: sqlite3.Row, table: str, kind: ExposureKind, amount: float) -> None:
        span = self._span(row, table)
        if span is None:
            return
        is_long = span.end - span.start >= timedelta(minutes=1)
        entry = Exposure(
            entry_id="",
            when=moment_at(span.start, span.zone),
            kind=kind,
            amount=round(amount, 4),
            until=moment_at(span.end, span.zone) if is_long else None,
        )
        self.collector.add(entry, self._key(row, table, span, kind.value), f"{table}, {_shown(span)}")


def _sets(rows: list[sqlite3.Row]) -> Iterator[ExerciseSet]:
    for row in sorted(rows, key=lambda row: _number(row, "segment_start_time") or 0.0):
        kind = int(_number(row, "segment_type") or 0)
        name, reps = segment_name(kind), _number(row, "repetitions_count")
        if kind in REST_SEGMENTS or not name or reps is None or reps < 1:
            continue
        grams = _number(row, "weight_grams")
        yield ExerciseSet(
            exercise=name, reps=reps, weight_kg=grams / 1000.0 if grams is not None and grams > _LEAST else None
        )


def _covered_m(rows: list[tuple[datetime, datetime, float]], span: _Span) -> float | None:
    """The distance that the same app logged within a session."""
    first = bisect_left(rows, (span.start,))
    total = 0.0
    for start, end, metres in rows[first:]:
        if start >= span.end:
            break
        total += metres if end <= span.end else 0.0
    return positive(total)


def _value(row: sqlite3.Row, name: str) -> object:
    """A cell, None when this version of the export has no such column."""
    try:
        return row[name]
    except IndexError:
        return None


def _number(row: sqlite3.Row, name: str) -> float | None:
    value = _value(row, name)
    if isinstance(value, (int, float)) and math.isfinite(value) and abs(value) < 1e15:
        return float(value)
    return None


def _first(row: sqlite3.Row, *names: str) -> float | None:
    return next((number for name in names if (number := _number(row, name)) is not None), None)


def _text(row: sqlite3.Row, name: str) -> str:
    value = _value(row, name)
    return value.strip()[:10_000] if isinstance(value, str) else ""


def _instant(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _shown(span: _Span) -> str:
    return f"{moment_at(span.start, span.zone).local:%Y-%m-%d %H:%M}"


HEALTH_CONNECT = Importer(id="health-connect", program=_PROGRAM, knows=_knows, read=_read)
