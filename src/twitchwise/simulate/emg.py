"""Surface EMG with known twitches: one channel or a grid, with noise and the interference that real recordings show."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind
from twitchwise.recordings.samples import SampledSignal
from twitchwise.simulate.emg_noise import NoiseModel, draw_noise_model, noise_pieces
from twitchwise.simulate.emg_scene import EmgScene, add_discharges, compose_scene
from twitchwise.simulate.emg_units import Electrodes
from twitchwise.simulate.emg_world import EmgWorld, Montage, place_electrodes
from twitchwise.simulate.truth import SimulatedRecording, Truth, seed_of

__all__ = ["EmgScript", "channel_labels", "emg_pieces", "plan_emg", "simulate_emg", "write_long_emg"]

_HARMONICS = (1.0, 0.15, 0.4, 0.08, 0.2)  # of the mains; odd ones are stronger
_MAINS_KNOT_S = 10.0
_MAINS_WANDER_RAD = 0.5  # per knot: +/- 0.01 Hz, as a public grid does
_BROKEN_RAIL_UV = 5000.0
_PLACE_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COPY_BYTES = 1 << 23


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmgScript:
    """A recording that has been decided on, from which its samples can be generated piece by piece.

    Parameters
    ----------
    world : what was asked for.
    electrodes, scene, noise : what it became.
    mains : (n_harmonics, 2, n_channels) cosine and sine amplitude, uV, and
    mains_phase : (n_knots,) wandering phase at steps of 10 s, rad.
    dead, clipped : broken channels.
    truth : what is true of it.
    """

    world: EmgWorld
    electrodes: Electrodes
    scene: EmgScene
    noise: NoiseModel
    mains: NDArray[np.float32]
    mains_phase: NDArray[np.float64]
    dead: tuple[int, ...]
    clipped: tuple[int, ...]
    truth: Truth


def plan_emg(world: EmgWorld, rng: np.random.Generator) -> EmgScript:
    """Decide on everything in an EMG recording but the noise itself."""
    electrodes = place_electrodes(world)
    n_channels = len(electrodes.grid)
    scene = compose_scene(world, electrodes, rng)
    noise = draw_noise_model(
        electrodes.channel_mm,
        rate_hz=world.rate_hz,
        duration_s=world.duration_s,
        level_uv=world.noise_uv,
        roughness=world.roughness,
        monopolar=world.montage is Montage.MONOPOLAR,
        drift=world.drift,
        kurtosis=world.kurtosis,
        rng=rng,
    )
    turn = rng.uniform(0.0, 2.0 * np.pi, len(_HARMONICS))[:, None] + rng.normal(0.0, 0.3, (len(_HARMONICS), n_channels))
    size = np.sqrt(2.0) * world.mains_uv * np.array(_HARMONICS)[:, None] * rng.lognormal(0.0, 0.2, n_channels)
    mains = np.stack([size * np.cos(turn), size * np.sin(turn)], axis=1).astype(np.float32)
    wander = np.cumsum(rng.normal(0.0, _MAINS_WANDER_RAD, int(world.duration_s / _MAINS_KNOT_S) + 3))
    broken = rng.permutation(n_channels)[: world.dead_channels + world.clipped_channels].tolist()
    truth = Truth(
        kind=RecordingKind.EMG,
        unit="uV",
        duration_s=world.n_samples / world.rate_hz,
        seed=seed_of(rng),
        twitches=scene.twitches,
        interference=scene.interference,
    )
    return EmgScript(
        world=world,
        electrodes=electrodes,
        scene=scene,
        noise=noise,
        mains=mains,
        mains_phase=wander,
        dead=tuple(sorted(broken[: world.dead_channels])),
        clipped=tuple(sorted(broken[world.dead_channels :])),
        truth=truth,
    )


def emg_pieces(script: EmgScript, rng: np.random.Generator) -> Iterator[NDArray[np.float32]]:
    """Generate the samples of a planned recording in consecutive pieces, (n_channels, n) float32 uV."""
    start = 0
    for piece in _noise(script, rng):
        add_discharges(script.scene, piece, start)
        if script.world.mains_uv > 0:
            _add_mains(script, piece, start)
        _convert(script, piece)
        yield piece
        start += piece.shape[1]


def simulate_emg(world: EmgWorld, rng: np.random.Generator) -> SimulatedRecording:
    """Simulate an EMG recording in memory.

    Parameters
    ----------
    world : what it shall be like.
    rng : source of all randomness; the same seed gives the same samples.

    Examples
    --------
    >>> simulated = simulate_emg(EmgWorld(duration_s=10, rows=2, columns=2), np.random.default_rng(1))
    >>> simulated.recording.signal.n_samples, simulated.truth.unit
    (20480, 'uV')
    """
    script = plan_emg(world, rng)
    values = np.empty((len(script.electrodes.grid), world.n_samples), dtype=np.float32)
    start = 0
    for piece in emg_pieces(script, rng):
        values[:, start : start + piece.shape[1]] = piece
        start += piece.shape[1]
    signal = SampledSignal(
        quantity=Quantity.VOLTAGE,
        labels=channel_labels(script.electrodes.grid),
        values=values,
        rate_hz=world.rate_hz,
        grid=script.electrodes.grid if values.shape[0] > 1 else None,
    )
    provenance = Provenance(
        name="simulated EMG", sha256=sha256(values.data).hexdigest(), size_bytes=values.nbytes, format="simulated"
    )
    recording = Recording(
        kind=RecordingKind.EMG, signal=signal, provenance=provenance, duration_s=script.truth.duration_s
    )
    return SimulatedRecording(recording=recording, truth=script.truth)


def channel_labels(grid: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """Name channels by column letter and row number ("C4"); a single channel is "EMG"."""
    if len(grid) == 1:
        return ("EMG",)
    if max(column for _, column in grid) < len(_PLACE_NAMES):
        return tuple(f"{_PLACE_NAMES[column]}{row + 1}" for row, column in grid)
    return tuple(f"E{i + 1}" for i in range(len(grid)))


def write_long_emg(path: Path, world: EmgWorld, rng: np.random.Generator) -> Truth:
    """Write an EMG recording of any length as a stored (uncompressed) `.npz`, without ever holding it in memory.

    Parameters
    ----------
    path : the file to write; a nameless file of the same size lies beside it meanwhile.
    world : what the recording shall be like.
    rng : source of all randomness.

    Notes
    -----
    Keys: `emg` (n_channels, n_samples) float32, `rate_hz`, `unit`, `grid` (n_channels, 2) row and column. The pieces
    of all channels are laid side by side in the temporary file by seeking, then copied into the archive in one go.
    """
    script = plan_emg(world, rng)
    n_channels, n_samples = len(script.electrodes.grid), world.n_samples
    with tempfile.TemporaryFile(dir=path.parent) as raw:
        start = 0
        for piece in emg_pieces(script, rng):
            for channel in range(n_channels):
                raw.seek(4 * (channel * n_samples + start))
                raw.write(piece[channel].tobytes())
            start += piece.shape[1]
        raw.seek(0)
        _pack(path, raw, script, n_channels, n_samples)
    return script.truth


def _pack(path: Path, raw: IO[bytes], script: EmgScript, n_channels: int, n_samples: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        with archive.open(zipfile.ZipInfo("emg.npy"), "w", force_zip64=True) as member:
            header = {"descr": "<f4", "fortran_order": False, "shape": (n_channels, n_samples)}
            np.lib.format.write_array_header_1_0(member, header)
            while chunk := raw.read(_COPY_BYTES):
                member.write(chunk)
        for name, value in (
            ("rate_hz", np.array(script.world.rate_hz)),
            ("unit", np.array("uV")),
            ("grid", np.array(script.electrodes.grid)),
        ):
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as member:
                np.lib.format.write_array(member, value, allow_pickle=False)


def _noise(script: EmgScript, rng: np.random.Generator) -> Iterator[NDArray[np.float32]]:
    world = script.world
    if world.noise_uv > 0:
        yield from noise_pieces(script.noise, world.n_samples, rng)
        return
    for start in range(0, world.n_samples, 32768):
        yield np.zeros((len(script.electrodes.grid), min(32768, world.n_samples - start)), dtype=np.float32)


def _add_mains(script: EmgScript, piece: NDArray[np.float32], start: int) -> None:
    times_s = (start + np.arange(piece.shape[1])) / script.world.rate_hz
    knots = np.arange(script.mains_phase.size) * _MAINS_KNOT_S
    phase = 2.0 * np.pi * script.world.mains_hz * times_s + np.interp(times_s, knots, script.mains_phase)
    for order, (cosine, sine) in enumerate(script.mains, start=1):
        if order * script.world.mains_hz >= 0.45 * script.world.rate_hz:
            break
        waves = np.stack([np.cos(order * phase), np.sin(order * phase)]).astype(np.float32)
        piece += np.stack([cosine, sine], axis=1) @ waves


def _convert(script: EmgScript, piece: NDArray[np.float32]) -> None:
    """What the amplifier and converter do: broken channels, the rail, the quantisation step."""
    world = script.world
    rail_uv = world.clip_uv if world.clip_uv is not None else _BROKEN_RAIL_UV
    for channel in script.clipped:
        piece[channel] *= rail_uv / max(world.noise_uv, 1.0)  # as strong as the rail: a third of it is cut off
        np.clip(piece[channel], -rail_uv, rail_uv, out=piece[channel])
    if world.clip_uv is not None:
        np.clip(piece, -world.clip_uv, world.clip_uv, out=piece)
    if world.step_uv > 0:
        np.round(piece / np.float32(world.step_uv), out=piece)
        piece *= np.float32(world.step_uv)
    piece[list(script.dead)] = 0.0
