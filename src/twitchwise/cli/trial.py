"""`twitchwise trial`: one safe, reversible thing tried on oneself, its days chosen by a coin."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown

__all__ = ["trial"]

trial = typer.Typer(
    help="Try caffeine, alcohol, training days or bedtime on yourself; a coin chooses the days.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_DiaryFile = Annotated[
    Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
]
_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


@trial.command()
def plan(
    exposure: Annotated[
        str, typer.Argument(metavar="EXPOSURE", help='"caffeine", "alcohol", "training day" or "bedtime".')
    ],
    weeks: Annotated[int, typer.Option(metavar="4-6", help="How long.", min=4, max=6)] = 6,
    file: _DiaryFile = None,
    as_json: _AsJson = False,
) -> None:
    """Draw the days of a trial that begins tomorrow: blocks of two to four days, with and without, by coin.

    Only what is safe, reversible and one's own choice every day: never a medicine, never an illness.

    Ends with 0; with 1 when it may not be tried, or a trial is running.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.trying import start_trial
    from twitchwise.report.trial_words import before_the_trial, calendar_lines, say_trial

    with open_diary(file) as store:
        planned = start_trial(store, exposure, n_weeks=weeks)
    if as_json:
        from twitchwise.report.trial_json import trial_text

        typer.echo(trial_text(planned))
        return
    console = open_console()
    print_prose(console, f"{say_trial(planned)}.", style="bold")
    print_points(console, calendar_lines(planned))
    for sentence in before_the_trial():
        print_prose(console, sentence)
    print_brief_card(console)


@trial.command()
def show(file: _DiaryFile = None, as_json: _AsJson = False) -> None:
    """Show the days of the last trial, and what today is.

    Ends with 0; with 1 when none was planned.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.trying import last_trial
    from twitchwise.diary.model import Diary
    from twitchwise.report.trial_words import calendar_lines, say_today, say_trial

    diary = diary_if_any(file) or Diary()
    planned = last_trial(diary)
    if as_json:
        from twitchwise.report.trial_json import trial_text

        typer.echo(trial_text(planned))
        return
    console = open_console()
    print_prose(console, f"{say_trial(planned)}.", style="bold")
    print_points(console, calendar_lines(planned))
    today = diary.rule.today(utc_now())
    if planned.is_with(today) is not None:
        print_prose(console, say_today(planned, today))
    print_brief_card(console)


@trial.command()
def analyse(file: _DiaryFile = None, as_json: _AsJson = False) -> None:
    """Say what the last trial found: the same search as "twitchwise triggers", in the days the coin chose.

    Ends with 0; with 1 when no day of a trial was answered.
    """
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any, open_kept_diary
    from twitchwise.desk.kept_triggers import keep_search
    from twitchwise.desk.trying import analyse_trial_in, last_trial
    from twitchwise.diary.model import Diary
    from twitchwise.report.trial_words import say_progress, say_trial

    diary = diary_if_any(file) or Diary()
    planned = last_trial(diary)
    with progress_shown(is_wanted=not as_json) as on_progress:
        if on_progress is not None:
            on_progress("searching", 0.0)
        found = analyse_trial_in(diary, planned)
    with open_kept_diary(file) as store:
        keep_search(store, found, trial=planned)
    if as_json:
        from twitchwise.report.trial_json import trial_text

        typer.echo(trial_text(planned, found.triggers))
        return
    from twitchwise.cli.triggers_text import print_investigated

    console = open_console()
    print_prose(console, f"{say_trial(planned)}.")
    progress = say_progress(planned, diary.rule.today(utc_now()))
    if progress:
        print_prose(console, progress)
    print_investigated(console, found, details=True, folder=None)
