"""A search for triggers as text."""

from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.cli.result_text import print_card, print_where
from twitchwise.cli.terminal import print_points, print_prose
from twitchwise.report.triggers_words import before_you_start, describe_triggers, say_suspicions

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.triggers.investigated import Investigated

__all__ = ["print_investigated"]

_MOST_WAITING = 6


def print_investigated(console: "Console", found: "Investigated", *, details: bool, folder: Path | None) -> None:
    """The findings, directly under them the caution, what could have been seen, and the red-flag card."""
    plain = describe_triggers(found.triggers, n_days=found.table.n_days, n_answered=found.n_answered)
    print_prose(console, f"{plain.headline}.", style="bold")
    print_points(console, plain.likely)
    print_prose(console, plain.caution, style="bold")
    if plain.power:
        print_prose(console, plain.power)
    suspicions = say_suspicions(found.triggers, found.suspicions)
    if suspicions:
        print_prose(console, suspicions)
    if plain.is_early:
        print_prose(console, before_you_start()[0])
    if plain.waiting and (details or not plain.power):
        print_prose(console, "What is missing before more can be said:")
        print_points(console, plain.waiting[:_MOST_WAITING])
    if details and plain.possible:
        print_prose(console, "Possible, no more (50-90 %):")
        print_points(console, plain.possible)
    elif plain.possible:
        n = len(plain.possible)
        print_prose(
            console, f"{n} more {'is' if n == 1 else 'are'} possible, no more; --details shows them.", style="dim"
        )
    if found.triggers.problems and details:
        print_points(console, [str(problem) for problem in found.triggers.problems])
    print_card(console)
    if folder is not None:
        print_where(console, folder, "index.html")
