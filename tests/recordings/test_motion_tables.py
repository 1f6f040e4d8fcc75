from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion_tables import find_motion_columns, read_motion_table
from twitchwise.recordings.text import read_table

PROVENANCE = Provenance(name="a.csv", sha256="", size_bytes=0, format="")


def read(path: Path, text: str, *, rate_hz: float | None = None, unit: str | None = None) -> Recording:
    path = path / "a.csv"
    path.write_text(text)
    return read_motion_table(path, provenance=PROVENANCE, rate_hz=rate_hz, unit=unit)


def samples(recording: Recording) -> NDArray[np.float32]:
    assert recording.signal is not None
    return recording.signal.read(0, recording.signal.n_samples)


def resting(n: int = 200) -> NDArray[np.float64]:
    return np.array([0.0, -0.6, 0.8]) + np.random.default_rng(1).normal(scale=1e-3, size=(n, 3))


@pytest.mark.parametrize(
    ("header", "axes"),
    [
        ("t,x,y,z", (1, 2, 3)),
        ("time_ms,accX,accY,accZ,gyroX,gyroY,gyroZ", (1, 2, 3)),
        ("seconds,gx,gy,gz,ax,ay,az", (4, 5, 6)),
        ("time,gFx,gFy,gFz,TgF", (1, 2, 3)),
        ("epoch (ms),elapsed (s),x-axis (g),y-axis (g),z-axis (g)", (2, 3, 4)),
        ("Time (s),Acceleration z (m/s^2),Acceleration y (m/s^2),Acceleration x (m/s^2)", (3, 2, 1)),
        ("timestamp,user_acceleration_x,user_acceleration_y,user_acceleration_z", (1, 2, 3)),
        ("index,mag_x,mag_y,mag_z,acc_x,acc_y,acc_z", (4, 5, 6)),
        ("time,max,index,hz,acc_x_g,acc_y_g,acc_z_g", (4, 5, 6)),
    ],
)
def test_axes_are_found_under_the_names_apps_give_them(header: str, axes: tuple[int, ...]) -> None:
    n = header.count(",") + 1
    rows = "".join(",".join(str(10 * i + j) for j in range(n)) + "\n" for i in range(5))
    columns = find_motion_columns(read_table(f"{header}\n{rows}".encode(), name="a"))
    assert columns is not None
    assert columns.axes == axes
    assert columns.are_named


def test_rotation_beside_the_acceleration_is_kept(tmp_path: Path) -> None:
    values = resting()
    rows = "".join(f"{i / 100},{x},{y},{z},90,{i},0\n" for i, (x, y, z) in enumerate(values))
    recording = read(tmp_path, "t (s),ax (g),ay (g),az (g),gx (deg/s),gy (deg/s),gz (deg/s)\n" + rows)
    assert recording.companions[0].quantity is Quantity.ANGULAR_VELOCITY
    assert recording.companions[0].read(0, 1)[0, 0] == pytest.approx(np.pi / 2)


def test_a_table_without_names_is_known_by_its_numbers(tmp_path: Path) -> None:
    rows = "".join(
        f"{833841569044223 + i * 10_000_000},3,{x},{y},{z}\n" for i, (x, y, z) in enumerate(resting() * 9.81)
    )
    recording = read(tmp_path, rows)
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(100)
    np.testing.assert_allclose(samples(recording).T / 1000, resting() * 9.81 / 9.80665, rtol=1e-4, atol=1e-6)


def test_a_time_column_that_belies_its_unit_is_put_right(tmp_path: Path) -> None:
    rows = "".join(f"{i * 10},{x},{y},{z}\n" for i, (x, y, z) in enumerate(resting()))
    recording = read(tmp_path, "time (s),x,y,z\n" + rows)
    assert recording.duration_s == pytest.approx(2.0)
    assert "states s but counts ms" in recording.problems[0].what


