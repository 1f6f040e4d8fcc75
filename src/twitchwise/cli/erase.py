"""`twitchwise diary erase`: take something out for good."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.kind_words import say_kind
from twitchwise.cli.terminal import open_console, print_points, print_prose

if TYPE_CHECKING:
    from twitchwise.desk.erasing import ErasurePlan

__all__ = ["erase_from_diary"]

_SERVER = (
    "This diary is kept by a PostgreSQL server. Its tables are written anew without it. The server's own log, copies "
    "on other servers and the backups that its keeper makes are beyond this program: ask whoever keeps it."
)
_ELSEWHERE = (
    "Not erased, since this program does not know them: files you exported, backups you put in other folders, results "
    "of measurements, and the recordings themselves."
)
_DISK = (
    "What is erased is overwritten first. A disk may still hold older copies of the same places, and so may a backup "
    "of the whole computer; no program can reach those."
)


def erase_from_diary(
    everything: Annotated[bool, typer.Option("--everything", help="The whole diary and all its backups.")] = False,
    recording: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|ENTRY", help="What one recording said: name its file, or its entry.", show_default=False
        ),
    ] = None,
    import_id: Annotated[
        str | None,
        typer.Option(
            "--import",
            metavar="IMPORT",
            help='All of an import, as "twitchwise diary imports" lists it.',
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    file: Annotated[
        Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Take something out of the diary for good, out of its backups too. It cannot be brought back.

    What will go is said first, then you are asked. "undo" and "remove" take things out so that they can come back.

    Ends with 0; with 1 when nothing was erased.
    """
    from twitchwise.desk.erasing import erase, plan_erasure

    if [everything, recording is not None, import_id is not None].count(True) != 1:
        raise typer.BadParameter("say one of --everything, --recording or --import", param_hint="erase")
    beside = [_app_folder()] if everything and file is None else []
    plan = plan_erasure(file, import_id=import_id, recording=recording, beside=beside)
    console = open_console()
    _say_plan(plan)
    if not yes and not typer.confirm("Erase this for good?", default=False):
        print_prose(console, "Nothing was erased.")
        raise typer.Exit(1)
    erase(file, plan)
    print_prose(console, "Erased.")


def _app_folder() -> Path:
    from twitchwise.web.serving import work_folder

    return work_folder()


def _say_plan(plan: "ErasurePlan") -> None:
    console = open_console()
    print_prose(console, f"This will be erased from {plan.place}:", style="bold")
    lines = [say_kind(count.n, count.kind) for count in plan.counts]
    if plan.first_day is not None:
        lines.append(f"all days from {plan.first_day} to {plan.last_day}, settings too")
    lines += [f"the import {each}" for each in plan.imports]
    n = len(plan.backups)
    if n and plan.erasure.is_everything:
        lines.append("1 backup" if n == 1 else f"{n} backups")
    elif n:
        lines.append(f"the same out of {'1 backup' if n == 1 else f'{n} backups'}; one that cannot be read is removed")
    lines += ["uploads and results that the app in the browser still holds"] if plan.beside else []
    print_points(console, lines or ["a diary without entries"])
    for sentence in (_SERVER if plan.is_on_server else _DISK, _ELSEWHERE):
        print_prose(console, sentence)
