"""A review as text: the event with its trace, and the score at the end."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from twitchwise.cli.result_text import print_card
from twitchwise.cli.terminal import print_points, print_prose, printable
from twitchwise.cli.trace_text import TRACE_WIDTH, trace_lines
from twitchwise.estimate import NotMeasurable
from twitchwise.evidence.lookup import cite
from twitchwise.recordings.model import RecordingKind, Span
from twitchwise.report.review_words import (
    BLIND_NOTE,
    CANNOT_KNOW,
    KEYS,
    LABEL_FACT,
    OPEN_NOTE,
    REVIEW_CAUTION,
    reason_lines,
    say_agreement,
    say_at,
    say_decision,
    say_event,
    say_given,
    say_score,
)

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.desk.reviewing import Looking, Review
    from twitchwise.twitches.review_score import DetectorScore
    from twitchwise.twitches.reviewers import ReviewerAgreement

__all__ = ["print_beginning", "print_event", "print_labels_place", "print_score"]


def print_beginning(console: "Console", sitting: "Review") -> None:
    """What is reviewed, how, and the keys."""
    n = len(sitting.events)
    print_prose(console, f"{sitting.result.name}: {n} events were found or set aside.", style="bold")
    if not n:
        return
    print_prose(console, BLIND_NOTE if sitting.is_blind else OPEN_NOTE)
    if sitting.seed is not None:
        print_prose(console, f"Seed of the order: {sitting.seed}", style="dim")
    print_prose(console, KEYS)


def print_event(console: "Console", sitting: "Review", looking: "Looking | None", *, zoom: float) -> None:
    """One event: when, how long, how large; its trace; unless blind, what the program decided."""
    event = sitting.event
    if event is None:
        return
    trace = None
    if looking is not None:
        trace = looking.trace(event, zoom=zoom, n_steps=TRACE_WIDTH, is_blind=sitting.is_blind)
    place = trace.label if trace is not None else ("" if sitting.is_blind else event.place)
    console.print()
    print_prose(console, f"{sitting.at + 1} of {len(sitting.events)}: {say_event(event, place=place)}", style="bold")
    if not sitting.is_blind:
        print_prose(console, say_decision(event))
    if trace is not None:
        lines = trace_lines(trace, Span(start_s=event.onset_s, end_s=event.onset_s + event.duration_s))
        for line in lines:
            console.print(Text(printable(line)), soft_wrap=True)
    else:
        console.print(Text(printable(_where_to_look(sitting, event.onset_s)), style="dim"), soft_wrap=True)
    if sitting.given is not None:
        print_prose(console, f"You said: {say_given(sitting.given)}.", style="dim")


def print_labels_place(console: "Console", table: Path) -> None:
    """Where the labels are, as one line that can be copied."""
    console.print(Text(printable(f"Labels: {table}")), soft_wrap=True)


def print_score(
    console: "Console",
    scores: "Sequence[DetectorScore]",
    agreements: "Sequence[ReviewerAgreement | NotMeasurable]",
) -> None:
    """Each score with its rules, the reviewers side by side, what none of it can know, and the red-flag card."""
    for score in scores:
        console.print()
        first, *rest = say_score(score)
        print_prose(console, first, style="bold")
        for sentence in rest:
            print_prose(console, sentence)
        reasons = reason_lines(score)
        if reasons:
            print_prose(console, "By rule:")
            print_points(console, reasons)
    for found in agreements:
        console.print()
        for sentence in say_agreement(found):
            print_prose(console, sentence)
    console.print()
    print_prose(console, REVIEW_CAUTION, style="bold")
    if scores:
        console.print()
        print_prose(console, "What this cannot know:")
        print_points(console, CANNOT_KNOW)
        print_prose(console, f"Source: {cite(LABEL_FACT)}", style="dim")
    print_card(console)


def _where_to_look(sitting: "Review", onset_s: float) -> str:
    """Where the event can be seen when the recording was not given; a picture that shows the decision is not named
    to who must not know it."""
    if not sitting.is_blind:
        is_video = sitting.result.kind is RecordingKind.VIDEO
        picture = sitting.result.path.parent / ("magnified.mp4" if is_video else "timeline.svg")
        if picture.is_file():
            return f"See {picture} at {say_at(onset_s)}; with --recording FILE the trace is drawn here."
    return f"See {sitting.result.name} at {say_at(onset_s)}; with --recording FILE the trace is drawn here."
