"""The commands put together, and what every one of them does when the input is at fault."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from twitchwise.cli.assess import assess
from twitchwise.cli.calm import calm
from twitchwise.cli.demo import demo
from twitchwise.cli.diary import diary
from twitchwise.cli.evidence import claims, evidence
from twitchwise.cli.export import export
from twitchwise.cli.imports import import_
from twitchwise.cli.intake import intake
from twitchwise.cli.log import log
from twitchwise.cli.measure import measure
from twitchwise.cli.report import report
from twitchwise.cli.review import review
from twitchwise.cli.serve import serve
from twitchwise.cli.simulate import simulate
from twitchwise.cli.strength import strength
from twitchwise.cli.terminal import say_refusal
from twitchwise.cli.trial import trial
from twitchwise.cli.triggers import triggers
from twitchwise.cli.why import why
from twitchwise.errors import InputError, UnknownName

__all__ = ["app"]


class _CalmGroup(TyperGroup):
    """Turns what is wrong with the input into one sentence; a traceback is for our own mistakes only."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise
        except UnknownName as error:
            say_refusal(str(error))
            raise typer.Exit(2) from error
        except InputError as error:
            say_refusal(str(error))
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=_CalmGroup,
    add_completion=False,
    rich_markup_mode=None,  # plain help: quicker, and readable in any terminal
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command(short_help="Measure the twitches in recordings.")(measure)
app.command(short_help="Answer the questions: red flags first.")(intake)
app.command(short_help="Look at what was found and set aside.")(review)
app.command(short_help="What this muscle did in the last three days.")(why)
app.command(short_help="Write down a day.")(log)
app.command(name="import", short_help="Fill the diary from other programs' files.")(import_)
app.command(short_help="Search the diary for what sets it off.")(triggers)
app.add_typer(trial, name="trial", short_help="Try one thing by coin: a self-trial.")
app.command(short_help="How soon someone should look, and what it could be.")(assess)
app.add_typer(strength, name="strength", short_help="Test strength at home, week by week.")
app.command(short_help="What is known, with sources.")(evidence)
app.command(short_help="What the article claims, and how it stands.")(claims)
app.command(short_help="Write the diary to take along.")(export)
app.add_typer(calm, name="calm", short_help="The fear itself: measured, drawn, exercises.")
app.add_typer(diary, name="diary", short_help="Look at the diary, keep it safe.")
app.command(short_help="One page for the doctor.")(report)
app.command(short_help="Open the app in the browser.")(serve)
app.command(short_help="Simulated recordings and people, against truth.")(demo)
app.add_typer(simulate, short_help="Recordings and people with known truth.")


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"twitchwise {version('twitchwise')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    version: Annotated[  # the callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Measure muscle twitches from EMG, a phone's motion sensor or a video.

    Everything stays on this computer. A result is a measurement, not a diagnosis.

    Begin with "twitchwise demo", or with "twitchwise measure FILE".
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        sys.exit(0)
