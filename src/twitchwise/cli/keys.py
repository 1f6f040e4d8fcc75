"""Single keys: pressed at a terminal, or piped in."""

import sys
from collections.abc import Iterator

import typer

__all__ = ["pressed_keys"]

_END_OF_INPUT = "\x04"  # Ctrl-D


def pressed_keys() -> Iterator[str]:
    """Every key, in lower case; ends where the input ends. Blanks and line ends that are piped in are no keys."""
    if sys.stdin.isatty():
        while True:
            try:
                key = typer.getchar()
            except EOFError:
                return
            if key == _END_OF_INPUT:
                return
            yield key.lower()
    while key := sys.stdin.read(1):
        if not key.isspace():
            yield key.lower()
