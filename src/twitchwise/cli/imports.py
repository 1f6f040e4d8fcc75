"""`twitchwise import`: files that other apps already keep."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown, say_refusal

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.desk.importing import ImportOutcome
    from twitchwise.exchange.model import Question
    from twitchwise.store.diary_store import DiaryStore

__all__ = ["import_"]

_MOST_LINES = 8


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Exports: files, zips, or folders they were unpacked into.")
    ],
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION=ANSWER", help="What an earlier import asked: weight-unit=lb; may be given often."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Fill the diary from files of other programs: workouts, sleep, coffee, food, mood.

    Which program wrote a file is recognised by its content. Importing again brings only what is new; "twitchwise diary
    undo" takes an import back as a whole.

    Ends with 0; with 1 when a file could not be imported, and says why in one sentence; with 2 for a wrong option.
    """
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.importing import exercises_to_explain, import_files
    from twitchwise.diary.model import LearnedExercise

    answers = dict(_answer(text) for text in answer or [])
    with open_diary(diary) as store:
        with progress_shown(is_wanted=not as_json) as on_progress:
            outcomes = import_files(store, files, answers=answers, on_progress=on_progress)
        if not as_json and _may_ask():
            outcomes = _ask_and_read_again(store, files, answers, outcomes)
        unexplained = exercises_to_explain(outcomes, store.load().of(LearnedExercise))
        if unexplained and not as_json and _may_ask():
            unexplained = _ask_exercises(store, unexplained)
    if as_json:
        typer.echo(_json(outcomes, unexplained))
    else:
        _print(open_console(), outcomes, unexplained)
    for outcome in outcomes:
        if outcome.refusal is not None:
            say_refusal(str(outcome.refusal))
    if any(outcome.refusal is not None for outcome in outcomes):
        raise typer.Exit(1)


def _answer(text: str) -> tuple[str, str]:
    question, is_there, value = text.partition("=")
    if not is_there or not question.strip() or not value.strip():
        raise typer.BadParameter('write it like "weight-unit=lb"', param_hint="--answer")
    return question.strip(), value.strip()


def _may_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_and_read_again(
    store: "DiaryStore", files: Sequence[Path], answers: dict[str, str], outcomes: "tuple[ImportOutcome, ...]"
) -> "tuple[ImportOutcome, ...]":
    """Asks what only the person knows; when an answer differs from what was assumed, the files are read again."""
    from twitchwise.desk.importing import import_files

    questions = {q.id: q for o in outcomes if o.result for q in o.result.questions if q.id not in answers}
    changed = False
    for question in questions.values():
        print_prose(open_console(), _question(question))
        values = [choice.value for choice in question.choices]
        said = ""
        while said not in values:
            said = str(typer.prompt(f"{' or '.join(values)}", default=question.assumed or values[0])).strip()
        answers[question.id] = said
        changed = changed or said != question.assumed
    return import_files(store, files, answers=answers) if changed else outcomes


def _ask_exercises(store: "DiaryStore", names: Sequence[str]) -> tuple[str, ...]:
    """Asks once which muscle an exercise is for; what is left open can be explained later."""
    from twitchwise.body import find_muscle
    from twitchwise.desk.writing import learn_exercise
    from twitchwise.errors import UnknownName

    print_prose(
        open_console(), f"{len(names)} exercises are not known here. Which muscle are they for? Enter leaves one open."
    )
    left = []
    for name in names:
        while True:
            said = str(typer.prompt(f"  {name}", default="", show_default=False)).strip()
            if not said:
                left.append(name)
                break
            try:
                learn_exercise(store, name, [find_muscle(part) for part in said.split(",")])
                break
            except UnknownName as error:
                typer.echo(str(error))
    return tuple(left)


def _print(console: "Console", outcomes: "Sequence[ImportOutcome]", unexplained: Sequence[str]) -> None:
    for outcome in outcomes:
        if outcome.result is None or outcome.kept is None:
            continue
        kept = outcome.kept
        said = [f"{kept.n_new} new", f"{kept.n_already_there} already there"]
        if kept.n_changed:
            said.append(f"{kept.n_changed} in a newer form")
        n_skipped = sum(each.n for each in outcome.result.skipped)
        if n_skipped:
            said.append(f"{n_skipped} skipped")
        print_prose(console, f"{outcome.path.name} ({outcome.result.program}): {', '.join(said)}.", style="bold")
        lines = [
            f"{each.where}: {each.reason}{f' ({each.n} alike)' if each.n > 1 else ''}"
            for each in outcome.result.skipped
        ]
        lines += [str(problem) for problem in outcome.result.problems]
        print_points(console, lines[:_MOST_LINES])
        if len(lines) > _MOST_LINES:
            print_points(console, [f"and {len(lines) - _MOST_LINES} more; --json lists all"])
        for question in outcome.result.questions:
            assumed = "" if question.assumed is None else f" Assumed: {question.assumed}."
            choices = ", ".join(f"{choice.value} ({choice.text})" for choice in question.choices)
            hint = f" To answer, import again with --answer {question.id}=ANSWER, one of: {choices}."
            print_points(console, [f"{_question(question)}{assumed}{hint}"])
        if kept.n_new or kept.n_changed:
            print_prose(console, f"To take it back: twitchwise diary undo {outcome.import_id}", style="dim")
    if unexplained:
        console.print()
        shown = ", ".join(f'"{name}"' for name in unexplained[:_MOST_LINES])
        more = f" and {len(unexplained) - _MOST_LINES} more" if len(unexplained) > _MOST_LINES else ""
        print_prose(console, f"Exercises whose muscles are not known, so not counted: {shown}{more}.")
        print_prose(console, f'To explain one: twitchwise diary exercise "{unexplained[0]}" triceps', style="dim")


def _question(question: "Question") -> str:
    why = f" ({question.why})" if question.why else ""
    return f"{question.text}{why}"


def _json(outcomes: "Sequence[ImportOutcome]", unexplained: Sequence[str]) -> str:
    from twitchwise.desk.import_json import Brought, imported_object

    imported = []
    for outcome in outcomes:
        if outcome.result is None or outcome.kept is None:
            continue
        result, kept = outcome.result, outcome.kept
        imported.append(
            imported_object(
                Brought(
                    path=str(outcome.path),
                    program=result.program,
                    import_id=outcome.import_id if kept.n_new or kept.n_changed else "",
                    n_new=kept.n_new,
                    n_changed=kept.n_changed,
                    n_already_there=kept.n_already_there,
                    skipped=result.skipped,
                    questions=result.questions,
                    problems=result.problems,
                )
            )
        )
    refused = [
        {"path": str(o.path), "what": o.refusal.what, "where": o.refusal.where, "remedy": o.refusal.remedy}
        for o in outcomes
        if o.refusal is not None
    ]
    whole = {"imported": imported, "refused": refused, "exercises_not_known": list(unexplained)}
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)
