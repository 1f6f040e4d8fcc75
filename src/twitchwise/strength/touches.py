"""Times of touches out of a table that a tapping app wrote."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.estimate import NotMeasurable
from twitchwise.recordings.clocks import ClockUnit
from twitchwise.strength.file_reading import TestReading
from twitchwise.strength.taps import score_taps

__all__ = ["read_touch_table", "read_touch_times"]

_TIME_WORDS = ("time", "stamp", "tap", "touch", "zeit", "seconds", "millis", "elapsed")
_KIND_WORDS = ("event", "action", "type", "state", "phase", "kind")
_DOWN = {"down", "press", "pressed", "begin", "began", "start", "touchstart", "pointerdown", "mousedown", "action_down"}
_DOWN |= {"keydown", "tap", "touch", "click", "hit"}
_UP = {"up", "release", "released", "end", "ended", "touchend", "pointerup", "mouseup", "action_up", "keyup"}
_UP |= {"move", "moved", "touchmove", "cancel", "cancelled"}
_BOUNCE_S = 0.04  # two touches closer than that are one finger: the fastest tap 12 times a second
_USUAL_S = (0.08, 2.0)  # the median interval of tapping, in whatever unit it is written
_LEAST_SPREAD = 0.005  # clocks of sensors are even to a few parts in a thousand, fingers to some hundredths
_MOST_ROWS = 20_000
_MOST_BYTES = 4_000_000


def read_touch_times(path: str | Path) -> TestReading | NotMeasurable:
    """Read finger tapping out of a table with a row for each touch.

    Parameters
    ----------
    path : a text table with a column of times in s, ms, us or ns; a column that says "down" or "up" may stand beside.

    Raises
    ------
    InputError
        Missing, unreadable, or no column of times.
    """
    path = Path(path)
    try:
        size_bytes = path.stat().st_size
        if size_bytes > _MOST_BYTES:
            raise NotARecording(
                what="it is too large to be a table of touches",
                where=path.name,
                remedy="give the table of the tapping app",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            what="it could not be read", where=path.name, remedy="check the name of the file"
        ) from error
    return score_taps(read_touch_table(data, name=path.name).tolist())


def read_touch_table(data: bytes, *, name: str) -> NDArray[np.float64]:
    """The times at which a finger came down, (n,) s from the first.

    Parameters
    ----------
    data : the table as bytes.
    name : file name, for messages.

    Raises
    ------
    InputError
        No column of times, or times that are no touches.
    """
    rows = _rows(data)
    if not 1 < len(rows) <= _MOST_ROWS:
        raise _no_touches(name, "it has no rows of touches" if len(rows) < 2 else "it has too many rows")
    header = [cell.strip().lower() for cell in rows[0]]
    has_header = not any(_is_number(cell) for cell in rows[0])
    body = rows[1:] if has_header else rows
    kinds = _column(header, _KIND_WORDS) if has_header else None
    if kinds is None:
        kinds = _kind_column(body)
    if kinds is not None:
        body = [row for row in body if kinds >= len(row) or row[kinds].strip().lower() not in _UP]
    at = _time_column(header if has_header else [], body, but=kinds)
    if at is None:
        raise _no_touches(name, "it has no column of rising times")
    first = _number(body[0][at])
    raw = np.array([_number(row[at]) - first for row in body if at < len(row) and _is_number(row[at])])
    raw = np.sort(raw)
    times_s = raw * _unit(raw, name).seconds
    kept = [float(times_s[0])]
    for time_s in times_s[1:]:
        if time_s - kept[-1] >= _BOUNCE_S:
            kept.append(float(time_s))
    found = np.array(kept)
    gaps_s = np.diff(found)
    if len(gaps_s) >= 8 and float(np.std(gaps_s)) < _LEAST_SPREAD * float(np.mean(gaps_s)):
        raise _no_touches(name, "its times are as even as the clock of a sensor, so they are no touches of a finger")
    return found


def _rows(data: bytes) -> list[list[str]]:
    """The cells of the table, without empty lines and comments."""
    lines = [line for line in data.decode("utf-8-sig", errors="replace").splitlines() if line.strip(" ,;\t")]
    lines = [line for line in lines if not line.startswith(("#", "%", "sep=")) and "\0" not in line]
    if not lines:
        return []
    sample = lines[len(lines) // 2]
    delimiter = next((each for each in ("\t", ";", ",") if each in sample), ",")
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _time_column(header: list[str], body: list[list[str]], *, but: int | None) -> int | None:
    width = max(len(row) for row in body) if body else 0
    order = [i for i, word in enumerate(header) if any(part in word for part in _TIME_WORDS)]
    order += [i for i in range(width) if i not in order]
    for at in order:
        if at == but:
            continue
        numbers = [_number(row[at]) for row in body if at < len(row) and _is_number(row[at])]
        steps = np.diff(numbers)
        if len(numbers) > 0.8 * len(body) and len(steps) and np.mean(steps >= 0) > 0.9 and np.any(steps != steps[0]):
            return at
    return None


def _column(header: list[str], words: tuple[str, ...]) -> int | None:
    return next((i for i, cell in enumerate(header) if any(word in cell for word in words)), None)


def _kind_column(body: list[list[str]]) -> int | None:
    """The column that says which rows are fingers going down."""
    width = max(len(row) for row in body)
    for at in range(width):
        words = {row[at].strip().lower() for row in body if at < len(row)}
        if words <= _DOWN | _UP and words & _DOWN:
            return at
    return None


def _unit(raw: NDArray[np.float64], name: str) -> ClockUnit:
    steps = np.diff(raw)
    # The upper quartile: where a touch bounces, half of the steps are tiny.
    usual = float(np.percentile(steps[steps > 0], 75)) if np.any(steps > 0) else 0.0
    low_s, high_s = _USUAL_S
    unit = next((unit for unit in ClockUnit if low_s <= usual * unit.seconds <= high_s), None)
    if unit is None:
        raise _no_touches(name, f"its rows are {usual:.4g} apart, which is no pace of tapping in s, ms, us or ns")
    return unit


def _is_number(cell: str) -> bool:
    try:
        return bool(np.isfinite(_number(cell)))
    except ValueError:
        return False


def _number(cell: str) -> float:
    text = cell.strip()
    return float(int(text)) if text.isdigit() else float(text.replace(",", "."))


def _no_touches(name: str, what: str) -> InputError:
    return NotARecording(what=what, where=name, remedy="give a table with one row a touch and a column of times")
