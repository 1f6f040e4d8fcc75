"""Oura: the "App Data" of an account export, or the older table of trends with one row a day."""

from datetime import UTC, date

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.workout import Activity
from twitchwise.exchange.activity_words import meaning_of
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.day_totals import DayTotals
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, row_key
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, read_table
from twitchwise.exchange.utc_times import UtcTimes, utc_key
from twitchwise.exchange.wall_clock import parse_date, parse_moment

__all__ = ["OURA"]

_PROGRAM = "Oura"
_SLEEP = ("bedtime_start", "bedtime_end", "total_sleep_duration")  # "Bedtime Start" in the older table
_SCORE = ("day", "score", "contributors")
_TREND_SCORE = ("date", "Sleep Score", "Total Sleep Duration")
_STEPS = ("day", "steps", "active_calories")
_TREND_STEPS = ("date", "Steps", "Activity Score")
_WORKOUT = ("activity", "start_datetime", "end_datetime")
_TAGS = ("tag_type_code", "start_time")
_NO_SLEEP = {"rest": "a rest, not a sleep", "deleted": "a sleep that was deleted"}
_LONGEST_SLEEP_H = 24.0


def _candidates(files: ExportFiles) -> tuple[ExportFile, ...]:
    if len(files.files) == 1:
        return files.files
    return files.named(r".*(?:sleep|activity|workout|tag|trends?).*\.csv")


def _with(files: ExportFiles, *names: str) -> list[ExportFile]:
    return tables_with(files, *names, among=_candidates(files))


def _sleep_scores(files: ExportFiles) -> list[ExportFile]:
    # Readiness, activity and resilience have the same columns; only the name of the file tells them apart.
    named = [file for file in _with(files, *_SCORE) if "sleep" in file.name.casefold()]
    return named + _with(files, *_TREND_SCORE)


