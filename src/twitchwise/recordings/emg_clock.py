"""A column of times becomes the clock of an EMG recording."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Span

__all__ = [
    "EmgClock",
    "EmgTiming",
    "in_order",
    "is_row_number",
    "is_time_name",
    "looks_like_time",
    "read_clock",
    "settle_timing",
    "steady_rate_hz",
]

_SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
_UNIT = re.compile(
    r"(?:^|[\s_(\[.])(?:(?P<s>s|secs?|seconds?)|(?P<ms>ms|msecs?|millis|milliseconds?)"
    r"|(?P<us>us|µs|usecs?|micros|microseconds?)|(?P<ns>ns|nsecs?|nanos|nanoseconds?))[)\]]*$"
)
_TIME_NAME = re.compile(
    r"^(?:t|time\w*|seconds?\w*|secs?|milli\w*|micro\w*|nano\w*|[mun]s|zeit|temps|tiempo|tempo)(?:[\s_(\[].*)?$"
    r"|^x\s*\[s\]$|^(?:elapsed|relative|rel)[\s_]*time\w*"
)
# EMG is sampled at 500 Hz to 10 kHz; hobby boards send 50 Hz envelopes and laboratory amplifiers reach 100 kHz. A clock
# without a unit is read in the first unit that lands inside.
_LOWEST_HZ, _HIGHEST_HZ = 20.0, 100_000.0
_SLOWEST_HZ, _FASTEST_HZ = 1.0, 1e7  # sanity only: beyond these the number is a mistake
_GAP_INTERVALS = 5.0  # as in samples.find_gaps
_FEW = 0.1  # more than a tenth of the rows with a clock that runs backwards: not one recording
_RATES_DIFFER = 0.01  # a clock and a stated rate that differ by more cannot both be right
_LONGEST_S = 31 * 86_400.0  # nobody records a muscle for a month: such a span comes from broken times
_GIVE_RATE = "give the sampling rate with --rate"
_LAG = 1000  # samples over which the first guess of the interval is taken: rounding of the stamps averages out


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmgClock:
    """When the samples were taken.

    Parameters
    ----------
    times_s : (n,) float64, from 0, never decreasing.
    rate_hz : samples a second outside gaps.
    keep : (n_rows,) bool, which rows of the file have a usable time; n of them.
    gaps : stretches without samples.
    n_dropped : samples that fit into the gaps.
    problems : what had to be worked around.
    """

    times_s: NDArray[np.float64]
    rate_hz: float
    keep: NDArray[np.bool_]
    gaps: tuple[Span, ...]
    n_dropped: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmgTiming:
    """The sampling rate, and the clock where the file has one that is to be used.

    Parameters
    ----------
    rate_hz : samples a second.
    clock : when the samples were taken, or None for a steady clock that starts at 0.
    problems : what had to be worked around.
    """

    rate_hz: float
    clock: EmgClock | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def times_s(self) -> NDArray[np.float64] | None:
        """Times of the samples, s, or None for a steady clock."""
        return None if self.clock is None else self.clock.times_s

    @property
    def gaps(self) -> tuple[Span, ...]:
        """Stretches without samples."""
        return () if self.clock is None else self.clock.gaps

    @property
    def n_dropped(self) -> int:
        """Samples that fit into the gaps."""
        return 0 if self.clock is None else self.clock.n_dropped

    def duration_s(self, n_samples: int) -> float:
        """From the first of `n_samples` to one interval after the last, s."""
        last_s = (n_samples - 1) / self.rate_hz if self.clock is None else float(self.clock.times_s[-1])
        return last_s + 1 / self.rate_hz


def settle_timing(
    column: NDArray[np.float64] | None,
    *,
    name: str | None,
    given_hz: float | None,
    stated_hz: float | None,
    where: str,
    unread: str | None = None,
) -> EmgTiming:
    """The timing of a recording out of all that is known of it.

    Parameters
    ----------
    column : (n_rows,) times as the file has them, if it has any.
    name : the column's header.
    given_hz : the rate the person gives, Hz: it outranks everything.
    stated_hz : the rate the file states, Hz: only taken when there are no times.
    where : the file's name.
    unread : the header of a column that is named as time and cannot be read as such, for the message.

    Raises
    ------
    NotARecording : nothing says how fast the samples follow each other, or what does is impossible.
    """
    clock = None
    if column is not None:
        try:
            clock = read_clock(column, name=name, where=where)
        except NotARecording:
            if given_hz is None:
                raise
    told_hz = given_hz if given_hz is not None else stated_hz
    if clock is None and told_hz is None:
        raise NotARecording(
            what="it has neither a time column nor a sampling rate"
            if unread is None
            else f'its column "{unread}" holds no numbers that rise from row to row as times do',
            where=where,
            remedy=_GIVE_RATE,
        )
    if told_hz is None and clock is not None:
        return EmgTiming(rate_hz=clock.rate_hz, clock=clock, problems=clock.problems)
    rate_hz = steady_rate_hz(told_hz or 0.0, where=where)
    if clock is None:
        return EmgTiming(rate_hz=rate_hz)
    is_given = given_hz is not None
    conflict = Problem(
        what=f"its times run at {clock.rate_hz:.6g} Hz, but the rate {'given' if is_given else 'stated in it'} is "
        f"{rate_hz:.6g} Hz; {'the given rate was' if is_given else 'the times were'} used",
        where=where,
        remedy="leave --rate out to go by the file" if is_given else "give the right one with --rate",
    )
    problems = (conflict,) if abs(clock.rate_hz / rate_hz - 1) > _RATES_DIFFER else ()
    if is_given:
        return EmgTiming(rate_hz=rate_hz, problems=problems)
    return EmgTiming(rate_hz=clock.rate_hz, clock=clock, problems=clock.problems + problems)


def looks_like_time(name: str | None, column: NDArray[np.float64]) -> bool:
    """Whether a column of a table is its clock: by its name, or because it rises in near-equal steps.

    Parameters
    ----------
    name : the column's header, if it has one.
    column : (n,) values.

    Notes
    -----
    Unless its name says time, a column that counts 0, 1, 2, ... is a row number: nothing says what one step lasts.
    """
    if column.size < 3:
        return False
    steps = np.diff(column[np.isfinite(column)])
    if steps.size < 2 or not np.any(steps > 0) or np.mean(steps < 0) > _FEW:
        return False
    if name and is_time_name(name):
        return True
    usual = float(np.median(steps))
    near = np.mean(np.abs(steps - usual) <= 0.6 * usual) if usual > 0 else 0.0
    return bool(near > 1.0 - _FEW) and not is_row_number(column)


def is_time_name(name: str) -> bool:
    """Whether a column is named as time.

    Examples
    --------
    >>> is_time_name("Zeit (s)"), is_time_name("EMG")
    (True, False)
    """
    return _TIME_NAME.match(name.strip().casefold()) is not None


def is_row_number(column: NDArray[np.float64]) -> bool:
    """Whether a column counts rows: whole numbers, each one more than the last."""
    return column.size >= 3 and bool(np.mean(np.diff(column) == 1.0) > 1.0 - _FEW)


def read_clock(column: NDArray[np.float64], *, name: str | None, where: str) -> EmgClock:
    """Times in seconds from a column of a table.

    Parameters
    ----------
    column : (n_rows,) times as the file has them.
    name : the column's header, which may carry the unit.
    where : the file's name.

    Raises
    ------
    NotARecording : the clock stands still, or runs backwards in more than a tenth of the rows.

    Notes
    -----
    The rate is the number of intervals over their summed length, gaps excluded: many files round their stamps so
    coarsely that the median interval is off by a fifth. A first guess over 1000 samples tells gaps from jitter.
    Stamps that repeat (a logger that reads several samples at once) are spread evenly up to the next one.
    """
    keep = in_order(column)
    lost = column.size - int(np.count_nonzero(keep))
    if lost > _FEW * column.size:
        raise NotARecording(
            what="its time column runs backwards or is empty in many rows",
            where=where,
            remedy="give one recording per file, in order of time",
        )
    stamps = column[keep] - column[keep][0] if np.any(keep) else column[:0]
    if stamps.size < 3 or stamps[-1] <= 0:
        raise NotARecording(
            what="its time column stands still", where=where, remedy="give the sampling rate with --rate"
        )
    usual = _usual_interval(stamps)
    seconds, problems = _seconds_in(name, usual, where)
    times_s = _spread_repeats(stamps, usual) * seconds
    if not times_s[-1] <= _LONGEST_S:
        raise NotARecording(
            what=f"its times span {times_s[-1] / 86_400:.0f} days", where=where, remedy="check the time column"
        )
    intervals = np.diff(times_s)
    paused = intervals > _GAP_INTERVALS * usual * seconds
    steps = np.diff(np.flatnonzero(keep))  # a row whose time was lost still was a sample
    rate_hz = float(np.sum(steps[~paused]) / np.sum(intervals[~paused]))
    gaps = tuple(
        Span(start_s=float(times_s[i]) + 1 / rate_hz, end_s=float(times_s[i + 1])) for i in np.flatnonzero(paused)
    )
    if lost:
        problems += (
            Problem(
                what=f"{lost} rows had no usable time and were left out",
                where=where,
                remedy="look at those rows if they matter",
            ),
        )
    return EmgClock(
        times_s=times_s,
        rate_hz=steady_rate_hz(rate_hz, where=where),
        keep=keep,
        gaps=gaps,
        n_dropped=sum(round((gap.end_s - gap.start_s) * rate_hz) for gap in gaps),
        problems=problems,
    )


def steady_rate_hz(rate_hz: float, *, where: str) -> float:
    """The same rate, once it is known to be one.

    Raises
    ------
    NotARecording : it is not a number, or outside 1 Hz to 10 MHz, where nothing samples a muscle.
    """
    if not _SLOWEST_HZ <= rate_hz <= _FASTEST_HZ:
        raise NotARecording(what=f"a sampling rate of {rate_hz:g} Hz is impossible", where=where, remedy=_GIVE_RATE)
    return float(rate_hz)


def in_order(column: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of (n,) times never go back: without the dips or without the spikes, whichever keeps more."""
    finite = np.isfinite(column)
    no_dips = finite & (column >= np.maximum.accumulate(np.where(finite, column, -np.inf)))
    no_spikes = finite & (column <= np.minimum.accumulate(np.where(finite, column, np.inf)[::-1])[::-1])
    return no_dips if np.count_nonzero(no_dips) >= np.count_nonzero(no_spikes) else no_spikes


