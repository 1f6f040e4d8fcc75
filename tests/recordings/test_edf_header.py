from pathlib import Path

import pytest

from twitchwise.errors import UnreadableFile
from twitchwise.recordings.edf_header import EdfHeader, read_header

GENERAL = {
    "version": (8, "0"),
    "patient": (80, "X X X X"),
    "recording": (80, "Startdate X X X X"),
    "date": (8, "01.01.26"),
    "time": (8, "00.00.00"),
    "header_bytes": (8, "512"),
    "reserved": (44, ""),
    "n_records": (8, "2"),
    "record_s": (8, "1"),
    "n_channels": (4, "1"),
}
CHANNEL = {
    "label": (16, "EMG"),
    "transducer": (80, ""),
    "dimension": (8, "uV"),
    "physical_min": (8, "-3276.8"),
    "physical_max": (8, "3276.7"),
    "digital_min": (8, "-32768"),
    "digital_max": (8, "32767"),
    "prefilter": (80, ""),
    "samples": (8, "100"),
    "reserved": (32, ""),
}


def header_of(path: Path, **changes: str) -> EdfHeader:
    fields = {f"general_{key}": value for key, value in GENERAL.items()} | CHANNEL
    for key, text in changes.items():
        fields[key] = (fields[key][0], text)
    head = b"".join(text.encode("latin-1").ljust(width) for width, text in fields.values())
    path.write_bytes(head + bytes(400))
    return read_header(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.edf"


def test_a_sound_header_is_read_without_a_problem(path: Path) -> None:
    header = header_of(path)
    assert (header.format, header.n_records, header.record_s, header.record_bytes) == ("EDF", 2, 1.0, 200)
    assert header.channels[0].gain == pytest.approx(0.1)
    assert header.channels[0].zero == pytest.approx(0.0)
    assert header.problems == ()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("general_version", "1", "not one"),
        ("general_n_channels", "-1", "-1 channels"),
        ("general_n_channels", "0", "0 channels"),
        ("general_n_channels", "abc", "number of channels"),
        ("general_n_channels", "9999", "inside its header"),
        ("general_n_channels", "1e99", "inside its header"),
        ("general_n_records", "-5", "-5 data records"),
        ("general_n_records", "0", "0 data records"),
        ("general_n_records", "nan", "number of data records"),
        ("general_record_s", "-1", "-1 s"),
        ("general_record_s", "inf", "length of a data record"),
        ("samples", "-3", "-3 samples"),
        ("samples", "1.5", "number of samples"),
        ("samples", "0", "no samples"),
        ("samples", "99999999", "before its first data record"),
    ],
)
def test_an_impossible_header_is_refused_in_one_sentence(path: Path, field: str, text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        header_of(path, **{field: text})
    assert str(caught.value).startswith("a.edf: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"general_header_bytes": "-8"}, "own size"),
        ({"general_n_records": "-1"}, "not closed"),
        ({"general_n_records": "9"}, "cut short"),
        ({"general_n_records": "1"}, "longer than"),
    ],
)
def test_a_wrong_count_is_worked_around_and_told(path: Path, changes: dict[str, str], said: str) -> None:
    header = header_of(path, **changes)
    assert said in str(header.problems[0])
    assert header.n_records in {1, 2}


def test_a_decimal_comma_in_the_header_is_read(path: Path) -> None:
    assert header_of(path, general_record_s="0,5").record_s == 0.5


@pytest.mark.parametrize(
    ("field", "text"), [("physical_max", "x"), ("physical_max", "1e300"), ("digital_max", "-32768")]
)
def test_an_impossible_scale_is_a_fault_of_its_channel(path: Path, field: str, text: str) -> None:
    assert header_of(path, **{field: text}).channels[0].fault