def _knows(files: ExportFiles) -> bool:
    known = (_SLEEP, _STEPS, _TREND_STEPS, _WORKOUT, _TAGS)
    return any(_with(files, *names) for names in known) or bool(_sleep_scores(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    reader = _OuraReader(collector)
    with ExportFiles(file.path) as files:
        steps = [*_with(files, *_STEPS), *_with(files, *_TREND_STEPS)]
        jobs = (
            (_with(files, *_SLEEP), reader.add_sleep),
            (_sleep_scores(files), reader.add_score),
            (list({member.path: member for member in steps}.values()), reader.add_steps),
            (_with(files, *_WORKOUT), reader.add_workout),
            (_with(files, *_TAGS), reader.add_tag),
        )
        for n, (members, add) in enumerate(jobs, 1):
            for member in members:
                table = read_table(files.read(member), member.name)
                cells = _Cells(table)
                for row in table.rows:
                    add(cells, row)
                collector.problems([table.cut_problem(member.name)])
            file.on_progress(n / len(jobs))
    reader.finish()
    return collector.result()


class _Cells:
    """The cells of a table by name."""

    def __init__(self, table: TextTable) -> None:
        self._table = table
        durations = table.column("total_sleep_duration", "steps")
        self._mark = decimal_mark((table.values(durations, row) for row in table.rows), table.delimiter)

    def text(self, row: Row, *names: str) -> str:
        return self._table.values(self._table.column(*names), row)

    def number(self, row: Row, *names: str) -> float | None:
        return parse_number(self.text(row, *names), self._mark)


class _OuraReader:
    """Turns rows into entries."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._times = UtcTimes(collector)
        self._steps = DayTotals(collector)
        self._last_day: date | None = None

    def add_sleep(self, cells: _Cells, row: Row) -> None:
        reason = _NO_SLEEP.get(cells.text(row, "type").casefold())
        if reason is not None:
            self._collector.skip(row.where, reason)
            return
        start, end = self._moment(cells.text(row, "bedtime_start")), self._moment(cells.text(row, "bedtime_end"))
        seconds = cells.number(row, "total_sleep_duration")
        if start is None or end is None or seconds is None:
            self._collector.skip(row.where, "a sleep without times or length")
            return
        hours = seconds / 3600
        if not 0 < hours <= _LONGEST_SLEEP_H:
            self._collector.skip(row.where, "a sleep of no time, or of over 24 h")
            return
        sleep = Exposure(entry_id="", when=start, until=end, kind=ExposureKind.SLEEP, amount=round(hours, 3))
        self._collector.add(sleep, f"sleep {_key(start)}", row.where)

    def add_score(self, cells: _Cells, row: Row) -> None:
        day = parse_date(cells.text(row, "day", "date"))
        score = cells.number(row, "score", "sleep score")
        if day is None or score is None or not 0 < score <= 100:
            self._collector.skip(row.where, "a sleep score without day or number")
            return
        quality = Exposure(
            entry_id="",
            when=on_date(day),
            kind=ExposureKind.SLEEP_QUALITY,
            amount=score / 10,
            is_day_total=True,
            note="sleep score of Oura",
        )
        self._collector.add(quality, f"quality {day.isoformat()}", row.where)

    def add_steps(self, cells: _Cells, row: Row) -> None:
        day, steps = parse_date(cells.text(row, "day", "date")), positive(cells.number(row, "steps"))
        if day is None or steps is None:
            self._collector.skip(row.where, "a day without steps: the ring was not worn")
        elif self._steps.of(day, ExposureKind.STEPS) is None:
            self._steps.add(day, ExposureKind.STEPS, steps)
            self._last_day = max(day, self._last_day or day)

    def add_workout(self, cells: _Cells, row: Row) -> None:
        start, end = self._moment(cells.text(row, "start_datetime")), self._moment(cells.text(row, "end_datetime"))
        if start is None:
            self._collector.skip(row.where, "a workout without a time")
            return
        sport = cells.text(row, "activity").replace("_", " ") or "Unknown"
        seconds = None if end is None else positive((end.instant() - start.instant()).total_seconds())
        activity = Activity(sport=sport, duration_s=seconds, distance_m=positive(cells.number(row, "distance")))
        workout = Workout(
            entry_id="",
            when=start,
            title=cells.text(row, "label") or sport,
            duration_s=seconds,
            activities=(activity,),
        )
        self._collector.add(workout, f"workout {_key(start)} {sport}", row.where)

    def add_tag(self, cells: _Cells, row: Row) -> None:
        when = self._moment(cells.text(row, "start_time"))
        code, own = cells.text(row, "tag_type_code"), cells.text(row, "custom_name")
        meaning = meaning_of(own or code.removeprefix("tag_").removeprefix("generic_").replace("_", " "))
        if when is None:
            self._collector.skip(row.where, "a tag without a time")
        elif meaning is None:
            self._collector.skip(row.where, "a tag that has no known bearing on twitching")
        else:
            note = cells.text(row, "comment") or own or code
            tag = Exposure(
                entry_id="", when=when, kind=meaning.kind, name=meaning.name, amount=meaning.amount, note=note
            )
            self._collector.add(tag, cells.text(row, "id") or row_key("tag", _key(when), code, own), row.where)

    def _moment(self, text: str) -> Moment | None:
        """A time with its offset, "2024-01-14T03:26:02-05:00"; one that names a day only is none."""
        moment = parse_moment(text)
        if moment is None or moment.is_date_only:
            return None
        return self._times.moment_of(moment) if text.endswith("Z") else moment

    def finish(self) -> None:
        if self._last_day is not None:
            self._steps.drop(self._last_day, "the last day of steps, which may not have been over")
        self._steps.put()


def _key(moment: Moment) -> str:
    instant = moment.instant() if moment.zone else moment.local.replace(tzinfo=UTC)
    return utc_key(instant)


OURA = Importer(id="oura", program=_PROGRAM, knows=_knows, read=_read)
