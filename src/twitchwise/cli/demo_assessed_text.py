"""What the demonstration prints of three people who ask what it could be: side by side, as it was worked out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from twitchwise.cli.terminal import print_prose
from twitchwise.desk.demo_assessed import AssessedPerson
from twitchwise.report.assessment_words import say_band
from twitchwise.report.figures import say_count
from twitchwise.urgency.words import words

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_assessed"]

_COLUMN_LETTERS = 24
_MOST_CAUSES = 3


def print_assessed(console: "Console", people: Sequence[AssessedPerson]) -> None:
    """How soon, why, and what it could be, a column each."""
    print_prose(console, "Three made-up people who ask what it could be and how soon someone should look", style="bold")
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    for person in people:
        table.add_column(person.title, max_width=_COLUMN_LETTERS, overflow="fold")
    rows = (
        ("told", [person.story for person in people]),
        ("how soon", [words(f"level.{person.found.judgement.level}") for person in people]),
        ("because", [_reasons(person) for person in people]),
        ("likely", [_likely(person) for person in people]),
        ("not to be missed", [_rare(person) for person in people]),
        ("next step", [person.found.next_step.sentence.text for person in people]),
    )
    for title, cells in rows:
        table.add_row(title, *cells)
    with console.capture() as drawn:
        console.print(table)
    console.print("\n".join(line.rstrip() for line in drawn.get().splitlines()), soft_wrap=True)
    console.print()


def _reasons(person: AssessedPerson) -> str:
    reasons = person.found.judgement.because
    more = f" And {len(reasons) - 1} more." if len(reasons) > 1 else ""
    return f"{reasons[0].why}{more}" if reasons else "no red flag"


def _likely(person: AssessedPerson) -> str:
    shown = person.found.causes.likely[:_MOST_CAUSES]
    return "; ".join(f"{each.name} ({say_band(each)})" for each in shown)


def _rare(person: AssessedPerson) -> str:
    rare = person.found.causes.not_to_be_missed
    return f"{say_count(len(rare), 'cause')}: " + ", ".join(each.name for each in rare[:_MOST_CAUSES])
