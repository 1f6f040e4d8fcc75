import io
import sys

import pytest

from twitchwise.cli.keys import pressed_keys


def test_piped_keys_come_one_by_one_without_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("aR\n u\n\nq"))
    assert list(pressed_keys()) == ["a", "r", "u", "q"]


def test_an_empty_input_has_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert list(pressed_keys()) == []
