"""Strength as text: the result of the week, the first sitting, a result that was written down, the card of a test."""

from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.cli.result_text import print_card, print_where
from twitchwise.cli.terminal import print_points, print_prose
from twitchwise.report.strength_words import (
    STRENGTH_CAUTION,
    TO_DOCTOR,
    describe_strength,
    say_screen,
    say_when,
)
from twitchwise.strength.battery import STOP_ON_EVERY_CARD
from twitchwise.strength.battery_model import StrengthTest
from twitchwise.strength.trend_result import State

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.desk.strength_recording import RecordedScore
    from twitchwise.desk.strength_writing import Written
    from twitchwise.strength.safety import Locked
    from twitchwise.strength.standing import Screened, StrengthStanding

__all__ = ["print_read", "print_screen", "print_standing", "print_test_card", "print_written"]


def print_standing(console: "Console", found: "StrengthStanding", *, folder: Path | None) -> None:
    """The result of the week, region by region, the caution and the red-flag card."""
    plain = describe_strength(found)
    print_prose(console, f"{plain.headline}.", style="bold")
    if plain.to_doctor:
        print_prose(console, plain.to_doctor, style="bold")
    print_prose(console, plain.dates)
    print_points(console, plain.regions)
    waiting = [region for region in found.trend.regions if region.state in (State.LEARNING, State.OPEN)]
    if waiting:
        print_prose(console, "When would it be known? From your own noise, one session a week:")
        print_points(console, [f"{region.region.label}: {say_when(region.when_known)}" for region in waiting])
    if plain.felt:
        print_prose(console, plain.felt)
    if plain.sides:
        print_prose(console, "Left against right:")
        print_points(console, plain.sides)
    for line in plain.screen:
        print_prose(console, line)
    if plain.problems:
        print_prose(console, "What could not be used as it stood:")
        print_points(console, plain.problems)
    console.print()
    print_prose(console, plain.caution, style="bold")
    print_card(console)
    if folder is not None:
        print_where(console, folder, "index.html")


def print_screen(console: "Console", found: "Screened") -> None:
    """What the first sitting says, its limits, and the red-flag card."""
    lines = say_screen(found, ())
    print_prose(console, lines[0], style="bold")
    if found.result.goes_to_urgency:
        print_prose(console, TO_DOCTOR, style="bold")
    print_points(console, lines[1:])
    print_card(console)


def print_read(console: "Console", read: "RecordedScore") -> None:
    """What was read out of the file, how sure it is, and what makes it doubtful."""
    reading = read.reading
    counted = "" if reading.count is None else f"{reading.count} counted, "
    print_prose(
        console,
        f"Read from the file: {counted}{reading.value:.3g} {reading.unit}; {100 * reading.confidence:.0f} % of what "
        "looked like one was clear.",
    )
    print_points(console, [str(problem) for problem in reading.problems])


def print_written(console: "Console", written: "Written") -> None:
    """What was kept, what goes with it, and the red-flag card."""
    result = written.result
    side = "" if result.side == "middle" else f", {result.side}"
    print_prose(
        console,
        f"Written down: {written.test.name}{side}, {result.score:.4g} {result.unit}, on {result.session}.",
        style="bold",
    )
    if written.goes_to_urgency:
        print_prose(console, f"A score of 0 is an act that failed. {TO_DOCTOR}", style="bold")
    print_points(console, written.notes)
    print_prose(console, 'One score says nothing by itself: "twitchwise strength show" gives the result of the week.')
    print_prose(console, STRENGTH_CAUTION)
    print_card(console)


def print_test_card(console: "Console", test: StrengthTest, lock: "Locked | None", *, drawing: Path | None) -> None:
    """How a test is done: what speaks against it first, then protocol, stop rule and what to note."""
    print_prose(console, f"{test.name} ({test.id})", style="bold")
    if lock is not None and lock.to_ask:
        print_prose(console, "Before this test, answer:", style="bold")
    elif lock is not None:
        print_prose(console, "Locked after your answers:", style="bold")
    if lock is not None:
        print_points(console, lock.reasons)
    print_prose(console, f"You need: {'; '.join(test.equipment)}.")
    for number, step in enumerate(test.steps, start=1):
        print_prose(console, step, indent="     ", first=f"  {number}. ")
    print_prose(console, test.stop_rule, style="bold")
    print_prose(console, STOP_ON_EVERY_CARD, style="bold")
    error = "" if test.error_percent is None else f"One result errs by about {test.error_percent:g} %. "
    print_prose(console, f"{error}{test.error_note}")
    print_prose(console, f"Note: {'; '.join(test.to_log)}.")
    sides = "" if len(test.sides) == 1 else " --side left"
    amount = f" --amount {test.amount_unit.upper()}" if test.amount_unit else ""
    print_prose(
        console,
        f"Then: twitchwise strength test {test.id} --value {test.unit.upper().replace(' ', '-')}{amount}{sides} --felt "
        "0-10",
    )
    if drawing is not None:
        print_prose(console, f"The drawing is in {drawing}.")
    else:
        print_prose(console, f'A drawing of it: add "--drawing {test.id}.svg"; in the documentation test-{test.id}.md.')
    print_card(console)