def _usual_interval(stamps: NDArray[np.float64]) -> float:
    lag = min(_LAG, stamps.size // 2)
    over_lag = float(np.median(stamps[lag:] - stamps[:-lag])) / lag
    return over_lag if over_lag > 0 else float(stamps[-1]) / (stamps.size - 1)


def _spread_repeats(stamps: NDArray[np.float64], usual: float) -> NDArray[np.float64]:
    """Samples that share a stamp, spread between it and the next, at most one usual interval apart."""
    first = np.flatnonzero(np.diff(stamps, prepend=-1.0) > 0)
    length = np.diff(first, append=stamps.size)
    if np.all(length == 1):
        return stamps
    room = np.diff(stamps[first], append=np.inf)
    step = np.minimum(room / length, usual)
    place = np.arange(stamps.size) - np.repeat(first, length)
    spread: NDArray[np.float64] = stamps + place * np.repeat(step, length)
    return spread


def _seconds_in(name: str | None, usual: float, where: str) -> tuple[float, tuple[Problem, ...]]:
    stated = _UNIT.search(name.strip().casefold()) if name else None
    if stated is not None:
        return _SECONDS[str(stated.lastgroup)], ()
    for unit, seconds in _SECONDS.items():
        rate_hz = 1.0 / (usual * seconds)
        if _LOWEST_HZ <= rate_hz <= _HIGHEST_HZ:
            guessed = Problem(
                what=f"the time column states no unit and was read as {unit}, which makes {rate_hz:.6g} Hz",
                where=where,
                remedy="give the sampling rate with --rate if this is wrong",
            )
            return seconds, (() if unit == "s" else (guessed,))
    return 1.0, ()
