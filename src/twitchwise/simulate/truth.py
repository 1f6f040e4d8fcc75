"""What is true of a simulated recording, and its file form (JSON)."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.model import Recording, RecordingKind

__all__ = [
    "END_SHARE",
    "ONSET_SHARE",
    "Disturbance",
    "Extent",
    "Interference",
    "SimulatedRecording",
    "TrueTwitch",
    "Truth",
    "find_extent",
    "read_truth",
    "seed_of",
    "write_truth",
]

ONSET_SHARE = 0.02  # a twitch begins when its noise-free waveform first reaches this share of its peak
END_SHARE = 0.10  # and is over when the waveform last leaves this share; slow tails have no sharp end

_FORMAT = "twitchwise truth 1"


class Disturbance(StrEnum):
    """What else can move a simulated recording."""

    VOLUNTARY = "voluntary"
    REGULAR_FIRING = "regular firing"
    MOVEMENT = "movement"
    TREMOR = "tremor"
    BUMP = "bump"
    BIG_BUMP = "big bump"
    JOLT = "whole-frame jolt"
    EXPOSURE_STEP = "exposure step"
    DROPPED_FRAMES = "dropped frames"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueTwitch:
    """One twitch that was put into a recording.

    Parameters
    ----------
    onset_s : first instant at which the noise-free waveform reaches 2 % of its peak on any place, s.
    duration_s : from there to the last instant at which it exceeds 10 % of its peak, s.
    amplitude : size of the noise-free waveform at the sensor: peak to peak on the largest channel (EMG, uV), peak to
        peak along the twitch's own direction (motion, mg), peak displacement at the centre of the patch (video, px).
    unit : which simulated motor unit twitched, 0, 1, ...
    place : (x, y) where it was largest: (column, row) on an electrode grid, px in a picture, None where there is
        only one place.
    """

    onset_s: float
    duration_s: float
    amplitude: float
    unit: int
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interference:
    """A stretch of time in which something that is no twitch was added; half-open, s."""

    start_s: float
    end_s: float
    name: Disturbance


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that is known about a simulated recording.

    Parameters
    ----------
    kind : which kind of recording.
    unit : unit of every amplitude: "uV", "mg" or "px".
    duration_s : length of the recording, s.
    seed : the seed the random generator was made with; -1 when the generator does not tell.
    twitches : in order of onset.
    interference : stretches of added disturbance, in order of time. Steady backgrounds (mains, heart, breathing,
        hand shake) are everywhere and not listed.
    """

    kind: RecordingKind
    unit: str
    duration_s: float
    seed: int
    twitches: tuple[TrueTwitch, ...]
    interference: tuple[Interference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedRecording:
    """A recording together with what is true of it."""

    recording: Recording
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where in an array of samples a waveform begins and ends; half-open indices."""

    start: int
    stop: int


def find_extent(size: NDArray[np.floating]) -> Extent:
    """Find the beginning (2 % of the peak) and end (10 % of the peak) of a waveform.

    Parameters
    ----------
    size : (n_samples,) float, absolute size of the noise-free waveform, the largest over its places; not all zero.
    """
    peak = float(size.max())
    start = int(np.argmax(size >= ONSET_SHARE * peak))
    stop = int(size.size - np.argmax(size[::-1] >= END_SHARE * peak))
    return Extent(start=start, stop=stop)


def seed_of(rng: np.random.Generator) -> int:
    """Tell the seed a generator was made with, or -1 when it was spawned from another or not made from one number."""
    sequence = rng.bit_generator.seed_seq
    if not isinstance(sequence, np.random.SeedSequence) or sequence.spawn_key:
        return -1
    return sequence.entropy if isinstance(sequence.entropy, int) else -1


def write_truth(truth: Truth, path: Path) -> None:
    """Write a truth as JSON."""
    path.write_text(json.dumps({"format": _FORMAT, **asdict(truth)}, indent=1) + "\n", encoding="utf-8")


def read_truth(path: Path) -> Truth:
    """Read a truth that `write_truth` wrote.

    Raises
    ------
    UnreadableFile : the file cannot be opened.
    NotARecording : it is not a truth file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(what="cannot be read", where=path.name, remedy="check the name and its rights") from error
    try:
        return _truth_from(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotARecording(
            what="is not a truth file", where=path.name, remedy="give the file that --truth wrote"
        ) from error


def _truth_from(loaded: dict[str, object]) -> Truth:
    content = dict(loaded)
    if content.pop("format") != _FORMAT:
        raise ValueError("unknown truth format")
    twitches, interference = content.pop("twitches"), content.pop("interference")
    if not isinstance(twitches, list) or not isinstance(interference, list):
        raise TypeError("twitches and interference are lists")
    return Truth(
        kind=RecordingKind(str(content.pop("kind"))),
        twitches=tuple(
            TrueTwitch(**{**twitch, "place": None if twitch["place"] is None else tuple(twitch["place"])})
            for twitch in twitches
        ),
        interference=tuple(Interference(**{**span, "name": Disturbance(span["name"])}) for span in interference),
        **content,  # type: ignore[arg-type]  # the keys were written by write_truth; others raise TypeError
    )
