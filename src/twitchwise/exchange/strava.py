"""Strava: the archive of an account, or its index `activities.csv` alone, in the language of the account."""

from collections.abc import Iterable
from dataclasses import dataclass

from twitchwise.diary.model import Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import Activity
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.headers import start_of_table
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_table
from twitchwise.exchange.track_xml import LONGEST_TRACK_H
from twitchwise.exchange.utc_times import UtcTimes
from twitchwise.exchange.wall_clock import day_comes_first, parse_moment

__all__ = ["STRAVA"]

_PROGRAM = "Strava"
# The first seven columns have been the same in all versions and languages; the block that repeats two of them with
# exact units begins at a place that differs.
_ID, _DATE, _TITLE, _SPORT, _DESCRIPTION, _ELAPSED, _DISTANCE = range(7)
_FEWEST_COLUMNS = 15
_MOVING_AFTER, _METRES_AFTER, _ASCENT_AFTER = 1, 2, 5


def _tables(files: ExportFiles) -> list[ExportFile]:
    found = files.files if len(files.files) == 1 else files.named(r"activities\.csv")
    return [file for file in found if _is_index(start_of_table(files, file))]


def _is_index(table: TextTable | None) -> bool:
    if table is None or len(table.header) < _FEWEST_COLUMNS or not table.rows:
        return False
    has_ids = all(row.cells[_ID].strip().isdigit() for row in table.rows)
    return has_ids and _exact_block(table) is not None


def _knows(files: ExportFiles) -> bool:
    return bool(_tables(files))


def _exact_block(table: TextTable) -> int | None:
    """The second column of elapsed time, which begins the block with seconds and metres."""
    names = [plain_word(name) for name in table.header]
    for at in range(_DISTANCE + 1, len(names) - _METRES_AFTER):
        if names[at] == names[_ELAPSED] and names[at + _METRES_AFTER] == names[_DISTANCE]:
            return at
    return None


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in _tables(files):
            _add_table(collector, read_table(files.read(member), member.name))
            file.on_progress(1.0)
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _Activities:
    """The rows of one index, one after the other."""

    collector: Collector
    table: TextTable
    times: UtcTimes
    block: int
    day_first: bool
    seen: set[tuple[Moment, float | None]]

    def add(self, row: Row) -> None:
        written = parse_moment(self.table.values(_DATE, row), day_first=self.day_first, zone="UTC")
        if written is None:
            self.collector.skip(row.where, "its date cannot be read")
            return
        workout = self._workout(row, written)
        twin = (written, workout.duration_s)
        if workout.duration_s is not None and twin in self.seen:
            self.collector.skip(row.where, "another activity has the same start and length: one of two devices")
            return
        self.seen.add(twin)
        self.collector.add(workout, f"activity {row.cells[_ID].strip()}", row.where)

    def _workout(self, row: Row, written: Moment) -> Workout:
        elapsed_s = self._number(row, _ELAPSED)
        if elapsed_s is not None and elapsed_s > LONGEST_TRACK_H * 3600:
            self.collector.problem(
                f"it lasts {elapsed_s / 3600:,.0f} h, so nobody stopped the recording; that time is not kept",
                "correct it in the other program if it matters to you",
                where=row.where,
            )
            elapsed_s = None
        moving_s = self._number(row, self.block + _MOVING_AFTER)
        sport = self.table.values(_SPORT, row) or "Unknown"
        activity = Activity(
            sport=sport,
            duration_s=moving_s if moving_s is not None and moving_s <= LONGEST_TRACK_H * 3600 else elapsed_s,
            distance_m=self._number(row, self.block + _METRES_AFTER),
            ascent_m=self._number(row, self.block + _ASCENT_AFTER),
        )
        return Workout(
            entry_id="",
            when=self.times.moment_of(written),
            title=self.table.values(_TITLE, row) or sport,
            duration_s=elapsed_s,
            activities=(activity,),
            note=self.table.values(_DESCRIPTION, row),
        )

    def _number(self, row: Row, column: int) -> float | None:
        # The exact block has points in every language; whole seconds need no mark.
        return positive(parse_number(row.cells[column])) if column < len(row.cells) else None


def _add_table(collector: Collector, table: TextTable) -> None:
    block = _exact_block(table)
    if block is None:
        return
    collector.problems([table.cut_problem(collector.file.path.name)])
    activities = _Activities(
        collector=collector,
        table=table,
        times=UtcTimes(collector),
        block=block,
        day_first=_day_first(table.values(_DATE, row) for row in table.rows),
        seen=set(),
    )
    for row in table.rows:
        activities.add(row)


def _day_first(dates: Iterable[str]) -> bool:
    return day_comes_first(dates) is not False


STRAVA = Importer(id="strava", program=_PROGRAM, knows=_knows, read=_read)
