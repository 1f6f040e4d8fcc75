"""The samples around each event of a recording, kept beside its result, to be looked at without opening it again."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.desk.reviewing import Looking, open_recording
from twitchwise.report.result_reading import read_result
from twitchwise.twitches.labels import Candidate

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["EventTrace", "read_traces", "write_traces"]

_FILE, _BLIND_FILE = "traces.json", "traces-blind.json"
_STEPS = 160  # two a pixel of a phone
_MOST = 400  # events; nobody labels more


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTrace:
    """The lowest and highest value in each of n steps around one event.

    Parameters
    ----------
    start_s, end_s : of the stretch, on the recording's own clock.
    low, high : (n,) in `unit`, rounded to what a picture shows.
    label, unit : of the place that moved.
    """

    start_s: float
    end_s: float
    low: tuple[float, ...]
    high: tuple[float, ...]
    label: str
    unit: str


def write_traces(recording: Path, folder: Path, reading: ReadingOptions) -> None:
    """Writes the traces of a result's events, in their order of time; once at the place where the program found each,
    and once, for a blind review, at the place that the samples alone choose.

    Parameters
    ----------
    recording : the file that was measured; a signal, for of a video the clip itself is looked at.
    folder : of its result.
    reading : what the file leaves open.

    Raises
    ------
    InputError
        The recording cannot be read any more, or the traces cannot be written.
    """
    result = read_result(folder)
    looking = open_recording(recording, result, reading=reading)
    events = result.candidates[:_MOST]
    for name, is_blind in ((_FILE, False), (_BLIND_FILE, True)):
        traces = tuple(_trace(looking, event, is_blind=is_blind) for event in events)
        write_whole(folder / name, _traces().dump_json(traces).decode())


def read_traces(folder: Path, *, is_blind: bool = False) -> tuple[EventTrace, ...]:
    """What `write_traces` wrote; nothing when it wrote nothing."""
    try:
        return _traces().validate_json((folder / (_BLIND_FILE if is_blind else _FILE)).read_bytes())
    except (OSError, ValueError):
        return ()


def _trace(looking: Looking, event: Candidate, *, is_blind: bool) -> EventTrace:
    trace = looking.trace(event, zoom=1.0, n_steps=_STEPS, is_blind=is_blind)
    times = trace.times_s
    step_s = float(times[1] - times[0]) if times.size > 1 else 0.0
    return EventTrace(
        start_s=round(float(times[0]), 4) if times.size else event.onset_s,
        end_s=round(float(times[-1]) + step_s, 4) if times.size else event.onset_s,
        low=tuple(float(f"{value:.4g}") for value in trace.low),
        high=tuple(float(f"{value:.4g}") for value in trace.high),
        label=trace.label,
        unit=trace.unit,
    )


@cache
def _traces() -> "TypeAdapter[tuple[EventTrace, ...]]":
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[EventTrace, ...])
