"""`twitchwise demo`: simulated recordings, measured, against what is true of them."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.terminal import open_console, progress_shown

__all__ = ["demo"]


def demo(
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the recordings, their truths and the pages go.")
    ] = Path("twitchwise-demo"),
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Another number gives other recordings.", min=0)] = 0,
) -> None:
    """Make a recording of each kind with known twitches, measure them, and set what was found against the truth.

    Takes about a minute. Nothing is prepared: every number it prints is computed while it runs.
    """
    from twitchwise.desk.demo import run_demo

    with progress_shown() as on_progress:
        shown = run_demo(out, seed=seed, on_progress=on_progress)
    from twitchwise.cli.demo_text import print_demo

    print_demo(open_console(), shown, out)
