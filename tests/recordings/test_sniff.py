import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import InputError, UnknownFormat, UnreadableFile
from twitchwise.recordings.model import RecordingKind
from twitchwise.recordings.sniff import Format, sniff

GRAVITY_ROWS = "".join(f"{i / 100},{0.001 * (i % 7)},0.1,{0.99 + 0.001 * (i % 5)}\n" for i in range(200))
THREE_COLUMNS = "".join(f"{i / 100},{i % 7},{i % 5},{-(i % 3)}\n" for i in range(200))


def file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def npz(**arrays: object) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def npy(array: object) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)  # type: ignore[arg-type]
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.edf", b"0       " + b" " * 500, Format.EDF),
        ("a.bdf", b"\xffBIOSEMI" + b" " * 500, Format.EDF),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(50), Format.VIDEO),
        ("a.mov", b"\x00\x00\x00\x08wide" + bytes(50), Format.VIDEO),
        ("renamed.txt", b"\x1a\x45\xdf\xa3" + bytes(50), Format.VIDEO),
        ("a.avi", b"RIFF\x00\x00\x00\x00AVI LIST", Format.VIDEO),
        ("a.txt", "0       1.5\n0.1     1.6\n" * 50, Format.EMG_TEXT),
        ("a.csv", "# EMG of the calf\n" + "0.001,3\n" * 9, Format.EMG_TEXT),
        ("a.csv", "time,ch1 (uV),ch2 (uV),ch3 (uV)\n" + THREE_COLUMNS, Format.EMG_TEXT),
        ("a.csv", "5\n6\n7\n", Format.EMG_TEXT),
        ("a.csv", "time,x,y,z\n" + THREE_COLUMNS, Format.MOTION_TABLE),
        ("a.csv", GRAVITY_ROWS, Format.MOTION_TABLE),
        ("a.csv", "time,seconds_elapsed,z,y,x\n1700000000000000000,0,1,2,3\n" * 2, Format.SENSOR_LOGGER_CSV),
        ("a.csv", '"Time (s)";"X (m/s^2)";"Y (m/s^2)";"Z (m/s^2)"\n0;1;2;3\n1;1;2;3\n', Format.PHYPHOX_CSV),
        ("a.zip", zipped(**{"Accelerometer.csv": "time,seconds_elapsed,z,y,x\n"}), Format.SENSOR_LOGGER_ZIP),
        ("a.zip", zipped(**{"Accelerometer.csv": ""}), Format.SENSOR_LOGGER_ZIP),
        ("a.zip", zipped(**{"Raw Data.csv": '"Time (s)","X (m/s^2)"\n'}), Format.PHYPHOX_ZIP),
        ("a.zip", zipped(**{"Raw Data.csv": "?", "meta__device.csv": "?"}), Format.PHYPHOX_ZIP),
        ("a.npz", npz(emg=np.zeros((4, 99)), rate_hz=1000), Format.EMG_ARRAY),
        ("a.npz", npz(acceleration=np.zeros((3, 99)), time_s=np.arange(99)), Format.MOTION_ARRAY),
        ("a.npz", npz(accel=np.zeros((99, 3)), time=np.arange(99)), Format.MOTION_ARRAY),
        ("a.npy", npy(np.zeros((64, 999))), Format.EMG_ARRAY),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, name: str, content: bytes | str, found: Format) -> None:
    assert sniff(file(tmp_path, name, content), kind=None) is found


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.mp4", "hello, this is no video\n", "it is a text file, although its name ends in .mp4"),
        ("a.mp4", b"\x89PNG\r\n\x1a\n" + bytes(99), "it is a picture (PNG), although its name ends in .mp4"),
        ("a.mp4", bytes(range(256)), "it is of no known kind, although its name ends in .mp4"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n", "it is a PDF document; export the numbers as CSV"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99), "it is a picture (JPEG)"),
        ("a.heic", b"\x00\x00\x00\x20ftypheic" + bytes(50), "it is a picture (HEIF)"),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(99), "it is a sound file (WAV)"),
        ("a.json", '{"samples": [1, 2]}', "it is a JSON file; export the recording as CSV"),
        ("a.xml", "<?xml version='1.0'?><a/>", "it is an XML file"),
        ("a.html", "<!DOCTYPE html><html></html>", "it is a web page"),
        ("a.txt", "Dear doctor,\nmy calf twitches.\n", "it is a text file, not a table of numbers"),
        ("a.csv", "Date,Exercise,Set,Weight,Notes\n2020-01-01,Curl,1,20,hard\n" * 9, "not a table of numbers"),
        ("a.hea", "100 2 360 650000\n100.dat 212 200 11 1024 995 -22131 0 MLII\n", "a PhysioNet (WFDB) record"),
        ("a.xlsx", zipped(**{"[Content_Types].xml": "", "xl__workbook.xml": "x"}), "it is an Excel workbook"),
        ("a.zip", zipped(**{"holiday.txt": "x"}), "a zip file without a Sensor Logger or phyphox recording"),
        ("a.csv", THREE_COLUMNS, "could be EMG or motion; say which with --kind emg or --kind motion"),
        ("a.npy", npy(np.zeros((3, 999))), "could be EMG or motion"),
        ("a.npz", npz(ecg=np.zeros(99), bcg=np.zeros(99)), "it holds bcg, ecg"),
    ],
)
def test_everything_else_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | str, words: str
) -> None:
    with pytest.raises(UnknownFormat) as caught:
        sniff(file(tmp_path, name, content), kind=None)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert str(caught.value).endswith(".")


def test_an_empty_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.mp4: it is empty"):
        sniff(file(tmp_path, "a.mp4", b""), kind=None)


@pytest.mark.parametrize(("kind", "found"), [("emg", Format.EMG_TEXT), ("motion", Format.MOTION_TABLE)])
def test_the_person_settles_what_could_be_both(tmp_path: Path, kind: str, found: Format) -> None:
    assert sniff(file(tmp_path, "a.csv", THREE_COLUMNS), kind=RecordingKind(kind)) is found


def test_a_file_of_another_kind_than_stated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"holds EMG \(EDF or BDF\), not motion"):
        sniff(file(tmp_path, "a.edf", b"0       " + b" " * 500), kind=RecordingKind.MOTION)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("emg_surface_1ch_1000hz.txt", Format.EMG_TEXT),
        ("emg_needle_healthy_4khz.txt", Format.EMG_TEXT),
        ("phone_upper_arm_walking_405hz.csv", Format.MOTION_TABLE),
        ("lumbar_sit_to_stand_128hz.npz", Format.MOTION_ARRAY),
        ("ultrasound_muscle_30fps.mp4", Format.VIDEO),
    ],
)
def test_the_real_recordings_are_known(shared_data: Path, name: str, found: Format) -> None:
    assert sniff(shared_data / "recordings" / name, kind=None) is found


@pytest.mark.parametrize("name", ["100.dat", "100.hea", "100.atr", "LICENSE-skdh.txt"])
def test_real_files_that_are_no_recording_are_refused(shared_data: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"WFDB|not a table of numbers"):
        sniff(shared_data / "recordings" / name, kind=None)
