"""Single keys: pressed at a terminal, or piped in."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

__all__ = ["key_presses"]

_END_OF_INPUT = "\x04"  # Ctrl-D
_ESCAPE = "\x1b"  # arrows and the like send several letters after it, which are no keys of their own
_MOST_BYTES = 64


@contextmanager
def key_presses() -> Iterator[Iterator[str]]:
    """Every key, in lower case, until the input ends; blanks and line ends that are piped in are no keys.

    Notes
    -----
    What was typed before the block began is thrown away: it cannot be meant for what is shown first. After that no
    key is lost, however fast they come.
    """
    if not sys.stdin.isatty():
        yield _piped()
        return
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield _one_by_one()
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSAFLUSH)
        yield _typed(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _piped() -> Iterator[str]:
    while key := sys.stdin.read(1):
        if not key.isspace():
            yield key.lower()


def _typed(terminal: int) -> Iterator[str]:
    while chunk := os.read(terminal, _MOST_BYTES).decode("utf-8", errors="ignore"):
        if chunk.startswith(_ESCAPE):
            yield chunk
            continue
        for key in chunk:
            if key == _END_OF_INPUT:
                return
            yield key.lower()


def _one_by_one() -> Iterator[str]:
    while True:
        try:
            key = typer.getchar()
        except EOFError:
            return
        if key == _END_OF_INPUT:
            return
        yield key.lower()
