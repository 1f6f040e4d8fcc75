"""Fitbit: the folder of a Google Takeout; nights, scores of nights, exercise, and steps per day."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import Activity
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.day_totals import DayTotals
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.json_list import JsonRecord, read_json_list
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.text import decoded, read_table
from twitchwise.exchange.units import METRES_PER_MILE
from twitchwise.exchange.utc_times import UtcTimes
from twitchwise.exchange.wall_clock import parse_moment

__all__ = ["FITBIT"]

_PROGRAM = "Fitbit"
_SLEEP, _STEPS, _EXERCISE = r"sleep-[\d-]+\.json", r"steps-[\d-]+\.json", r"exercise-[\d-]+\.json"
_FIELDS = {_SLEEP: '"minutesAsleep"', _STEPS: '"dateTime"', _EXERCISE: '"activityName"'}
_STAMP = re.compile(r"(\d{2})/(\d{2})/(\d{2}) (\d{2}):(\d{2}):(\d{2})")
_METRES = {"kilometer": 1000.0, "mile": METRES_PER_MILE, "meter": 1.0}
_BIN = timedelta(minutes=15)  # all offsets of the world are whole quarters of an hour
_EARLY_H, _LATE_H = 4, 23  # a day that is counted from before the one until after the other is whole
_LONGEST_SLEEP_H = 24.0
_SCORE_TOP = 100.0


def _files(files: ExportFiles, pattern: str) -> list[ExportFile]:
    return [file for file in files.named(pattern) if _FIELDS[pattern] in files.head_text(file)]


def _scores(files: ExportFiles) -> list[ExportFile]:
    found = files.named(r"sleep_score\.csv")
    return tables_with(files, "sleep_log_entry_id", "overall_score", among=found)


def _knows(files: ExportFiles) -> bool:
    return any(_files(files, pattern) for pattern in _FIELDS) or bool(_scores(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    times = UtcTimes(collector)
    wakings: dict[str, Moment] = {}
    bins: dict[datetime, float] = defaultdict(float)
    with ExportFiles(file.path) as files:
        names = [(pattern, member) for pattern in _FIELDS for member in _files(files, pattern)]
        for n, (pattern, member) in enumerate(names, 1):
            records = _records(collector, files, member)
            if pattern == _SLEEP:
                for record in records:
                    _add_sleep(collector, record, wakings)
            elif pattern == _EXERCISE:
                for record in records:
                    _add_exercise(collector, times, record)
            else:
                _count_steps(records, bins)
            file.on_progress(n / len(names))
        for member in _scores(files):
            _add_scores(collector, files, member, wakings)
    _add_steps(collector, times, bins)
    return collector.result()


def _records(collector: Collector, files: ExportFiles, member: ExportFile) -> tuple[JsonRecord, ...]:
    found = read_json_list(decoded(files.read(member)), member.name)
    if found.is_cut:
        collector.problem(
            "it breaks off; the whole records before were taken", "export it again to get the rest", where=member.name
        )
    return found.records


def _add_sleep(collector: Collector, record: JsonRecord, wakings: dict[str, Moment]) -> None:
    start, end = parse_moment(record.text("startTime")), parse_moment(record.text("endTime"))
    where = record.text("dateOfSleep") or "a sleep"
    minutes = record.number("minutesAsleep")
    if start is None or end is None or minutes is None:
        collector.skip(where, "a sleep without times or length")
        return
    if not 0 < minutes <= _LONGEST_SLEEP_H * 60:
        collector.skip(where, "a sleep of no time, or of over 24 h")
        return
    id_ = record.text("logId") or start.local.isoformat()
    wakings[id_] = end
    sleep = Exposure(entry_id="", when=start, until=end, kind=ExposureKind.SLEEP, amount=round(minutes / 60, 3))
    collector.add(sleep, f"sleep {id_}", where)


def _add_scores(collector: Collector, files: ExportFiles, member: ExportFile, wakings: dict[str, Moment]) -> None:
    table = read_table(files.read(member), member.name)
    id_column, score_column = table.column("sleep_log_entry_id"), table.column("overall_score")
    for row in table.rows:
        id_ = table.values(id_column, row)
        score = parse_number(table.values(score_column, row))
        # It ends in Z and yet is the clock on the wall at waking.
        written = parse_moment(table.values(table.column("timestamp"), row).removesuffix("Z"))
        when = wakings.get(id_, written)
        if when is None or score is None or not 0 < score <= _SCORE_TOP:
            collector.skip(row.where, "a sleep score without time or number")
            continue
        quality = Exposure(
            entry_id="", when=when, kind=ExposureKind.SLEEP_QUALITY, amount=score / 10, note="sleep score of Fitbit"
        )
        collector.add(quality, f"quality {id_ or when.local.isoformat()}", row.where)
    collector.problems([table.cut_problem(member.name)])


def _add_exercise(collector: Collector, times: UtcTimes, record: JsonRecord) -> None:
    start = _instant(record.text("startTime"))
    sport = record.text("activityName") or "Unknown"
    if start is None:
        collector.skip(sport, "an exercise without a time")
        return
    distance, unit = record.number("distance"), _METRES.get(record.text("distanceUnit").casefold())
    elapsed_s, active_s = _seconds(record, "duration"), _seconds(record, "activeDuration")
    activity = Activity(
        sport=sport,
        duration_s=active_s or elapsed_s,
        distance_m=None if distance is None or unit is None else positive(distance * unit),
    )
    workout = Workout(entry_id="", when=times.moment(start), title=sport, duration_s=elapsed_s, activities=(activity,))
    collector.add(workout, f"exercise {record.text('logId') or start.isoformat()}")


def _seconds(record: JsonRecord, name: str) -> float | None:
    milliseconds = positive(record.number(name))
    return None if milliseconds is None else milliseconds / 1000


def _count_steps(records: tuple[JsonRecord, ...], bins: dict[datetime, float]) -> None:
    """Add the minutes of one file to quarters of an hour; of files that hold the same quarter the larger counts."""
    own: dict[datetime, float] = defaultdict(float)
    for record in records:
        value = record.number("value")
        minute = _instant(record.text("dateTime")) if value is not None and value >= 0 else None
        if minute is not None and value is not None:
            own[minute.replace(minute=minute.minute // 15 * 15, second=0)] += value
    for start, steps in own.items():
        bins[start] = max(bins[start], steps)


def _add_steps(collector: Collector, times: UtcTimes, bins: dict[datetime, float]) -> None:
    if not bins:
        return
    totals = DayTotals(collector, times.zone)
    for start, steps in bins.items():
        totals.add(times.moment(start).local.date(), ExposureKind.STEPS, steps)
    first, last = times.moment(min(bins)).local, times.moment(max(bins) + _BIN).local
    if first.hour >= _EARLY_H:
        totals.drop(first.date(), "the first day of steps, which begins in the middle")
    if last.hour < _LATE_H and last.date() in totals.days():
        totals.drop(last.date(), "the last day of steps, which was not over")
    for day in totals.days():
        if totals.of(day, ExposureKind.STEPS) == 0:
            totals.drop(day, "a day without a single step: the tracker was not worn")
    totals.put()


@lru_cache(maxsize=4096)
def _hour(date_and_hour: str) -> datetime | None:
    match = _STAMP.fullmatch(f"{date_and_hour}:00:00")
    if match is None:
        return None
    month, day, year, hour = (int(part) for part in match.groups()[:4])
    try:
        return datetime(2000 + year, month, day, hour, tzinfo=UTC)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    """The time in "01/02/20 08:01:00", month first, two digits of the year, UTC."""
    hour = _hour(text[:11])
    minute, second = text[12:14], text[15:17]
    if hour is None or not minute.isdigit() or int(minute) > 59:
        return None
    return hour.replace(minute=int(minute), second=int(second) if second.isdigit() and int(second) < 60 else 0)


FITBIT = Importer(id="fitbit", program=_PROGRAM, knows=_knows, read=_read)
