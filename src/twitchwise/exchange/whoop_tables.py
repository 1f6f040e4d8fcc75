"""Which table of a WHOOP export is which, in any language: by the English names, else by the place of the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.headers import start_of_table
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.text import TextTable
from twitchwise.exchange.wall_clock import parse_moment

__all__ = ["WhoopColumns", "WhoopKind", "whoop_columns", "whoop_files"]


class WhoopKind(StrEnum):
    """The four tables."""

    SLEEPS = "sleeps"
    CYCLES = "cycles"
    WORKOUTS = "workouts"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoopColumns:
    """Where what stands; None where the table has no such column.

    Parameters
    ----------
    kind : which table it is.
    cycle, zone : beginning of the cycle that a row belongs to, and the offset of its wall clock.
    start, end : falling asleep and waking, or of the workout.
    minutes : asleep, or of the workout.
    name : the sport, or the question.
    answer, note : of the journal.
    metres, ascent : of a workout.
    """

    kind: WhoopKind
    cycle: int | None
    zone: int | None
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    name: int | None = None
    answer: int | None = None
    note: int | None = None
    metres: int | None = None
    ascent: int | None = None


_ZONE = re.compile(r"(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|Z")
_N_JOURNAL = 6
_LOOKED_AT = 20  # rows; the newest cycle has no end and may have no sleep


def whoop_files(files: ExportFiles) -> list[ExportFile]:
    """The tables of a WHOOP export among the files."""
    found = []
    for file in files.tables():
        start = start_of_table(files, file)
        if start is not None and whoop_columns(start) is not None:
            found.append(file)
    return found


def whoop_columns(table: TextTable) -> WhoopColumns | None:
    """Which table it is, and its columns; None for a table of another program."""
    return _by_name(table) if table.column("Cycle start time") is not None else _by_place(table)


def _by_name(table: TextTable) -> WhoopColumns | None:
    cycle, zone = table.column("Cycle start time"), table.column("Cycle timezone")
    if table.column("Question text") is not None:
        return WhoopColumns(
            kind=WhoopKind.JOURNAL,
            cycle=cycle,
            zone=zone,
            name=table.column("Question text"),
            answer=table.column("Answered yes", "Answered yes/no", "Answer"),
            note=table.column("Notes"),
        )
    if table.column("Workout start time") is not None:
        return WhoopColumns(
            kind=WhoopKind.WORKOUTS,
            cycle=cycle,
            zone=zone,
            start=table.column("Workout start time"),
            end=table.column("Workout end time"),
            minutes=table.column("Duration (min)"),
            name=table.column("Activity name"),
            metres=table.column("Distance (meters)"),
            ascent=table.column("Altitude gain (meters)"),
        )
    if table.column("Sleep onset") is None:
        return None
    return WhoopColumns(
        kind=WhoopKind.CYCLES if table.column("Recovery score %", "Day Strain") is not None else WhoopKind.SLEEPS,
        cycle=cycle,
        zone=zone,
        start=table.column("Sleep onset"),
        end=table.column("Wake onset"),
        minutes=table.column("Asleep duration (min)"),
    )


def _by_place(table: TextTable) -> WhoopColumns | None:
    for row in table.rows[:_LOOKED_AT]:
        cells = [cell.strip() for cell in row.cells]
        if len(cells) < _N_JOURNAL or not _ZONE.fullmatch(cells[2]) or parse_moment(cells[0]) is None:
            return None
        if len(cells) == _N_JOURNAL:
            return WhoopColumns(kind=WhoopKind.JOURNAL, cycle=0, zone=2, name=3, answer=4, note=5)
        if _are_moments(cells, 3, 4):
            if parse_number(cells[6]) is None and cells[6]:
                return WhoopColumns(kind=WhoopKind.WORKOUTS, cycle=0, zone=2, start=3, end=4, minutes=5, name=6)
            return WhoopColumns(kind=WhoopKind.SLEEPS, cycle=0, zone=2, start=3, end=4, minutes=7)
        if _are_moments(cells, 12, 13):
            return WhoopColumns(kind=WhoopKind.CYCLES, cycle=0, zone=2, start=12, end=13, minutes=16)
    return None


def _are_moments(cells: Sequence[str], first: int, second: int) -> bool:
    return (
        len(cells) > second
        and parse_number(cells[first]) is None
        and parse_moment(cells[first]) is not None
        and parse_moment(cells[second]) is not None
    )
