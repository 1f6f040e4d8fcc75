"""`twitchwise diary`: look at it, take it along, keep it safe, correct it."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from twitchwise.cli.erase import erase_from_diary
from twitchwise.cli.terminal import open_console, print_points, print_prose, printable, say_refusal

if TYPE_CHECKING:
    from twitchwise.diary.model import Diary, Entry

__all__ = ["diary"]

diary = typer.Typer(
    help="Look at the diary, take it along, keep it safe, correct it.", no_args_is_help=True, rich_markup_mode=None
)

_DiaryFile = Annotated[
    Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
]


@diary.command()
def show(
    days: Annotated[int, typer.Option(metavar="NUMBER", help="How many days back.", min=1, max=4000)] = 14,
    ids: Annotated[bool, typer.Option("--ids", help="Show the name of each entry, for removing it.")] = False,
    file: _DiaryFile = None,
) -> None:
    """Show the last days: what twitched, what was done, which days were not asked.

    No totals and no streaks: a diary is for looking back, not for keeping up.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.diary.model import Diary
    from twitchwise.report.entry_words import say_entries
    from twitchwise.report.triggers_words import DIARY_CAUTION

    whole = diary_if_any(file) or Diary()
    console = open_console()
    today = whole.rule.today(utc_now())
    if not whole.entries:
        print_prose(console, 'The diary is empty. "twitchwise import" fills it from files, "twitchwise log" by hand.')
        return
    by_day = _by_day(whole)
    for number in range(days):
        day = today - timedelta(days=number)
        lines = by_day.get(day, [])
        if lines or day in _answered(whole):
            print_prose(console, f"{day:%a} {day.isoformat()}{_answer_of(whole, day)}", style="bold")
            print_points(console, [_line(entry) for entry in lines] if ids else say_entries(lines))
    late = [day for day in by_day if day <= today - timedelta(days=days)]
    if late:
        print_prose(
            console, f"{len(late)} earlier days, since {min(late).isoformat()}: --days shows more.", style="dim"
        )
    console.print()
    print_prose(console, DIARY_CAUTION)
    print_brief_card(console)


@diary.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write.")],
    form: Annotated[
        Literal["json", "csv"],
        typer.Option("--format", help="json: everything, comes back exactly; csv: one row a day, for a spreadsheet."),
    ] = "json",
    file: _DiaryFile = None,
) -> None:
    """Write the diary as one file to take along: JSON comes back exactly with "restore" or "import".

    "twitchwise export" does more: FHIR for a clinic, and a table for each kind of entry.
    """
    from twitchwise.desk.diary_files import export_days
    from twitchwise.desk.exporting import export_archive

    if form == "json":
        export_archive(file, out)
    else:
        export_days(file, out)
    print_prose(open_console(), f"Written to {out}.")


@diary.command()
def backup(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where to; without it, beside the diary.")
    ] = None,
    file: _DiaryFile = None,
) -> None:
    """Write a whole copy of the diary, with the date in its name."""
    from twitchwise.desk.diary_place import open_kept_diary

    with open_kept_diary(file) as store:
        path = store.back_up(folder)
    print_prose(open_console(), f"Copied to {path}.")


@diary.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="A backup, or an exported JSON file.")],
    file: _DiaryFile = None,
) -> None:
    """Put a backup, or an exported file, in place of the diary; what is there now is copied first."""
    from twitchwise.desk.diary_files import restore_diary

    saved = restore_diary(file, source)
    console = open_console()
    print_prose(console, f"Restored from {source}.")
    if saved is not None:
        print_prose(console, f"What was there before is in {saved}.")


@diary.command()
def check(file: _DiaryFile = None) -> None:
    """Check that the diary is whole. Ends with 1 when it is not, and says what is damaged."""
    from twitchwise.desk.diary_place import open_kept_diary

    with open_kept_diary(file) as store:
        problems = store.check()
        n = 0 if problems else len(store.load().entries)
        name = store.place.name
    for problem in problems:
        say_refusal(str(problem))
    if problems:
        raise typer.Exit(1)
    print_prose(open_console(), f"{name} is whole: {n} {'entry' if n == 1 else 'entries'}, each readable.")