def test_a_row_number_is_not_a_clock(tmp_path: Path) -> None:
    text = "n,x,y,z\n" + "".join(f"{i},{x},{y},{z}\n" for i, (x, y, z) in enumerate(resting()))
    with pytest.raises(NotARecording, match="counts samples, not time; give the sampling rate with --rate"):
        read(tmp_path, text)
    assert read(tmp_path, text, rate_hz=50).duration_s == pytest.approx(4.0)


def test_three_columns_without_time_need_a_rate(tmp_path: Path) -> None:
    text = "".join(f"{x} {y} {z}\n" for x, y, z in resting())
    with pytest.raises(NotARecording, match="no times; give the sampling rate with --rate"):
        read(tmp_path, text)
    assert read(tmp_path, text, rate_hz=100).duration_s == pytest.approx(2.0)


def test_a_clock_of_unknown_unit_is_refused(tmp_path: Path) -> None:
    text = "t,x,y,z\n" + "".join(f"{i * 7e12},{x},{y},{z}\n" for i, (x, y, z) in enumerate(resting()))
    with pytest.raises(NotARecording, match="unit of its time column cannot be told"):
        read(tmp_path, text)


def test_a_unit_that_is_none_of_acceleration_is_refused(tmp_path: Path) -> None:
    text = "t,x,y,z\n" + "".join(f"{i / 100},{x},{y},{z}\n" for i, (x, y, z) in enumerate(resting()))
    with pytest.raises(NotARecording, match="'uV' is no unit of acceleration"):
        read(tmp_path, text, unit="uV")


def test_two_columns_are_no_motion(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match="no three axes"):
        read(tmp_path, "0 1\n1 2\n2 3\n")


def test_the_walking_phone_is_read_with_its_gaps(shared_data: Path) -> None:
    path = shared_data / "recordings/phone_upper_arm_walking_405hz.csv"
    recording = read_motion_table(path, provenance=PROVENANCE, rate_hz=None, unit=None)
    stamps = np.loadtxt(path, delimiter=",", usecols=0)
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(405.1, abs=0.1)
    assert recording.duration_s == pytest.approx((stamps[-1] - stamps[0]) * 1e-9, abs=0.01)
    steps_s = np.diff(stamps) * 1e-9
    assert len(recording.gaps) == np.count_nonzero(steps_s > 5 * np.median(steps_s))
    assert np.median(np.linalg.norm(samples(recording), axis=0)) == pytest.approx(1000, rel=0.1)


def test_microseconds_since_1970_are_read_to_the_instant(shared_data: Path) -> None:
    path = shared_data / "movement/sit2standpy/sample.csv"
    recording = read_motion_table(path, provenance=PROVENANCE, rate_hz=None, unit=None)
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(128, abs=0.1)
    assert str(recording.provenance.started_at).startswith("2019-09-09 18:37:51")


def test_a_table_of_row_numbers_and_gyroscope_without_unit(shared_data: Path) -> None:
    path = shared_data / "movement/mobgap/HA_001_TimeMeasure1_Test5_Trial1.csv"
    recording = read_motion_table(path, provenance=PROVENANCE, rate_hz=100, unit=None)
    assert recording.companions == ()
    assert any("rotation" in problem.where for problem in recording.problems)


CLOCKS = {"time (s)": 1.0, "time_ms": 1e3, "timestamp [us]": 1e6, "t_ns": 1e9, "stamp": 1e9}


