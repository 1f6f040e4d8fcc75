"""Strength asked in a terminal: the questions before the tests, the first sitting act by act."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twitchwise.body import Side
from twitchwise.cli.terminal import open_console, print_points, print_prose
from twitchwise.strength.safety import QUESTIONS, Reply, SafetyAnswer, SafetyQuestion, SafetyTopic, reasons_against
from twitchwise.strength.screen_acts import ACTS, Outcome, ScreenAct
from twitchwise.strength.screen_model import NOT_VALIDATED, ActAnswer, LostTask, ScreenAnswers

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.strength.battery_model import StrengthTest

__all__ = ["AskedScreen", "ask_acts", "ask_safety", "ask_screen", "is_asked", "show_card"]

_REPLIES = {"y": Reply.YES, "yes": Reply.YES, "n": Reply.NO, "no": Reply.NO, "?": Reply.NOT_SURE, "s": Reply.NOT_SURE}
_OUTCOMES = {
    "d": Outcome.DONE,
    "done": Outcome.DONE,
    "e": Outcome.WITH_EFFORT,
    "effort": Outcome.WITH_EFFORT,
    "f": Outcome.FAILED,
    "failed": Outcome.FAILED,
    "n": Outcome.NOT_TRIED,
}
_LIMBS = ("left-hand", "right-hand", "left-leg", "right-leg")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedScreen:
    """What was answered in the terminal."""

    answers: ScreenAnswers
    safety: tuple[SafetyAnswer, ...]


def is_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def ask_screen(given: Sequence[SafetyAnswer]) -> AskedScreen:
    """Asks what is to be known before, then act by act; Enter leaves a question unanswered."""
    console = open_console()
    print_prose(console, "A first sitting: six acts, about five minutes.", style="bold")
    print_prose(console, NOT_VALIDATED)
    asked = ask_acts(ACTS, given)
    return replace(asked, answers=replace(asked.answers, lost_tasks=tuple(_ask_lost(console))))


def ask_acts(acts: Sequence[ScreenAct], given: Sequence[SafetyAnswer] = ()) -> AskedScreen:
    """Asks what is to be known before some acts, then act by act; Enter leaves a question unanswered."""
    console = open_console()
    demands = frozenset(demand for act in acts for demand in act.demands)
    answered = {answer.topic for answer in given}
    questions = [each for each in QUESTIONS if each.locks & demands and each.topic not in answered]
    safety = (*given, *ask_safety(questions))
    done = [answer for act in acts for answer in _ask_act(console, act, safety)]
    return AskedScreen(answers=ScreenAnswers(acts=tuple(done)), safety=safety)


def ask_safety(questions: Sequence[SafetyQuestion]) -> tuple[SafetyAnswer, ...]:
    """Asks them one by one: y, n, ? for not sure; Enter for no answer, which is not "no"."""
    found = []
    for question in questions:
        text = _answered(f"{question.text} [y/n/?]", (*_REPLIES, ""))
        if not text:
            continue
        reply = _REPLIES[text]
        side = None
        if question.topic is SafetyTopic.HAND and reply is not Reply.NO:
            which = _answered("Which hand, left or right? Enter for both", ("left", "right", ""))
            side = Side(which) if which else None
            if side is not None:
                other = Side.RIGHT if side is Side.LEFT else Side.LEFT
                found.append(SafetyAnswer(topic=question.topic, reply=Reply.NO, side=other))
        found.append(SafetyAnswer(topic=question.topic, reply=reply, side=side))
    return tuple(found)


def show_card(test: "StrengthTest", *, file: Path | None, safety: Sequence[SafetyAnswer], drawing: Path | None) -> None:
    """The card of a test; in a terminal the open questions before it are asked first, and kept."""
    from twitchwise.cli.strength_text import print_test_card
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any, open_diary
    from twitchwise.desk.strength_safety import keep_safety, lock_of, questions_for, safety_on
    from twitchwise.desk.writing import now_by_the_clock
    from twitchwise.diary.model import Diary

    diary = diary_if_any(file) or Diary()
    known = (*safety_on(diary, diary.rule.today(utc_now())), *safety)
    new = list(safety)
    if is_asked():
        asked = ask_safety(questions_for(test.demands, known))
        known, new = (*known, *asked), [*new, *asked]
    if new:
        with open_diary(file) as store:
            keep_safety(store, new, now_by_the_clock(store.load().rule))
    print_test_card(open_console(), test, lock_of(test, known), drawing=drawing)


def _ask_act(console: "Console", act: ScreenAct, safety: Sequence[SafetyAnswer]) -> list[ActAnswer]:
    print_prose(console, act.title, style="bold")
    against = {side: reasons_against(act.demands, safety, side=side) for side in act.sides}
    if all(against.values()):
        print_prose(console, "Not now:")
        print_points(console, next(iter(against.values())))
        return [ActAnswer(act=act.name, side=side, outcome=Outcome.NOT_SAFE) for side in act.sides]
    print_points(console, act.steps)
    print_prose(console, f"Failed means: {act.failed_looks_like}")
    answers = []
    for side in act.sides:
        where = "" if side is Side.MIDDLE else f" {side}:"
        text = _answered(f"{where} done, with effort, failed, not tried [d/e/f/n]".strip(), (*_OUTCOMES, ""))
        answers.append(ActAnswer(act=act.name, side=side, outcome=_OUTCOMES.get(text, Outcome.NOT_TRIED)))
    return answers


def _answered(question: str, known: Sequence[str]) -> str:
    """One of the known words; a slip of the finger is asked again, for it could hide a failed act."""
    while True:
        text = str(typer.prompt(question, default="", show_default=False)).strip().casefold()
        if text in known:
            return text
        typer.echo(f"One of {', '.join(word for word in known if word)}; or Enter to leave it open.")


def _ask_lost(console: "Console") -> list[LostTask]:
    from twitchwise.strength.region import StrengthRegion

    print_prose(console, "Everyday tasks that a limb could do and no longer can, or only with help; Enter for none.")
    found = []
    for limb in _LIMBS:
        task = str(typer.prompt(f"{limb.replace('-', ' ')}", default="", show_default=False)).strip()
        if task and task.casefold() not in {"no", "none", "n"}:
            found.append(LostTask(region=StrengthRegion(limb), task=task))
    return found
