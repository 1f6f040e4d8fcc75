import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray


def _table(rows: list[str]) -> bytes:
    return ("time (s),x (m/s^2),y (m/s^2),z (m/s^2)\n" + "\n".join(rows) + "\n").encode()


def _empty_member(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Accelerometer.csv", "")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Accelerometer.csv", b"0" * (200 << 20))


def _emg(values: NDArray[np.float64]) -> bytes:
    return ("time_s,emg_uv\n" + "".join(f"{n / 1000},{value:g}\n" for n, value in enumerate(values))).encode()


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


_NOISE = np.random.default_rng(2).normal(0.0, 10.0, 10_000)

BAD: dict[str, Callable[[Path], None]] = {
    "empty.csv": _bytes(b""),
    "text.mp4": _bytes(b"This is no video.\n" * 50),
    "header_only.mp4": _bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"),
    "noise.mp4": _bytes(np.random.default_rng(1).bytes(4096)),
    "letter.pdf": _bytes(b"%PDF-1.7 a letter"),
    "picture.png": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "impossible.edf": _bytes(b"0       " + b"x" * 500),
    "empty_member.zip": _empty_member,
    "bomb.zip": _bomb,
    "cut.zip": _bytes(b"PK\3\4" + bytes(60)),
    "words.csv": _bytes(b"when,what\nmonday,calf\ntuesday,eyelid\n"),
    "three_rows.csv": _bytes(_table([f"{n / 100},0.1,0.2,9.8" for n in range(3)])),
    "all_nan.csv": _bytes(_table([f"{n / 100},nan,nan,nan" for n in range(3000)])),
    "constant.csv": _bytes(_table([f"{n / 100},0.1,0.2,9.8" for n in range(3000)])),
    "all_clipped.csv": _bytes(_emg(np.where(_NOISE > 0, 100.0, -100.0))),
    "beyond_any_sensor.csv": _bytes(_emg(1e30 * _NOISE)),
    "hardly_a_number.csv": _bytes(_emg(np.where(np.arange(10_000) % 40 < 25, np.nan, _NOISE))),
    "hours_and_minutes.csv": _bytes(b"time,emg_uv\n" + b"".join(b"00:00:%02d,%d\n" % (n, n * n) for n in range(60))),
    "no_time.npy": _bytes(b"\x93NUMPY\1\0" + struct.pack("<H", 10) + b"{'descr': "),
    "no_such_file.csv": lambda _path: None,
    "empty_folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_sentence_and_1_and_leaves_nothing(run: Any, tmp_path: Path, name: str) -> None:
    path, out = tmp_path / name, tmp_path / "out"
    BAD[name](path)
    refused = run("measure", path, "--out", out)
    assert refused.exit_code == 1, refused.output
    assert isinstance(refused.exception, SystemExit)
    assert refused.stdout == ""
    assert refused.stderr.startswith("twitchwise: ")
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.endswith(".\n")
    assert name in refused.stderr
    assert {found.name for found in tmp_path.iterdir()} <= {name}


def test_a_refusal_is_the_same_from_a_process_of_its_own(start: Any, tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("no video")
    process = start("measure", path, "--json")
    words, complaints = process.communicate(timeout=60)
    assert (process.returncode, words) == (1, "")
    assert complaints.startswith("twitchwise: text.mp4: it is a text file")
    assert "Traceback" not in complaints


def test_a_file_that_may_not_be_read_is_refused(run: Any, tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("does not apply here: this user may read every file")
    path = tmp_path / "private.csv"
    path.write_text("1,2,3")
    path.chmod(0)
    refused = run("measure", path)
    assert (refused.exit_code, "may not be read" in refused.stderr) == (1, True)


def test_an_output_that_cannot_be_made_is_refused_before_the_work(run: Any, phone_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        refused = run("measure", phone_file, "--out", out)
        assert refused.exit_code == 1
        assert refused.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
