import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.recordings.built_clips import pictures, read, write_clip
from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.decoding import FRAME_HEAD, HEAD, Kind
from twitchwise.recordings.decoding_process import DecodingProcess, Limits, refusal
from twitchwise.recordings.video_clip import VideoClip

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end the child on POSIX systems only")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(
        tmp_path_factory.mktemp("film") / "film.mp4",
        pictures(200, height=240, width=320),
        options={"preset": "ultrafast"},
    )


@pytest.fixture
def clip(film: Path) -> VideoClip:
    return read(film)[1]


def _children() -> set[int]:
    tasks = Path("/proc/self/task")
    if not tasks.is_dir():
        pytest.skip("this system does not list a process's children in /proc")
    found: set[int] = set()
    for task in tasks.iterdir():
        with suppress(OSError):  # a thread that has just ended
            found.update(int(pid) for pid in (task / "children").read_text().split())
    return found


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _waits_for(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            return False
    return True


def test_an_abandoned_reading_leaves_nothing_behind(clip: VideoClip) -> None:
    children, files, threads = _children(), _open_files(), threading.active_count()
    frames = clip.frames()
    next(frames)
    (pid,) = _children() - children
    frames.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (_children(), _open_files(), threading.active_count()) == (children, files, threads)


def test_a_whole_reading_leaves_nothing_behind_and_can_be_repeated(clip: VideoClip) -> None:
    children, files, threads = _children(), _open_files(), threading.active_count()
    first = [frame.luma.copy() for frame in clip.frames(4)]
    again = [frame.luma for frame in clip.frames(4)]
    np.testing.assert_array_equal(first, again)
    assert (_children(), _open_files(), threading.active_count()) == (children, files, threads)


def test_two_readings_of_one_clip_do_not_disturb_each_other(clip: VideoClip) -> None:
    for one, two in zip(clip.frames(2), clip.frames(2), strict=True):
        assert one.time_s == two.time_s
        np.testing.assert_array_equal(one.luma, two.luma)


def test_nothing_starts_before_the_first_frame_is_asked_for(clip: VideoClip) -> None:
    children = _children()
    clip.frames()
    assert _children() == children


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (signal.SIGSEGV, "makes the decoder crash"),
        (signal.SIGKILL, "more memory than is allowed"),
        (signal.SIGXCPU, "longer than is allowed"),
    ],
)
def test_a_child_that_dies_ends_the_reading_in_one_sentence(clip: VideoClip, number: signal.Signals, says: str) -> None:
    children = _children()
    frames = clip.frames()
    next(frames)
    (pid,) = _children() - children
    os.kill(pid, signal.SIGSTOP)  # so that it cannot end in time
    os.kill(pid, number)
    os.kill(pid, signal.SIGCONT)
    with pytest.raises(UnreadableFile, match=says):
        list(frames)
    assert _children() == children


def test_a_child_that_stands_still_is_stopped(film: Path) -> None:
    children = _children()
    with DecodingProcess(film, task="probe", limits=Limits(work_s=60, stall_s=0.5)) as child:
        os.kill(child.pid, signal.SIGSTOP)
        with pytest.raises(UnreadableFile, match="got stuck"):
            list(child.messages())
    assert _children() == children


@pytest.mark.parametrize(
    "said",
    [
        HEAD.pack(Kind.HEADER, 1 << 60),
        HEAD.pack(Kind.STAMPS, 1 << 40),
        HEAD.pack(Kind.HEADER, 4) + b"{[}]",
        HEAD.pack(Kind.HEADER, 50_000) + b"[" * 50_000,
        HEAD.pack(Kind.FRAME, 1 << 40) + FRAME_HEAD.pack(0, 1, 8, 1 << 20, 1 << 20),
        HEAD.pack(Kind.FRAME, FRAME_HEAD.size + 100) + FRAME_HEAD.pack(0, 1, 8, 10, 10) + bytes(100),
        HEAD.pack(Kind.HEADER, 2) + b"{}" + HEAD.pack(Kind.STAMPS, 3) + b"abc" + HEAD.pack(Kind.END, 0),
        b"nonsense",
        b"",
    ],
)
def test_a_child_that_a_hostile_file_has_taken_over_is_not_believed(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    (tmp_path / "answer").write_bytes(said)
    taken_over = tmp_path / "python"
    taken_over.write_text(f"#!/bin/sh\ncat {tmp_path}/answer\n")
    taken_over.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(taken_over))
    with pytest.raises(UnreadableFile):
        read(film)


def test_a_child_that_cannot_be_started_is_told(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableFile, match="no process could be started"):
        read(film)


def test_more_time_than_allowed_is_refused(film: Path) -> None:
    with (
        DecodingProcess(film, task="probe", limits=Limits(work_s=0.001)) as child,
        pytest.raises(UnreadableFile, match="longer than is allowed"),
    ):
        list(child.messages())


def test_more_memory_than_allowed_is_refused(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", np.zeros((2, 4000, 5000), np.uint8), codec="ffv1", pix_fmt="gray")
    limits = Limits(work_s=60, memory_bytes=220 << 20)
    with pytest.raises(UnreadableFile, match="memory"):
        list(replace(read(path)[1], limits=limits).frames())


def test_pictures_beyond_the_limit_are_refused_undecoded(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.avi", np.zeros((2, 16, 16), int), codec="rawvideo")
    content = bytearray(path.read_bytes())
    at = content.index(b"strf") + 12  # BITMAPINFOHEADER: width, height
    content[at : at + 8] = (10_000).to_bytes(4, "little") * 2
    path.write_bytes(content)
    with pytest.raises(NotARecording, match="too large"):
        read(path)


def test_modules_lying_in_the_current_folder_are_not_run(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("av.py", "json.py", "numpy.py", "twitchwise.py"):
        (tmp_path / name).write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert read(film)[1].n_frames == 200


def test_a_plain_script_without_a_main_guard_can_read(film: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from twitchwise.recordings.model import Provenance\n"
        "from twitchwise.recordings.video import read_video\n"
        f"path = Path({str(film)!r})\n"
        "known = Provenance(name='', sha256='', size_bytes=0, format='')\n"
        "print(sum(1 for _ in read_video(path, provenance=known).clip.frames(8)))\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "200"


def test_a_parent_that_is_killed_takes_the_child_with_it(film: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os\nfrom pathlib import Path\n"
        "from twitchwise.recordings.decoding_process import DecodingProcess, Limits\n"
        f"child = DecodingProcess(Path({str(film)!r}), task='frames', limits=Limits(work_s=60), picture=(240, 320),\n"
        "    stored_width=320, stored_height=240, reduce=1, threads=1, flip_columns=False, flip_rows=False)\n"
        "next(child.messages())\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    done = subprocess.run(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert _waits_for(lambda: not _is_running(int(done.stdout)))


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_an_unknown_failure_counts_as_a_broken_file() -> None:
    assert str(refusal("nonsense", name="a.mp4")).startswith("a.mp4: the video cannot be decoded; ")
