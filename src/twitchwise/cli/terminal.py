"""What the terminal is shown: progress, refusals, text that fits its width."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["open_console", "print_points", "print_prose", "printable", "progress_shown", "say_refusal"]

_WIDEST = 100  # longer lines of prose tire the eye
_NARROWEST = 20


def printable(text: str) -> str:
    """Text whose control characters cannot steer the terminal: file names come from outside."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)


def say_refusal(sentence: str) -> None:
    """One sentence on standard error."""
    print(f"twitchwise: {printable(' '.join(sentence.split()))}", file=sys.stderr, flush=True)


def open_console() -> "Console":
    """A console on standard output, no wider than reads well; without colour where none is wanted."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    console.width = min(console.width, _WIDEST)
    return console


def print_prose(console: "Console", text: str, *, style: str = "", indent: str = "", first: str | None = None) -> None:
    """A paragraph that fits the width, without blanks at the ends of lines.

    Parameters
    ----------
    style : "bold", "dim" or nothing.
    indent, first : what stands before every line, and before the first one where that differs.
    """
    from rich.text import Text

    lines = textwrap.wrap(
        printable(text),
        max(console.width, _NARROWEST),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    console.print(Text("\n".join(lines), style=style), soft_wrap=True)


def print_points(console: "Console", lines: Iterable[str], *, style: str = "") -> None:
    """A list, a point each."""
    for line in lines:
        print_prose(console, line, style=style, indent="    ", first="  - ")


@contextmanager
def progress_shown(*, is_wanted: bool = True) -> Iterator[Callable[[str, float], None] | None]:
    """A bar with the time left on standard error while the block runs; None where nobody would see it.

    Parameters
    ----------
    is_wanted : False for output that other programs read.
    """
    if not is_wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=60.0) as progress:
        bar = progress.add_task("starting", total=1.0)

        def show(doing: str, share: float) -> None:
            progress.update(bar, description=printable(doing), completed=share)

        yield show
