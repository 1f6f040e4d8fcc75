import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.recordings.arrays import read_emg_array
from twitchwise.recordings.model import Provenance, Quantity, Recording, Signal


def read(path: Path, *, rate_hz: float | None = None, unit: str | None = None) -> Recording:
    provenance = Provenance(name=path.name, sha256="0" * 64, size_bytes=path.stat().st_size, format="")
    return read_emg_array(path, provenance=provenance, rate_hz=rate_hz, unit=unit)


def signal_of(recording: Recording) -> Signal:
    assert recording.signal is not None
    return recording.signal


def npz(path: Path, *, compressed: bool = False, **arrays: Any) -> Path:
    (np.savez_compressed if compressed else np.savez)(path, **arrays)
    return path


def mat(path: Path, **variables: Any) -> Path:
    from scipy.io import savemat

    savemat(str(path), variables, appendmat=False)
    return path


def noise(n_channels: int = 4, n_samples: int = 1000, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 50, (n_channels, n_samples)).astype(np.float32)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 1000),
    n_channels=st.integers(1, 9),
    n_samples=st.integers(10, 700),
    dtype=st.sampled_from(["<f4", ">f4", "<f8", "<f2", "<i2", ">i4", "<u2", "<i8"]),
    order=st.sampled_from(["C", "F"]),
    is_channels_first=st.booleans(),
    file=st.sampled_from(["npy", "npz", "npz compressed", "mat"]),
    ends=st.tuples(st.integers(0, 800), st.integers(0, 800)),
)
def test_what_was_written_is_read_again_from_every_layout(
    tmp_path: Path,
    *,
    seed: int,
    n_channels: int,
    n_samples: int,
    dtype: str,
    order: Any,
    is_channels_first: bool,
    file: str,
    ends: tuple[int, int],
) -> None:
    data = np.abs(noise(n_channels, n_samples, seed)).astype(dtype)
    array = np.array(data if is_channels_first else data.T, order=order)
    path = tmp_path / "emg.bin"
    if file == "npy":
        with path.open("wb") as stream:
            np.save(stream, array)
        recording = read(path, rate_hz=2048, unit="mV")
    elif file == "mat":
        array = array if array.dtype.kind != "f" else array.astype(np.float64)
        recording = read(mat(path, emg=array, fs=2048.0, unit="mV"))
    else:
        with path.open("wb") as stream:
            (np.savez_compressed if "c" in file else np.savez)(stream, emg=array, rate_hz=2048.0, unit="mV")
        recording = read(path)
    signal = signal_of(recording)
    assert (signal.quantity, signal.rate_hz, signal.n_samples) == (Quantity.VOLTAGE, 2048, n_samples)
    assert len(signal.labels) == n_channels
    assert recording.duration_s == pytest.approx(n_samples / 2048)
    assert not recording.problems
    start, stop = sorted(min(end, n_samples) for end in ends)
    piece = signal.read(start, stop)
    assert piece.dtype == np.float32
    assert piece.flags.c_contiguous
    np.testing.assert_allclose(piece, data[:, start:stop].astype(np.float64) * 1000, rtol=1e-6)
    np.testing.assert_allclose(signal.times_s(start, stop), np.arange(start, stop) / 2048)


@pytest.mark.parametrize("name", ["long.npy", "long.npz"])
@pytest.mark.parametrize("is_channels_first", [True, False])
def test_a_long_file_is_read_in_pieces_without_filling_memory(
    tmp_path: Path, name: str, *, is_channels_first: bool
) -> None:
    data = noise(16, 500_000)
    array = data if is_channels_first else np.ascontiguousarray(data.T)
    path = tmp_path / name
    if name.endswith("npy"):
        np.save(path, array)
    else:
        np.savez(path, emg=array)
    tracemalloc.start()
    try:
        signal = signal_of(read(path, rate_hz=2048))
        for start in range(0, 500_000, 50_000):
            piece = signal.read(start, start + 50_000)
            assert np.array_equal(piece, data[:, start : start + 50_000])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 16e6  # the file has 32 MB, two pieces 6.4 MB, what lies between file and piece 4 MB


def test_the_simulators_file_brings_its_rate_unit_and_grid(tmp_path: Path) -> None:
    grid = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    recording = read(npz(tmp_path / "a.npz", emg=noise(), rate_hz=2048.0, unit="uV", grid=grid))
    signal = signal_of(recording)
    assert signal.grid == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert signal.labels == ("E1", "E2", "E3", "E4")
    assert recording.provenance.format == "NPZ"


def test_the_grid_tells_channels_from_samples_in_a_short_recording(tmp_path: Path) -> None:
    data = noise(6, 3)
    grid = np.array([[i, 0] for i in range(6)])
    signal = signal_of(read(npz(tmp_path / "a.npz", emg=data, rate_hz=1000, unit="uV", grid=grid)))
    np.testing.assert_array_equal(signal.read(0, 3), data)


