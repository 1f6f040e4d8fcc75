import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.sensor_logger import read_sensor_logger_csv, read_sensor_logger_zip

PROVENANCE = Provenance(name="a", sha256="", size_bytes=0, format="")
START_NS = 1_700_000_000_000_000_000
GRAVITY = np.array([1.0, -2.0, 9.548])  # m/s2, x to z
METADATA = "version,device name,recording epoch time,platform\n3,iPhone 15 Pro,1700000000000,ios\n"


def linear(n: int = 300) -> NDArray[np.float64]:
    return np.random.default_rng(3).normal(scale=0.01, size=(n, 3))


def table(values: NDArray[np.float64], *, rate_hz: float = 100, late_ns: int = 0) -> str:
    lines = ["time,seconds_elapsed,z,y,x"]
    for i, (x, y, z) in enumerate(values):
        after_ns = late_ns + round(i * 1e9 / rate_hz)
        lines.append(f"{START_NS + after_ns},{after_ns * 1e-9 - 0.05:.6f},{z},{y},{x}")
    return "\n".join(lines) + "\n"


def barometer(n: int = 3) -> str:
    rows = "".join(f"{START_NS + i * 10**9},{i},{0.1 * i},{1013.25 + i}\n" for i in range(n))
    return "time,seconds_elapsed,relativeAltitude,pressure\n" + rows


def read_zip(folder: Path, members: dict[str, str]) -> Recording:
    path = folder / "2023-11-14_22-13-20.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return read_sensor_logger_zip(path, provenance=PROVENANCE)


def samples_mps2(recording: Recording) -> NDArray[np.float64]:
    assert recording.signal is not None
    return recording.signal.read(0, recording.signal.n_samples).T.astype(float) * 9.80665 / 1000


def test_total_acceleration_is_preferred_and_axes_come_out_from_x_to_z(tmp_path: Path) -> None:
    total = linear() + GRAVITY
    recording = read_zip(tmp_path, {"TotalAcceleration.csv": table(total), "Accelerometer.csv": table(linear())})
    np.testing.assert_allclose(samples_mps2(recording), total, rtol=1e-5)
    assert recording.signal is not None
    assert recording.signal.labels == ("x", "y", "z")
    assert recording.signal.times_s(0, 2) == pytest.approx([0, 0.01])


def test_gravity_is_added_back_to_the_acceleration_alone(tmp_path: Path) -> None:
    gravity = np.tile(GRAVITY, (150, 1))
    members = {"Accelerometer.csv": table(linear()), "Gravity.csv": table(gravity, rate_hz=50, late_ns=3_000_000)}
    np.testing.assert_allclose(samples_mps2(read_zip(tmp_path, members)), linear() + GRAVITY, rtol=1e-5, atol=1e-6)


def test_gravity_is_not_added_twice(tmp_path: Path) -> None:
    total, gravity = linear() + GRAVITY, np.tile(GRAVITY, (300, 1))
    recording = read_zip(tmp_path, {"Accelerometer.csv": table(total), "Gravity.csv": table(gravity)})
    np.testing.assert_allclose(samples_mps2(recording), total, rtol=1e-5)


def test_acceleration_alone_is_in_metres_as_the_app_defines(tmp_path: Path) -> None:
    recording = read_zip(tmp_path, {"Accelerometer.csv": table(linear())})
    np.testing.assert_allclose(samples_mps2(recording), linear(), rtol=1e-5, atol=1e-8)
    assert recording.problems == ()


def test_the_uncalibrated_accelerometer_of_an_iphone_counts_in_g(tmp_path: Path) -> None:
    total = linear() + GRAVITY
    recording = read_zip(tmp_path, {"AccelerometerUncalibrated.csv": table(total / 9.80665)})
    np.testing.assert_allclose(samples_mps2(recording), total, rtol=1e-5)


def test_device_start_rotation_and_pressure_are_kept(tmp_path: Path) -> None:
    recording = read_zip(
        tmp_path,
        {
            "TotalAcceleration.csv": table(linear() + GRAVITY),
            "Gyroscope.csv": table(linear(), late_ns=250_000_000),
            "Barometer.csv": barometer(),
            "Metadata.csv": METADATA,
            "Annotation.csv": "time,seconds_elapsed,text,millisecond_press_duration\n",
        },
    )
    rotation, pressure = recording.companions
    assert rotation.quantity is Quantity.ANGULAR_VELOCITY
    assert rotation.times_s(0, 1)[0] == pytest.approx(0.25)
    np.testing.assert_allclose(rotation.read(0, 300).T, linear(), rtol=1e-5)
    assert pressure.read(0, 3).tolist() == [[1013.25, 1014.25, 1015.25]]
    assert recording.provenance.device == "iPhone 15 Pro"
    assert recording.provenance.format == "Sensor Logger zip"
    assert str(recording.provenance.started_at) == "2023-11-14 22:13:20+00:00"


def test_an_empty_companion_is_a_problem_and_an_empty_acceleration_falls_back(tmp_path: Path) -> None:
    recording = read_zip(
        tmp_path, {"TotalAcceleration.csv": "", "Accelerometer.csv": table(linear()), "Gyroscope.csv": ""}
    )
    assert recording.companions == ()
    assert [problem.where for problem in recording.problems] == ["totalacceleration", "gyroscope"]


def test_an_archive_whose_only_acceleration_is_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Accelerometer\.csv inside it is empty"):
        read_zip(tmp_path, {"Accelerometer.csv": "", "Gyroscope.csv": table(linear())})


def test_an_archive_without_acceleration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match="no acceleration in it"):
        read_zip(tmp_path, {"Gyroscope.csv": table(linear())})


def test_one_table_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "TotalAcceleration.csv"
    path.write_text(table(linear() + GRAVITY))
    recording = read_sensor_logger_csv(path, provenance=PROVENANCE)
    np.testing.assert_allclose(samples_mps2(recording), linear() + GRAVITY, rtol=1e-5)


def test_a_table_of_another_sensor_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "Gyroscope.csv"
    path.write_text(table(linear()))
    with pytest.raises(NotARecording, match="holds the gyroscope, not the acceleration"):
        read_sensor_logger_csv(path, provenance=PROVENANCE)


def test_seconds_elapsed_serve_where_the_time_column_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "TotalAcceleration.csv"
    path.write_text("\n".join(line.partition(",")[2] for line in table(linear() + GRAVITY).splitlines()))
    recording = read_sensor_logger_csv(path, provenance=PROVENANCE)
    assert recording.duration_s == pytest.approx(3.0)
    assert recording.provenance.started_at is None
