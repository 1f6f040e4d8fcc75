"""WHOOP: App Settings, Data Export; nights, workouts and the journal."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import Moment, on_date, zone_named
from twitchwise.diary.workout import Activity
from twitchwise.exchange.activity_words import WordMeaning, meaning_of
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Choice, Importer, ImportFile, ImportResult, Question, row_key
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_table
from twitchwise.exchange.wall_clock import day_comes_first, fixed_offset, parse_moment, zone_or_none
from twitchwise.exchange.whoop_tables import WhoopColumns, WhoopKind, whoop_columns, whoop_files

__all__ = ["WHOOP"]

_PROGRAM = "WHOOP"
_ORDER = (WhoopKind.SLEEPS, WhoopKind.CYCLES, WhoopKind.WORKOUTS, WhoopKind.JOURNAL)
_YES = {"true", "yes", "1", "si", "oui", "ja", "sim"}
_NO = {"false", "no", "0", "non", "nein", "nao"}
_LONGEST_SLEEP_H = 24.0
_UNTIL_MORNING = timedelta(hours=8)  # from the beginning of a cycle, which is falling asleep
_SAME_DAY, _DAY_BEFORE = "that-day", "day-before"


def _knows(files: ExportFiles) -> bool:
    return bool(whoop_files(files))


def _read(file: ImportFile) -> ImportResult:
    reader = _WhoopReader(collector=Collector(file, _PROGRAM))
    with ExportFiles(file.path) as files:
        tables = [read_table(files.read(member), member.name) for member in whoop_files(files)]
    for kind in _ORDER:
        for table in tables:
            columns = whoop_columns(table)
            if columns is not None and columns.kind is kind:
                reader.add_table(_WhoopTable.of(table, columns))
                reader.collector.problems([table.cut_problem(file.path.name)])
    file.on_progress(1.0)
    return reader.collector.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _WhoopTable:
    """A table with what is needed to read its cells."""

    table: TextTable
    columns: WhoopColumns
    mark: str
    day_first: bool

    @classmethod
    def of(cls, table: TextTable, columns: WhoopColumns) -> "_WhoopTable":
        return cls(
            table=table,
            columns=columns,
            mark=decimal_mark((table.values(columns.minutes, row) for row in table.rows), table.delimiter),
            day_first=day_comes_first(table.values(columns.cycle, row) for row in table.rows) is not False,
        )

    def text(self, column: int | None, row: Row) -> str:
        return self.table.values(column, row)

    def number(self, column: int | None, row: Row) -> float | None:
        return positive(parse_number(self.text(column, row), self.mark))

    def zone(self, row: Row) -> str | None:
        """The offset of the wall clock, "-04:00" for "UTC-04:00"."""
        named = zone_or_none(self.text(self.columns.zone, row))
        offset = None if named is None else zone_named(named).utcoffset(datetime(2000, 1, 1))
        return None if offset is None else fixed_offset(offset.total_seconds())

    def moment(self, column: int | None, row: Row) -> Moment | None:
        return parse_moment(self.text(column, row), day_first=self.day_first, zone=self.zone(row))


@dataclass(slots=True, kw_only=True)
class _WhoopReader:
    """Reads the tables in the order of `_ORDER`.

    Parameters
    ----------
    wakings : the day that begins with each cycle, by the cycle's beginning.
    """

    collector: Collector
    wakings: dict[datetime, date] = field(default_factory=dict)
    _nights: set[datetime] = field(default_factory=set)
    _asked: str | None = None

    def add_table(self, table: _WhoopTable) -> None:
        for row in table.table.rows:
            match table.columns.kind:
                case WhoopKind.SLEEPS | WhoopKind.CYCLES:
                    self._add_sleep(table, row)
                case WhoopKind.WORKOUTS:
                    self._add_workout(table, row)
                case WhoopKind.JOURNAL:
                    self._add_answer(table, row)

    def _add_sleep(self, table: _WhoopTable, row: Row) -> None:
        start, end = table.moment(table.columns.start, row), table.moment(table.columns.end, row)
        if start is None or end is None:
            self.collector.skip(row.where, "a cycle without a sleep")
            return
        cycle = table.moment(table.columns.cycle, row)
        if cycle is not None and abs(start.local - cycle.local) < _UNTIL_MORNING:
            self.wakings.setdefault(cycle.local, end.local.date())
        if table.columns.kind is WhoopKind.CYCLES and start.local in self._nights:
            return  # the table of sleeps had it
        self._nights.add(start.local)
        minutes = table.number(table.columns.minutes, row)
        hours = minutes / 60 if minutes is not None else (end.local - start.local).total_seconds() / 3600
        if not 0 < hours <= _LONGEST_SLEEP_H:
            self.collector.skip(row.where, "a sleep of no time, or of over 24 h")
            return
        sleep = Exposure(entry_id="", when=start, until=end, kind=ExposureKind.SLEEP, amount=round(hours, 3))
        self.collector.add(sleep, f"sleep {start.local.isoformat()}", row.where)

    def _add_workout(self, table: _WhoopTable, row: Row) -> None:
        columns = table.columns
        start, end = table.moment(columns.start, row), table.moment(columns.end, row)
        if start is None:
            self.collector.skip(row.where, "its start time cannot be read")
            return
        seconds = None if end is None else positive((end.local - start.local).total_seconds())
        minutes = table.number(columns.minutes, row)
        duration_s = minutes * 60 if minutes is not None else seconds
        sport = table.text(columns.name, row) or "Unknown"
        activity = Activity(
            sport=sport,
            duration_s=duration_s,
            distance_m=table.number(columns.metres, row),
            ascent_m=table.number(columns.ascent, row),
        )
        workout = Workout(
            entry_id="", when=start, title=sport, duration_s=seconds or duration_s, activities=(activity,)
        )
        self.collector.add(workout, f"workout {start.local.isoformat()}", row.where)

    def _add_answer(self, table: _WhoopTable, row: Row) -> None:
        columns = table.columns
        cycle, question = table.moment(columns.cycle, row), table.text(columns.name, row)
        answer = plain_word(table.text(columns.answer, row))
        meaning = meaning_of(question)
        if cycle is None:
            self.collector.skip(row.where, "its date cannot be read")
        elif answer not in _YES | _NO:
            self.collector.skip(row.where, "a question without an answer")
        elif meaning is None or meaning.kind is ExposureKind.SLEEP_QUALITY:
            self.collector.skip(row.where, "a question that has no known bearing on twitching")
        else:
            self._keep_answer(row, cycle, question, meaning, answer in _YES, table.text(columns.note, row))

    def _keep_answer(
        self, row: Row, cycle: Moment, question: str, meaning: WordMeaning, is_yes: bool, note: str
    ) -> None:
        day = self.wakings.get(cycle.local, (cycle.local + _UNTIL_MORNING).date())
        if self._journal_day() == _DAY_BEFORE:
            day -= timedelta(days=1)
        is_there = is_yes == (meaning.amount != 0.0)  # "Avoided alcohol?" turns the answer round
        there = 1.0 if meaning.kind is ExposureKind.OTHER else None
        exposure = Exposure(
            entry_id="",
            when=on_date(day, cycle.zone),
            kind=meaning.kind,
            name=meaning.name,
            amount=there if is_there else 0.0,
            is_day_total=True,
            note=note,
        )
        self.collector.add(exposure, row_key("journal", cycle.local.isoformat(), question), row.where)

    def _journal_day(self) -> str | None:
        if self._asked is None:
            self._asked = self.collector.ask(_JOURNAL_QUESTION)
        return self._asked


_JOURNAL_QUESTION = Question(
    id="whoop-journal-day",
    text="When you answered the WHOOP journal, which day were your answers about?",
    choices=(
        Choice(value=_SAME_DAY, text="the day on which WHOOP shows them"),
        Choice(value=_DAY_BEFORE, text="the day before: I answered in the morning about yesterday"),
    ),
    assumed=_SAME_DAY,
    why="the file names a cycle, which begins with falling asleep, and the day after that waking is taken",
)

WHOOP = Importer(id="whoop", program=_PROGRAM, knows=_knows, read=_read)
