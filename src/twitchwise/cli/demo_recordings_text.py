"""What the demonstration prints of its recordings: found against true."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from twitchwise.cli.terminal import print_prose
from twitchwise.desk.demo_recordings import Shown
from twitchwise.estimate import Estimate
from twitchwise.report.figures import say_count, say_interval, say_number, say_size, say_span
from twitchwise.report.words import say_excluded

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_recordings"]


def print_recordings(console: "Console", shown: Sequence[Shown]) -> None:
    """Twitches and rates, found against true, and what was left out."""
    print_prose(console, "Simulated recordings, with twitches put in at known times", style="bold")
    console.print()
    console.print(_counts(shown))
    console.print()
    console.print(_rates(shown))
    console.print()
    for one in shown:
        print_prose(console, _say_time(one))


def _counts(shown: Sequence[Shown]) -> Table:
    table = _table("twitches", "put in", "found", "missed", "false", "time off by", "size off by")
    for one in shown:
        agreement = one.agreement
        counts = (agreement.hits + agreement.misses, agreement.hits, agreement.misses, agreement.false_alarms)
        errors = ("-", "-")
        if agreement.hits:
            errors = (f"{1000 * agreement.onset_error_s:.0f} ms", f"{100 * agreement.amplitude_bias:+.0f} %")
        table.add_row(one.scene.title, *map(str, counts), *errors)
    return table


def _rates(shown: Sequence[Shown]) -> Table:
    table = _table("rate a minute", "true", "measured (range)", "smallest that could be seen")
    for one in shown:
        measurement = one.measurement
        strict, smallest = measurement.strict, measurement.smallest_detectable
        table.add_row(
            one.scene.title,
            say_number(one.scene.world.rate_per_min),
            f"{say_number(strict.value)} ({say_interval(strict)})" if isinstance(strict, Estimate) else strict.reason,
            say_size(smallest.value, smallest.unit) if isinstance(smallest, Estimate) else smallest.reason,
        )
    return table


def _say_time(one: Shown) -> str:
    measurement = one.measurement
    words = f"{one.scene.title}: {say_span(measurement.analysed_s)} analysed"
    left_out = say_excluded(measurement)
    if left_out:
        words += f"; left out {', '.join(left_out)}"
    if one.n_left_out:
        verb = "is" if one.n_left_out == 1 else "are"
        words += f" ({say_count(one.n_left_out, 'twitch')} put in there {verb} not counted above)"
    return f"{words}."


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(titles[0])
    for title in titles[1:]:
        table.add_column(title, justify="right")
    return table
