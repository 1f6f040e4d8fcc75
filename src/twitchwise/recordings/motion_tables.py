"""Motion in plain tables: which column is the time, which three are the axes.

Column names are read as apps write them (`accX`, `ax`, `Acceleration x (m/s^2)`, `gFx`, `X-axis (g)`). A table without
names is known by its numbers: time rises, the axes hold gravity, a column of few whole numbers is a status.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.clocks import ClockUnit, Stamps, guess_clock_unit, usual_step
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion import Track, build_recording, holds_gravity, normal_unit, stamps_of, stated_unit
from twitchwise.recordings.text import Table, read_table

__all__ = ["MotionColumns", "clock_unit_of", "find_motion_columns", "read_motion_table", "time_column"]

_UNIT = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
_AXIS = re.compile(r"^(?:(?P<before>.*?)[\s_.\-:]*(?P<last>[xyz])|(?P<first>[xyz])[\s_.\-]+(?P<after>.+))$")
_TIME = re.compile(r"time|stamp|zeit|temps|tiempo|tempo|elapsed|second|millis|nanos|^t$|^t_|^(?:s|ms|us|ns)$")
_TIME_UNITS = (
    (re.compile(r"(?:^|[^a-z])(?:ns|nsec|nanos\w*)(?:[^a-z]|$)"), ClockUnit.NS),
    (
        re.compile(r"(?:^|[^a-z])(?:us|usec|\N{MICRO SIGN}s|\N{GREEK SMALL LETTER MU}s|micros\w*)(?:[^a-z]|$)"),
        ClockUnit.US,
    ),
    (re.compile(r"(?:^|[^a-z])(?:ms|msec|millis\w*)(?:[^a-z]|$)"), ClockUnit.MS),
    (re.compile(r"(?:^|[^a-z])(?:s|secs?|seconds?)(?:[^a-z]|$)"), ClockUnit.S),
)
_BARE_UNIT = re.compile(r"[_ ](?:in_)?(?:g|mg|m/s\^?2|mps2|ms2|rad/s|deg/s|dps)$")
# What stands before or after the axis letter, by sensor; the first that matches decides.
_SENSORS = (
    ("rotation", re.compile(r"gyr|rotation|angular|omega|^g$|^w$")),
    ("other", re.compile(r"mag|quat|orient|attitude|euler|gravity|^m$|^q")),
    ("linear", re.compile(r"linear|user|^la$|^lin")),
    ("acceleration", re.compile(r"acc|g-?force|^gf|^a$|^axis$|^$|sensor|imu|value|^raw$")),
)
_PRESSURE = re.compile(r"pressure|barometer|luftdruck|^hpa$|^press")
_PRESSURE_HPA = (300.0, 1100.0)  # from the top of Mount Everest to the shore of the Dead Sea
_SLOW_STEP_S = 0.6  # apps that write all sensors into one table do so twice a second
_FEW = 10  # a status column takes at most this many values
_RISING_SHARE = 0.9  # a clock may run backwards now and then


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionColumns:
    """Which columns of a table hold what.

    Parameters
    ----------
    time : index of the time column, or None.
    axes : indices of x, y and z of the acceleration.
    rotation : indices of x, y and z of the angular velocity, if named.
    pressure : index of the air pressure, if named.
    are_named : the header says so; otherwise the numbers did.
    """

    time: int | None
    axes: tuple[int, ...]
    rotation: tuple[int, ...] = ()
    pressure: int | None = None
    are_named: bool


def read_motion_table(path: Path, *, provenance: Provenance, rate_hz: float | None, unit: str | None) -> Recording:
    """Read a table with three axes of acceleration and, preferably, a time column.

    Parameters
    ----------
    path : the table.
    provenance : of the file; format and counts are filled in here.
    rate_hz : samples a second, for a table without a time column.
    unit : unit of the acceleration, where the person states one.

    Raises
    ------
    NotARecording
        No three axes, no time, or a unit that cannot be told.
    """
    table = read_table(path.read_bytes(), name=path.name)
    columns = find_motion_columns(table)
    if columns is None:
        raise NotARecording(
            what="its columns hold no three axes of an acceleration",
            where=path.name,
            remedy="name them x, y and z in the first line",
        )
    header = table.header or ()
    problems: list[Problem] = []
    stamps = _stamps(table, columns.time, rate_hz, path.name, problems)
    main = Track(
        name=path.name,
        quantity=Quantity.ACCELERATION,
        labels=("x", "y", "z"),
        values=table.values[:, list(columns.axes)],
        unit=stated_unit(unit, where=path.name) or _unit_in(header, columns.axes),
        stamps=stamps,
        n_corrupt=table.n_corrupt,
    )
    companions: list[Track] = []
    if columns.rotation:
        rotation = replace(
            main,
            name="rotation",
            quantity=Quantity.ANGULAR_VELOCITY,
            values=table.values[:, list(columns.rotation)],
            unit=_unit_in(header, columns.rotation),
        )
        companions.append(rotation)
    if columns.pressure is not None:
        companions.append(_pressure_track(table, columns.pressure, stamps))
    return build_recording(
        main, companions=companions, provenance=replace(provenance, format="motion table"), problems=problems
    )


def find_motion_columns(table: Table) -> MotionColumns | None:
    """The time column and the three axes of a table, or None when it holds no three axes.

    Examples
    --------
    >>> table = read_table(b"t_ms,accX,accY,accZ,gyroX\\n0,0,0,9.8,0\\n10,0,0,9.8,0\\n", name="a.csv")
    >>> find_motion_columns(table).axes
    (1, 2, 3)
    """
    time = time_column(table)
    found: dict[tuple[str, str], int] = {}
    for index, name in enumerate(table.header or ()):
        match = _AXIS.match(_BARE_UNIT.sub("", _UNIT.sub("", name).strip().lower()))
        if index == time or match is None or np.isnan(table.values[:, index]).all():
            continue
        words = (match["before"] if match["last"] else match["after"]) or ""
        sensor = next((kind for kind, pattern in _SENSORS if pattern.search(words.strip(" _.-:"))), None)
        if sensor is not None:
            found.setdefault((sensor, match["last"] or match["first"]), index)
    for sensor in ("acceleration", "linear"):
        axes = tuple(found[sensor, axis] for axis in "xyz" if (sensor, axis) in found)
        if len(axes) == 3:
            rotation = tuple(found["rotation", axis] for axis in "xyz" if ("rotation", axis) in found)
            return MotionColumns(
                time=time,
                axes=axes,
                rotation=rotation if len(rotation) == 3 else (),
                pressure=_pressure_column(table, time),
                are_named=True,
            )
    by_numbers = _axes_by_numbers(table.values, time)
    return None if by_numbers is None else MotionColumns(time=time, axes=by_numbers, are_named=False)


def time_column(table: Table) -> int | None:
    """Index of the column that is a clock: by its name, or the first column when it rises steadily; None without."""
    named = [
        index
        for index, name in enumerate(table.header or ())
        if _TIME.search(_UNIT.sub("", name).strip().lower()) and _rises(table.values[:, index])
    ]
    if named:
        # A clock whose unit is known is better than one whose is not: phones write several.
        known = [index for index in named if clock_unit_of(table, index) is not None]
        return (known or named)[0]
    return 0 if table.values.shape[1] > 1 and _rises(table.values[:, 0]) else None


def clock_unit_of(table: Table, column: int) -> ClockUnit | None:
    """The unit of a time column: as its name states, else as its usual step tells; None when neither does."""
    name = (table.header[column] if table.header else "").lower()
    values = table.values[:, column]
    guess = guess_clock_unit(values)
    for pattern, unit in _TIME_UNITS:
        if pattern.search(name):
            # A name that makes the sensor impossibly slow or fast is wrong ("time (s)" over milliseconds).
            if guess is None or guess is unit:
                return unit
            step_s = (usual_step(values) or 0.0) * unit.seconds
            return unit if guess.seconds < unit.seconds and step_s <= _SLOW_STEP_S else guess
    return None if usual_step(values) == 1.0 else guess


def _pressure_column(table: Table, time: int | None) -> int | None:
    for index, name in enumerate(table.header or ()):
        is_pressure = _PRESSURE.search(_UNIT.sub("", name).strip().lower()) is not None
        if index != time and is_pressure and not np.isnan(table.values[:, index]).all():
            return index
    return None


def _pressure_track(table: Table, column: int, stamps: Stamps) -> Track:
    """The air pressure of a table; where its name states no unit, hPa or Pa is told by the size."""
    values = table.values[:, [column]]
    unit = _unit_in(table.header or (), (column,))
    if unit is None:
        usual = float(np.nanmedian(values))
        low, high = _PRESSURE_HPA
        unit = next(
            (each for each, hpa in (("hPa", 1.0), ("Pa", 0.01), ("kPa", 10.0)) if low <= usual * hpa <= high), None
        )
    return Track(
        name="pressure",
        quantity=Quantity.PRESSURE,
        labels=("pressure",),
        values=values,
        unit=unit,
        stamps=stamps,
    )


def _rises(values: NDArray[np.float64]) -> bool:
    finite = values[np.isfinite(values)]
    if len(finite) < 2 or len(finite) < 0.5 * len(values):
        return False
    with np.errstate(over="ignore"):
        steps = np.diff(finite)
    return bool(np.mean(steps >= 0) >= _RISING_SHARE and finite[-1] > finite[0])


def _axes_by_numbers(values: NDArray[np.float64], time: int | None) -> tuple[int, ...] | None:
    left = [i for i in range(values.shape[1]) if i != time and np.isfinite(values[:, i]).any()]
    if len(left) > 3:
        left = [i for i in left if not _is_status(values[:, i])]
    if len(left) == 3:
        return tuple(left)
    triples = (tuple(left[i : i + 3]) for i in range(len(left) - 2))
    return next((triple for triple in triples if holds_gravity(values[:, list(triple)])), None)


def _is_status(values: NDArray[np.float64]) -> bool:
    finite = values[np.isfinite(values)]
    return bool(np.all(finite == np.round(finite)) and len(np.unique(finite)) <= _FEW)


def _unit_in(header: tuple[str, ...], columns: tuple[int, ...]) -> str | None:
    """The unit that the names of all `columns` state, in brackets or after an underscore."""
    found: set[str | None] = set()
    for index in columns:
        name = header[index] if header else ""
        in_brackets = _UNIT.search(name)
        if in_brackets:
            found.add(normal_unit(in_brackets[1]))
        elif re.match(r"g-?f(?:orce)?[\s_]*[xyz]$", name.strip().lower()):
            found.add("g")
        else:
            found.add(normal_unit(re.split(r"_(?:in_)?", name.lower())[-1]))
    return found.pop() if len(found) == 1 else None


def _stamps(table: Table, column: int | None, rate_hz: float | None, where: str, problems: list[Problem]) -> Stamps:
    unit = None if column is None else clock_unit_of(table, column)
    if column is not None and unit is not None:
        stated = _stated_time_unit(table, column)
        if stated is not None and stated is not unit:
            problems.append(
                Problem(
                    what=f"its time column states {stated.value} but counts {unit.value}",
                    where=where,
                    remedy="correct the name of the column",
                )
            )
        return stamps_of(table, column, unit)
    if rate_hz is not None:
        return Stamps(first=0, values=np.arange(len(table.values)) / rate_hz, unit=ClockUnit.S)
    if column is None or usual_step(table.values[:, column]) == 1.0:
        raise NotARecording(
            what="it holds no times" if column is None else "its first column counts samples, not time",
            where=where,
            remedy="give the sampling rate with --rate",
        )
    raise NotARecording(
        what=f"the unit of its time column cannot be told (usual step {usual_step(table.values[:, column]):.4g})",
        where=where,
        remedy="name the column time_s, time_ms, time_us or time_ns",
    )


def _stated_time_unit(table: Table, column: int) -> ClockUnit | None:
    name = (table.header[column] if table.header else "").lower()
    return next((unit for pattern, unit in _TIME_UNITS if pattern.search(name)), None)
