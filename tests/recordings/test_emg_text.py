from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.recordings.emg_text import read_emg_text
from twitchwise.recordings.model import Provenance, Quantity, Recording, Signal


def read(path: Path, *, rate_hz: float | None = None, unit: str | None = None) -> Recording:
    provenance = Provenance(name=path.name, sha256="0" * 64, size_bytes=path.stat().st_size, format="")
    return read_emg_text(path, provenance=provenance, rate_hz=rate_hz, unit=unit)


def signal_of(recording: Recording) -> Signal:
    assert recording.signal is not None
    return recording.signal


def table(path: Path, header: str, *columns: np.ndarray, delimiter: str = ",") -> Path:
    rows = (delimiter.join(f"{value:.10g}" for value in row) for row in zip(*columns, strict=True))
    path.write_text("\n".join([header, *rows] if header else [*rows]) + "\n", encoding="utf-8")
    return path


def noise(n_channels: int = 1, n_samples: int = 500, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 50, (n_channels, n_samples))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 1000),
    n_channels=st.integers(1, 4),
    n_samples=st.integers(60, 300),
    rate_hz=st.sampled_from([500, 1000, 2048]),
    delimiter=st.sampled_from([",", ";", "\t", " "]),
    unit=st.sampled_from([("uV", 1.0), ("mV", 1e3), ("V", 1e6)]),
    clock=st.sampled_from([("time(s)", 1.0), ("time(ms)", 1e3), ("t_us", 1e6)]),
)
def test_what_was_written_is_read_again_in_microvolts(
    tmp_path: Path,
    *,
    seed: int,
    n_channels: int,
    n_samples: int,
    rate_hz: int,
    delimiter: str,
    unit: tuple[str, float],
    clock: tuple[str, float],
) -> None:
    data = noise(n_channels, n_samples, seed)
    header = delimiter.join([clock[0], *(f"M{i}({unit[0]})" for i in range(n_channels))])
    path = table(tmp_path / "a.csv", header, np.arange(n_samples) / rate_hz * clock[1], *data, delimiter=delimiter)
    recording = read(path)
    signal = signal_of(recording)
    assert signal.quantity is Quantity.VOLTAGE
    assert signal.labels == tuple(f"M{i}" for i in range(n_channels))
    assert signal.rate_hz == pytest.approx(rate_hz, rel=1e-6)
    assert recording.duration_s == pytest.approx(n_samples / rate_hz)
    assert signal.read(0, n_samples).dtype == np.float32
    np.testing.assert_allclose(signal.read(0, n_samples), data * unit[1], rtol=1e-5)
    np.testing.assert_allclose(signal.times_s(0, n_samples), np.arange(n_samples) / rate_hz, atol=1e-9)


def test_the_one_channel_hobby_file_reads_its_rate_from_a_comment(shared_data: Path) -> None:
    recording = read(shared_data / "recordings" / "emg_surface_1ch_1000hz.txt")
    signal = signal_of(recording)
    assert (signal.rate_hz, signal.n_samples, recording.duration_s) == (1000, 100_000, 100)
    assert signal.labels == ("EMG",)
    assert signal.quantity is Quantity.COUNTS
    assert signal.read(0, 3).tolist() == [[2055, 2056, 2055]]
    assert "counts" in str(recording.problems[0])


def test_the_needle_file_counts_its_two_corrupt_lines(shared_data: Path) -> None:
    recording = read(shared_data / "recordings" / "emg_needle_healthy_4khz.txt", unit="mV")
    signal = signal_of(recording)
    assert recording.provenance.n_corrupt == 2
    assert signal.rate_hz == pytest.approx(4000, rel=1e-4)
    assert recording.duration_s == pytest.approx(12.715, abs=0.001)
    assert signal.quantity is Quantity.VOLTAGE
    np.testing.assert_allclose(signal.read(0, 2), [[-33.3, -35.0]], rtol=1e-5)
    assert not recording.gaps


def test_a_column_of_values_alone_needs_a_rate(tmp_path: Path) -> None:
    data = noise()
    path = table(tmp_path / "a.txt", "", *data)
    with pytest.raises(NotARecording, match="give the sampling rate with --rate"):
        read(path)
    recording = read(path, rate_hz=1000, unit="uV")
    assert recording.duration_s == 0.5
    assert not recording.problems
    np.testing.assert_allclose(signal_of(recording).read(0, 500), data, rtol=1e-5)


