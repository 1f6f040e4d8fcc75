"""The samples around each event of a recording, kept beside its result, to be looked at without opening it again."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.desk.reviewing import open_recording
from twitchwise.report.result_reading import read_result

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["EventTrace", "read_traces", "write_traces"]

_FILE = "traces.json"
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
    """Writes the traces of a result's events, in their order of time.

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
    traces = []
    for event in result.candidates[:_MOST]:
        trace = looking.trace(event, zoom=1.0, n_steps=_STEPS, is_blind=False)
        times = trace.times_s
        step_s = float(times[1] - times[0]) if times.size > 1 else 0.0
        traces.append(
            EventTrace(
                start_s=round(float(times[0]), 4) if times.size else event.onset_s,
                end_s=round(float(times[-1]) + step_s, 4) if times.size else event.onset_s,
                low=tuple(float(f"{value:.4g}") for value in trace.low),
                high=tuple(float(f"{value:.4g}") for value in trace.high),
                label=trace.label,
                unit=trace.unit,
            )
        )
    write_whole(folder / _FILE, _traces().dump_json(tuple(traces)).decode())


def read_traces(folder: Path) -> tuple[EventTrace, ...]:
    """What `write_traces` wrote; nothing when it wrote nothing."""
    try:
        return _traces().validate_json((folder / _FILE).read_bytes())
    except (OSError, ValueError):
        return ()


@cache
def _traces() -> "TypeAdapter[tuple[EventTrace, ...]]":
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[EventTrace, ...])
