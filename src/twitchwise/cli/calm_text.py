"""Worry as text: crisis help first, then what was answered, the spiral, what may help, and the red-flag card."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.cli.result_text import print_brief_card, print_card, print_where
from twitchwise.cli.terminal import print_points, print_prose
from twitchwise.evidence.lookup import cite
from twitchwise.worry.exercises import Exercise, ExerciseName, find_exercise
from twitchwise.worry.guard_rails import RailName, find_rail
from twitchwise.worry.model import Offer, OfferKind, Worry
from twitchwise.worry.questions import SetName, question_set
from twitchwise.worry.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

__all__ = ["print_answers", "print_exercise", "print_exercises", "print_kind_words", "print_rails", "print_worry"]


def print_worry(console: "Console", worry: Worry, *, folder: Path | None) -> None:
    """All that is known, with its sources."""
    _print_crisis(console, worry)
    if worry.paused_until is not None:
        print_prose(console, say("pause_is_on", day=worry.paused_until).text, style="bold")
    for sentence in worry.sentences:
        print_prose(console, sentence.text)
    _print_offers(console, [offer for offer in worry.offers if offer.kind is not OfferKind.CRISIS])
    for advice in worry.rails:
        if advice.rail is not RailName.PAUSE_OFFER:
            print_prose(console, advice.sentence.text)
    _print_sources(console, worry.sources)
    print_card(console)
    if folder is not None:
        print_where(console, folder, "index.html")


def print_answers(console: "Console", worry: Worry) -> None:
    """What was answered last, and what may help; the rest waits for "twitchwise calm".

    Who answered that thoughts of self-harm are there is shown the way to help and nothing that can wait.
    """
    _print_crisis(console, worry)
    kinds = set(OfferKind) if not worry.needs_crisis_help else {OfferKind.DOCTOR}
    shown = [offer for offer in worry.offers if offer.kind in kinds - {OfferKind.CRISIS}]
    if not worry.needs_crisis_help:
        for sentence in worry.sentences:
            if sentence.id.startswith(("gad7_", "check_")):
                print_prose(console, sentence.text)
    _print_offers(console, shown)
    if worry.check is not None and worry.check.day == worry.today and not worry.needs_crisis_help:
        again = worry.today + timedelta(days=question_set(SetName.CHECK).again_after_days)
        print_prose(console, say("ask_done", day=again).text)
    if not worry.needs_crisis_help:
        _print_sources(console, dict.fromkeys(source for offer in shown for source in offer.sources))
    print_card(console)


def print_exercise(console: "Console", exercise: Exercise) -> None:
    """One exercise, why, and how far it was tested."""
    print_prose(console, f"{exercise.title}, about {exercise.minutes} minutes", style="bold")
    for number, step in enumerate(exercise.steps, start=1):
        print_prose(console, step, indent="     ", first=f"  {number}. ")
    print_prose(console, exercise.why)
    print_prose(console, exercise.basis)
    _print_sources(console, exercise.sources)
    print_brief_card(console)


def print_exercises(console: "Console") -> None:
    """The list of exercises."""
    found = [find_exercise(name) for name in ExerciseName]
    print_points(console, [f"{each.name}: {each.title}, about {each.minutes} minutes" for each in found])
    print_prose(console, 'To see one: "twitchwise calm exercise attention".')
    print_brief_card(console)


def print_rails(console: "Console") -> None:
    """Every guard rail with its reason, how far that was tested, and the way past it."""
    sources: dict[str, None] = {}
    for rail in map(find_rail, RailName):
        print_prose(console, rail.rule, style="bold")
        print_points(console, [rail.reason, rail.basis, rail.way_past])
        sources.update(dict.fromkeys(rail.sources))
    print_prose(console, "None of these stands between you and reporting a red flag.", style="bold")
    _print_sources(console, sources)
    print_brief_card(console)


def print_kind_words(console: "Console", file: Path | None) -> None:
    """What the guard rails say after a result was shown: the offer of a break, when it is time for one."""
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.kindness import kind_words
    from twitchwise.diary.model import Diary
    from twitchwise.worry.guard_rails import Act

    diary = diary_if_any(file) or Diary()
    for sentence in kind_words(diary, Act.SEE_RESULT, diary.rule.today(utc_now())):
        console.print()
        print_prose(console, sentence.text)


def _print_crisis(console: "Console", worry: Worry) -> None:
    for offer in worry.offers:
        if offer.kind is OfferKind.CRISIS:
            for sentence in offer.sentences:
                print_prose(console, sentence.text, style="bold")


def _print_offers(console: "Console", offers: "Iterable[Offer]") -> None:
    lines = [sentence.text for offer in offers for sentence in offer.sentences]
    if lines:
        print_prose(console, "What may help", style="bold")
        print_points(console, lines)


def _print_sources(console: "Console", sources: "Iterable[str]") -> None:
    lines = [cite(source) for source in sources]
    if lines:
        print_prose(console, "Sources:", style="dim")
        print_points(console, lines, style="dim")
