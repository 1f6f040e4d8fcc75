"""Simulated recordings as files, in the forms that real devices and apps write."""

import csv
import io
import math
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError
from twitchwise.recordings.model import Quantity, Recording, RecordingKind, Signal
from twitchwise.simulate.emg import simulate_emg, write_long_emg
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import require
from twitchwise.simulate.truth import SimulatedRecording, Truth
from twitchwise.simulate.video import simulate_video
from twitchwise.simulate.video_world import Codec, VideoWorld

__all__ = ["World", "simulate_recording", "world_class", "write_emg", "write_motion"]

World = EmgWorld | MotionWorld | VideoWorld

_STANDARD_GRAVITY = 9.80665  # m/s2, by definition
_MG_TO_M_S2 = _STANDARD_GRAVITY / 1000.0
_STARTED_NS = 1_767_225_600_000_000_000  # 2026-01-01 00:00 UTC: a simulated phone was started at no real moment
_LONG_BYTES = 400_000_000  # EMG beyond this size is generated and written piece by piece


def simulate_recording(
    kind: RecordingKind,
    *,
    path: Path,
    seed: int = 0,
    world: World | None = None,
    duration_s: float | None = None,
    rate_per_min: float | None = None,
    amplitude: float | None = None,
) -> Truth:
    """Simulate a recording, write it to a file and tell what is true of it.

    Parameters
    ----------
    kind : EMG, motion or video.
    path : the file to write. Its ending decides the form: `.npz`, `.edf`, `.csv` for EMG; `.csv`, `.npz`, `.zip`
        (Sensor Logger) for motion; `.mp4`, `.mov`, `.mkv`, `.webm` for video.
    seed : the same seed gives the same recording.
    world : what it shall be like; the defaults of `EmgWorld`, `MotionWorld` or `VideoWorld` when not given.
    duration_s, rate_per_min : replace those of the world.
    amplitude : replaces the size of the twitches: uV peak to peak, mg peak to peak, or px.

    Raises
    ------
    InputError : the ending or the world cannot be used, or the file cannot be written.
    """
    chosen = _chosen_world(kind, world, path)
    if duration_s is not None:
        chosen = replace(chosen, duration_s=duration_s)
    if rate_per_min is not None:
        chosen = replace(chosen, rate_per_min=rate_per_min)
    if amplitude is not None:
        chosen = _with_amplitude(chosen, amplitude)
    was_there = path.exists()
    try:
        return _write(chosen, np.random.default_rng(seed), path)
    except BaseException as error:
        if not was_there:
            path.unlink(missing_ok=True)  # nothing is left half written, not even when the person stops it
        if not isinstance(error, OSError):
            raise
        raise InputError(
            what="cannot be written", where=path.name, remedy="check the folder, its rights and the space left"
        ) from error


def world_class(kind: RecordingKind) -> type[EmgWorld | MotionWorld | VideoWorld]:
    """What describes a recording of this kind."""
    return {RecordingKind.EMG: EmgWorld, RecordingKind.MOTION: MotionWorld, RecordingKind.VIDEO: VideoWorld}[kind]


def write_emg(simulated: SimulatedRecording, path: Path) -> None:
    """Write simulated EMG as `.npz`, `.edf` or `.csv`.

    Raises
    ------
    InputError : another ending.
    """
    signal = _signal_of(simulated.recording)
    ending = path.suffix.lower()
    if ending == ".npz":
        _write_npz(
            path,
            emg=signal.read(0, signal.n_samples),
            rate_hz=np.array(signal.rate_hz),
            unit=np.array(signal.quantity.unit),
            grid=np.array(signal.grid if signal.grid is not None else [(0, 0)]),
        )
    elif ending == ".edf":
        _write_edf(signal, path)
    elif ending == ".csv":
        header = ["time (s)", *(f"{label} ({signal.quantity.unit})" for label in signal.labels)]
        path.write_text(_table(header, _columns(signal), decimals=4), encoding="utf-8")
    else:
        raise _unknown_ending(path, ".npz, .edf or .csv")


def write_motion(simulated: SimulatedRecording, path: Path) -> None:
    """Write simulated motion as plain `.csv`, as `.npz`, or as the `.zip` that the Sensor Logger app exports.

    Raises
    ------
    InputError : another ending.
    """
    signal = _signal_of(simulated.recording)
    ending = path.suffix.lower()
    if ending == ".npz":
        turning = simulated.recording.companions[0]
        _write_npz(
            path,
            acceleration=signal.read(0, signal.n_samples),
            time_s=signal.times_s(0, signal.n_samples),
            unit=np.array(signal.quantity.unit),
            angular_velocity=turning.read(0, turning.n_samples),
        )
    elif ending == ".csv":
        columns = _columns(signal)
        columns[:, 1:] *= _MG_TO_M_S2
        header = ["time (s)", *(f"{label} (m/s^2)" for label in signal.labels)]
        path.write_text(_table(header, columns, decimals=7), encoding="utf-8")
    elif ending == ".zip":
        _write_sensor_logger(simulated.recording, path)
    else:
        raise _unknown_ending(path, ".csv, .npz or .zip")


