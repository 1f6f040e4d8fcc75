import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import OWN_SOURCES, hear_interrupts

_FRAME = """
import signal, sys, time
from pathlib import Path
from twitchwise.charts.whole_file import whole_file
from twitchwise.cli.stopping import run_until_stopped

def interrupt():
    signal.raise_signal(signal.SIGINT)

class Dying:
    def __del__(self):
        interrupt()

def work():
{work}

run_until_stopped(work)
"""
_SWALLOWED = """
    Dying()
    time.sleep(30)
"""
_FROM_A_SOURCE_STRING = """
    exec("interrupt()")
"""
_TWICE = """
    try:
        interrupt()
    finally:
        interrupt()
        print("cleared up")
"""
_TURNED_INTO_ANOTHER_MISTAKE = """
    try:
        interrupt()
    except KeyboardInterrupt:
        raise ImportError
"""
_FORGOTTEN = """
    try:
        interrupt()
    except KeyboardInterrupt:
        pass
"""
_WHILE_CLEARING_UP = """
    unlink = Path.unlink
    def interrupted(*_, **__):
        Path.unlink = unlink
        interrupt()
    with whole_file(Path("page.html")) as draft:
        draft.write_text("half")
        Path.unlink = interrupted
        raise ZeroDivisionError
"""


def _run(work: str, folder: Path, *, before: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", before + _FRAME.format(work=work)],
        cwd=folder,
        env=OWN_SOURCES,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=hear_interrupts,
    )


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (_SWALLOWED, ""),
        (_FROM_A_SOURCE_STRING, ""),
        (_TWICE, "cleared up\n"),
        (_TURNED_INTO_ANOTHER_MISTAKE, ""),
        (_FORGOTTEN, ""),
        (_WHILE_CLEARING_UP, ""),
    ],
)
def test_wherever_an_interrupt_falls_the_program_ends_with_130(work: str, words: str, tmp_path: Path) -> None:
    done = _run(work, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, words, "twitchwise: stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_work_that_is_not_interrupted_ends_as_it_would(tmp_path: Path) -> None:
    done = _run("    sys.exit(3)", tmp_path)
    assert (done.returncode, done.stderr) == (3, "")


def test_a_process_deaf_to_interrupts_stays_deaf(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
    done = _run("    interrupt()\n    print('went on')", tmp_path, before=deaf)
    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")
