import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Provenance, Recording
from twitchwise.recordings.phyphox import is_phyphox_header, read_phyphox_csv, read_phyphox_zip

PROVENANCE = Provenance(name="a", sha256="", size_bytes=0, format="")
NEW = ("Time (s)", "X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)")
OLD = tuple(f"Acceleration {axis} (m/s^2)" for axis in "xyz")
TIME = (
    '"event","experiment time","system time","system time text"\n'
    '"START",0.000000000E0,1759650000.000,"2025-10-05 10:20:00.000 UTC+02:00"\n'
    '"PAUSE",2.000000000E0,1759650002.000,"2025-10-05 10:20:02.000 UTC+02:00"\n'
    '"START",2.000000000E0,1759650012.500,"2025-10-05 10:20:12.500 UTC+02:00"\n'
    '"PAUSE",4.000000000E0,1759650014.500,"2025-10-05 10:20:14.500 UTC+02:00"\n'
)
DEVICE = '"property","value"\n"version","1.2.0"\n"deviceBrand","Google"\n"deviceModel","Pixel 6a"\n'


def resting(n: int = 400) -> NDArray[np.float64]:
    return np.array([0.1, 0.2, 9.8]) + np.random.default_rng(4).normal(scale=0.01, size=(n, 3))


def table(
    values: NDArray[np.float64],
    header: tuple[str, ...] = NEW,
    *,
    delimiter: str = ",",
    decimal: str = ".",
    rate_hz: float = 100,
) -> str:
    lines = [delimiter.join(f'"{name}"' for name in header)]
    for i, row in enumerate(values):
        cells = (f"{value:.9E}".replace("E+0", "E").replace("E-0", "E-") for value in (0.004 + i / rate_hz, *row))
        lines.append(delimiter.join(cells).replace(".", decimal))
    return "\n".join(lines) + "\n"


def read(folder: Path, members: dict[str, str]) -> Recording:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return read_phyphox_zip(path, provenance=PROVENANCE)


def samples_mps2(recording: Recording) -> NDArray[np.float64]:
    assert recording.signal is not None
    return recording.signal.read(0, recording.signal.n_samples).T.astype(float) * 9.80665 / 1000


@given(
    dialect=st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ",")]),
    header=st.sampled_from([NEW, ("Time (s)", *OLD), ("Zeit (s)", *OLD, "Absolute acceleration (m/s^2)")]),
    rate_hz=st.sampled_from([50, 100, 400]),
)
def test_every_dialect_of_the_export_gives_the_same_samples(
    tmp_path_factory: pytest.TempPathFactory, dialect: tuple[str, str], header: tuple[str, ...], rate_hz: int
) -> None:
    values = resting(60)
    shown = values if len(header) == 4 else np.column_stack([values, np.linalg.norm(values, axis=1)])
    path = tmp_path_factory.mktemp("phyphox") / "Raw Data.csv"
    path.write_text(table(shown, header, delimiter=dialect[0], decimal=dialect[1], rate_hz=rate_hz))
    recording = read_phyphox_csv(path, provenance=PROVENANCE)
    np.testing.assert_allclose(samples_mps2(recording), values, rtol=1e-5)
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(rate_hz, rel=1e-3)
    assert recording.signal.times_s(0, 1)[0] == 0


def test_a_pause_becomes_a_gap_of_its_true_length(tmp_path: Path) -> None:
    recording = read(tmp_path, {"Accelerometer.csv": table(resting()), "meta/time.csv": TIME})
    (gap,) = recording.gaps
    assert gap.end_s - gap.start_s == pytest.approx(10.5, abs=0.02)
    assert gap.start_s == pytest.approx(2.0, abs=0.02)
    assert recording.duration_s == pytest.approx(14.5)
    assert recording.provenance.n_dropped == 1050
    assert str(recording.provenance.started_at) == "2025-10-05 07:40:00.004000+00:00"


def test_device_rotation_and_pressure_are_kept_and_gravity_is_preferred(tmp_path: Path) -> None:
    linear = tuple(f"Linear Acceleration {axis} (m/s^2)" for axis in "xyz")
    recording = read(
        tmp_path,
        {
            "Linear Accelerometer.csv": table(resting() * 0.001, ("Time (s)", *linear)),
            "Accelerometer.csv": table(resting()),
            "Gyroscope.csv": table(resting() * 0.01, ("Time (s)", "X (rad/s)", "Y (rad/s)", "Z (rad/s)")),
            "Pressure.csv": table(np.full((5, 1), 1013.0), ("Time (s)", "Pressure (hPa)"), rate_hz=1),
            "Magnetometer.csv": table(resting(), ("Time (s)", "X (\N{MICRO SIGN}T)", "Y (uT)", "Z (uT)")),
            "meta/device.csv": DEVICE,
        },
    )
    np.testing.assert_allclose(samples_mps2(recording), resting(), rtol=1e-5)
    assert [signal.quantity.unit for signal in recording.companions] == ["rad/s", "hPa"]
    assert recording.provenance.device == "Google Pixel 6a"
    assert recording.problems == ()


def test_acceleration_without_gravity_is_read_in_its_stated_unit(tmp_path: Path) -> None:
    recording = read(tmp_path, {"Linear Accelerometer.csv": table(resting() * 0.001)})
    np.testing.assert_allclose(samples_mps2(recording), resting() * 0.001, rtol=1e-5)


def test_a_system_clock_set_back_during_a_pause_makes_no_negative_gap(tmp_path: Path) -> None:
    set_back = TIME.replace("1759650012.500", "1759640000.000")
    recording = read(tmp_path, {"Accelerometer.csv": table(resting()), "meta/time.csv": set_back})
    assert recording.gaps == ()
    assert recording.duration_s == pytest.approx(4.0)


def test_an_archive_without_acceleration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match="no acceleration in it"):
        read(tmp_path, {"Pressure.csv": table(np.full((5, 1), 1013.0), ("Time (s)", "Pressure (hPa)"))})


def test_an_empty_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match=r"Accelerometer\.csv inside it is empty"):
        read(tmp_path, {"Accelerometer.csv": "", "meta/device.csv": DEVICE})


@pytest.mark.parametrize(
    "header", [("t", "x", "y", "z"), ("Time (s)", "EMG (mV)"), ("X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)", "n")]
)
def test_other_tables_are_not_taken_for_phyphox(header: tuple[str, ...]) -> None:
    assert not is_phyphox_header(header)
