"""`twitchwise demo`: simulated recordings and people, against what is true of them."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.terminal import open_console, progress_shown

__all__ = ["demo"]


def demo(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where recordings, diary, truths and pages go.")] = Path(
        "twitchwise-demo"
    ),
    seed: Annotated[
        int, typer.Option(metavar="NUMBER", help="Another number gives other recordings and people.", min=0)
    ] = 0,
    serve: Annotated[
        bool, typer.Option("--serve", help="Then open the app in the browser, with a made-up person to look around.")
    ] = False,
) -> None:
    """Make recordings with known twitches and a person with known triggers, and set what is found against the truth.

    Measures a recording of each kind; imports the person's workouts and diary, looks back from one evening, searches
    for what sets the twitching off, and counts how often that succeeds in other such people; follows three people who
    test their strength for a year.

    Takes about a minute. Nothing is prepared: every number it prints is computed while it runs.
    """
    from twitchwise.desk.demo import run_demo

    with progress_shown() as on_progress:
        shown = run_demo(out, seed=seed, on_progress=on_progress)
    from twitchwise.cli.demo_text import print_demo

    print_demo(open_console(), shown, out, offers_app=not serve)
    if serve:
        from twitchwise.cli.serve import serve_demo

        serve_demo()
