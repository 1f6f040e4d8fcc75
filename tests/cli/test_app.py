import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import twitchwise
from twitchwise.cli.reference import commands


def test_no_words_show_the_help(run: Any) -> None:
    shown = run()
    assert shown.exit_code == 0
    assert shown.stdout == run("--help").stdout
    assert all(name in shown.stdout for name in ("measure", "simulate", "demo"))


def test_the_version_is_told(run: Any) -> None:
    assert run("--version").stdout.split() == ["twitchwise", twitchwise.__version__]


@pytest.mark.parametrize("words", [["nonsense"], ["measure", "--nonsense"], ["measure"], ["simulate", "emg"]])
def test_a_wrong_use_ends_with_2_and_a_hint(run: Any, words: list[str]) -> None:
    refused = run(*words)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert "--help" in refused.stderr


def test_every_option_and_command_says_what_it_does() -> None:
    silent = []
    for name, command in commands():
        if not command.help:
            silent.append(name)
        silent += [f"{name} {p.opts[0]}" for p in command.params if not getattr(p, "help", None)]
    assert silent == []


def test_options_never_share_a_name_within_a_command() -> None:
    for _, command in commands():
        names = [name for p in command.params for name in (*p.opts, *p.secondary_opts)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_help_keeps_to_the_width_of_the_terminal(start: Any, width: int) -> None:
    words, _ = start("measure", "--help", COLUMNS=str(width), TERMINAL_WIDTH=str(width)).communicate(timeout=60)
    assert max(map(len, words.splitlines())) <= max(width, 50)


def test_a_reader_that_goes_away_is_met_with_silence(start: Any) -> None:
    process = start("measure", "--schema")
    with process:
        process.stdout.close()
        assert process.stderr.read() == ""


def test_stopping_it_leaves_nothing_behind(start: Any, tmp_path: Path) -> None:
    process = start("demo", "--out", tmp_path / "demo")
    deadline = time.monotonic() + 60
    while not any(tmp_path.iterdir()):
        assert time.monotonic() < deadline
        assert process.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    process.send_signal(signal.SIGINT)
    words, complaints = process.communicate(timeout=60)
    assert (process.returncode, words, complaints) == (130, "", "twitchwise: stopped.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="does not apply here: no device that is always full")
@pytest.mark.parametrize("words", [["measure", "--schema"], ["--help"]])
def test_an_output_that_is_full_is_one_sentence(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "twitchwise", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "twitchwise: the output: no space left on device.\n"