@diary.command()
def imports(file: _DiaryFile = None) -> None:
    """List the imports, the last one first."""
    from rich.table import Table

    from twitchwise.desk.diary_place import open_kept_diary

    with open_kept_diary(file) as store:
        records = store.imports()
    console = open_console()
    if not records:
        print_prose(console, "Nothing was imported yet.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("import", "program", "file", "new", "newer form", ""):
        table.add_column(title, overflow="fold")
    for record in records:
        undone = "undone" if record.undone_at else ""
        table.add_row(
            record.import_id,
            printable(record.program),
            printable(record.file_name),
            str(record.n_new),
            str(record.n_changed),
            undone,
        )
    console.print(table)


@diary.command()
def undo(
    import_id: Annotated[
        str, typer.Argument(metavar="IMPORT", help='Its name, as "twitchwise diary imports" lists it.')
    ],
    file: _DiaryFile = None,
) -> None:
    """Take an import back as a whole; what it had replaced comes back."""
    from twitchwise.desk.diary_place import open_kept_diary

    with open_kept_diary(file) as store:
        n = store.undo_import(import_id)
    print_prose(open_console(), f"{import_id} is taken back: {n} {'entry' if n == 1 else 'entries'}.")


@diary.command()
def remove(
    entry_id: Annotated[
        str, typer.Argument(metavar="ENTRY", help='Its name, as "twitchwise diary show --ids" shows it.')
    ],
    file: _DiaryFile = None,
) -> None:
    """Take one entry out; it does not come back with the next import."""
    from twitchwise.desk.diary_place import open_kept_diary

    with open_kept_diary(file) as store:
        store.remove(entry_id)
    print_prose(open_console(), "Removed.")


diary.command(name="erase")(erase_from_diary)


@diary.command()
def exercise(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The exercise as your app calls it.")],
    muscles: Annotated[list[str], typer.Argument(metavar="MUSCLE", help="The muscles it is for, the main one first.")],
    file: _DiaryFile = None,
) -> None:
    """Explain an exercise that is not known: which muscles it is for; it is remembered."""
    from twitchwise.body import find_muscle
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.writing import learn_exercise

    found = [find_muscle(muscle) for muscle in muscles]
    with open_diary(file) as store:
        learn_exercise(store, name, found[:1], found[1:])
    print_prose(open_console(), f'"{name}" is for {", ".join(muscle.name for muscle in found)}.')


@diary.command()
def settings(
    cut_hour: Annotated[
        int | None,
        typer.Option(metavar="HOUR", help="The hour at which your day begins, 0-23; usually 4.", min=0, max=23),
    ] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help='Where you live, "Europe/Berlin": for files that keep UTC.')
    ] = None,
    file: _DiaryFile = None,
) -> None:
    """Show or change how your days are cut."""
    from dataclasses import replace

    from twitchwise.desk.diary_place import open_diary
    from twitchwise.diary.moment import zone_named

    if zone is not None:
        try:
            zone_named(zone)
        except ValueError as error:
            raise typer.BadParameter(f"{error}; write it like Europe/Berlin or +02:00", param_hint="--zone") from None
    with open_diary(file) as store:
        rule = store.load().rule
        if cut_hour is not None or zone is not None:
            rule = replace(
                rule, cut_hour=rule.cut_hour if cut_hour is None else cut_hour, zone=rule.zone if zone is None else zone
            )
            store.set_rule(rule)
    print_prose(
        open_console(),
        f"Your day begins at {rule.cut_hour:02}:00. Where you live: {rule.zone or 'not said; this computer rules'}.",
    )


def _by_day(whole: "Diary") -> "dict[date, list[Entry]]":
    from twitchwise.diary.daily import day_of_exposure
    from twitchwise.diary.model import DayAnswer, Exposure

    by_day: dict[date, list[Entry]] = {}
    for entry in whole.entries:
        if not isinstance(entry, DayAnswer):
            day = day_of_exposure(whole, entry) if isinstance(entry, Exposure) else whole.rule.day_of(entry.when)
            by_day.setdefault(day, []).append(entry)
    return by_day


def _answered(whole: "Diary") -> set[date]:
    from twitchwise.diary.model import DayAnswer

    return {answer.day for answer in whole.of(DayAnswer)}


def _answer_of(whole: "Diary", day: date) -> str:
    from twitchwise.diary.model import Answer, DayAnswer, TwitchesNoticed

    answers = {answer.answer for answer in whole.of(DayAnswer) if answer.day == day}
    if Answer.NOTICED in answers or any(whole.rule.day_of(n.when) == day for n in whole.of(TwitchesNoticed)):
        return ""
    return ", nothing noticed" if answers else ", not asked"


def _line(entry: "Entry") -> str:
    from twitchwise.report.entry_words import say_entry

    return f"{say_entry(entry)} [{entry.entry_id}]"
