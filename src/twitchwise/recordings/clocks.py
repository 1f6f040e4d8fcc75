"""True times out of the stamps that sensors write.

Stamps come in seconds to nanoseconds, since 1970 or since the phone was switched on; they repeat, run backwards,
pause, and now and then hold a broken number. `read_clock` turns them into seconds that only ever rise.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Span
from twitchwise.recordings.samples import find_gaps, median_rate_hz

__all__ = ["Clock", "ClockUnit", "Stamps", "guess_clock_unit", "read_clock", "usual_step"]

_JUMP_S = 1.0  # deliveries out of order differ by less; a larger step back is a broken stamp or a clock set anew
_COARSE_SHARE = 0.1  # when more stamps than this repeat, the clock is coarser than the sampling
_JUMP_STEPS = 20.0  # the same for slow sensors, in usual steps
_SAME_S = 1e-9  # no clock tells times closer than a nanosecond apart
_LONGEST_S = 2 * 86_400.0  # nobody wears a phone on a muscle for two days: such a span comes from broken stamps
_LARGEST_STAMP = 2.0**63  # whole stamps are 64 bit at most
_MOTION_STEP_S = (0.999 / 4000, 1.001 / 5)
_EPOCH_S = (946_684_800.0, 4_102_444_800.0)  # 2000 to 2100: stamps in between count from 1970


class ClockUnit(StrEnum):
    """The unit in which a file counts time."""

    S = "s"
    MS = "ms"
    US = "us"
    NS = "ns"

    @property
    def seconds(self) -> float:
        """One unit, s."""
        return {"s": 1.0, "ms": 1e-3, "us": 1e-6}.get(self.value, 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stamps:
    """The stamps of one sensor as they stand in the file.

    Parameters
    ----------
    first : whole number to which `values` are relative; 0 when they are not.
    values : (n_rows,) float64, in `unit`; NaN where the file has none.
    unit : the unit of both.
    """

    first: int
    values: NDArray[np.float64]
    unit: ClockUnit


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clock:
    """Times that rise, and the rows they belong to.

    Parameters
    ----------
    rows : (n,) the rows of the file that are kept, in order of time.
    times_s : (n,) float64, s, rising; 0 at the first sample, or at `zero` when that was given.
    rate_hz : samples a second by the median interval.
    gaps : stretches without samples.
    n_dropped : samples that would have filled the gaps.
    n_broken : rows left out because their stamp is missing or broken.
    zero : the stamp at which `times_s` is 0, as (first, value relative to it).
    started_at : instant of the first sample, when the stamps count from 1970.
    problems : what was put right.
    """

    rows: NDArray[np.int64]
    times_s: NDArray[np.float64]
    rate_hz: float
    gaps: tuple[Span, ...]
    n_dropped: int
    n_broken: int
    zero: tuple[int, float]
    started_at: datetime | None
    problems: tuple[Problem, ...]


def usual_step(stamps: NDArray[np.float64]) -> float | None:
    """Median of the positive steps of `stamps` ((n,), any unit), or None when no stamp rises."""
    usable = stamps[np.abs(stamps) < _LARGEST_STAMP]
    steps = np.diff(usable)
    rising = steps[steps > 0]
    return float(np.median(rising)) if rising.size else None


def guess_clock_unit(stamps: NDArray[np.float64]) -> ClockUnit | None:
    """The unit in which the usual step is that of a motion sensor, or None.

    Notes
    -----
    Motion sensors deliver 5 to 4,000 samples a second: steps of 0.00025-0.2 s. Those of the next finer unit are a
    thousand times larger, so the ranges of the four units do not meet.
    """
    step = usual_step(stamps)
    if step is None:
        return None
    shortest_s, longest_s = _MOTION_STEP_S
    return next((unit for unit in ClockUnit if shortest_s <= step * unit.seconds <= longest_s), None)


def read_clock(
    stamps: Stamps, values: NDArray[np.float64], *, where: str, zero: tuple[int, float] | None = None
) -> Clock:
    """Turn stamps into times that rise, and say what had to be put right.

    Parameters
    ----------
    stamps : one stamp per row.
    values : (n_rows, n_axes) what was measured, to tell a row written twice from two samples with one stamp.
    where : file or sensor, for messages.
    zero : the zero of another clock of the same file to count from; the first sample when None.

    Raises
    ------
    NotARecording
        Fewer than two different times, a span of more than two days, or a clock that far from `zero`.

    Notes
    -----
    In this order: a stamp that alone lies more than a second off its neighbours is broken and its row left out; where
    the clock was set back by more than a second, the rest is moved to follow on; rows out of order are sorted; rows
    written twice are left out. Where more than a tenth of the stamps repeat, the clock is coarser than the sampling
    and the samples are spread evenly up to the next stamp; otherwise a repeated stamp is left out.
    """
    times = stamps.values * stamps.unit.seconds
    rows = np.flatnonzero(np.abs(stamps.values) < _LARGEST_STAMP)
    jump_s = max(_JUMP_S, _JUMP_STEPS * (usual_step(times[rows]) or 0.0))
    rows = rows[~_leaps(times[rows], jump_s)]
    n_broken = len(times) - len(rows)
    times = times[rows]
    problems: list[Problem] = []
    if n_broken:
        problems.append(_problem(f"{n_broken} rows had no usable time and were left out", where))
    times = _follow_on(times, jump_s, where, problems)
    if np.any(np.diff(times) < 0):
        order = np.argsort(times, kind="stable")
        n_moved = int(np.count_nonzero(np.diff(times) < 0))
        problems.append(_problem(f"its clock ran backwards {n_moved} times; the samples were sorted", where))
        times, rows = times[order], rows[order]
    times, rows = _one_sample_a_time(times, rows, values, where, problems)
    if len(times) < 2:
        raise NotARecording(
            what="it holds fewer than two samples with different times",
            where=where,
            remedy="record for at least ten seconds and export again",
        )
    rate_hz = median_rate_hz(times)
    zero = (stamps.first, float(times[0]) / stamps.unit.seconds) if zero is None else zero
    offset_s = ((stamps.first - zero[0]) - zero[1]) * stamps.unit.seconds
    if not abs(float(times[0]) + offset_s) <= _LONGEST_S:
        raise NotARecording(
            what=f"its clock is {abs(float(times[0]) + offset_s) / 86_400:.0f} days off that of the acceleration",
            where=where,
            remedy="export the recording again",
        )
    started_s = stamps.first * stamps.unit.seconds + float(times[0])
    times = times + offset_s
    if not times[-1] - times[0] <= _LONGEST_S:
        raise NotARecording(
            what=f"its clock spans {(times[-1] - times[0]) / 86_400:.0f} days",
            where=where,
            remedy="check the time column, and cut the recording to the stretch of interest",
        )
    gaps = find_gaps(times)
    return Clock(
        rows=rows,
        times_s=times,
        rate_hz=rate_hz,
        gaps=gaps,
        n_dropped=sum(round((gap.end_s - gap.start_s) * rate_hz) for gap in gaps),
        n_broken=n_broken,
        zero=zero,
        started_at=datetime.fromtimestamp(started_s, tz=UTC) if _EPOCH_S[0] <= started_s < _EPOCH_S[1] else None,
        problems=tuple(problems),
    )


def _problem(what: str, where: str) -> Problem:
    return Problem(what=what, where=where, remedy="nothing to do unless the result looks odd")


def _leaps(times: NDArray[np.float64], jump_s: float) -> NDArray[np.bool_]:
    """Stamps that alone lie more than `jump_s` off their neighbours, which agree with each other."""
    found = np.zeros(len(times), dtype=bool)
    if len(times) < 3:
        return found
    before, here, after = times[:-2], times[1:-1], times[2:]
    up = (here - before > jump_s) & (after - here < -jump_s)
    down = (here - before < -jump_s) & (after - here > jump_s)
    found[1:-1] = (up | down) & (after >= before)
    # At the ends a lone sample tells nothing even if its stamp is true.
    found[0] = abs(times[1] - times[0]) > jump_s and abs(times[2] - times[1]) <= jump_s
    found[-1] = abs(times[-1] - times[-2]) > jump_s and abs(times[-2] - times[-3]) <= jump_s
    return found


def _follow_on(times: NDArray[np.float64], jump_s: float, where: str, problems: list[Problem]) -> NDArray[np.float64]:
    steps = np.diff(times)
    set_back = steps < -jump_s
    if not set_back.any():
        return times
    usual_s = usual_step(times) or 0.0
    shift = np.where(set_back, usual_s - steps, 0.0)
    count = int(np.count_nonzero(set_back))
    problems.append(_problem(f"its clock was set back {count} times; what follows was joined without a gap", where))
    return times + np.concatenate(([0.0], np.cumsum(shift)))


def _one_sample_a_time(
    times: NDArray[np.float64],
    rows: NDArray[np.int64],
    values: NDArray[np.float64],
    where: str,
    problems: list[Problem],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    again = np.concatenate(([False], np.diff(times) <= _SAME_S))
    if not again.any():
        return times, rows
    at = np.flatnonzero(again)
    is_copy = np.all(values[rows[at]] == values[rows[at - 1]], axis=1)
    keep = np.ones(len(times), dtype=bool)
    keep[at[is_copy]] = False
    n_copies = int(np.count_nonzero(is_copy))
    if n_copies:
        problems.append(_problem(f"{n_copies} rows were written twice and counted once", where))
    times, rows = times[keep], rows[keep]
    again = np.concatenate(([False], np.diff(times) <= _SAME_S))
    n_again = int(np.count_nonzero(again))
    if n_again > _COARSE_SHARE * len(times):
        problems.append(_problem(f"{n_again} samples share a time with another and were spread evenly", where))
        times = _spread_evenly(times, ~again)
        again = np.concatenate(([False], np.diff(times) <= _SAME_S))
        return times[~again], rows[~again]
    if n_again:
        problems.append(_problem(f"{n_again} samples repeat the time of another and were left out", where))
    return times[~again], rows[~again]


def _spread_evenly(times: NDArray[np.float64], is_first: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Samples that share a stamp, laid out evenly up to the next stamp; never slower than twice the usual pace."""
    starts = np.flatnonzero(is_first)
    if len(starts) < 2:
        return times
    counts = np.diff(np.append(starts, len(times)))
    pace_s = np.diff(times[starts]) / counts[:-1]
    usual_s = float(np.median(pace_s))
    pace_s = np.append(np.minimum(pace_s, 2 * usual_s), usual_s)
    within = np.arange(len(times)) - np.repeat(starts, counts)
    spread: NDArray[np.float64] = times + within * np.repeat(pace_s, counts)
    return spread
