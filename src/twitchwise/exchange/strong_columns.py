"""Which column of a Strong export is which, in any language: by name where it is English, else by order and shape.

All dialects keep one order: date, workout, (duration), exercise, set order, weight, (unit), reps, and then
distance, seconds and notes. Set order is the column that counts 1, 2, 3 and starts again with every exercise; it
anchors the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twitchwise.exchange.text import Row, TextTable, plain_word
from twitchwise.exchange.units import metres_of
from twitchwise.exchange.wall_clock import parse_moment
from twitchwise.exchange.weight_unit import unit_named

__all__ = ["StrongColumns", "find_strong_columns"]

_LOOK_AT = 200
_MOST = 0.9
_COUNT = re.compile(r"\d{1,3}")
_KIND = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[\d.,'\s\u00a0\u202f+-]*")
_UNIT_CELL = re.compile(r"(?:kgs?|lbs?|кг|公斤|磅|km|mi|m|miles?|meters?)", re.IGNORECASE)
_MIN_COLUMNS, _MAX_COLUMNS = 7, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongColumns:
    """Positions of the columns; None for one the file does not have.

    Parameters
    ----------
    is_english : the names are the English ones.
    """

    date: int
    title: int | None
    duration: int | None
    exercise: int
    order: int
    weight: int
    weight_unit: int | None
    reps: int
    rpe: int | None = None
    distance: int | None = None
    distance_unit: int | None = None
    seconds: int | None = None
    notes: int | None = None
    workout_notes: int | None = None
    is_english: bool = False


def find_strong_columns(table: TextTable) -> StrongColumns | None:
    """The columns of a Strong export, or None when the table is none.

    Parameters
    ----------
    table : the whole export or its beginning.
    """
    return _by_name(table) or _by_shape(table)


def _by_name(table: TextTable) -> StrongColumns | None:
    date, exercise = table.column("Date"), table.column("Exercise Name")
    order, reps = table.column("Set Order"), table.column("Reps")
    weight = table.column("Weight", "Weight (kg)", "Weight (lbs)", "Weight (lb)")
    if date is None or exercise is None or order is None or reps is None or weight is None:
        return None
    return StrongColumns(
        date=date,
        title=table.column("Workout Name"),
        duration=table.column("Duration", "Duration (sec)", "Workout Duration"),
        exercise=exercise,
        order=order,
        weight=weight,
        weight_unit=table.column("Weight Unit"),
        reps=reps,
        rpe=table.column("RPE"),
        distance=table.column(
            "Distance", "Distance (meters)", "Distance (m)", "Distance (km)", "Distance (miles)", "Distance (mi)"
        ),
        distance_unit=table.column("Distance Unit"),
        seconds=table.column("Seconds"),
        notes=table.column("Notes"),
        workout_notes=table.column("Workout Notes"),
        is_english=True,
    )


def _by_shape(table: TextTable) -> StrongColumns | None:
    rows = table.rows[:_LOOK_AT]
    if not rows or not _MIN_COLUMNS <= len(table.header) <= _MAX_COLUMNS:
        return None
    date = next((i for i in range(3) if _is_time(_cells(rows, i))), None)
    if date is None:
        return None
    order = next((i for i in range(date + 2, len(table.header) - 2) if _counts_sets(rows, i)), None)
    if order is None or not _is_words(_cells(rows, order - 1)):
        return None
    unit = order + 2 if _is_unit(_cells(rows, order + 2)) else None
    reps = order + (2 if unit is None else 3)
    if reps >= len(table.header) or not all(_is_numbers(_cells(rows, i)) for i in (order + 1, reps)):
        return None
    tail = _tail(table, rows, reps + 1)
    return StrongColumns(
        date=date,
        title=date + 1 if date + 1 < order - 1 else None,
        duration=date + 2 if date + 2 < order - 1 else _last_duration(table, rows, reps),
        exercise=order - 1,
        order=order,
        weight=order + 1,
        weight_unit=unit,
        reps=reps,
        rpe=tail.get("rpe"),
        distance=tail.get("distance"),
        distance_unit=tail.get("distance_unit"),
        seconds=tail.get("seconds"),
        notes=tail.get("notes"),
        workout_notes=tail.get("workout_notes"),
    )


def _tail(table: TextTable, rows: Sequence[Row], start: int) -> dict[str, int | None]:
    """Distance, (its unit), seconds, notes and workout notes; RPE before or behind them."""
    left = list(range(start, len(table.header)))
    rpe = next((i for i in left if plain_word(table.header[i]) == "rpe"), None)
    if rpe is not None:
        left.remove(rpe)
    names: dict[str, int | None] = {"rpe": rpe}
    for name in ("distance", "distance_unit", "seconds", "notes", "workout_notes"):
        if name == "distance_unit" and not (left and _is_unit(_cells(rows, left[0]))):
            continue
        names[name] = left.pop(0) if left else None
    return names


def _last_duration(table: TextTable, rows: Sequence[Row], reps: int) -> int | None:
    """The workout's duration in the last column, as older files have it."""
    last = len(table.header) - 1
    cells = _cells(rows, last)
    return last if last > reps + 3 and cells and all(re.match(r"\d+\s*[^\W\d]", cell) for cell in cells) else None


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [row.cells[column].strip() for row in rows if column < len(row.cells) and row.cells[column].strip()]


def _is_time(cells: list[str]) -> bool:
    good = sum((moment := parse_moment(cell)) is not None and not moment.is_date_only for cell in cells)
    return bool(cells) and good >= _MOST * len(cells)


def _counts_sets(rows: Sequence[Row], column: int) -> bool:
    """Whether a column counts 1, 2, 3 and starts again, with letters for warm-ups and words for pauses between."""
    before, good, n = 0, 0, 0
    for row in rows:
        cell = row.cells[column].strip()
        if not _COUNT.fullmatch(cell):
            good += bool(cell) and not any(char.isdigit() for char in cell)
        else:
            n += 1
            good += int(cell) in {1, before, before + 1}
            before = int(cell)
    return n > 0 and good >= _MOST * len(rows)


def _is_words(cells: list[str]) -> bool:
    return bool(cells) and sum(_KIND.search(cell) is not None for cell in cells) >= _MOST * len(cells)


def _is_numbers(cells: list[str]) -> bool:
    return sum(_NUMBER.fullmatch(cell) is not None for cell in cells) >= _MOST * len(cells)


def _is_unit(cells: list[str]) -> bool:
    return bool(cells) and all(
        _UNIT_CELL.fullmatch(c) and (unit_named(c) or metres_of(1.0, c) or c.isalpha()) for c in cells
    )
