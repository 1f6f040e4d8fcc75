"""A trace drawn with letters: for a terminal, where no picture can be shown."""

import sys

import numpy as np

from twitchwise.recordings.model import Span
from twitchwise.report.figures import say_number
from twitchwise.report.review_words import say_at
from twitchwise.twitches.model import Trace

__all__ = ["TRACE_WIDTH", "trace_lines"]

TRACE_WIDTH = 60
"""Columns of the trace itself; with the numbers in front it fits 80."""

_ROWS = 6
_HALVES = {(True, True): "\u2588", (True, False): "\u2580", (False, True): "\u2584"}
_PLAIN = {(True, True): "|", (True, False): "'", (False, True): "."}
_MARGIN = 10


def trace_lines(trace: Trace, event: Span) -> list[str]:
    """The lines of a trace, with its largest and smallest value before it and the event marked below it.

    Parameters
    ----------
    trace : lowest and highest value in each step.
    event : what is marked, s on the recording's clock.
    """
    n = trace.times_s.size
    if n == 0:
        return []
    top, bottom = float(trace.high.max()), float(trace.low.min())
    levels = 2 * _ROWS
    scale = (levels - 1) / max(top - bottom, 1e-12)
    first = np.rint((top - trace.high) * scale).astype(int)
    last = np.rint((top - trace.low) * scale).astype(int)
    first[1:] = np.minimum(first[1:], last[:-1] + 1)  # a steep stretch stays one line
    last[1:] = np.maximum(last[1:], first[:-1] - 1)
    marks = _HALVES if _can_show(_HALVES[True, True]) else _PLAIN
    lines = []
    for row in range(_ROWS):
        upper, lower = 2 * row, 2 * row + 1
        cells = [marks.get((first[i] <= upper <= last[i], first[i] <= lower <= last[i]), " ") for i in range(n)]
        value = say_number(top) if row == 0 else _signed(bottom) if row == _ROWS - 1 else trace.unit if row == 1 else ""
        lines.append(f"{value:>{_MARGIN - 2}}  {''.join(cells)}".rstrip())
    return [*lines, _under(trace, event), _times(trace)]


def _signed(value: float) -> str:
    return f"-{say_number(-value)}" if value < 0 else say_number(value)


def _under(trace: Trace, event: Span) -> str:
    """A bar under the event."""
    is_in = (trace.times_s >= event.start_s) & (trace.times_s < event.end_s)
    if not is_in.any():
        is_in[min(int(np.searchsorted(trace.times_s, event.start_s)), is_in.size - 1)] = True
    return " " * _MARGIN + "".join("^" if each else " " for each in is_in).rstrip()


def _times(trace: Trace) -> str:
    start, end = say_at(float(trace.times_s[0])), say_at(float(trace.times_s[-1]))
    return " " * _MARGIN + start + end.rjust(max(trace.times_s.size - len(start), len(end) + 1))


def _can_show(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