@given(
    clock=st.sampled_from(sorted(CLOCKS)),
    start=st.sampled_from([0, 12, 1_700_000_000]),
    unit=st.sampled_from([("(g)", 1.0), ("[m/s^2]", 9.80665), ("_mg", 1000.0)]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    order=st.permutations("xyz"),
    rate_hz=st.sampled_from([20, 50, 100, 400, 1000]),
)
def test_every_dialect_of_a_motion_table_gives_the_same_samples(
    tmp_path_factory: pytest.TempPathFactory,
    *,
    clock: str,
    start: int,
    unit: tuple[str, float],
    delimiter: str,
    order: list[str],
    rate_hz: int,
) -> None:
    values = resting(50)
    decimal = "," if delimiter != "," else "."
    times = [(start * 10**9 + i * (10**9 // rate_hz)) * int(CLOCKS[clock]) for i in range(50)]
    lines = [delimiter.join([clock, *(f"acc_{axis}{unit[0]}" for axis in order)])]
    for time, row in zip(times, values, strict=True):
        whole, part = divmod(time, 10**9)
        stamp = str(whole) if clock in {"t_ns", "stamp"} else f"{whole}.{part:09d}"
        cells = [stamp, *(repr(float(row["xyz".index(axis)] * unit[1])) for axis in order)]
        lines.append(delimiter.join(cells).replace(".", decimal))
    recording = read(tmp_path_factory.mktemp("table"), "\n".join(lines))
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(rate_hz, rel=1e-3)
    np.testing.assert_allclose(samples(recording).T, values * 1000, rtol=1e-5, atol=1e-3)
    np.testing.assert_allclose(recording.signal.times_s(0, 50), np.arange(50) / rate_hz, atol=1e-6)
    assert (recording.provenance.started_at is not None) == (start > 1e9)


@pytest.mark.parametrize(
    ("header", "scale"),
    [("ATMOSPHERIC PRESSURE (hPa)", 1.0), ("pressure", 1.0), ("barometer_pa", 100.0), ("Pressure (kPa)", 0.1)],
)
def test_pressure_beside_the_acceleration_is_kept(tmp_path: Path, header: str, scale: float) -> None:
    rows = [f"{0.5 * i};{-1.2 + 0.01 * (i % 7)};2.9;9.2;{(990.46 - 0.01 * i) * scale:.4f}" for i in range(60)]
    table = f"time_s;ACCELEROMETER X (m/s2);ACCELEROMETER Y (m/s2);ACCELEROMETER Z (m/s2);{header}\n" + "\n".join(rows)
    path = tmp_path / "stairs.csv"
    path.write_text(table, encoding="utf-8")
    recording = read_motion_table(
        path, provenance=Provenance(name="a", sha256="", size_bytes=0, format=""), rate_hz=None, unit=None
    )
    (pressure,) = recording.companions
    assert pressure.quantity is Quantity.PRESSURE
    assert np.allclose(pressure.read(0, 60)[0], 990.46 - 0.01 * np.arange(60), atol=2e-3)


def test_a_table_of_many_sensors_at_two_a_second_gives_acceleration_rotation_and_pressure(tmp_path: Path) -> None:
    header = (
        "ACCELEROMETER X (m/s²);ACCELEROMETER Y (m/s²);ACCELEROMETER Z (m/s²);GRAVITY X (m/s²);GRAVITY Y (m/s²);"
        "GRAVITY Z (m/s²);GYROSCOPE X (rad/s);GYROSCOPE Y (rad/s);GYROSCOPE Z (rad/s);ATMOSPHERIC PRESSURE (hPa);"
        "Satellites in range;Time since start in ms ;YYYY-MO-DD HH-MI-SS_SSS"
    )
    rows = [
        f"-1.{i % 7};2.9;9.2;-2.0;2.8;9.1;0.2;-0.{i % 5};0.1;{990.46 - 0.005 * i:.2f};0 / 15;{24 + 500 * i};2022-10-22"
        for i in range(80)
    ]
    path = tmp_path / "many.csv"
    path.write_text("sep=;\n" + header + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    recording = read_motion_table(
        path, provenance=Provenance(name="a", sha256="", size_bytes=0, format=""), rate_hz=None, unit=None
    )
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(2.0, rel=0.01)
    assert [each.quantity for each in recording.companions] == [Quantity.ANGULAR_VELOCITY, Quantity.PRESSURE]
