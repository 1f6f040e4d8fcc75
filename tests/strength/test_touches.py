"""Touches out of the tables of tapping apps."""

from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.simulate.strength_motion_taps import TapWorld, draw_taps
from twitchwise.strength.file_reading import TestReading
from twitchwise.strength.touches import read_touch_table, read_touch_times

TAPS_S = draw_taps(TapWorld(taps_per_s=5.0), np.random.default_rng(1))


@pytest.mark.parametrize(
    ("header", "scale"), [("time_s", 1.0), ("t", 1e3), ("timestamp_us", 1e6), ("touch time", 1e9), ("", 1e3)]
)
def test_times_are_read_in_any_unit(header: str, scale: float) -> None:
    lines = [header] * bool(header) + [f"{time_s * scale:.6f}" for time_s in TAPS_S]
    found = read_touch_table("\n".join(lines).encode(), name="taps.csv")
    assert np.allclose(found, TAPS_S - TAPS_S[0], atol=1e-3)


def test_only_fingers_coming_down_are_counted(tmp_path: Path) -> None:
    lines = ["time_ms,event,x,y"]
    for time_s in TAPS_S:
        lines += [f"{1.7e12 + 1000 * time_s:.0f},touchstart,10,20", f"{1.7e12 + 1000 * time_s + 70:.0f},touchend,10,20"]
    path = tmp_path / "taps.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read_touch_times(path)
    assert isinstance(reading, TestReading)
    assert reading.count == len(TAPS_S)
    assert reading.value == pytest.approx(len(TAPS_S), rel=0.05)


def test_a_touch_that_bounces_is_one() -> None:
    lines = ["time_s"]
    for time_s in TAPS_S:
        lines += [f"{time_s:.4f}", f"{time_s + 0.012:.4f}"]
    assert len(read_touch_table("\n".join(lines).encode(), name="taps.csv")) == len(TAPS_S)


def test_the_clock_of_a_sensor_is_no_finger() -> None:
    lines = ["time_s,x,y,z", *(f"{0.1 * i:.3f},0.1,0.2,9.8" for i in range(100))]
    with pytest.raises(InputError, match="clock of a sensor"):
        read_touch_table("\n".join(lines).encode(), name="motion.csv")


@pytest.mark.parametrize("text", ["", "time_s", "time_s\nsoon\nlater\n", "a,b\nx,y\nz,w\n", "time_s\n0\n10\n21\n33\n"])
def test_a_table_without_touches_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_touch_table(text.encode(), name="taps.csv")


def test_three_taps_are_no_test(tmp_path: Path) -> None:
    path = tmp_path / "taps.csv"
    path.write_text("time_s\n0.1\n0.32\n0.5\n", encoding="utf-8")
    assert isinstance(read_touch_times(path), NotMeasurable)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be read"):
        read_touch_times(tmp_path / "none.csv")