def _chosen_world(kind: RecordingKind, world: World | None, path: Path) -> World:
    fits = world_class(kind)
    if world is not None:
        require(isinstance(world, fits), f"the world is not one of {kind} recordings", f"give a {fits.__name__}")
        return world
    if kind is RecordingKind.VIDEO and path.suffix.lower() == ".webm":
        return VideoWorld(codec=Codec.VP9)
    return fits()


def _with_amplitude(world: World, amplitude: float) -> World:
    if isinstance(world, EmgWorld):
        return replace(world, amplitude_uv=amplitude)
    if isinstance(world, MotionWorld):
        return replace(world, amplitude_mg=amplitude)
    return replace(world, amplitude_px=amplitude)


def _write(world: World, rng: np.random.Generator, path: Path) -> Truth:
    if isinstance(world, VideoWorld):
        return simulate_video(world, rng, path)
    if isinstance(world, MotionWorld):
        _require_ending(path, ".csv", ".npz", ".zip")
        moved = simulate_motion(world, rng)
        write_motion(moved, path)
        return moved.truth
    _require_ending(path, ".npz", ".edf", ".csv")
    size_bytes = 4 * world.rows * world.columns * world.n_samples
    if path.suffix.lower() == ".npz" and size_bytes > _LONG_BYTES:
        return write_long_emg(path, world, rng)
    simulated = simulate_emg(world, rng)
    write_emg(simulated, path)
    return simulated.truth


def _require_ending(path: Path, *endings: str) -> None:
    if path.suffix.lower() not in endings:
        raise _unknown_ending(path, f"{', '.join(endings[:-1])} or {endings[-1]}")


def _unknown_ending(path: Path, endings: str) -> InputError:
    return InputError(what=f"cannot write a file ending in '{path.suffix}'", where=path.name, remedy=f"use {endings}")


def _signal_of(recording: Recording) -> Signal:
    if recording.signal is None:
        raise InputError(
            what="holds no signal", where=recording.provenance.name, remedy="give an EMG or motion recording"
        )
    return recording.signal


def _write_npz(path: Path, **arrays: NDArray[np.generic]) -> None:
    """Like `numpy.savez`, but the same arrays give the same bytes: no date is stored."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asarray(array), allow_pickle=False)


def _write_edf(signal: Signal, path: Path) -> None:
    """EDF with records of at most one second and a 16-bit range that just holds each channel."""
    from edfio import Edf, EdfSignal

    values = signal.read(0, signal.n_samples).astype(np.float64)
    whole = round(signal.rate_hz)
    require(abs(signal.rate_hz - whole) < 1e-9, "EDF needs a whole sampling rate", "write .npz instead")
    record = math.gcd(values.shape[1], whole)
    if record < whole / 100:  # records this short would be mostly headers: pad the last second instead
        record = whole
        values = np.pad(values, ((0, 0), (0, -values.shape[1] % whole)), mode="edge")
    signals = []
    for label, channel in zip(signal.labels, values, strict=True):
        reach = float(np.ceil(np.abs(channel).max())) + 1.0
        signals.append(
            EdfSignal(
                channel,
                sampling_frequency=whole,
                label=label if label == "EMG" else f"EMG {label}",
                physical_dimension=signal.quantity.unit,
                physical_range=(-reach, reach),
            )
        )
    Edf(signals, data_record_duration=record / whole).write(path)


def _columns(signal: Signal) -> NDArray[np.float64]:
    """(n_samples, 1 + n_channels): time and every channel."""
    values = signal.read(0, signal.n_samples)
    return np.column_stack([signal.times_s(0, signal.n_samples), values.T.astype(np.float64)])


def _table(header: list[str], columns: NDArray[np.float64], *, decimals: int) -> str:
    """Comma-separated text; times get microseconds."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(header)
    np.savetxt(text, columns, delimiter=",", fmt=["%.6f"] + [f"%.{decimals}f"] * (columns.shape[1] - 1))
    return text.getvalue()


def _write_sensor_logger(recording: Recording, path: Path) -> None:
    """A zip of tables `time` (ns since 1970), `seconds_elapsed`, z, y, x, in m/s2 with gravity and in rad/s."""
    names = {Quantity.ACCELERATION: "TotalAcceleration.csv", Quantity.ANGULAR_VELOCITY: "Gyroscope.csv"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for signal in (_signal_of(recording), *recording.companions):
            columns = _columns(signal)
            scale = _MG_TO_M_S2 if signal.quantity is Quantity.ACCELERATION else 1.0
            lines = ["time,seconds_elapsed,z,y,x"]
            for elapsed_s, x, y, z in columns.tolist():
                stamp = _STARTED_NS + round(elapsed_s * 1e9)
                lines.append(f"{stamp},{elapsed_s:.9f},{z * scale:.9f},{y * scale:.9f},{x * scale:.9f}")
            archive.writestr(zipfile.ZipInfo(names[signal.quantity]), "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED)
        archive.writestr(
            zipfile.ZipInfo("Metadata.csv"),
            "version,device name,recording epoch time,recording timezone,platform\n"
            f"3,simulated phone,{_STARTED_NS // 1_000_000},UTC,simulated\n",
            zipfile.ZIP_DEFLATED,
        )
