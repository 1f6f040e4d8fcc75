"""An assessment as text: how soon first, the next date last."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twitchwise.cli.result_text import print_card
from twitchwise.cli.terminal import print_points, print_prose
from twitchwise.report.assessment_words import PlainAssessment, PlainCause, describe_assessment

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.assessment.model import Assessment

__all__ = ["print_assessment"]

_CAN_WAIT = 'What it could be, and all the rest, is kept for later: "twitchwise assess --details" shows it.'


def print_assessment(console: "Console", found: "Assessment", *, details: bool) -> None:
    """The whole of it.

    Parameters
    ----------
    details : also what each cause is, what would tell more, and every source; and in an emergency all that can wait.
    """
    plain = describe_assessment(found)
    print_prose(console, plain.headline, style="bold")
    for reason in plain.because:
        print_points(console, [f"{reason.why} {reason.what_to_do}"])
    for line in plain.crisis:
        print_prose(console, line, style="bold")
    for note in plain.notes:
        print_prose(console, note)
    if plain.is_now and not details:
        print_prose(console, plain.next_step, style="bold")
        console.print()
        print_prose(console, _CAN_WAIT, style="dim")
    else:
        _print_rest(console, plain, details=details)
    print_card(console)


def _print_rest(console: "Console", plain: PlainAssessment, *, details: bool) -> None:
    _part(console, "What is known", plain.known)
    _part(console, "What is not known yet", plain.unknown)
    if plain.cause_lead:
        console.print()
        print_prose(console, plain.cause_lead)
    _causes(console, "What it could be", plain.likely, details=details)
    _causes(console, "Rare, and not to be missed", plain.rare, details=details)
    for note in plain.cause_notes:
        print_prose(console, note)
    _part(console, "ALS in proportion", (*plain.als, *(plain.als_more if details else ())))
    _part(console, "Where it came, and how fast", plain.spread)
    _part(console, "Worry", plain.worry)
    _part(console, "The next step", [plain.next_step])
    _part(console, "The next date", [plain.next_look])
    if details:
        _part(console, "Where this comes from", plain.sources)


def _part(console: "Console", title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print()
        print_prose(console, title, style="bold")
        print_points(console, lines)


def _causes(console: "Console", title: str, causes: Sequence[PlainCause], *, details: bool) -> None:
    if not causes:
        return
    console.print()
    print_prose(console, title, style="bold")
    for cause in causes:
        share = f" ({cause.share})" if cause.share else ""
        print_prose(console, f"{cause.name}: {cause.band}{share}", indent="    ", first="  - ")
        for line in cause.speaks_for:
            print_prose(console, line, indent="        ", first="      + ")
        for line in cause.speaks_against:
            print_prose(console, line, indent="        ", first="      - ")
        if details:
            for line in (cause.what, cause.course, *cause.not_known, cause.tells_more, cause.to_do):
                print_prose(console, line, indent="        ", first="      . ")
