"""EMG in array files: .npy, .npz and .mat.

Arrays that lie uncompressed in their file (.npy, and .npz as `numpy.savez` writes it) are read piece by piece with
plain file reads, never mapped into memory, so that a file of many gigabytes costs no more than the piece asked for.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.array_files import ArrayFile, NamedArray, Read, open_arrays
from twitchwise.recordings.emg_clock import EmgTiming, settle_timing
from twitchwise.recordings.emg_words import default_labels, is_other_signal, read_scales
from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind
from twitchwise.recordings.samples import drop_impossible

__all__ = ["ArraySignal", "read_emg_array"]

_MOST_CHANNELS = 1024
_LONGEST_NAME = 40
_LONGEST_TEXT = 1 << 20  # bytes
_BLOCK_ROWS = 256  # rows turned at once: 64 channels of them stay in the second-level cache (measured: 8x faster)
_PIECE = 1 << 22  # bytes of samples held between the file and the caller's array

# Names in the letters and digits that are left of them in lower case: "Sampling_Rate" is "samplingrate".
_PREFERRED = "emg semg hdsemg emgdata data signal signals"
_RATES = (
    "ratehz fs fshz fsamp fsemg emgfs samplingrate samplingratehz samplerate samplingfreq samplingfrequency "
    "samplingfrequencyhz samplefrequency srate sfreq freq frequency rate sf"
)
_UNITS = "unit units emgunit emgunits"
_TIMES = "times time t timestamps timems tms timesec tsec seconds"
_LABELS = "labels label channelnames channels chnames"
_GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArraySignal:
    """EMG in an array, read from the file at each call or held in memory.

    Parameters
    ----------
    array : where the numbers are; one- or two-dimensional.
    channels_first : whether the samples of one channel lie next to each other in the file.
    labels : one name per channel.
    quantity : voltage, or counts when no unit is known.
    factor : microvolts in one unit of the array (1 for counts).
    rate_hz : samples a second.
    clock_s : (n_samples,) times, or None for a steady clock that starts at 0.
    grid : (row, column) of each channel, if the file says.
    """

    array: NamedArray
    channels_first: bool
    labels: tuple[str, ...]
    quantity: Quantity
    factor: float
    rate_hz: float
    clock_s: NDArray[np.float64] | None = None
    grid: tuple[tuple[int, int], ...] | None = None

    @property
    def n_samples(self) -> int:
        """Samples per channel."""
        return self.array.size // len(self.labels)

    def times_s(self, start: int, stop: int) -> NDArray[np.float64]:
        """Times of samples `start` to `stop`, s."""
        if self.clock_s is not None:
            return self.clock_s[start:stop]
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        return np.arange(start, stop) / self.rate_hz

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples `start` to `stop`, (n_channels, stop - start) float32 in `quantity.unit`; NaN where not finite.

        Raises
        ------
        UnreadableFile : the file has gone or become shorter since it was opened.
        """
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        out = np.empty((len(self.labels), max(stop - start, 0)), np.float32)
        if out.size:
            with self.array.reader() as read, np.errstate(over="ignore", invalid="ignore"):
                if self.channels_first:
                    self._read_rows(read, start, out)
                else:
                    self._read_columns(read, start, out)
        return out

    def _read_rows(self, read: Read, start: int, out: NDArray[np.float32]) -> None:
        """Each channel lies in one stretch: one seek a channel."""
        length = max(_PIECE // self.array.dtype.itemsize, 1)
        for channel, row in enumerate(out):
            first = channel * self.n_samples + start
            for at in range(0, row.size, length):
                part = row[at : at + length]
                values = part if self.array.dtype == part.dtype else np.empty(part.size, self.array.dtype)
                read(first + at, values)
                if values is not part:
                    part[:] = values
                self._finish(part)

    def _read_columns(self, read: Read, start: int, out: NDArray[np.float32]) -> None:
        """All channels of one sample lie side by side: one stretch, turned in blocks that stay in the cache."""
        n_channels, n_samples = out.shape
        length = max(_PIECE // (self.array.dtype.itemsize * n_channels), 1)
        for at in range(0, n_samples, length):
            count = min(length, n_samples - at)
            values = np.empty((count, n_channels), self.array.dtype)
            read((start + at) * n_channels, values.reshape(-1))
            for row in range(0, count, _BLOCK_ROWS):
                part = out[:, at + row : at + min(row + _BLOCK_ROWS, count)]
                part[:] = values[row : row + _BLOCK_ROWS].T
            self._finish(out[:, at : at + count])

    def _finish(self, part: NDArray[np.float32]) -> None:
        if self.factor != 1.0:
            part *= np.float32(self.factor)
        drop_impossible(part)


def read_emg_array(path: Path, *, provenance: Provenance, rate_hz: float | None, unit: str | None) -> Recording:
    """The EMG in an .npy, .npz or .mat file.

    Parameters
    ----------
    path : the file.
    provenance : name, hash and size; the format is filled in here.
    rate_hz : the sampling rate the person gives, Hz; it outranks the file's.
    unit : the unit the person gives ("uV", "mV", "V", "nV", "counts"); it outranks the file's.

    Raises
    ------
    UnreadableFile : broken, cut short or gone.
    NotARecording : no array of real numbers with one or two axes, several that could be meant, or no sampling rate.
    InputError : `unit` is no unit of EMG.

    Notes
    -----
    The array is the one called emg, data or signal, else the largest. The longer axis is time, unless the grid or
    the labels of the file say how many channels there are. The rate comes from the person, from an array of times,
    or from a single number called fs, rate_hz, SamplingFrequency or the like; the unit from a text called unit.
    """
    name = provenance.name
    file = open_arrays(path)
    array = _choose(file, name).ready()
    labels, grid = _texts(file, _LABELS), _grid(file)
    n_channels, channels_first = _layout(array, {len(labels), len(grid)}, name)
    n_samples = array.size // n_channels
    scales = read_scales((next(iter(_texts(file, _UNITS)), None),), given=unit, where=name)
    times = next((other for other in _called(file, _TIMES) if other.shape == (n_samples,) and _is_real(other)), None)
    rates = [float(other.load()[0]) for other in _called(file, _RATES) if other.size == 1 and _is_real(other)]
    timing = settle_timing(
        None if times is None else times.load().astype(np.float64),
        name=None if times is None else times.name,
        given_hz=rate_hz,
        stated_hz=next(iter(rates), None),
        where=name,
    )
    timing = _without_losses(timing, n_samples, name)
    signal = ArraySignal(
        array=array,
        channels_first=channels_first,
        labels=labels if len(labels) == n_channels else default_labels(n_channels),
        quantity=scales.quantity,
        factor=scales.factors[0],
        rate_hz=timing.rate_hz,
        clock_s=timing.times_s,
        grid=grid if len(grid) == n_channels else None,
    )
    return Recording(
        kind=RecordingKind.EMG,
        signal=signal,
        provenance=replace(provenance, format=file.format, n_dropped=timing.n_dropped),
        duration_s=timing.duration_s(n_samples),
        gaps=timing.gaps,
        problems=timing.problems + scales.problems,
    )


def _shown(name: str) -> str:
    """A name from the file as it can stand in a sentence."""
    return "".join(sign for sign in name if sign.isprintable()).strip()[:_LONGEST_NAME]


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _called(file: ArrayFile, names: str) -> list[NamedArray]:
    """The arrays with one of these names, the best name first."""
    ranks = {name: rank for rank, name in enumerate(names.split())}
    return sorted((array for array in file.arrays if _plain(array.name) in ranks), key=lambda a: ranks[_plain(a.name)])


def _is_real(array: NamedArray) -> bool:
    return array.dtype.kind in "fiu"


def _texts(file: ArrayFile, names: str) -> tuple[str, ...]:
    for array in _called(file, names):
        if array.dtype.kind in "US" and array.size <= _MOST_CHANNELS and array.n_bytes <= _LONGEST_TEXT:
            words = array.load().tolist()
            return tuple(_shown(word.decode("latin-1") if isinstance(word, bytes) else str(word)) for word in words)
    return ()


def _grid(file: ArrayFile) -> tuple[tuple[int, int], ...]:
    for array in _called(file, _GRID):
        if (
            len(array.shape) == 2
            and array.shape[1] == 2
            and array.shape[0] <= _MOST_CHANNELS
            and array.dtype.kind in "iu"
        ):
            places = array.load().reshape(array.shape, order="F" if array.is_fortran else "C")
            return tuple((int(row), int(column)) for row, column in places)
    return ()


def _choose(file: ArrayFile, name: str) -> NamedArray:
    """The array that is the EMG."""
    taken = {_plain(word) for word in f"{_RATES} {_TIMES} {_GRID}".split()}
    usable = [a for a in file.arrays if _is_real(a) and 1 <= len(a.shape) <= 2 and min(a.shape) >= 1 and a.size > 1]
    usable = [a for a in usable if _plain(a.name) not in taken and not is_other_signal(a.name)]
    named = [a for a in _called(file, _PREFERRED) if a in usable]
    named += [a for a in usable if _plain(a.name).startswith("emg") and a not in named]
    largest = [a for a in usable if a.size == max(b.size for b in usable)]
    if named or len(largest) == 1:
        return (named or largest)[0]
    shown = largest or file.arrays
    held = ", ".join(_about(array) for array in shown[:4]) or "nothing"
    held += f" and {len(shown) - 4} more" if len(shown) > 4 else ""
    if largest:
        raise NotARecording(
            what=f"several of its arrays could be the EMG: {held}",
            where=name,
            remedy="save the one that is meant under the name emg",
        )
    raise NotARecording(
        what=f"no EMG was found in it: it holds {held}",
        where=name,
        remedy="save the samples as an array of real numbers, one row per channel, under the name emg",
    )


def _about(array: NamedArray) -> str:
    kind = {"O": "objects", "c": "complex numbers", "U": "text", "S": "text", "b": "yes and no", "V": "records"}
    lengths = " x ".join(map(str, array.shape)) or "one"
    return f"{_shown(array.name) or 'an array'} ({lengths} {kind.get(array.dtype.kind, 'numbers')})"


def _layout(array: NamedArray, told: set[int], name: str) -> tuple[int, bool]:
    """The number of channels, and whether the samples of each lie together in the file."""
    if len(array.shape) == 1:
        return 1, True
    rows, columns = array.shape
    rows_are_channels = rows <= columns
    if (rows in told) != (columns in told):
        rows_are_channels = rows in told
    n_channels = rows if rows_are_channels else columns
    if n_channels > _MOST_CHANNELS:
        raise NotARecording(
            what=f"an array of {rows} x {columns} would have more than {_MOST_CHANNELS} channels",
            where=name,
            remedy="save one row per channel, or fewer channels in one file",
        )
    return n_channels, rows_are_channels != array.is_fortran


def _without_losses(timing: EmgTiming, n_samples: int, name: str) -> EmgTiming:
    """The same timing if every sample has its time; otherwise the rate alone, since samples in a file stay in place."""
    if timing.times_s is None or timing.times_s.size == n_samples:
        return timing
    unclear = Problem(
        what="some of its times are missing or run backwards, so only the sampling rate was taken from them",
        where=name,
        remedy="check the times in the file if there was a pause",
    )
    return EmgTiming(rate_hz=timing.rate_hz, problems=(unclear,))
