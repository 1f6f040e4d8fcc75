from pathlib import Path

import edfio
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.recordings.edf import read_edf
from twitchwise.recordings.model import Provenance, Quantity, Recording, Signal

RATE_HZ = 1000
RANGE = (-3000.0, 3000.0)
UNITS_IN_MICROVOLTS = {"V": 1e6, "mV": 1e3, "uV": 1.0, "nV": 1e-3, "µV": 1.0}


def provenance_of(path: Path) -> Provenance:
    return Provenance(name=path.name, sha256="0" * 64, size_bytes=path.stat().st_size, format="")


def read(path: Path) -> Recording:
    return read_edf(path, provenance=provenance_of(path))


def signal_of(recording: Recording) -> Signal:
    assert recording.signal is not None
    return recording.signal


def channel(
    data: NDArray[np.float64], *, label: str = "EMG", unit: str = "uV", rate_hz: float = RATE_HZ
) -> edfio.EdfSignal:
    return edfio.EdfSignal(data, rate_hz, label=label, physical_dimension=unit, physical_range=RANGE)


def write_edf(path: Path, *channels: edfio.EdfSignal, record_s: float = 1.0) -> Path:
    edfio.Edf(channels, data_record_duration=record_s).write(path)
    return path


def noise(n_channels: int, seconds: float, seed: int = 0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(0, 200, (n_channels, round(seconds * RATE_HZ)))


def with_field(path: Path, at: int, text: str) -> Path:
    """Overwrite eight bytes of a header."""
    data = bytearray(path.read_bytes())
    data[at : at + 8] = text.encode().ljust(8)
    path.write_bytes(data)
    return path


def in_channel_header(n_channels: int, *, widths_before: int, index: int = 0) -> int:
    return 256 + n_channels * widths_before + 8 * index


DIMENSION, PHYSICAL_MIN, PHYSICAL_MAX, DIGITAL_MIN, DIGITAL_MAX, SAMPLES = 96, 104, 112, 120, 128, 216


@pytest.fixture
def one_channel(tmp_path: Path) -> Path:
    return write_edf(tmp_path / "emg.edf", channel(noise(1, 4)[0]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 1000),
    n_channels=st.integers(1, 4),
    seconds=st.integers(1, 5),
    record_s=st.sampled_from([0.1, 0.5, 1.0]),
    unit=st.sampled_from(["uV", "mV", "V", "nV"]),
    is_bdf=st.booleans(),
    ends=st.tuples(st.integers(0, 5000), st.integers(0, 5000)),
)
def test_what_was_written_is_read_again_in_microvolts(
    tmp_path: Path,
    *,
    seed: int,
    n_channels: int,
    seconds: int,
    record_s: float,
    unit: str,
    is_bdf: bool,
    ends: tuple[int, int],
) -> None:
    data = noise(n_channels, seconds, seed)
    path = tmp_path / "emg.edf"
    names = [f"EMG {i}" for i in range(n_channels)]
    if is_bdf:
        wide = [
            edfio.BdfSignal(row, RATE_HZ, label=name, physical_dimension=unit, physical_range=RANGE)
            for name, row in zip(names, data, strict=True)
        ]
        edfio.Bdf(wide, data_record_duration=record_s).write(path)
    else:
        narrow = [channel(row, label=name, unit=unit) for name, row in zip(names, data, strict=True)]
        write_edf(path, *narrow, record_s=record_s)
    recording = read(path)
    signal = signal_of(recording)
    scale = UNITS_IN_MICROVOLTS[unit]
    step = 6000 / 2**16
    assert signal.quantity is Quantity.VOLTAGE
    assert signal.labels == tuple(names)
    assert (signal.rate_hz, signal.n_samples, recording.duration_s) == (RATE_HZ, data.shape[1], seconds)
    assert not recording.problems
    start, stop = sorted(min(end, data.shape[1]) for end in ends)
    piece = signal.read(start, stop)
    assert piece.dtype == np.float32
    assert piece.flags.c_contiguous
    np.testing.assert_allclose(piece / scale, data[:, start:stop], atol=step, rtol=1e-5)
    np.testing.assert_allclose(signal.times_s(start, stop), np.arange(start, stop) / RATE_HZ)


def test_a_huge_data_record_is_read_in_parts(tmp_path: Path) -> None:
    data = noise(3, 1200)
    path = write_edf(tmp_path / "one_record.edf", *(channel(row) for row in data), record_s=1200)
    assert path.stat().st_size > 1 << 22
    np.testing.assert_allclose(signal_of(read(path)).read(700_123, 700_999), data[:, 700_123:700_999], atol=0.1)


def test_a_micro_sign_in_the_unit_is_understood(one_channel: Path) -> None:
    raw = bytearray(one_channel.read_bytes())
    at = in_channel_header(1, widths_before=DIMENSION)
    raw[at : at + 8] = "µV".encode("latin-1").ljust(8)
    one_channel.write_bytes(raw)
    assert signal_of(read(one_channel)).quantity is Quantity.VOLTAGE


def test_an_unknown_unit_gives_counts_and_says_so(tmp_path: Path) -> None:
    recording = read(write_edf(tmp_path / "a.edf", channel(noise(1, 2)[0], unit="arb")))
    assert signal_of(recording).quantity is Quantity.COUNTS
    assert "--unit" in recording.problems[0].remedy


def test_the_unit_given_is_used_where_the_file_states_none(tmp_path: Path) -> None:
    data = noise(1, 2)
    path = write_edf(tmp_path / "a.edf", channel(data[0], unit="arb"))
    recording = read_edf(path, provenance=provenance_of(path), unit="mV")
    assert not recording.problems
    np.testing.assert_allclose(signal_of(recording).read(0, 2000), data * 1000, atol=100)


def test_triggers_ecg_and_breathing_are_left_out_without_a_word(tmp_path: Path) -> None:
    data = noise(4, 2)
    labels = ("EMG left", "ECG", "Resp chest", "Status")
    path = write_edf(tmp_path / "a.edf", *(channel(row, label=label) for row, label in zip(data, labels, strict=True)))
    recording = read(path)
    assert signal_of(recording).labels == ("EMG left",)
    assert not recording.problems
    np.testing.assert_allclose(signal_of(recording).read(0, 2000), data[:1], atol=0.1)


def test_channels_of_another_rate_or_without_voltage_are_named(tmp_path: Path) -> None:
    data = noise(3, 2)
    slow = channel(data[2][::10].copy(), label="Slow", rate_hz=100)
    odd = channel(data[2], label="Knee", unit="deg")
    recording = read(write_edf(tmp_path / "a.edf", channel(data[0]), slow, channel(data[1]), odd))
    assert signal_of(recording).n_samples == 2000
    np.testing.assert_allclose(signal_of(recording).read(500, 1500), data[:2, 500:1500], atol=0.1)
    assert len(recording.problems) == 1
    assert "Slow" in str(recording.problems[0])
    assert "Knee" in str(recording.problems[0])


def test_a_file_without_emg_is_refused(tmp_path: Path) -> None:
    path = write_edf(tmp_path / "a.edf", channel(noise(1, 2)[0], label="ECG II"))
    with pytest.raises(NotARecording, match="none of its channels"):
        read(path)


def test_annotations_are_not_samples(tmp_path: Path) -> None:
    data = noise(1, 3)
    path = tmp_path / "a.edf"
    recorder = edfio.Recording(equipment_code="Bed_side_box")
    notes = [edfio.EdfAnnotation(1.0, None, "twitch")]
    edfio.Edf([channel(data[0])], annotations=notes, recording=recorder, data_record_duration=1).write(path)
    recording = read(path)
    assert recording.provenance.format == "EDF+C"
    assert recording.provenance.device == "Bed side box"
    assert recording.provenance.started_at is None
    np.testing.assert_allclose(signal_of(recording).read(0, 3000), data, atol=0.1)


def with_pause(path: Path, seconds: float, *, from_record: int, n_records: int = 4) -> Path:
    """An EDF+D file of one-second records, in which the records from one on start later."""
    edfio.Edf([channel(noise(1, n_records)[0])], annotations=[], data_record_duration=1).write(path)
    data = path.read_bytes().replace(b"EDF+C", b"EDF+D")
    for i in range(from_record, n_records):
        old = f"+{i}\x14\x14".encode()
        new = f"+{i + seconds:g}\x14\x14".encode()
        at = data.index(old, 768)
        data = data[:at] + new + data[at + len(new) :]
    path.write_bytes(data)
    return path


def test_a_pause_stands_in_the_clock_and_in_the_gaps(tmp_path: Path) -> None:
    recording = read(with_pause(tmp_path / "a.edf", 2.5, from_record=2))
    signal = signal_of(recording)
    assert recording.provenance.format == "EDF+D"
    assert [(gap.start_s, gap.end_s) for gap in recording.gaps] == [(2.0, 4.5)]
    assert recording.provenance.n_dropped == 2500
    assert recording.duration_s == 6.5
    times = signal.times_s(0, signal.n_samples)
    np.testing.assert_allclose(times[[0, 1999, 2000, 3999]], [0, 1.999, 4.5, 6.499])
    assert signal.read(0, signal.n_samples).shape == (1, 4000)
    assert not recording.problems


def test_damaged_record_times_are_told_and_never_run_backwards(tmp_path: Path) -> None:
    path = with_pause(tmp_path / "a.edf", 2.5, from_record=2)
    path.write_bytes(path.read_bytes().replace(b"+1\x14\x14", b"+9\x14\x14"))
    recording = read(path)
    times = signal_of(recording).times_s(0, 4000)
    assert np.all(np.diff(times) > 0)
    assert times[-1] == pytest.approx(6.499)
    assert any("contradict" in str(problem) for problem in recording.problems)


def test_a_truncated_file_gives_its_whole_records(one_channel: Path) -> None:
    whole = signal_of(read(one_channel)).read(0, 4000)
    one_channel.write_bytes(one_channel.read_bytes()[:-100])
    recording = read(one_channel)
    assert recording.duration_s == 3.0
    np.testing.assert_array_equal(signal_of(recording).read(0, 9999), whole[:, :3000])
    assert "cut short: 3 of 4" in str(recording.problems[0])


def test_a_recording_that_was_not_closed_is_read(one_channel: Path) -> None:
    recording = read(with_field(one_channel, 236, "-1"))
    assert recording.duration_s == 4.0
    assert "not closed" in str(recording.problems[0])


def test_a_file_deleted_while_read_is_an_unreadable_file(one_channel: Path) -> None:
    signal = signal_of(read(one_channel))
    one_channel.unlink()
    with pytest.raises(UnreadableFile):
        signal.read(0, 10)


def test_a_file_that_shrinks_while_read_is_an_unreadable_file(one_channel: Path) -> None:
    signal = signal_of(read(one_channel))
    one_channel.write_bytes(one_channel.read_bytes()[:3000])
    with pytest.raises(UnreadableFile, match="shorter"):
        signal.read(3000, 4000)


@pytest.mark.parametrize(
    ("field", "low", "high"), [(PHYSICAL_MIN, "7", "7"), (DIGITAL_MIN, "5", "5"), (DIGITAL_MIN, "9", "-9")]
)
def test_a_channel_that_contradicts_itself_is_left_out(tmp_path: Path, field: int, low: str, high: str) -> None:
    data = noise(2, 2)
    path = write_edf(tmp_path / "a.edf", channel(data[0], label="bad"), channel(data[1], label="good"))
    with_field(path, in_channel_header(2, widths_before=field), low)
    with_field(path, in_channel_header(2, widths_before=field + 8), high)
    recording = read(path)
    assert signal_of(recording).labels == ("good",)
    assert "bad" in str(recording.problems[0])
    np.testing.assert_allclose(signal_of(recording).read(0, 2000), data[1:], atol=0.1)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 9000),
    changes=st.lists(st.tuples(st.integers(0, 800), st.binary(min_size=1, max_size=9)), max_size=4),
)
def test_whatever_happens_to_the_bytes_only_an_input_error_is_raised(
    tmp_path: Path, cut: int, changes: list[tuple[int, bytes]]
) -> None:
    path = with_pause(tmp_path / "fuzz.edf", 1.5, from_record=1)
    data = bytearray(path.read_bytes())
    for at, new in changes:
        data[at : at + len(new)] = new
    path.write_bytes(data[:cut] if cut < 8600 else data)
    try:
        signal = signal_of(read(path))
        assert signal.read(0, 5000).shape[1] == min(signal.n_samples, 5000)
        assert np.all(np.diff(signal.times_s(0, 5000)) >= 0)
    except InputError:
        pass
