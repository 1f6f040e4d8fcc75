import io
import os
import pty
import sys
import time

import pytest

from twitchwise.cli.keys import key_presses

DEADLINE_S = 10.0


def test_piped_keys_come_one_by_one_without_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("aR\n u\n\nq"))
    with key_presses() as keys:
        assert list(keys) == ["a", "r", "u", "q"]


def test_an_empty_input_has_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with key_presses() as keys:
        assert list(keys) == []


def test_at_a_terminal_no_key_is_lost_and_an_arrow_is_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    master, terminal = pty.openpty()
    before = os.get_terminal_size(terminal)
    with os.fdopen(terminal, "r") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        with key_presses() as keys:
            os.write(master, b"aRu")
            assert [next(keys) for _ in range(3)] == ["a", "r", "u"]
            os.write(master, b"\x1b[A")  # the arrow up ends in the letter that accepts
            assert next(keys) == "\x1b[A"
            os.write(master, b"n\x04a")
            assert list(keys) == ["n"]
        assert os.get_terminal_size(terminal) == before
    os.close(master)


def test_what_was_typed_before_the_first_event_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    master, terminal = pty.openpty()
    with os.fdopen(terminal, "r") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        os.write(master, b"aaa")
        echoed = b""
        while len(echoed) < 3:  # the terminal has them once it echoes them
            echoed += os.read(master, 3)
        with key_presses() as keys:
            os.write(master, b"q")
            start = time.monotonic()
            assert next(keys) == "q"
            assert time.monotonic() - start < DEADLINE_S
    os.close(master)
