"""`twitchwise triggers`: the search for what sets twitching off, in the diary or in a researcher's table."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.days import day_from_text
from twitchwise.cli.terminal import open_console, print_prose, progress_shown

if TYPE_CHECKING:
    from twitchwise.desk.investigating import Investigated

__all__ = ["triggers"]

_SEARCHED_SHARE = 0.7


def triggers(
    *,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day to look at.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day to look at.")] = None,
    table: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="A table instead of a diary: one row a day, blank for unknown."),
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="NAMES", help="With --table: columns of twitch counts, with commas between.")
    ] = None,
    exposures: Annotated[
        str | None, typer.Option(metavar="NAMES", help="With --table: columns that may set it off.")
    ] = None,
    start: Annotated[
        bool, typer.Option("--start", help="Begin an investigation of twelve weeks, or renew it once.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End the investigation today.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the page, the charts and the numbers here."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    details: Annotated[
        bool, typer.Option("--details", help="Add what is possible only, and what was ruled out.")
    ] = False,
) -> None:
    """Search the diary for what sets the twitching off: probabilities that mean what they say.

    Says "likely" above 90 %, keeps 50-90 % for --details, and names nothing below. When nothing stands out it says how
    large an effect would have been seen.

    Ends with 0; with 1 when the diary or table cannot be used; with 2 for a wrong option.
    """
    if (table is None) != (outcome is None and exposures is None):
        raise typer.BadParameter("give --table, --outcome and --exposures together", param_hint="--table")
    if table is not None and (diary is not None or first is not None or last is not None):
        raise typer.BadParameter("a table has its own days: leave out --diary, --from and --to", param_hint="--table")
    if (start or stop) and (out is not None or as_json):
        raise typer.BadParameter("give --start and --stop alone", param_hint="--start")
    if start and stop:
        raise typer.BadParameter("give one of --start and --stop", param_hint="--start")
    if start or stop:
        _begin_or_end(diary, is_start=start)
        return
    from twitchwise.desk.investigating import investigate_diary, investigate_table, write_investigated

    with progress_shown(is_wanted=not as_json) as on_progress:
        if on_progress is not None:
            on_progress("searching", 0.0)
        if table is not None:
            found = investigate_table(
                table, outcomes=_names(outcome, "--outcome"), exposures=_names(exposures, "--exposures")
            )
        else:
            from twitchwise.desk.diary_place import diary_if_any
            from twitchwise.diary.model import Diary

            whole = diary_if_any(diary) or Diary()
            found = investigate_diary(whole, first=_day(first, "--from"), last=_day(last, "--to"))
            _keep(diary, found)
        if out is not None:
            if on_progress is not None:
                on_progress("drawing", _SEARCHED_SHARE)
            write_investigated(found, out)
    if as_json:
        from twitchwise.report.triggers_json import triggers_text

        typer.echo(triggers_text(found.triggers))
        return
    from twitchwise.cli.triggers_text import print_investigated

    console = open_console()
    print_investigated(console, found, details=details, folder=out)
    if table is None:
        from twitchwise.cli.calm_text import print_kind_words

        print_kind_words(console, diary)


def _keep(file: Path | None, found: "Investigated") -> None:
    """The result stands in the diary until the next search, for "assess" and for the doctor's page."""
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.kept_triggers import keep_search

    with open_diary(file) as store:
        keep_search(store, found)


def _names(text: str | None, flag: str) -> list[str]:
    names = [name.strip() for name in (text or "").split(",") if name.strip()]
    if not names:
        raise typer.BadParameter("name at least one column", param_hint=flag)
    return names


def _day(text: str | None, flag: str) -> date | None:
    return None if text is None else day_from_text(text, hint=flag)


def _begin_or_end(file: Path | None, *, is_start: bool) -> None:
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.writing import start_investigation, stop_investigation
    from twitchwise.report.triggers_words import before_you_start

    console = open_console()
    with open_diary(file) as store:
        if not is_start:
            stopped = stop_investigation(store)
            print_prose(console, f"The investigation ended on {stopped.stopped_on}. The diary stays as it is.")
            print_brief_card(console)
            return
        begun = start_investigation(store)
    print_prose(
        console, f"From today until {begun.last_day}: one question set each evening, under 20 seconds.", style="bold"
    )
    for sentence in before_you_start():
        print_prose(console, sentence)
    print_brief_card(console)
