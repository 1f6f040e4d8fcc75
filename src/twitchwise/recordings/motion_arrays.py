"""Motion in array files: .npz with an acceleration and a time, .npy with three axes alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.array_files import NamedArray, open_arrays
from twitchwise.recordings.clocks import ClockUnit, Stamps, guess_clock_unit
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion import Track, build_recording, normal_unit, stated_unit

__all__ = ["find_acceleration", "read_motion_array", "three_axes"]

_TIME_NAMES = ("time_s", "time_ms", "time_us", "time_ns", "time", "t", "timestamps", "timestamp", "unix_time")
_RATE_NAMES = ("rate_hz", "fs", "rate", "sampling_rate", "sample_rate", "sfreq", "srate")
_UNIT_NAMES = ("unit", "units")
_ROTATION_NAMES = ("angular_velocity", "gyroscope", "gyro")
_N_AXES = 3


def find_acceleration(arrays: tuple[NamedArray, ...]) -> NamedArray | None:
    """The array of three axes whose name begins like "acceleration", or None.

    Parameters
    ----------
    arrays : what the file holds.
    """
    return next((array for array in arrays if array.name.lower().startswith("acc") and _has_three_axes(array)), None)


def three_axes(arrays: tuple[NamedArray, ...]) -> list[NamedArray]:
    """The arrays that could be three axes, by their shape."""
    return [array for array in arrays if _has_three_axes(array)]


def read_motion_array(path: Path, *, provenance: Provenance, rate_hz: float | None, unit: str | None) -> Recording:
    """Read an acceleration from an array file.

    Parameters
    ----------
    path : .npz, .npy or .mat file.
    provenance : of the file; format and counts are filled in here.
    rate_hz : samples a second, for a file without times.
    unit : unit of the acceleration, where the person states one.

    Raises
    ------
    InputError
        Damaged, or without three axes, or without times or a rate.
    """
    file = open_arrays(path)
    array = find_acceleration(file.arrays)
    if array is None:
        three = three_axes(file.arrays)
        if len(three) != 1:
            raise NotARecording(
                what="it holds no array with the three axes of an acceleration",
                where=path.name,
                remedy="name the array acceleration and give it three rows",
            )
        array = three[0]
    values = _by_row(array)
    named = {other.name.lower(): other for other in file.arrays}
    track = Track(
        name=path.name,
        quantity=Quantity.ACCELERATION,
        labels=("x", "y", "z"),
        values=values,
        unit=stated_unit(unit, where=path.name) or _unit(named),
        stamps=_stamps(named, len(values), rate_hz, path.name),
    )
    return build_recording(
        track,
        companions=_companions(named, track),
        provenance=replace(provenance, format=f"motion in {file.format}"),
    )


def _has_three_axes(array: NamedArray) -> bool:
    return array.dtype.kind in "fiu" and len(array.shape) == 2 and _N_AXES in array.shape and max(array.shape) > _N_AXES


def _companions(named: dict[str, NamedArray], main: Track) -> list[Track]:
    """Angular velocity in rad/s and pressure in hPa, as `simulate` names them, sampled with the acceleration."""
    found = []
    n_rows = len(main.values)
    for name in _ROTATION_NAMES:
        array = named.get(name)
        if array is not None and _has_three_axes(array) and n_rows in array.shape:
            found.append(
                replace(main, name=name, quantity=Quantity.ANGULAR_VELOCITY, values=_by_row(array), unit="rad/s")
            )
            break
    pressure = named.get("pressure")
    if pressure is not None and pressure.dtype.kind in "fiu" and pressure.size == n_rows:
        with np.errstate(invalid="ignore", over="ignore"):
            values = pressure.load().astype(np.float64).reshape(-1, 1)
        found.append(
            replace(main, name="pressure", quantity=Quantity.PRESSURE, labels=("pressure",), values=values, unit="hPa")
        )
    return found


def _by_row(array: NamedArray) -> NDArray[np.float64]:
    """The array as (n_rows, 3) float64, whichever way round it is stored."""
    with np.errstate(invalid="ignore", over="ignore"):  # broken bytes make numbers that no cast can carry over
        values = array.load().reshape(array.shape, order="F" if array.is_fortran else "C").astype(np.float64)
    return values if array.shape[1] == _N_AXES else values.T


def _unit(named: dict[str, NamedArray]) -> str | None:
    for name in _UNIT_NAMES:
        if name in named and named[name].dtype.kind in "US" and named[name].size == 1 and named[name].n_bytes:
            raw = named[name].load()
            # Decoded here, since numpy hands out broken code points as strings that crash whoever touches them.
            encoding = "latin-1" if raw.dtype.kind == "S" else "utf-32-be" if raw.dtype.str[0] == ">" else "utf-32-le"
            return normal_unit(raw.tobytes().decode(encoding, errors="replace").strip("\0"))
    return None


def _stamps(named: dict[str, NamedArray], n_rows: int, rate_hz: float | None, where: str) -> Stamps:
    for name in _TIME_NAMES:
        array = named.get(name)
        if array is None or array.dtype.kind not in "fiu" or array.shape != (n_rows,):
            continue
        is_whole = array.dtype.kind in "iu"  # subtracted before it becomes float64: nanoseconds would lose digits
        with np.errstate(invalid="ignore", over="ignore"):
            raw = array.load().astype(np.int64 if is_whole else np.float64)
            first = int(raw[0]) if is_whole else 0
            values = (raw - first).astype(np.float64)
        stated = name.removeprefix("time_") if name.startswith("time_") else None
        unit = ClockUnit(stated) if stated else guess_clock_unit(values)
        if unit is not None:
            return Stamps(first=first, values=values, unit=unit)
    if rate_hz is None:
        rate_hz = next((_scalar(named[name]) for name in _RATE_NAMES if name in named), None)
    if rate_hz is None or not (np.isfinite(rate_hz) and rate_hz > 0):
        raise NotARecording(what="it holds no times", where=where, remedy="give the sampling rate with --rate")
    return Stamps(first=0, values=np.arange(n_rows) / rate_hz, unit=ClockUnit.S)


def _scalar(array: NamedArray) -> float | None:
    return float(array.load().reshape(-1)[0]) if array.dtype.kind in "fiu" and array.size == 1 else None
