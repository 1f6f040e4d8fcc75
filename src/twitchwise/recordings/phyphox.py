"""Exports of the phyphox app: a zip file with one table per sensor and a `meta` folder, or one table alone.

Delimiter (comma, semicolon, tab) and decimal comma are choices of the export. Headers name the unit in brackets: new
files write `Time (s)`, `X (m/s^2)`, older ones `Acceleration x (m/s^2)`. Experiment time stands still while the
recording is paused; `meta/time.csv` ties it to the system clock, so that a pause becomes a gap.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording, Problem
from twitchwise.recordings.archive import Archive
from twitchwise.recordings.clocks import ClockUnit, Stamps
from twitchwise.recordings.dialect import read_words
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion import Track, build_recording, left_out, normal_unit, stated_unit
from twitchwise.recordings.text import Table, read_table

__all__ = ["is_phyphox_header", "read_phyphox_csv", "read_phyphox_zip"]

_UNIT = re.compile(r"\(([^()]*)\)\s*$")
_AXIS = re.compile(r"(?:^|[^a-z])([xyz])(?:[^a-z]|$)")
_QUANTITIES = {
    "m/s2": Quantity.ACCELERATION,
    "rad/s": Quantity.ANGULAR_VELOCITY,
    "deg/s": Quantity.ANGULAR_VELOCITY,
    "hPa": Quantity.PRESSURE,
}
_LATEST_S = 4_102_444_800.0  # the year 2100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sensor:
    track: Track
    is_linear: bool  # acceleration without gravity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    experiment_s: float
    system_s: float


def is_phyphox_header(header: tuple[str, ...]) -> bool:
    """Whether column names are those of a phyphox table of acceleration, rotation or pressure.

    Examples
    --------
    >>> is_phyphox_header(("Time (s)", "X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)"))
    True
    """
    units = [normal_unit(found[1]) for name in header[1:] if (found := _UNIT.search(name))]
    return _is_time(header[0]) and any(unit in _QUANTITIES for unit in units)


def read_phyphox_zip(path: Path, *, provenance: Provenance, unit: str | None = None) -> Recording:
    """Read a phyphox zip file; acceleration with gravity is preferred, rotation and pressure are kept.

    Parameters
    ----------
    path : the zip file.
    provenance : of the file; format, device, start and counts are filled in here.
    unit : unit of the acceleration where the person states one.

    Raises
    ------
    InputError
        Damaged archive, or no acceleration in it.
    """
    problems: list[Problem] = []
    sensors: list[_Sensor] = []
    starts: tuple[_Start, ...] = ()
    device: str | None = None
    with Archive(path) as archive:
        for member in archive.members:
            if not member.name.lower().endswith(".csv"):
                continue
            try:
                if member.folder.lower() != "meta":
                    table = read_table(archive.read(member), name=member.name)
                    sensors.extend(_sensors(table, member.name))
                elif member.name.lower() == "device.csv":
                    device = _device(archive.read(member))
                elif member.name.lower() == "time.csv":
                    starts = _starts(archive.read(member))
            except InputError as error:
                problems.append(left_out(member.name, error))
    return _join(
        sensors,
        starts=starts,
        where=path.name,
        provenance=replace(provenance, format="phyphox zip"),
        unit=unit,
        device=device,
        problems=problems,
    )


def read_phyphox_csv(path: Path, *, provenance: Provenance, unit: str | None = None) -> Recording:
    """Read one phyphox table, which must hold acceleration.

    Parameters
    ----------
    path : the table.
    provenance : of the file; format and counts are filled in here.
    unit : unit of the acceleration where the person states one.

    Raises
    ------
    InputError
        Not a table, or no acceleration in it.
    """
    sensors = _sensors(read_table(path.read_bytes(), name=path.name), path.name)
    return _join(sensors, where=path.name, provenance=replace(provenance, format="phyphox CSV"), unit=unit)


def _join(
    sensors: list[_Sensor],
    *,
    where: str,
    provenance: Provenance,
    unit: str | None,
    starts: tuple[_Start, ...] = (),
    device: str | None = None,
    problems: Sequence[Problem] = (),
) -> Recording:
    accelerations = [sensor for sensor in sensors if sensor.track.quantity is Quantity.ACCELERATION]
    if not accelerations:
        if problems and not sensors:
            raise NotARecording(what=problems[0].what, where=where, remedy=problems[0].remedy)
        raise NotARecording(
            what="there is no acceleration in it",
            where=where,
            remedy="record phyphox's 'Acceleration with g' and export again",
        )
    main = min(accelerations, key=lambda sensor: sensor.is_linear).track
    others = [sensor.track for sensor in sensors if sensor.track.quantity is not Quantity.ACCELERATION]
    tracks = [_on_system_time(track, starts) for track in (main, *others)]
    started_at = None
    first = main.stamps.values[np.isfinite(main.stamps.values)]
    if starts and first.size:
        started_s = starts[0].system_s + float(first[0]) - starts[0].experiment_s
        started_at = datetime.fromtimestamp(started_s, tz=UTC) if 0 < started_s < _LATEST_S else None
    return build_recording(
        replace(tracks[0], unit=stated_unit(unit, where=where) or main.unit),
        companions=tracks[1:],
        provenance=provenance,
        device=device,
        started_at=started_at,
        problems=problems,
    )


def _is_time(name: str) -> bool:
    found = _UNIT.search(name)
    return found is not None and found[1].strip() == "s"  # the word before it is translated


def _sensors(table: Table, name: str) -> list[_Sensor]:
    """The acceleration, rotation and pressure that a table holds."""
    header = table.header or ()
    if not header or not is_phyphox_header(header):
        return []
    found: list[_Sensor] = []
    for quantity in (Quantity.ACCELERATION, Quantity.ANGULAR_VELOCITY, Quantity.PRESSURE):
        columns: dict[str, int] = {}
        units: set[str] = set()
        for index, title in enumerate(header[1:], start=1):
            in_brackets = _UNIT.search(title)
            unit = normal_unit(in_brackets[1]) if in_brackets else None
            if unit is None or _QUANTITIES.get(unit) is not quantity:
                continue
            axis = _AXIS.search(title[: in_brackets.start()].lower()) if in_brackets else None
            label = "pressure" if quantity is Quantity.PRESSURE else axis[1] if axis else None
            if label is not None and label not in columns:
                columns[label] = index
                units.add(unit)
        labels = ("pressure",) if quantity is Quantity.PRESSURE else ("x", "y", "z")
        if set(columns) != set(labels) or len(units) != 1:
            continue
        first = table.first_clock or 0
        track = Track(
            name=name,
            quantity=quantity,
            labels=labels,
            values=table.values[:, [columns[label] for label in labels]],
            unit=units.pop(),
            stamps=Stamps(first=first, values=table.values[:, 0], unit=ClockUnit.S),
            n_corrupt=table.n_corrupt,
        )
        is_linear = "linear" in (name + header[columns[labels[0]]]).lower()
        found.append(_Sensor(track=track, is_linear=is_linear))
    return found


def _on_system_time(track: Track, starts: tuple[_Start, ...]) -> Track:
    """The track with every pause put back in, as the system clock saw it."""
    if len(starts) < 2:
        return track
    at: NDArray[np.float64] = track.stamps.values
    paused_s = np.array(
        [start.system_s - starts[0].system_s - (start.experiment_s - starts[0].experiment_s) for start in starts]
    )
    paused_s = np.maximum.accumulate(np.maximum(paused_s, 0.0))  # a system clock set back is not a negative pause
    began = np.array([start.experiment_s for start in starts])
    which = np.clip(np.searchsorted(began, at, side="right") - 1, 0, len(starts) - 1)
    return replace(track, stamps=replace(track.stamps, values=at + paused_s[which]))


def _starts(data: bytes) -> tuple[_Start, ...]:
    """When the recording was started and resumed, by experiment time and by the system clock."""
    found: list[_Start] = []
    for row in read_words(data):
        if len(row) < 3 or row[0].strip().upper() != "START":
            continue
        try:
            experiment_s, system_s = (float(cell.replace(",", ".")) for cell in row[1:3])
        except ValueError:
            continue
        is_forward = not found or experiment_s >= found[-1].experiment_s
        if is_forward and abs(experiment_s) < _LATEST_S and abs(system_s) < _LATEST_S:
            found.append(_Start(experiment_s=experiment_s, system_s=system_s))
    return tuple(found)


def _device(data: bytes) -> str | None:
    found = {row[0].strip(): row[1].strip() for row in read_words(data) if len(row) >= 2}
    names = [found.get("deviceBrand", ""), found.get("deviceModel", "")]
    return " ".join(name for name in names if name and name.lower() != "null")[:200] or None
