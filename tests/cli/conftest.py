import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twitchwise.cli.app import app
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording

Run = Callable[..., Result]
Started = Callable[..., "subprocess.Popen[str]"]

OWN_SOURCES = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
"""Environment of a process that shall run the program these tests belong to."""


def hear_interrupts() -> None:
    """A process started in the background inherits deafness to interrupts; a person's terminal gives none of that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@pytest.fixture
def run() -> Run:
    """Run the command line in this process."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words], prog_name="twitchwise")


@pytest.fixture
def start() -> Started:
    """Start the command line as a process of its own."""

    def begin(*words: object, **settings: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "twitchwise", *map(str, words)],
            env={**OWN_SOURCES, "COLUMNS": "80", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=hear_interrupts,  # noqa: PLW1509  (it only sets signals, and no thread of ours runs here)
        )

    return begin


@pytest.fixture(scope="session")
def phone_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of a phone on a twitching muscle."""
    path = tmp_path_factory.mktemp("phone") / "phone.csv"
    world = MotionWorld(duration_s=60.0, rate_per_min=20.0, amplitude_mg=40.0)
    simulate_recording(RecordingKind.MOTION, path=path, seed=1, world=world)
    return path


@pytest.fixture(scope="session")
def quiet_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of a phone on a muscle that does not twitch."""
    path = tmp_path_factory.mktemp("quiet") / "quiet.csv"
    simulate_recording(
        RecordingKind.MOTION, path=path, seed=2, world=MotionWorld(duration_s=60.0, rate_per_min=0.0, pulse_mg=0.5)
    )
    return path
