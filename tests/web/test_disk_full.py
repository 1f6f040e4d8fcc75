"""A disk that is really full: a small one of our own, mounted where only the server of the test sees it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.recordings import hand_in, multipart, simulated_motion, wait_for_result
from tests.web.why_road import send, shown
from twitchwise.desk.evening import evening_stamp
from twitchwise.diary.model import Diary
from twitchwise.web.settings import WebSettings

_MOUNT = 'mount -t tmpfs -o size=4m tmpfs "$1" && exec "$2" -c "$3" "$1"'
_SERVE = """
import sys, tempfile, threading
from pathlib import Path
from twitchwise.web.serving import serve_pages
from twitchwise.desk.evening import evening_stamp
from twitchwise.diary.model import Diary
from twitchwise.web.settings import WebSettings

disk = Path(sys.argv[1])
tempfile.gettempdir()  # chosen while there is room

def obey():
    for line in sys.stdin:
        (disk / "filler").unlink(missing_ok=True)
        word, _, left = line.partition(" ")
        if word == "fill":
            room = (disk / "room")
            room.write_bytes(bytes(int(left)))
            with (disk / "filler").open("wb", buffering=0) as filler:
                try:
                    while filler.write(bytes(4096)):
                        pass
                except OSError:
                    pass
            room.unlink()
        print("done", flush=True)

threading.Thread(target=obey, daemon=True).start()
settings = WebSettings(work=disk / "work", diary=disk / "diary.sqlite")
settings.work.mkdir()
serve_pages(settings, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDisk:
    """A server on a disk of four megabytes."""

    served: Served
    process: "subprocess.Popen[str]"

    def fill(self, *, but_bytes: int = 0) -> None:
        """Takes every byte of it, but a few."""
        self._order(f"fill {but_bytes}")

    def free(self) -> None:
        """Makes room again."""
        self._order("free 0")

    def _order(self, order: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    unshare = shutil.which("unshare")
    if unshare is None or not can_mount(unshare, folder):
        pytest.skip("does not apply here: no disk of our own can be mounted")
    with serving(unshare, folder) as disk:
        yield disk


def can_mount(unshare: str, folder: Path) -> bool:
    command = [unshare, "-rm", "sh", "-c", 'mount -t tmpfs -o size=1m tmpfs "$0"', str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def serving(unshare: str, folder: Path) -> Iterator[SmallDisk]:
    command = [unshare, "-rm", "sh", "-c", _MOUNT, "sh", str(folder), sys.executable, _SERVE]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(folder)
    ) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
            settings = WebSettings(work=folder / "work", diary=folder / "diary.sqlite")
            yield SmallDisk(served=Served(port=port, settings=settings), process=process)
        finally:
            process.kill()


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {"TMPDIR": str(folder)}


def test_what_is_written_on_a_full_disk_is_told_and_what_was_there_stays(small_disk: SmallDisk) -> None:
    served = small_disk.served
    assert ask_json(served, "POST", "/diary/days", {"note": "before"})[0] == 201
    small_disk.fill()
    for path in ("/", "/log", "/measure", "/import", "/settings", "/doctor", "/calm", "/strength", "/why"):
        assert served.ask("GET", path)[0] == 200, path
    for path, fields in (
        ("/log", [("day", "2026-11-01"), ("seen", evening_stamp(Diary(), date(2026, 11, 1))), ("quiet", "yes")]),
        ("/strength/before", [("heart", "no")]),
        ("/calm/line", [("name", "a friend"), ("number", "123")]),
        ("/settings/days", [("cut_hour", "5")]),
        ("/settings/copy", []),
        ("/demo/start", []),
        ("/settings/lock/set", [("passphrase", "three quiet words"), ("again", "three quiet words")]),
    ):
        status, _, page = send(served, path, *fields)
        assert status == 422, (path, status)
        assert "room" in page, path
    for path in ("/measure", "/import"):
        body, headers = multipart({}, ("calf.csv", b"1,2,3\n" * 20_000))
        status, _, content = served.ask("POST", path, body=body, headers=headers)
        assert status == 422
        assert b"room" in content
    assert len(ask_json(served, "GET", "/exports/archive")[1]["entries"]) == 1  # what is there can be taken away
    for method, path, sent in (
        ("POST", "/exports/fhir", {}),
        ("POST", "/diary/days", {"note": "while it is full"}),
    ):
        status, told = ask_json(served, method, path, sent)
        assert status == 422, path
        assert "room" in told["problem"], path
    small_disk.free()
    notes = [each["text"] for each in ask_json(served, "GET", "/diary/entries?kind=note")[1]]
    assert notes == ["before"]
    assert ask_json(served, "POST", "/diary/days", {"note": "after"})[0] == 201


def test_a_disk_that_fills_while_it_measures_costs_the_result_not_the_recording(
    small_disk: SmallDisk, tmp_path: Path
) -> None:
    served, content = small_disk.served, simulated_motion(tmp_path).read_bytes()
    small_disk.fill(but_bytes=len(content) + 200_000)
    address = hand_in(served, "calf.csv", content, site="left-soleus")
    assert wait_for_result(served, address) in {"failed", "cut"}
    page = shown(served, address)
    assert "room" in page
    small_disk.free()
    assert served.ask("POST", f"{address}/again")[0] == 303
    assert wait_for_result(served, address) == "done"
    assert served.ask("POST", f"{address}/remove")[0] == 303


def test_on_a_full_disk_a_recording_can_be_thrown_away_to_make_room(small_disk: SmallDisk) -> None:
    served = small_disk.served
    address = hand_in(served, "letter.txt", b"Dear doctor, my calf twitches.\n" * 10_000)
    small_disk.fill()
    assert served.ask("POST", f"{address}/remove")[0] == 303
    assert ask_json(served, "POST", "/diary/days", {"note": "there is room again"})[0] == 201
    small_disk.free()
