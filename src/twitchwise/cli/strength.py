"""`twitchwise strength`: a first sitting, weekly tests, the result of the week; or a researcher's table of sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.strength_flags import AsJson, DiaryFile, Out
from twitchwise.cli.strength_sitting import one_test, screen
from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown

if TYPE_CHECKING:
    from twitchwise.strength.standing import StrengthStanding

__all__ = ["strength"]

strength = typer.Typer(
    help="Test strength at home: a first sitting, weekly tests, what they show and what they exclude.",
    rich_markup_mode=None,
)


@strength.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    *,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="A table of sessions instead of a diary: columns date, test, side, score, conditions, felt.",
        ),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
    start: Annotated[
        bool, typer.Option("--start", help="Begin a weekly series of 26 weeks, or renew it once.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End the weekly series today.")] = False,
    file: DiaryFile = None,
) -> None:
    """Test strength at home: a first sitting, weekly tests, what they show and what they exclude.

    The one finding that matters is weakness that can be shown and that grows. Weekly tests tell it from noise, over
    months; this says how many. It names no disease and rules none out.

    For researchers, --table reads sessions from a file, each score in the unit of its test (seconds for stairs and
    walk).

    Ends with 0; with 1 when the diary or table cannot be used; with 2 for a wrong option.
    """
    if context.invoked_subcommand is not None:
        if table is not None or out is not None or as_json or start or stop or file is not None:
            raise typer.BadParameter("give options after the name of the command", param_hint="twitchwise strength")
        return
    if start and stop:
        raise typer.BadParameter("give one of --start and --stop", param_hint="--start")
    if (start or stop) and (table is not None or out is not None or as_json):
        raise typer.BadParameter("give --start and --stop alone", param_hint="--start")
    if start or stop:
        _begin_or_end(file, is_start=start)
    elif table is not None:
        if file is not None:
            raise typer.BadParameter("a table has its own sessions: leave out --diary", param_hint="--table")
        from twitchwise.desk.strength_standing import standing_of_table

        _show(standing_of_table(table), out=out, as_json=as_json)
    elif as_json or out is not None or file is not None:
        _show(_standing(file), out=out, as_json=as_json)
    else:
        typer.echo(context.get_help())


strength.command()(screen)
strength.command(name="test")(one_test)


@strength.command()
def show(*, out: Out = None, as_json: AsJson = False, file: DiaryFile = None) -> None:
    """Show the result of the week: what is steady, what fell, what cannot be told yet, and what was excluded.

    One result a week: it does not change before the next one is due.

    Ends with 0; with 1 when the diary holds no test.
    """
    _show(_standing(file), out=out, as_json=as_json)
    if not as_json:
        from twitchwise.cli.calm_text import print_kind_words

        print_kind_words(open_console(), file)


@strength.command()
def plan(*, out: Out = None, as_json: AsJson = False, file: DiaryFile = None) -> None:
    """Say which tests are due, which are locked and why, and when it would be known.

    Ends with 0.
    """
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.strength_planning import plan_tests
    from twitchwise.diary.model import Diary

    diary = diary_if_any(file) or Diary()
    planned = plan_tests(diary, diary.rule.today(utc_now()))
    if out is not None:
        from twitchwise.desk.strength_standing import write_standing

        write_standing(_standing(file), out)
    if as_json:
        from twitchwise.report.strength_plan_words import plan_text

        typer.echo(plan_text(planned))
        return
    from twitchwise.cli.result_text import print_card
    from twitchwise.report.strength_plan_words import plan_lines, say_plan

    console = open_console()
    print_prose(console, say_plan(planned), style="bold")
    print_points(console, plan_lines(planned))
    print_card(console)


def _standing(file: Path | None) -> "StrengthStanding":
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.strength_standing import standing_of_diary
    from twitchwise.diary.model import Diary

    return standing_of_diary(diary_if_any(file) or Diary())


def _show(found: "StrengthStanding", *, out: Path | None, as_json: bool) -> None:
    if out is not None:
        from twitchwise.desk.strength_standing import write_standing

        with progress_shown(is_wanted=not as_json) as on_progress:
            if on_progress is not None:
                on_progress("drawing", 0.0)
            write_standing(found, out)
    if as_json:
        from twitchwise.report.strength_json import strength_text

        typer.echo(strength_text(found))
        return
    from twitchwise.cli.strength_text import print_standing

    print_standing(open_console(), found, folder=out)


def _begin_or_end(file: Path | None, *, is_start: bool) -> None:
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.strength_standing import start_strength, stop_strength
    from twitchwise.report.strength_words import before_strength

    console = open_console()
    with open_diary(file) as store:
        if not is_start:
            stopped = stop_strength(store)
            print_prose(console, f"The weekly series ended on {stopped.stopped_on}. The diary stays as it is.")
            print_brief_card(console)
            return
        begun = start_strength(store)
    print_prose(console, f"From today until {begun.last_day}: one sitting a week.", style="bold")
    for sentence in before_strength(last_day=begun.last_day.isoformat()):
        print_prose(console, sentence)
    print_brief_card(console)
