"""Worry asked in a terminal, one question after the other; it can be stopped at any of them."""

import sys
from typing import TYPE_CHECKING

import typer

from twitchwise.cli.terminal import print_points, print_prose
from twitchwise.worry.questions import QuestionSet, SetName, question_set
from twitchwise.worry.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.intake.feature import Reply
    from twitchwise.store.diary_store import DiaryStore

__all__ = ["answers_from_text", "ask_due", "is_asked"]

_STOP = frozenset({"stop", "quit", "q", "end"})
_OPEN = frozenset({"-", "", "?"})


class _Stopped(Exception):
    """The person ended the questions."""


def is_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def answers_from_text(text: str, flag: str) -> tuple[int | None, ...]:
    """Answers as typed, "1,2,0,-": a dash for one left open."""
    answers: list[int | None] = []
    for part in text.split(","):
        plain = part.strip()
        if plain in _OPEN:
            answers.append(None)
        elif plain.isdecimal():
            answers.append(int(plain))
        else:
            raise typer.BadParameter(f'"{plain[:20]}" is no number; write it like "1,2,0,-"', param_hint=flag)
    return tuple(answers)


def ask_due(console: "Console", store: "DiaryStore", *, is_again: bool) -> None:
    """Asks each set that is due, keeps it, and goes on until the end or "stop"."""
    print_prose(console, say("ask_stop").text)
    try:
        _ask_ratings(store)
        for name in (SetName.CHECK, SetName.GAD7):
            _ask_set(console, store, name, is_again=is_again)
    except _Stopped:
        return
    from twitchwise.desk.calm import keep_self_harm

    keep_self_harm(store, _ask_self_harm())


def _ask_ratings(store: "DiaryStore") -> None:
    """Worry, searching and felt weakness of today; what was rated a few days ago is left for next week."""
    from twitchwise.desk.weekly_ratings import due_ratings
    from twitchwise.desk.writing import DoneThing, write_day

    done = []
    try:
        for rating in due_ratings(store.load()):
            amount = _ask_number(rating.question.text, rating.most)
            if amount is not None:
                done.append(DoneThing(kind=rating.kind, amount=amount))
    finally:
        if done:
            write_day(store, done=done)


def _ask_number(question: str, most: float) -> float | None:
    while True:
        text = str(typer.prompt(question, default="", show_default=False)).strip().casefold().replace(",", ".")
        if text in _STOP:
            raise _Stopped
        if text in _OPEN:
            return None
        try:
            amount = float(text)
        except ValueError:
            amount = -1.0
        if 0 <= amount <= most:
            return amount
        typer.echo(f"A number from 0 to {most:.0f}, Enter to leave it open, or stop.")


def _ask_set(console: "Console", store: "DiaryStore", name: SetName, *, is_again: bool) -> None:
    from twitchwise.desk.calm import earlier_answer, keep_answers, open_answers

    asked = question_set(name)
    diary = store.load()
    stands = None if is_again else earlier_answer(diary, name)
    print_prose(console, asked.title, style="bold")
    if stands is not None:
        print_prose(console, stands.text)
        return
    print_prose(console, asked.note)
    print_prose(console, asked.stem, style="bold")
    print_points(console, [f"{number}: {option}" for number, option in enumerate(asked.options)])
    left_open = open_answers(diary, name)
    answers: list[int | None] = [None] * len(asked.questions) if left_open is None else list(left_open.answers)
    is_stopped = False
    for number, question in enumerate(asked.questions):
        if answers[number] is None:
            try:
                answers[number] = _ask_one(asked, question)
            except _Stopped:
                is_stopped = True
                break
    if any(answer is not None for answer in answers):
        keep_answers(store, name, answers, is_again=is_again)
    else:
        print_prose(console, say("ask_nothing").text)
    if is_stopped:
        raise _Stopped


def _ask_one(asked: QuestionSet, question: str) -> int | None:
    highest = len(asked.options) - 1
    while True:
        text = str(typer.prompt(f"{question} [0-{highest}]", default="", show_default=False)).strip().casefold()
        if text in _STOP:
            raise _Stopped
        if text in _OPEN:
            return None
        if text.isdecimal() and int(text) <= highest:
            return int(text)
        typer.echo(f"A number from 0 to {highest}, Enter to leave it open, or stop.")


def _ask_self_harm() -> "Reply":
    from twitchwise.intake.feature import Reply

    replies = {"y": Reply.YES, "yes": Reply.YES, "n": Reply.NO, "no": Reply.NO, "?": Reply.NOT_SURE}
    question = say("self_harm_question").text
    while True:
        text = str(typer.prompt(f"{question} [y/n/?]", default="", show_default=False)).strip().casefold()
        if not text or text in _STOP:
            return Reply.NOT_ASKED
        if text in replies:
            return replies[text]
        typer.echo("y, n, ? for not sure, or Enter to leave it open.")
