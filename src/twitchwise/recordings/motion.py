"""What a phone's motion sensors measured becomes a recording in mg, rad/s and hPa on one clock.

The readers of the apps (`sensor_logger`, `phyphox`, `motion_tables`) hand over `Track`s, rows as they stand in the
file. Here they get their unit, their true times and their gaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording, Problem
from twitchwise.recordings.clocks import Clock, ClockUnit, Stamps, read_clock
from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind
from twitchwise.recordings.samples import SampledSignal, drop_impossible
from twitchwise.recordings.text import Table

__all__ = [
    "Track",
    "build_recording",
    "gravity_size",
    "holds_gravity",
    "left_out",
    "normal_unit",
    "stamps_of",
    "stated_unit",
]

_STANDARD_GRAVITY_MPS2 = 9.80665  # by definition: 3rd General Conference on Weights and Measures, 1901
_WINDOW_ROWS = 64  # about half a second: gravity keeps its direction that long, shaking does not
_GRAVITY_BAND = (0.8, 1.2)  # sensors out of calibration and bodies in motion stay within a fifth of standard gravity
_RATES_HZ = (1.0, 20_000.0)  # a phone set to "slow" gives 5; the fastest vibration sensors some 10,000
_IN_MG = {"mg": 1.0, "g": 1000.0, "m/s2": 1000.0 / _STANDARD_GRAVITY_MPS2}
_IN_UNIT_OF = {
    Quantity.ANGULAR_VELOCITY: {"rad/s": 1.0, "deg/s": np.pi / 180},
    Quantity.PRESSURE: {"hPa": 1.0, "Pa": 0.01, "kPa": 10.0},
}
_SPELLINGS = {
    "g": "g",
    "gs": "g",
    "mg": "mg",
    "milli-g": "mg",
    "m/s2": "m/s2",
    "m/s^2": "m/s2",
    "m/s\N{SUPERSCRIPT TWO}": "m/s2",
    "m/s/s": "m/s2",
    "m/sec2": "m/s2",
    "m/sec^2": "m/s2",
    "ms-2": "m/s2",
    "ms^-2": "m/s2",
    "m s-2": "m/s2",
    "m s^-2": "m/s2",
    "m*s^-2": "m/s2",
    "mps2": "m/s2",
    "rad/s": "rad/s",
    "rad/sec": "rad/s",
    "deg/s": "deg/s",
    "deg/sec": "deg/s",
    "dps": "deg/s",
    "\N{DEGREE SIGN}/s": "deg/s",
    "hpa": "hPa",
    "mbar": "hPa",
    "millibar": "hPa",
    "pa": "Pa",
    "kpa": "kPa",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """One sensor's rows as they stand in the file.

    Parameters
    ----------
    name : the sensor or member of an archive, for messages.
    quantity : what it measures.
    labels : one name per column of `values`.
    values : (n_rows, n_columns) float64, in `unit`.
    unit : the unit the file states or the app defines ("g", "mg", "m/s2", "rad/s", "deg/s", "hPa", ...), else None.
    stamps : when each row was measured.
    n_corrupt : lines of the file that could not be read.
    """

    name: str
    quantity: Quantity
    labels: tuple[str, ...]
    values: NDArray[np.float64]
    unit: str | None
    stamps: Stamps
    n_corrupt: int = 0


def normal_unit(text: str) -> str | None:
    """The usual spelling of a unit of acceleration, rotation or pressure, or None when it is none of these.

    Examples
    --------
    >>> normal_unit("m/s^2"), normal_unit("G"), normal_unit("furlong")
    ('m/s2', 'g', None)
    """
    return _SPELLINGS.get(text.strip().strip("()[]").strip().lower())


def stated_unit(unit: str | None, *, where: str) -> str | None:
    """The unit of acceleration that the person states, in its usual spelling; NotARecording when it is another."""
    if unit is None:
        return None
    usual = normal_unit(unit)
    if usual not in _IN_MG:
        raise NotARecording(
            what=f"{unit!r} is no unit of acceleration", where=where, remedy="use --unit g, --unit mg or --unit m/s2"
        )
    return usual


def stamps_of(table: Table, column: int, unit: ClockUnit) -> Stamps:
    """The stamps in a column of a table, whose first column may be relative to its exact first clock."""
    first = table.first_clock if column == 0 and table.first_clock is not None else 0
    return Stamps(first=first, values=table.values[:, column], unit=unit)


def gravity_size(values: NDArray[np.float64]) -> float:
    """Length of the steady part of an acceleration, in the unit of `values` ((n_rows, 3)); NaN without finite rows.

    Notes
    -----
    The median, over windows of 64 rows, of the length of the mean vector. Shaking averages out within a window;
    gravity does not.
    """
    finite = values[np.isfinite(values).all(axis=1)]
    if not len(finite):
        return float("nan")
    size = min(_WINDOW_ROWS, len(finite))
    whole = finite[: len(finite) // size * size].reshape(-1, size, finite.shape[1])
    with np.errstate(over="ignore", invalid="ignore"):
        means = whole.mean(axis=1)
        return float(np.median(np.sqrt((means**2).sum(axis=1))))


def holds_gravity(values: NDArray[np.float64]) -> bool:
    """Whether three columns ((n_rows, 3)) hold gravity in mg, g or m/s2, as an accelerometer's do."""
    return _unit_by_gravity(gravity_size(values)) is not None