def test_row_numbers_are_not_a_channel(tmp_path: Path) -> None:
    data = noise(2)
    recording = read(table(tmp_path / "a.csv", "", np.arange(500.0), *data), rate_hz=1000)
    np.testing.assert_allclose(signal_of(recording).read(0, 500), data, rtol=1e-5)


def test_columns_named_as_something_else_are_left_out_and_named(tmp_path: Path) -> None:
    data = noise(3)
    path = table(tmp_path / "a.csv", "time (s),EMG (mV),ECG (mV),trigger", np.arange(500) / 1000, *data)
    recording = read(path)
    assert signal_of(recording).labels == ("EMG",)
    assert "ECG (mV), trigger" in str(recording.problems[0])


def test_a_column_without_a_unit_beside_one_with_is_left_out_and_named(tmp_path: Path) -> None:
    data = noise(2)
    recording = read(table(tmp_path / "a.csv", "time (s),EMG (mV),goniometer", np.arange(500) / 1000, *data))
    assert signal_of(recording).labels == ("EMG",)
    assert "goniometer" in str(recording.problems[0])


def test_a_pause_in_the_times_is_a_gap(tmp_path: Path) -> None:
    times = np.arange(500) / 1000
    times[200:] += 3
    recording = read(table(tmp_path / "a.csv", "time,EMG", times, *noise()))
    assert [(round(gap.start_s, 6), round(gap.end_s, 6)) for gap in recording.gaps] == [(0.2, 3.2)]
    assert recording.provenance.n_dropped == 3000
    assert recording.duration_s == pytest.approx(3.5)


def test_corrupt_lines_are_counted(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "time,EMG", np.arange(500) / 1000, *noise())
    lines = path.read_bytes().splitlines()
    lines[100], lines[200] = b"0.1,\xff\xfe\x80", b"0.2"
    path.write_bytes(b"\n".join(lines))
    recording = read(path)
    assert recording.provenance.n_corrupt == 2
    assert signal_of(recording).n_samples == 498
    assert "2 lines" in str(recording.problems[0])


def test_an_empty_cell_is_a_lost_sample(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "time,EMG1,EMG2", np.arange(500) / 1000, *noise(2))
    lines = path.read_text().splitlines()
    cells = lines[11].split(",")
    lines[11] = f"{cells[0]},,{cells[2]}"
    path.write_text("\n".join(lines))
    assert np.argwhere(np.isnan(signal_of(read(path)).read(0, 500))).tolist() == [[0, 10]]


def test_a_file_deleted_in_the_meantime_is_an_unreadable_file(tmp_path: Path) -> None:
    provenance = Provenance(name="gone.csv", sha256="", size_bytes=1, format="")
    with pytest.raises(UnreadableFile):
        read_emg_text(tmp_path / "gone.csv", provenance=provenance, rate_hz=None, unit=None)


@pytest.mark.parametrize("rate_hz", [0.0, -5.0, float("nan")])
def test_an_impossible_rate_is_refused(tmp_path: Path, rate_hz: float) -> None:
    with pytest.raises(NotARecording, match="impossible"):
        read(table(tmp_path / "a.txt", "", *noise()), rate_hz=rate_hz)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 3000), at=st.integers(0, 3000), new=st.binary(max_size=12), rate_hz=st.sampled_from([None, 1000])
)
def test_whatever_happens_to_the_bytes_only_an_input_error_is_raised(
    tmp_path: Path, cut: int, at: int, new: bytes, rate_hz: float | None
) -> None:
    path = table(tmp_path / "a.csv", "# fs: 1000\ntime (s),EMG (mV),trigger", np.arange(100) / 1000, *noise(2, 100))
    data = path.read_bytes()
    path.write_bytes((data[:at] + new + data[at + len(new) :])[:cut])
    try:
        signal = signal_of(read(path, rate_hz=rate_hz))
    except InputError:
        return
    assert signal.read(0, signal.n_samples).shape == (len(signal.labels), signal.n_samples)
