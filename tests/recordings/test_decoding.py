import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.recordings.built_clips import pictures, write_clip
from twitchwise.recordings.decoding import FRAME_HEAD, HEAD, Kind

REQUEST = {"memory_bytes": 3 << 30, "cpu_s": 60}
FRAMES = {
    "task": "frames",
    "stored_width": 96,
    "stored_height": 64,
    "reduce": 2,
    "threads": 2,
    "flip_columns": False,
    "flip_rows": False,
}


def _answer(request: dict[str, object]) -> list[tuple[bytes, bytes]]:
    command = [sys.executable, "-m", "twitchwise.recordings.decoding", json.dumps(REQUEST | request)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    messages = []
    while said:
        kind, length = HEAD.unpack_from(said)
        messages.append((kind, said[HEAD.size : HEAD.size + length]))
        said = said[HEAD.size + length :]
    return messages


def test_probing_tells_the_header_and_every_stamp(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", pictures(12))
    (header_kind, header), (stamps_kind, stamps), (end, _) = _answer({"task": "probe", "path": str(path)})
    assert (header_kind, stamps_kind, end) == (Kind.HEADER, Kind.STAMPS, Kind.END)
    told = json.loads(header)
    assert (told["codec"], told["stored_width"], told["stored_height"], told["n_packets"]) == ("h264", 96, 64, 12)
    shown = np.sort(np.frombuffer(stamps, np.int64).reshape(-1, 2)[:, 0])
    np.testing.assert_array_equal(shown - shown[0], np.rint(np.arange(12) / 30 * 1000))


def test_each_frame_comes_as_a_head_and_its_rows(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(5))
    *frames, (end, left_out) = _answer(FRAMES | {"path": str(path)})
    assert end == Kind.END
    assert json.loads(left_out) == {"n_corrupt": 0, "n_resized": 0}
    assert [kind for kind, _ in frames] == [Kind.FRAME] * 5
    _, is_key, bits, rows, line_bytes = FRAME_HEAD.unpack_from(frames[0][1])
    assert (is_key, bits, rows) == (True, 8, 32)
    assert len(frames[0][1]) == FRAME_HEAD.size + rows * line_bytes


def test_pictures_of_another_size_than_announced_are_left_out(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(5, height=48))
    ((end, left_out),) = _answer(FRAMES | {"path": str(path)})
    assert end == Kind.END
    assert json.loads(left_out)["n_resized"] == 5


def test_a_failure_is_the_only_answer(tmp_path: Path) -> None:
    ((kind, failure),) = _answer({"task": "probe", "path": str(tmp_path / "none.mp4")})
    assert kind == Kind.FAILURE
    assert json.loads(failure) == {"code": "gone", "detail": ""}


@pytest.mark.parametrize("reduce", [1, 2])
def test_the_child_loads_nothing_it_does_not_need(tmp_path: Path, reduce: int) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(5))
    request = json.dumps(REQUEST | FRAMES | {"path": str(path), "reduce": reduce})
    program = (
        "import sys\nfrom twitchwise.recordings import decoding\n"
        f"decoding.main([{request!r}])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = done.stderr.decode()
    assert "'av'" in loaded
    assert not any(f"'{name}'" in loaded for name in ("numpy", "scipy", "pydantic", "vl_convert"))
