"""What the demonstration prints of strength: three people side by side, with the weeks at which each result came."""

from typing import TYPE_CHECKING

from rich.table import Table

from twitchwise.cli.terminal import print_prose
from twitchwise.desk.demo_strength import FirstSaid, StrengthPerson, StrengthShown
from twitchwise.estimate import Estimate
from twitchwise.report.figures import say_count
from twitchwise.strength.trend_result import State

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_strength"]

_COLUMN_LETTERS = 19
_AGEING_PERCENT = 5.0  # what everybody loses in a year is less, and no fall


def print_strength(console: "Console", shown: StrengthShown) -> None:
    """The truth, the first sitting, and the weeks in which each thing was first said."""
    print_prose(
        console,
        f"Three simulated people who test their strength once a week for {shown.n_weeks} weeks, {shown.n_tests} tests "
        "of hands and legs",
        style="bold",
    )
    console.print()
    with console.capture() as drawn:
        console.print(_side_by_side(shown))
    lines = [line.rstrip() for line in drawn.get().splitlines()]  # cells are padded to the width of their column
    console.print("\n".join(lines), soft_wrap=True)
    console.print()
    print_prose(
        console,
        "Who is weak already and stays so looks steady for ever: only the first sitting sees it. Who declines is seen "
        "after months, not weeks. Steady names the fall that is ruled out; a slower one could hide.",
    )


def _side_by_side(shown: StrengthShown) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    for person in shown.people:
        table.add_column(person.title, max_width=_COLUMN_LETTERS, overflow="fold")
    rows = (
        ("put in", [person.truth for person in shown.people]),
        ("felt weakness", [f"{person.felt_middle:g} of 10, up to {person.felt_most:g}" for person in shown.people]),
        ("first sitting", [_first_sitting(person) for person in shown.people]),
        ('"steady" said', [_weeks(person.steady) for person in shown.people]),
        ('"a fall" said', [_falls(person) for person in shown.people]),
        ("after a year", [_after(person) for person in shown.people]),
    )
    for title, cells in rows:
        table.add_row(title, *cells)
    return table


def _first_sitting(person: StrengthPerson) -> str:
    found = person.screened.findings
    if found:
        return f"week 0: for a doctor ({found[0].region.label})"
    return "week 0: a lost task, for a doctor" if person.screened.lost_tasks else "nothing failed"


def _weeks(said: tuple[FirstSaid, ...]) -> str:
    if not said:
        return "never"
    weeks = sorted(each.week for each in said)
    span = f"week {weeks[0]}" if weeks[0] == weeks[-1] else f"weeks {weeks[0]}-{weeks[-1]}"
    return f"{span}, {say_count(len(weeks), 'region')}"


def _falls(person: StrengthPerson) -> str:
    if not person.falls:
        return "never"
    return "; ".join(
        f"week {each.week}, {each.region.label}" + ("" if _is_true(person, each) else " (false)")
        for each in person.falls
    )


def _is_true(person: StrengthPerson, said: FirstSaid) -> bool:
    return said.region is person.concerned and person.true_loss_percent > _AGEING_PERCENT


def _after(person: StrengthPerson) -> str:
    region = person.region
    if region is None:
        n_steady = sum(each.state is State.STEADY for each in person.last.regions)
        return f"{n_steady} of {len(person.last.regions)} regions steady"
    loss = region.loss
    if not isinstance(loss, Estimate):
        return region.state.value
    return (
        f"{region.state}: lost {loss.value:.0f} % ({loss.low:.0f} to {loss.high:.0f}), truly "
        f"{person.true_loss_percent:.0f} %"
    )
