"""Results as text: plain words first, the caution directly under them, then when to see a doctor."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from twitchwise.cli.terminal import print_points, print_prose, printable
from twitchwise.estimate import Estimate
from twitchwise.evidence.lookup import cite, find_fact
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.details import describe_details
from twitchwise.report.figures import say_interval, say_number, say_size, say_span
from twitchwise.report.words import CAUTION_FACT, PlainResult, describe

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.desk.measuring import Outcome
    from twitchwise.twitches.model import Measurement

__all__ = ["print_brief_card", "print_card", "print_caution", "print_measurement", "print_table", "print_where"]

_MOST_PROBLEMS = 12
_LABEL_WIDTH = 24


def print_measurement(console: "Console", measurement: "Measurement", *, details: bool, look_back: str = "") -> None:
    """One result: what was found, the caution, what was wrong with the file, details on demand, the red-flag card.

    Parameters
    ----------
    look_back : one sentence on what the muscle did in the days before; empty when the site is not known.
    """
    plain = describe(measurement)
    _print_result(console, plain)
    print_caution(console, plain.caution)
    if look_back:
        console.print()
        print_prose(console, look_back)
    _print_problems(console, [measurement])
    if details:
        _print_details(console, measurement)
    print_card(console)


def print_table(console: "Console", outcomes: "Sequence[Outcome]", *, details: bool) -> None:
    """Several results as a table, a line each; with `details`, each in full under it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("file", overflow="fold")
    for title in ("twitches a minute", "smallest visible", "analysed"):
        table.add_column(title)
    measured = [outcome.measurement for outcome in outcomes if outcome.measurement is not None]
    for outcome in outcomes:
        if outcome.measurement is None:
            if not outcome.is_passed_over:
                table.add_row(printable(outcome.path.name), "not measured", "", "")
            continue
        table.add_row(printable(outcome.path.name), *_cells(outcome.measurement))
    console.print(table)
    cautions = dict.fromkeys(describe(measurement).caution for measurement in measured)
    print_caution(console, max(cautions, key=len))
    _print_problems(console, measured)
    for measurement in measured if details else []:
        console.print()
        print_prose(console, measurement.recording.name, style="bold")
        _print_result(console, describe(measurement))
        _print_details(console, measurement)
    print_card(console)


def print_caution(console: "Console", caution: str) -> None:
    """What a rate and a place cannot tell, with its source."""
    console.print()
    print_prose(console, caution, style="bold")
    print_prose(console, f"Source: {cite(find_fact(CAUTION_FACT).source)}", style="dim")


def print_card(console: "Console") -> None:
    """When a doctor is needed, whatever was measured."""
    card = red_flag_card()
    console.print()
    print_prose(console, "When to see a doctor, whatever was measured", style="bold")
    rungs = {
        "Now: call emergency help": card.now,
        "Within days": card.days,
        "Within weeks, at an ordinary appointment": card.weeks,
    }
    for title, lines in rungs.items():
        print_prose(console, title)
        print_points(console, lines)
    print_prose(console, card.calm)
    print_prose(console, "Sources of this card:", style="dim")
    print_points(console, [cite(source) for source in card.sources], style="dim")


def print_brief_card(console: "Console") -> None:
    """The most urgent of the card in two sentences, under an everyday entry; the whole card stands under results."""
    console.print()
    print_prose(console, red_flag_card().brief, style="dim")


def print_where(console: "Console", folder: Path, page: str) -> None:
    """Where the written results lie."""
    console.print()
    console.print(Text(printable(f"Written to {folder}. Open {folder / page} in a browser.")), soft_wrap=True)


def _print_result(console: "Console", plain: PlainResult) -> None:
    print_prose(console, f"{plain.headline}.", style="bold")
    for sentence in plain.sentences:
        print_prose(console, sentence)


def _print_problems(console: "Console", measurements: "Sequence[Measurement]") -> None:
    problems = [problem for measurement in measurements for problem in describe(measurement).problems]
    if not problems:
        return
    console.print()
    print_prose(console, "What was wrong and could be worked around", style="bold")
    print_points(console, problems[:_MOST_PROBLEMS])
    if len(problems) > _MOST_PROBLEMS:
        print_points(console, [f"and {len(problems) - _MOST_PROBLEMS} more; --json lists all"])


def _cells(measurement: "Measurement") -> tuple[str, str, str]:
    smallest = measurement.smallest_detectable
    seen = say_size(smallest.value, smallest.unit) if isinstance(smallest, Estimate) else "not known"
    if not isinstance(measurement.strict, Estimate):
        rate = "not measurable"
    else:
        strict = measurement.strict
        rate = f"{say_number(strict.value)} ({say_interval(strict)})" if measurement.seen else "none seen"
    return rate, seen, say_span(measurement.analysed_s)


def _print_details(console: "Console", measurement: "Measurement") -> None:
    console.print()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", max_width=_LABEL_WIDTH)
    table.add_column(overflow="fold")
    for detail in describe_details(measurement):
        table.add_row(printable(detail.label), printable(detail.text))
    console.print(table)
