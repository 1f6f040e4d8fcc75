"""Exports of the Sensor Logger app: a zip file with one table per sensor, or one such table alone.

Every table starts `time,seconds_elapsed,z,y,x`: nanoseconds since 1970 UTC, seconds since the start button (a little
negative at first), and the axes from z to x. `TotalAcceleration` includes gravity; `Accelerometer` does not, and
`Gravity` beside it adds it back. The uncalibrated accelerometer of iPhones counts in g, everything else in SI units.
"""

from dataclasses import replace
from pathlib import Path, PurePath

import numpy as np

from twitchwise.errors import InputError, NotARecording, Problem
from twitchwise.recordings.archive import Archive, Member
from twitchwise.recordings.clocks import ClockUnit
from twitchwise.recordings.dialect import read_words
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion import Track, build_recording, holds_gravity, left_out, stamps_of, stated_unit
from twitchwise.recordings.text import Table, read_table

__all__ = ["read_sensor_logger_csv", "read_sensor_logger_zip"]

_AXES = ("x", "y", "z")
_NOT_ACCELERATION = ("gyroscope", "magnetometer", "orientation", "barometer", "compass", "annotation", "pedometer")


def read_sensor_logger_zip(path: Path, *, provenance: Provenance, unit: str | None = None) -> Recording:
    """Read a Sensor Logger zip file; acceleration with gravity is preferred, rotation and pressure are kept.

    Parameters
    ----------
    path : the zip file.
    provenance : of the file; format, device and counts are filled in here.
    unit : unit of the acceleration where the person states one.

    Raises
    ------
    InputError
        Damaged archive, or no acceleration in it.
    """
    problems: list[Problem] = []
    with Archive(path) as archive:
        members = {PurePath(member.name).stem.lower(): member for member in archive.members if _is_table(member)}
        main = _acceleration(archive, members, path.name, problems)
        companions: list[Track] = []
        for name, quantity in (("gyroscope", Quantity.ANGULAR_VELOCITY), ("barometer", Quantity.PRESSURE)):
            if name not in members:
                continue
            try:
                companions.append(_track(archive, members[name], quantity))
            except InputError as error:
                problems.append(left_out(name, error))
        device = _device(archive.read(members["metadata"])) if _has_content(members.get("metadata")) else None
    return build_recording(
        replace(main, unit=stated_unit(unit, where=path.name) or main.unit),
        companions=companions,
        provenance=replace(provenance, format="Sensor Logger zip"),
        device=device,
        problems=problems,
    )


def read_sensor_logger_csv(path: Path, *, provenance: Provenance, unit: str | None = None) -> Recording:
    """Read one table of a Sensor Logger export, which must be an acceleration.

    Parameters
    ----------
    path : the table.
    provenance : of the file; format and counts are filled in here.
    unit : unit of the acceleration where the person states one.

    Raises
    ------
    InputError
        Not a table, or a table of another sensor.
    """
    name = path.stem.lower()
    if any(word in name for word in _NOT_ACCELERATION):
        raise NotARecording(
            what=f"it holds the {next(word for word in _NOT_ACCELERATION if word in name)}, not the acceleration",
            where=path.name,
            remedy="give the accelerometer's table, or the whole zip file",
        )
    track = _track_of(read_table(path.read_bytes(), name=path.name), path.name, Quantity.ACCELERATION)
    is_linear = name.startswith("accelerometer") and "uncalibrated" not in name
    return build_recording(
        replace(track, unit=stated_unit(unit, where=path.name) or ("m/s2" if is_linear else None)),
        provenance=replace(provenance, format="Sensor Logger CSV"),
    )


def _is_table(member: Member) -> bool:
    return member.name.lower().endswith(".csv")


def _has_content(member: Member | None) -> bool:
    return member is not None and member.size_bytes > 0


def _acceleration(archive: Archive, members: dict[str, Member], where: str, problems: list[Problem]) -> Track:
    """The best acceleration there is: with gravity, then without, then uncalibrated."""
    first_error: InputError | None = None
    for name in ("totalacceleration", "accelerometer", "accelerometeruncalibrated"):
        if name not in members:
            continue
        try:
            track = _track(archive, members[name], Quantity.ACCELERATION)
        except InputError as error:
            problems.append(left_out(name, error))
            first_error = first_error or error
            continue
        if name == "accelerometer":
            return _with_gravity(archive, members.get("gravity"), track, problems)
        return track
    raise first_error or NotARecording(
        what="there is no acceleration in it",
        where=where,
        remedy="switch on Total Acceleration or Accelerometer in the app and record again",
    )


def _with_gravity(archive: Archive, member: Member | None, track: Track, problems: list[Problem]) -> Track:
    """Acceleration plus gravity where both were measured; else the acceleration alone, which the app gives in m/s2."""
    if holds_gravity(track.values):
        return track  # some versions leave it in
    alone = replace(track, unit="m/s2")
    if member is None:
        return alone
    try:
        gravity = _track(archive, member, Quantity.ACCELERATION)
    except InputError as error:
        problems.append(left_out(member.name, error))
        return alone
    if track.stamps.unit is not gravity.stamps.unit:
        return alone
    offset = gravity.stamps.first - track.stamps.first
    at, known = track.stamps.values, gravity.stamps.values + offset
    order = np.argsort(known, kind="stable")
    known, vectors = known[order], gravity.values[order]
    finite = np.isfinite(known) & np.isfinite(vectors).all(axis=1)
    if not finite.any():
        return alone
    known, vectors = known[finite], vectors[finite]
    added = np.stack([np.interp(at, known, vectors[:, axis]) for axis in range(3)], axis=1)
    return replace(track, values=track.values + added)


def _track(archive: Archive, member: Member, quantity: Quantity) -> Track:
    return _track_of(read_table(archive.read(member), name=member.name), member.name, quantity)


def _track_of(table: Table, name: str, quantity: Quantity) -> Track:
    header = [cell.lower() for cell in table.header or ()]
    labels = ("pressure",) if quantity is Quantity.PRESSURE else _AXES
    missing = [label for label in labels if label not in header]
    if missing or not {"time", "seconds_elapsed"} & set(header):
        raise NotARecording(
            what="the columns " + ", ".join(missing or ["time"]) + " are missing",
            where=name,
            remedy="export the recording again as CSV",
        )
    if "time" in header and (header.index("time") == 0 and table.first_clock is not None):
        stamps = stamps_of(table, 0, ClockUnit.NS)
    elif "seconds_elapsed" in header:
        stamps = stamps_of(table, header.index("seconds_elapsed"), ClockUnit.S)
    else:
        stamps = stamps_of(table, header.index("time"), ClockUnit.NS)
    units = {Quantity.ANGULAR_VELOCITY: "rad/s", Quantity.PRESSURE: "hPa"}
    return Track(
        name=name,
        quantity=quantity,
        labels=labels,
        values=table.values[:, [header.index(label) for label in labels]],
        unit=units.get(quantity),
        stamps=stamps,
        n_corrupt=table.n_corrupt,
    )


def _device(data: bytes) -> str | None:
    """The device named in Metadata.csv, which has one line of names and one of values."""
    rows = read_words(data)
    if len(rows) < 2:
        return None
    names = [name.strip().lower() for name in rows[0]]
    found = dict(zip(names, rows[1], strict=False)).get("device name", "").strip()
    return found[:200] or None
