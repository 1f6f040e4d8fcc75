import pytest

from twitchwise.errors import InputError
from twitchwise.recordings.emg_words import (
    default_labels,
    is_bookkeeping,
    is_other_signal,
    microvolts_in,
    rate_in_comment,
    read_scales,
    unit_in_comment,
    unit_in_label,
)
from twitchwise.recordings.model import Quantity


@pytest.mark.parametrize(
    ("unit", "microvolts"),
    [("V", 1e6), ("mV", 1e3), (" MV ", 1e3), ("uV", 1), ("µV", 1), ("\u03bcV", 1), ("nV", 1e-3), ("volts", 1e6)],
)
def test_units_of_voltage_are_known_in_every_spelling(unit: str, microvolts: float) -> None:
    assert microvolts_in(unit) == microvolts


@pytest.mark.parametrize("unit", ["", "g", "counts", "m", "kg", "%"])
def test_other_units_are_no_voltage(unit: str) -> None:
    assert microvolts_in(unit) is None


@pytest.mark.parametrize(
    ("comment", "rate_hz"),
    [
        ("Sampling Rate (Hz):= 1000.00", 1000),
        ("fs=2048", 2048),
        ("Sample Rate = 250.0 Hz", 250),
        ("sampling frequency: 2 kHz", 2000),
        ("Sampling rate [kHz]: 4", 4000),
        ('{"00:07": {"sampling rate": 1000, "resolution": [12]}}', 1000),
        ("SamplingFrequency;2000,5", 2000.5),
        ("Sampling: 1,000 Hz", 1000),
        ("rate: 1e3", 1000),
    ],
)
def test_a_sampling_rate_is_found_in_a_comment(comment: str, rate_hz: float) -> None:
    assert rate_in_comment(("Labels:= EMG", comment)) == rate_hz


@pytest.mark.parametrize(
    "comment",
    ["Resolution:= 12", "high pass 20 Hz", "heart rate: 72", "bit rate 9600", "sampling rate: unknown", "fs=0"],
)
def test_other_numbers_in_a_comment_are_no_sampling_rate(comment: str) -> None:
    assert rate_in_comment((comment,)) is None


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("EMG (mV)", "EMG", "mV"),
        ("EMG [uV]", "EMG", "uV"),
        ("biceps_uV", "biceps", "uV"),
        ("biceps µV", "biceps", "µV"),
        ("EMG1", "EMG1", None),
        ("Voltage(V)", "Voltage", "V"),
        ("", "", None),
    ],
)
def test_a_unit_is_taken_from_a_column_name(label: str, name: str, unit: str | None) -> None:
    assert unit_in_label(label) == (name, unit)


def test_a_unit_is_taken_from_a_comment_only_when_it_is_a_voltage() -> None:
    assert unit_in_comment(("units: g", "Unit = mV")) == "mV"
    assert unit_in_comment(("united states",)) is None


@pytest.mark.parametrize(
    "label", ["ECG", "EKG II", "EDF Annotations", "Resp chest", "Trigger", "SaO2", "ACC X", "EEG Cz"]
)
def test_channels_named_as_something_else_are_no_emg(label: str) -> None:
    assert is_other_signal(label)


@pytest.mark.parametrize("label", ["EMG", "EMG trig", "L Tib Ant", "Temporalis", "E14", "", "Respiratory muscle EMG2"])
def test_channels_that_may_be_emg_are_kept(label: str) -> None:
    assert not is_other_signal(label)


def test_only_bookkeeping_is_left_out_without_a_word() -> None:
    assert is_bookkeeping("Status")
    assert not is_bookkeeping("EEG Cz")


def test_channels_without_a_name_get_one() -> None:
    assert default_labels(1) == ("EMG",)
    assert default_labels(3) == ("E1", "E2", "E3")


def test_each_channel_keeps_its_own_unit() -> None:
    scales = read_scales(("mV", None, "uV"), given=None, where="a")
    assert (scales.quantity, scales.used, scales.factors) == (Quantity.VOLTAGE, (0, 2), (1000.0, 1.0))


def test_without_a_unit_amplitudes_are_counts_and_the_remedy_is_named() -> None:
    scales = read_scales((None, "arb"), given=None, where="a")
    assert (scales.quantity, scales.used, scales.factors) == (Quantity.COUNTS, (0, 1), (1.0, 1.0))
    assert "--unit" in scales.problems[0].remedy


def test_the_unit_given_outranks_the_file_and_a_conflict_is_told() -> None:
    scales = read_scales(("mV",), given="uV", where="a")
    assert scales.factors == (1.0,)
    assert "states its values in mV, but uV was given" in str(scales.problems[0])
    assert not read_scales(("mV",), given="mV", where="a").problems


def test_counts_can_be_asked_for() -> None:
    scales = read_scales((None,), given="counts", where="a")
    assert (scales.quantity, scales.problems) == (Quantity.COUNTS, ())


def test_a_unit_that_is_no_voltage_is_refused() -> None:
    with pytest.raises(InputError, match="is not a unit of EMG"):
        read_scales((None,), given="kg", where="a")
