import io
import sys

import numpy as np
import pytest

from twitchwise.cli.trace_text import TRACE_WIDTH, trace_lines
from twitchwise.recordings.model import Span
from twitchwise.twitches.model import Trace


def _trace(values: list[float]) -> Trace:
    row = np.array(values, np.float64)
    return Trace(
        times_s=np.linspace(10.0, 10.0 + 0.1 * (row.size - 1), row.size), low=row, high=row, label="E1", unit="uV"
    )


def test_the_extremes_stand_in_front_and_the_event_is_marked_below() -> None:
    lines = trace_lines(_trace([0.0, 0.0, 40.0, -20.0, 0.0, 0.0]), Span(start_s=10.2, end_s=10.4))
    assert lines[0].split()[0] == "40"
    assert any(line.split()[:1] == ["-20"] for line in lines)
    assert next(line for line in lines if "^" in line) == " " * 12 + "^^"
    assert "0:10.000" in lines[-1]
    assert "0:10.500" in lines[-1]


def test_a_peak_stands_in_its_own_column() -> None:
    top = trace_lines(_trace([0.0] * 30 + [9.0] + [0.0] * 29), Span(start_s=13.0, end_s=13.1))[0]
    assert top.index("\u2588") == 10 + 30


def test_a_flat_or_empty_trace_is_no_obstacle() -> None:
    assert trace_lines(_trace([]), Span(start_s=0.0, end_s=1.0)) == []
    assert len(trace_lines(_trace([1.0, 1.0]), Span(start_s=99.0, end_s=99.1))) == 8


def test_it_fits_eighty_columns() -> None:
    rng = np.random.default_rng(1)
    assert (
        max(map(len, trace_lines(_trace(list(rng.normal(0, 1e4, TRACE_WIDTH))), Span(start_s=11.0, end_s=12.0)))) < 80
    )


def test_a_terminal_without_blocks_gets_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert all(line.isascii() for line in trace_lines(_trace([0.0, 5.0, -5.0]), Span(start_s=10.1, end_s=10.2)))