def test_labels_in_the_file_are_used(tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz", emg=noise(2), fs=1000, labels=np.array(["calf", "shin"]))
    assert signal_of(read(path)).labels == ("calf", "shin")


def test_what_is_not_finite_is_a_lost_sample(tmp_path: Path) -> None:
    data = noise()
    data[0, 3], data[1, 4], data[2, 5] = np.nan, np.inf, -np.inf
    for array in (data, np.ascontiguousarray(data.T)):
        signal = signal_of(read(npz(tmp_path / "a.npz", emg=array, fs=1000)))
        assert np.argwhere(np.isnan(signal.read(0, 1000))).tolist() == [[0, 3], [1, 4], [2, 5]]


def test_a_file_without_a_unit_gives_counts_and_says_so(tmp_path: Path) -> None:
    recording = read(npz(tmp_path / "a.npz", emg=noise(), fs=1000))
    assert signal_of(recording).quantity is Quantity.COUNTS
    assert "--unit" in recording.problems[0].remedy


def test_times_in_the_file_give_the_clock_and_its_gaps(tmp_path: Path) -> None:
    times = np.arange(1000) / 1000
    times[600:] += 2
    recording = read(npz(tmp_path / "a.npz", emg=noise(), time_s=times, unit="uV"))
    assert [(round(gap.start_s, 6), round(gap.end_s, 6)) for gap in recording.gaps] == [(0.6, 2.6)]
    np.testing.assert_allclose(signal_of(recording).times_s(0, 1000), times)
    assert recording.duration_s == pytest.approx(3.0)


def test_times_with_holes_give_the_rate_alone(tmp_path: Path) -> None:
    times = np.arange(1000) / 1000
    times[5] = np.nan
    recording = read(npz(tmp_path / "a.npz", emg=noise(), time_s=times, unit="uV"))
    assert signal_of(recording).rate_hz == pytest.approx(1000)
    assert "only the sampling rate" in str(recording.problems[0])


def test_the_array_called_emg_is_preferred_to_a_larger_one(tmp_path: Path) -> None:
    data = noise(2, 100)
    path = npz(tmp_path / "a.npz", force=noise(8), emg=data, whatever=noise(9), fs=1000)
    np.testing.assert_array_equal(signal_of(read(path)).read(0, 100), data)


def test_several_arrays_that_could_be_meant_are_not_guessed_over(shared_data: Path, tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match=r"several of its arrays could be the EMG: a \(4 x 1000 numbers\), b"):
        read(npz(tmp_path / "a.npz", a=noise(), b=noise(), fs=1000))
    with pytest.raises(NotARecording, match="save the one that is meant under the name emg"):
        read(shared_data / "recordings" / "back_ballistocardiogram_ecg_1khz.mat")


def test_a_file_of_movement_is_no_emg(shared_data: Path) -> None:
    with pytest.raises(NotARecording, match="no EMG was found"):
        read(shared_data / "recordings" / "lumbar_sit_to_stand_128hz.npz")


def test_without_a_rate_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match="give the sampling rate with --rate"):
        read(npz(tmp_path / "a.npz", emg=noise()))


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.zeros((2, 3, 4)), "2 x 3 x 4 numbers"),
        (np.zeros((4, 0)), "4 x 0 numbers"),
        (np.zeros(10, complex), "10 complex numbers"),
        (np.array(["a", "b"]), "2 text"),
        (np.array([{}, {}], dtype=object), "2 objects"),
        (np.zeros(10, bool), "10 yes and no"),
        (np.zeros(10, [("a", "f4")]), "10 records"),
        (np.float64(3), "one numbers"),
        (np.zeros((1025, 1026)), "more than 1024 channels"),
    ],
)
def test_arrays_that_are_no_emg_are_refused(tmp_path: Path, array: Any, said: str) -> None:
    with pytest.raises(NotARecording, match=said):
        read(npz(tmp_path / "a.npz", emg=array, fs=1000))


def test_a_file_deleted_while_read_is_an_unreadable_file(tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz", emg=noise(), fs=1000)
    signal = signal_of(read(path))
    path.unlink()
    with pytest.raises(UnreadableFile):
        signal.read(0, 10)


def test_cells_and_structures_of_matlab_are_looked_into(tmp_path: Path) -> None:
    data = noise(3, 100).astype(float)
    cell = np.empty(1, dtype=object)
    cell[0] = data.T
    otb = mat(tmp_path / "cell.mat", Data=cell, SamplingFrequency=2048, Description=np.array(["a", "b"], dtype=object))
    nested = mat(tmp_path / "struct.mat", recording={"emg": data, "fs": 2048.0, "unit": "uV"})
    for path in (otb, nested):
        signal = signal_of(read(path))
        assert signal.rate_hz == 2048
        np.testing.assert_allclose(signal.read(0, 100), data, rtol=1e-6)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["npy", "npz", "compressed", "mat"]),
    cut=st.integers(0, 3000),
    changes=st.lists(st.tuples(st.integers(0, 2500), st.binary(min_size=1, max_size=8)), max_size=3),
)
def test_whatever_happens_to_the_bytes_only_an_input_error_is_raised(
    tmp_path: Path, kind: str, cut: int, changes: list[tuple[int, bytes]]
) -> None:
    path = tmp_path / "fuzz.bin"
    data = noise(2, 200)
    if kind == "mat":
        mat(path, emg=data, fs=1000.0, unit="uV")
    else:
        with path.open("wb") as stream:
            if kind == "npy":
                np.save(stream, data)
            else:
                (np.savez if kind == "npz" else np.savez_compressed)(stream, emg=data, rate_hz=1000.0, unit="uV")
    raw = bytearray(path.read_bytes())
    for at, new in changes:
        raw[at : at + len(new)] = new
    path.write_bytes(raw[:cut] if cut < 2500 else raw)
    try:
        signal = signal_of(read(path, rate_hz=1000))
        piece = signal.read(0, 500)
    except InputError:
        return
    assert piece.shape == (len(signal.labels), min(signal.n_samples, 500))
