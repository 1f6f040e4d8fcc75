"""`twitchwise why`: what this muscle did in the last three days."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, say_refusal

__all__ = ["why"]


def why(
    site: Annotated[str, typer.Argument(metavar="SITE", help='What twitches: "left-triceps", "right calf", "tongue".')],
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help='When it twitched, "2026-11-22 21:30"; without it, now.')
    ] = None,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Look back over three days: what this muscle did against its habit, and what else was unusual.

    Needs no more than one imported workout file. Gives no probability: it lists what happened, and what is not known.

    Ends with 0; with 1 when there is no diary yet; with 2 for a site that is not known.
    """
    from twitchwise.body import find_site
    from twitchwise.desk.looking_back import look_back_in, moment_from_text

    place = find_site(site)
    look = look_back_in(diary, place, None if at is None else moment_from_text(at))
    if look is None:
        from twitchwise.report.look_back_words import no_diary_sentence

        say_refusal(no_diary_sentence(place))
        raise typer.Exit(1)
    if as_json:
        from twitchwise.report.look_back_json import look_back_text

        typer.echo(look_back_text(look))
        return
    from twitchwise.cli.result_text import print_card
    from twitchwise.report.look_back_words import look_back_lines

    console = open_console()
    print_prose(console, f"The three days before, {place.name}", style="bold")
    print_points(console, look_back_lines(look))
    print_card(console)
