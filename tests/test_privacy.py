"""Nothing leaves the computer: no module can speak to a network, and no command does."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "twitchwise"
SPEAKS_TO_A_NETWORK = {
    "socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "socketserver", "asyncio",
    "webbrowser", "requests", "httpx", "urllib3", "aiohttp", "websockets", "paramiko",
}  # fmt: skip
MAY_SERVE = ("web/", "cli/serve")
"""The pages on the loopback address; everything else has no business with sockets."""

WATCH = """
import os, sys
from ipaddress import ip_address

def is_loopback(host):
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")

def watch(event, args):
    if event == "socket.getaddrinfo" and not is_loopback(args[0] or "") or event == "socket.gethostbyname":
        found = args
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        if not isinstance(args[1], tuple) or is_loopback(str(args[1][0])):
            return
        found = args
    elif event in ("urllib.Request", "ftplib.connect", "smtplib.connect", "webbrowser.open"):
        found = args
    else:
        return
    sys.stderr.write(f"network: {event} {found}")
    sys.stderr.flush()
    os._exit(97)

sys.addaudithook(watch)
from twitchwise.cli import main
sys.argv = ["twitchwise", *sys.argv[1:]]
main()
"""


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] in SPEAKS_TO_A_NETWORK or name == "urllib.request"}


def test_no_module_but_the_pages_can_speak_to_a_network() -> None:
    modules = sorted(SOURCE.rglob("*.py"))
    own = {path: path.relative_to(SOURCE).as_posix() for path in modules}
    found = {name: _imported(path) for path, name in own.items() if not name.startswith(MAY_SERVE)}
    assert {name: names for name, names in found.items() if names} == {}


def _watched(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", WATCH, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alone")
    world = MotionWorld(duration_s=30.0, rate_per_min=20.0, amplitude_mg=40.0)
    simulate_recording(RecordingKind.MOTION, path=folder / "phone.csv", seed=1, world=world)
    return folder


def test_no_command_leaves_this_computer(folder: Path) -> None:
    for words in (
        ("measure", "phone.csv", "--site", "left calf", "--keep", "--diary", "d.sqlite", "--out", "result"),
        ("log", "--twitches", "left calf=3", "--diary", "d.sqlite"),
        ("triggers", "--diary", "d.sqlite", "--out", "triggers"),
        ("strength", "show", "--diary", "d.sqlite"),
        ("diary", "show", "--diary", "d.sqlite"),
        ("simulate", "video", "--out", "clip.mp4", "--duration-s", "2", "--width", "160", "--height", "96"),
    ):
        done = _watched(folder, *words)
        assert "network" not in done.stderr
        assert done.returncode in {0, 1}, done.stderr


def test_the_watch_would_have_seen_it(folder: Path) -> None:
    program = WATCH.replace("main()\n", "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 97


def test_a_diary_is_one_file_that_its_owner_named(folder: Path) -> None:
    before = set(folder.rglob("*"))
    assert _watched(folder, "log", "--nothing", "--diary", "own.sqlite").returncode == 0
    assert {path.name for path in folder.rglob("*") if path not in before} == {"own.sqlite"}
