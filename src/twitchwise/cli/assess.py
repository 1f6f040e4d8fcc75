"""`twitchwise assess`: how soon someone should look, what it could be, and what to do next."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.days import day_from_text
from twitchwise.cli.terminal import open_console

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

__all__ = ["assess"]


def assess(
    *,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    intake: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="A file of answers instead of a diary.", show_default=False),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="Judge as of this day; without it, today.")
    ] = None,
    details: Annotated[
        bool,
        typer.Option("--details", help="Add what each cause is, what would tell more, and all sources."),
    ] = False,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the page and the numbers here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Say how soon someone should look, what it could be, what is not yet known, and what to do next.

    Takes the answers of "twitchwise intake" and whatever the diary holds. How soon comes first; it is information and
    no diagnosis.

    Ends with 0; with 1 when the diary or the file cannot be used; with 2 for a wrong option.
    """
    if diary is not None and intake is not None:
        raise typer.BadParameter("give a diary or a file of answers, not both", param_hint="--intake")
    from twitchwise.desk.assessing import assess_answers, assess_diary, write_assessment

    today = None if day is None else day_from_text(day, hint="--day")
    if intake is None:
        from twitchwise.desk.diary_place import diary_if_any
        from twitchwise.diary.model import Diary

        found = assess_diary(diary_if_any(diary) or Diary(), today=today)
    else:
        from twitchwise.intake.json_file import read_answers

        found = assess_answers(read_answers(intake), today=today)
    if out is not None:
        write_assessment(found, out)
    if as_json:
        from twitchwise.report.assessment_json import assessment_object

        typer.echo(json.dumps(assessment_object(found), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from twitchwise.cli.assess_text import print_assessment

    console = open_console()
    if today is None:
        _say_age(console, found.judgement.answered_on)
    print_assessment(console, found, details=details)
    if out is not None:
        from twitchwise.cli.result_text import print_where

        print_where(console, out, "index.html")


def _say_age(console: "Console", answered_on: "date") -> None:
    """A file is judged on the day it was answered; who reads it much later is told so first."""
    from twitchwise.cli.terminal import print_prose
    from twitchwise.clock import say_day, utc_now
    from twitchwise.diary.moment import DayRule
    from twitchwise.urgency.notes import ANSWERS_GROW_OLD_DAYS
    from twitchwise.urgency.words import words

    if (DayRule().today(utc_now()) - answered_on).days > ANSWERS_GROW_OLD_DAYS:
        print_prose(console, words("note.answers-old", day=say_day(answered_on)))
