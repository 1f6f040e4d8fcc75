"""EMG in EDF, EDF+ and BDF files, read record by record.

The header is checked field by field and the samples are read straight from the data records, so that a file of many
gigabytes costs no more memory than the piece that is asked for.

References
----------
Kemp et al. 1992, Electroencephalography and Clinical Neurophysiology 82:391, doi:10.1016/0013-4694(92)90009-7 (EDF);
Kemp and Olivan 2003, Clinical Neurophysiology 114:1755, doi:10.1016/S1388-2457(03)00123-8 (EDF+).
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem, UnreadableFile
from twitchwise.recordings.edf_header import Channel, EdfHeader, read_header
from twitchwise.recordings.emg_clock import in_order, steady_rate_hz
from twitchwise.recordings.emg_words import is_bookkeeping, is_other_signal, microvolts_in, read_scales
from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind, Span

__all__ = ["EdfSignal", "read_edf"]

_SMALL_RECORD = 1 << 22  # bytes; below it whole records are read at once, above it each channel's part alone
_PIECE = 1 << 24  # bytes read at once
_GAP_INTERVALS = 5.0  # as in samples.find_gaps
_ONSET_JITTER_S = 0.01  # onsets that go back by less were taken from a coarse clock
_ONSET = re.compile(rb"([+-]?\d{1,12}(?:\.\d{0,12})?)[\x14\x15]")
_ONSET_BYTES = 32
_LONGEST_PAUSE_S = 366 * 86_400.0  # a pause of more than a year is a damaged time stamp
_INTACT = "export the recording again, or copy the file again"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EdfSignal:
    """The EMG channels of an EDF or BDF file, read from the file at each call.

    Parameters
    ----------
    path : the file.
    header : its checked header.
    channels : the channels that are EMG; all have the same number of samples in a record.
    scales : (n_channels,) microvolts in one unit of the file (1 for counts).
    quantity : voltage, or counts when the file states no unit.
    onsets_s : (n_records,) start of each data record, s, for a file with pauses; None for an unbroken one.
    """

    path: Path
    header: EdfHeader
    channels: tuple[Channel, ...]
    scales: tuple[float, ...]
    quantity: Quantity
    onsets_s: NDArray[np.float64] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """One name per channel."""
        return tuple(channel.label or f"E{i + 1}" for i, channel in enumerate(self.channels))

    @property
    def samples_per_record(self) -> int:
        """Samples of one channel in one data record."""
        return self.channels[0].samples_per_record

    @property
    def n_samples(self) -> int:
        """Samples per channel in the whole records of the file."""
        return self.samples_per_record * self.header.n_records

    @property
    def rate_hz(self) -> float:
        """Samples a second."""
        return self.samples_per_record / self.header.record_s

    @property
    def grid(self) -> None:
        """EDF does not say where electrodes lie."""
        return None

    def times_s(self, start: int, stop: int) -> NDArray[np.float64]:
        """Times of samples `start` to `stop`, s."""
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        index = np.arange(start, stop)
        if self.onsets_s is None:
            return index / self.rate_hz
        record, within = np.divmod(index, self.samples_per_record)
        return np.asarray(self.onsets_s[record] + within / self.rate_hz)

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples `start` to `stop`, (n_channels, stop - start) float32 in `quantity.unit`.

        Raises
        ------
        UnreadableFile : the file has gone or become shorter since it was opened.
        """
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        out = np.empty((len(self.channels), max(stop - start, 0)), np.float32)
        per_record = self.samples_per_record
        small = self.header.record_bytes <= _SMALL_RECORD
        step = max(_PIECE // self.header.record_bytes, 1) * per_record if small else per_record
        try:
            with self.path.open("rb", buffering=0) as file:
                at = start
                while at < stop:
                    end = min(at - at % per_record + step, stop)
                    piece = out[:, at - start : end - start]
                    if small:
                        self._read_records(file, at, end, piece)
                    else:
                        self._read_parts(file, at, end, piece)
                    at = end
        except OSError as cause:
            raise UnreadableFile(what="it cannot be read any more", where=self.path.name, remedy=_INTACT) from cause
        return out

    def _read_records(self, file: FileIO, at: int, end: int, piece: NDArray[np.float32]) -> None:
        """Whole data records at once, then each channel out of them."""
        per_record, width = self.samples_per_record, self.header.sample_bytes
        first, last = at // per_record, -(-end // per_record)
        size = self.header.record_bytes
        raw = self._bytes(file, self.header.data_start + first * size, (last - first) * size)
        records = raw.reshape(last - first, size)
        skip = at - first * per_record
        for row, channel, scale in zip(piece, self.channels, self.scales, strict=True):
            part = records[:, channel.offset * width : (channel.offset + per_record) * width]
            _calibrate(_digital(part, width)[skip : skip + row.size], channel, scale, row)

    def _read_parts(self, file: FileIO, at: int, end: int, piece: NDArray[np.float32]) -> None:
        """One channel's stretch of one (large) data record after the other."""
        record, within = divmod(at, self.samples_per_record)
        width = self.header.sample_bytes
        record_start = self.header.data_start + record * self.header.record_bytes
        for row, channel, scale in zip(piece, self.channels, self.scales, strict=True):
            raw = self._bytes(file, record_start + (channel.offset + within) * width, (end - at) * width)
            _calibrate(_digital(raw.reshape(1, -1), width), channel, scale, row)

    def _bytes(self, file: FileIO, at: int, count: int) -> NDArray[np.uint8]:
        file.seek(at)
        raw = file.read(count)
        if len(raw) < count:
            raise UnreadableFile(what="it became shorter while it was read", where=self.path.name, remedy=_INTACT)
        return np.frombuffer(raw, np.uint8)


def read_edf(path: Path, *, provenance: Provenance, unit: str | None = None) -> Recording:
    """The EMG of an EDF, EDF+C, EDF+D or BDF file; samples are read from the file when they are asked for.

    Parameters
    ----------
    path : the file.
    provenance : name, hash and size; format and device are filled in here. EDF gives its start in local time without a
        zone, so that `started_at` stays unknown.
    unit : the unit the person gives ("uV", "mV", "V", "nV", "counts"); it outranks the file's.

    Raises
    ------
    UnreadableFile : the header is cut short or impossible, or not one data record is whole.
    NotARecording : none of the channels is EMG.
    InputError : `unit` is no unit of EMG.

    Notes
    -----
    Channels that are named as something else, that contradict their own scale, or that have another rate than most
    are left out. Where one channel states a unit of voltage, those that state none are left out as well. The pauses
    of an EDF+D file stand in its clock and in `Recording.gaps`; no samples are made up for them.
    """
    header = read_header(path)
    name = provenance.name
    channels, faults = _choose(header, name)
    scales = read_scales(tuple(channel.dimension for channel in channels), given=unit, where=name)
    problems = header.problems + faults + scales.problems
    onsets_s = None
    if header.has_pauses:
        onsets_s, trouble = _onsets(path, header, name)
        problems += trouble
    signal = EdfSignal(
        path=path,
        header=header,
        channels=channels,
        scales=scales.factors,
        quantity=scales.quantity,
        onsets_s=onsets_s,
    )
    steady_rate_hz(signal.rate_hz, where=name)
    gaps = _gaps(onsets_s, header.record_s, longest_s=_GAP_INTERVALS / signal.rate_hz)
    return Recording(
        kind=RecordingKind.EMG,
        signal=signal,
        provenance=replace(
            provenance,
            format=header.format,
            device=header.device,
            n_dropped=sum(round((gap.end_s - gap.start_s) * signal.rate_hz) for gap in gaps),
        ),
        duration_s=header.record_s * (header.n_records if onsets_s is None else 1)
        + (0.0 if onsets_s is None else float(onsets_s[-1])),
        gaps=gaps,
        problems=problems,
    )


def _digital(raw: NDArray[np.uint8], width: int) -> NDArray[np.int16] | NDArray[np.int32]:
    """(n, k * width) bytes of little-endian integers as (n * k,) integers."""
    if width == 2:
        return np.ascontiguousarray(raw).view("<i2").reshape(-1)
    padded = np.zeros((raw.size // 3, 4), np.uint8)
    padded[:, 1:] = raw.reshape(-1, 3)  # three bytes into the upper part of four: the shift below keeps the sign
    return np.asarray(padded.view("<i4").reshape(-1) >> 8)


def _calibrate(digital: NDArray[np.integer], channel: Channel, scale: float, row: NDArray[np.float32]) -> None:
    row[:] = digital
    row *= np.float32(channel.gain * scale)
    row += np.float32(channel.zero * scale)


def _choose(header: EdfHeader, name: str) -> tuple[tuple[Channel, ...], tuple[Problem, ...]]:
    """The channels that are EMG, and one problem that names those left out where that could be doubted."""
    chosen = [channel for channel in header.channels if channel.samples_per_record and not channel.is_annotation]
    left_out: list[str] = []

    def keep(candidates: list[Channel], good: list[bool], why: str) -> list[Channel]:
        for channel, is_good in zip(candidates, good, strict=True):
            if not is_good and not is_bookkeeping(channel.label):
                left_out.append(f'"{channel.label}" ({channel.fault or why})')
        return [channel for channel, is_good in zip(candidates, good, strict=True) if is_good]

    chosen = keep(chosen, [not is_other_signal(channel.label) for channel in chosen], "not EMG by its name")
    chosen = keep(chosen, [not channel.fault for channel in chosen], "")
    has_volts = [microvolts_in(channel.dimension) is not None for channel in chosen]
    if any(has_volts):
        chosen = keep(chosen, has_volts, "states no voltage")
    if not chosen or header.record_s == 0:
        raise NotARecording(
            what="none of its channels is usable EMG" + (f": {_listed(left_out)}" if left_out else ""),
            where=name,
            remedy="give a file with at least one EMG channel",
        )
    # Of two rates that are equally common, the higher one: EMG needs it.
    counts = Counter(channel.samples_per_record for channel in chosen)
    usual = max(counts, key=lambda samples: (counts[samples], samples))
    chosen = keep(chosen, [channel.samples_per_record == usual for channel in chosen], "another sampling rate")
    if not left_out:
        return tuple(chosen), ()
    return tuple(chosen), (
        Problem(
            what=f"{len(left_out)} of {len(header.channels)} channels were left out: {_listed(left_out)}",
            where=name,
            remedy="rename or export them apart if one of them is EMG",
        ),
    )


def _listed(words: list[str]) -> str:
    shown = ", ".join(words[:4])
    return shown if len(words) <= 4 else f"{shown} and {len(words) - 4} more"


def _onsets(path: Path, header: EdfHeader, name: str) -> tuple[NDArray[np.float64] | None, tuple[Problem, ...]]:
    """The start of each data record by its time-keeping annotation, from 0; None when there is nothing to trust."""
    keeper = next((channel for channel in header.channels if channel.is_annotation), None)
    steady = header.record_s * np.arange(header.n_records)
    trouble = Problem(
        what="it is marked as having pauses, but the times of some data records are missing or contradict each other",
        where=name,
        remedy="take times after the first pause with care",
    )
    if keeper is None:
        return None, (trouble,)
    stated = np.full(header.n_records, np.nan)
    size = keeper.samples_per_record * header.sample_bytes
    try:
        with path.open("rb") as file:
            for i in range(header.n_records):
                file.seek(header.data_start + i * header.record_bytes + keeper.offset * header.sample_bytes)
                found = _ONSET.match(file.read(min(size, _ONSET_BYTES)))
                if found is not None:
                    stated[i] = float(found[1])
    except OSError as cause:
        raise UnreadableFile(what="it cannot be read any more", where=name, remedy=_INTACT) from cause
    delay = stated - steady  # how much pause there was before each record: never less than before the last one
    delay = np.where(delay < _LONGEST_PAUSE_S, delay, np.nan)
    good = in_order(delay)
    if not np.any(good):
        return None, (trouble,)
    known = np.flatnonzero(good)
    filled = delay[known[np.maximum(np.searchsorted(known, np.arange(header.n_records), side="right") - 1, 0)]]
    onsets_s = steady + (filled - filled[0])
    is_off = ~(np.abs(filled - delay) < _ONSET_JITTER_S)
    return onsets_s, ((trouble,) if np.any(is_off) else ())


def _gaps(onsets_s: NDArray[np.float64] | None, record_s: float, *, longest_s: float) -> tuple[Span, ...]:
    if onsets_s is None:
        return ()
    ends_s = onsets_s + record_s
    (at,) = np.nonzero(onsets_s[1:] - ends_s[:-1] > longest_s)
    return tuple(Span(start_s=float(ends_s[i]), end_s=float(onsets_s[i + 1])) for i in at)
