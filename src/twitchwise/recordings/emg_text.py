"""EMG in a text table: CSV, TXT, with a time column, a rate in a comment, or a rate the person gives."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from twitchwise.errors import NotARecording, Problem, UnreadableFile
from twitchwise.recordings.emg_clock import EmgTiming, is_row_number, is_time_name, looks_like_time, settle_timing
from twitchwise.recordings.emg_words import (
    default_labels,
    is_other_signal,
    rate_in_comment,
    read_scales,
    unit_in_comment,
    unit_in_label,
)
from twitchwise.recordings.model import Provenance, Recording, RecordingKind
from twitchwise.recordings.samples import SampledSignal, drop_impossible
from twitchwise.recordings.text import Table, read_table

__all__ = ["read_emg_text"]

_LARGEST_BYTES = 1 << 30  # text is held in memory, as bytes and as numbers
_MOST_CHANNELS = 1024
_LABELS = re.compile(r"^(?:labels?|channels?|columns?)\b[\s\"':=]+(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which columns of a table are what."""

    clock: int | None
    channels: tuple[int, ...]
    others: tuple[int, ...]


def read_emg_text(path: Path, *, provenance: Provenance, rate_hz: float | None, unit: str | None) -> Recording:
    """The EMG in a text table.

    Parameters
    ----------
    path : the file.
    provenance : name, hash and size; format, losses and corrupt lines are filled in here.
    rate_hz : the sampling rate the person gives, Hz; it outranks the file's.
    unit : the unit the person gives ("uV", "mV", "V", "nV", "counts"); it outranks the file's.

    Raises
    ------
    UnreadableFile : the file has gone.
    NotARecording : no table of numbers, no EMG column, or neither a time column nor a rate.
    InputError : `unit` is no unit of EMG.

    Notes
    -----
    The clock is, in this order: the rate given; the time column; a rate in a comment ("Sampling Rate (Hz):= 1000").
    The unit is, in this order: the one given; the one in the column's name ("EMG (mV)"); one in a comment. Without a
    unit, amplitudes are counts. Lines that cannot be read are left out and counted.
    """
    name = provenance.name
    table = read_table(_bytes_of(path, name), name=name)
    columns = _tell_columns_apart(table, name)
    timing = settle_timing(
        None if columns.clock is None else table.values[:, columns.clock],
        name=None if columns.clock is None else _header(table, columns.clock),
        given_hz=rate_hz,
        stated_hz=rate_in_comment(table.comments),
        where=name,
        unread=next((title for title in table.header or () if is_time_name(title)), None),
    )
    named = [unit_in_label(_header(table, i)) for i in columns.channels]
    common = unit_in_comment(table.comments)
    scales = read_scales(tuple(own or common for _, own in named), given=unit, where=name)
    fallback = _labels_in_comment(table.comments, len(named)) or default_labels(len(named))
    rows = np.ones(len(table.values), bool) if timing.clock is None else timing.clock.keep
    values = np.empty((len(scales.used), np.count_nonzero(rows)), np.float32)
    with np.errstate(over="ignore"):  # beyond float32 is infinite, which is not a sample
        for row, i, factor in zip(values, scales.used, scales.factors, strict=True):
            row[:] = table.values[rows, columns.channels[i]] * factor
    drop_impossible(values)
    unscaled = tuple(columns.channels[i] for i in range(len(named)) if i not in scales.used)
    signal = SampledSignal(
        quantity=scales.quantity,
        labels=tuple(named[i][0] or fallback[i] for i in scales.used),
        values=values,
        rate_hz=timing.rate_hz,
        clock_s=timing.times_s,
    )
    return Recording(
        kind=RecordingKind.EMG,
        signal=signal,
        provenance=replace(provenance, format="text table", n_dropped=timing.n_dropped, n_corrupt=table.n_corrupt),
        duration_s=timing.duration_s(signal.n_samples),
        gaps=timing.gaps,
        problems=(
            *_about_corrupt_lines(table, timing, name),
            *_about_other_columns(table, columns.others + unscaled, name),
            *timing.problems,
            *scales.problems,
        ),
    )


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size <= _LARGEST_BYTES:
            return path.read_bytes()
    except OSError as cause:
        raise UnreadableFile(what="it cannot be read", where=name, remedy="check that it is still there") from cause
    raise NotARecording(
        what="a text file of more than 1 GB is too large to hold in memory",
        where=name,
        remedy="export it as EDF or as a NumPy array",
    )


def _header(table: Table, column: int) -> str:
    return "" if table.header is None else table.header[column]


def _tell_columns_apart(table: Table, name: str) -> _Columns:
    n_rows, n_columns = table.values.shape
    clock = None
    if n_columns > 1:
        named = [i for i in range(n_columns) if looks_like_time(_header(table, i), table.values[:, i])]
        clock = named[0] if named else None
    others = tuple(i for i in range(n_columns) if i != clock and _is_no_channel(table, i))
    channels = tuple(i for i in range(n_columns) if i != clock and i not in others)
    if not channels or n_rows < 2 or len(channels) > _MOST_CHANNELS:
        raise NotARecording(
            what=f"no EMG was found in its {n_columns} columns and {n_rows} rows",
            where=name,
            remedy="give a table with one row per sample and one column per EMG channel",
        )
    return _Columns(clock=clock, channels=channels, others=others)


def _is_no_channel(table: Table, i: int) -> bool:
    """Whether a column holds words or row numbers, or is named as something other than EMG."""
    column = table.values[:, i]
    if np.all(np.isnan(column)) or (table.values.shape[1] > 1 and is_row_number(column)):
        return True
    return is_other_signal(_header(table, i))


def _labels_in_comment(comments: tuple[str, ...], n_channels: int) -> tuple[str, ...] | None:
    """Names from a comment such as "Labels:= EMG", when there are as many as channels."""
    for line in comments:
        found = _LABELS.match(line)
        words = re.split(r"\s*[,;\t]\s*|\s+", found[1].strip()) if found else []
        if len(words) == n_channels and all(words):
            return tuple(words)
    return None


def _about_corrupt_lines(table: Table, timing: EmgTiming, name: str) -> tuple[Problem, ...]:
    if not table.n_corrupt:
        return ()
    lines = "1 line" if table.n_corrupt == 1 else f"{table.n_corrupt} lines"
    late = "" if timing.clock else ", so that times after them are early by one sample each"
    return (
        Problem(
            what=f"{lines} left out, not being rows of numbers{late}",
            where=name,
            remedy="look at those lines if they matter",
        ),
    )


def _about_other_columns(table: Table, columns: tuple[int, ...], name: str) -> tuple[Problem, ...]:
    words = [_header(table, i) for i in columns if _header(table, i)]
    if not words:
        return ()
    more = f" and {len(words) - 4} more" if len(words) > 4 else ""
    return (
        Problem(
            what=f"columns that are not EMG were left out: {', '.join(words[:4])}{more}",
            where=name,
            remedy="rename a column if it is EMG",
        ),
    )