def left_out(name: str, error: InputError) -> Problem:
    """The problem that a sensor, or a table of one, could not be read and the rest could."""
    return Problem(what=f"left out, since {error.what}", where=name, remedy=error.remedy)


def build_recording(
    main: Track,
    *,
    companions: Sequence[Track] = (),
    provenance: Provenance,
    device: str | None = None,
    started_at: datetime | None = None,
    problems: Sequence[Problem] = (),
) -> Recording:
    """Join the tracks of one file to a recording on the clock of the acceleration.

    Parameters
    ----------
    main : the acceleration, three columns.
    companions : rotation and pressure; one that cannot be used is left out with a problem.
    provenance : of the file, with `format` filled in.
    device : the phone, if the file names it.
    started_at : instant of the first sample where the stamps do not count from 1970.
    problems : what the reader has already put right.

    Raises
    ------
    NotARecording
        The clock or the unit of the acceleration cannot be made out.
    """
    found = list(problems)
    clock = read_clock(main.stamps, main.values, where=main.name)
    found.extend(clock.problems)
    slowest_hz, fastest_hz = _RATES_HZ
    if not slowest_hz <= clock.rate_hz <= fastest_hz:
        raise NotARecording(
            what=f"its clock makes {clock.rate_hz:.3g} samples a second, which no motion sensor does",
            where=main.name,
            remedy="check the unit of the time column, or the rate",
        )
    signal = _signal(main, clock, scale=_scale_to_mg(main, found))
    found.extend(_flat_axes(signal, main.name))
    kept: list[SampledSignal] = []
    for track in companions:
        try:
            kept.append(_companion(track, clock.zero, found))
        except InputError as error:
            found.append(left_out(track.name, error))
    return Recording(
        kind=RecordingKind.MOTION,
        signal=signal,
        companions=tuple(kept),
        provenance=replace(
            provenance,
            device=device,
            started_at=clock.started_at or started_at,
            n_dropped=clock.n_dropped,
            n_corrupt=main.n_corrupt + clock.n_broken,
        ),
        duration_s=float(clock.times_s[-1] - clock.times_s[0]) + 1.0 / clock.rate_hz,
        gaps=clock.gaps,
        problems=tuple(found),
    )


def _signal(track: Track, clock: Clock, *, scale: float) -> SampledSignal:
    with np.errstate(over="ignore", invalid="ignore"):
        samples = (track.values[clock.rows] * scale).T.astype(np.float32)
    drop_impossible(samples)
    return SampledSignal(
        quantity=track.quantity,
        labels=track.labels,
        values=np.ascontiguousarray(samples),
        rate_hz=clock.rate_hz,
        clock_s=clock.times_s,
    )


def _companion(track: Track, zero: tuple[int, float], found: list[Problem]) -> SampledSignal:
    scale = _IN_UNIT_OF[track.quantity].get(track.unit or "")
    if scale is None:
        raise NotARecording(
            what="its unit is not stated", where=track.name, remedy="name the unit in the header, such as (rad/s)"
        )
    clock = read_clock(track.stamps, track.values, where=track.name, zero=zero)
    found.extend(clock.problems)
    return _signal(track, clock, scale=scale)


def _unit_by_gravity(size: float) -> str | None:
    low, high = _GRAVITY_BAND
    return next((unit for unit, scale in _IN_MG.items() if low <= size * scale / 1000 <= high), None)


def _scale_to_mg(track: Track, found: list[Problem]) -> float:
    """Factor that takes the track to mg, from the stated unit or else from the size of gravity."""
    size = gravity_size(track.values)
    by_gravity = _unit_by_gravity(size)
    if track.unit in _IN_MG:
        if by_gravity == "m/s2" and track.unit == "g":
            found.append(
                Problem(
                    what=f"it states g, but gravity measures {size:.2f} in it; it was read as m/s2",
                    where=track.name,
                    remedy="correct the unit in the file",
                )
            )
            return _IN_MG["m/s2"]
        return _IN_MG[track.unit or ""]
    if by_gravity is not None:
        return _IN_MG[by_gravity]
    if size < _GRAVITY_BAND[0] * _STANDARD_GRAVITY_MPS2:
        found.append(
            Problem(
                what="it states no unit and holds no gravity to tell it from; m/s2 was assumed",
                where=track.name,
                remedy="state the unit with --unit if it is another",
            )
        )
        return _IN_MG["m/s2"]
    raise NotARecording(
        what=f"the unit of the acceleration cannot be told (its usual size is {size:.4g})",
        where=track.name,
        remedy="state it with --unit g, --unit mg or --unit m/s2",
    )


def _flat_axes(signal: SampledSignal, where: str) -> list[Problem]:
    flat = [
        label
        for label, axis in zip(signal.labels, signal.values, strict=True)
        if not np.isfinite(axis).any() or np.nanmin(axis) == np.nanmax(axis)
    ]
    if not flat:
        return []
    if len(flat) == len(signal.labels):
        raise NotARecording(what="all its axes are constant", where=where, remedy="check that the sensor was recording")
    words = " and ".join(flat)
    return [
        Problem(
            what=f"the {words} axis never changes" if len(flat) == 1 else f"the {words} axes never change",
            where=where,
            remedy="check the export; a twitch along it cannot be seen",
        )
    ]
