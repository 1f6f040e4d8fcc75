"""`twitchwise export`: the diary as files to take along."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.kind_words import say_kind
from twitchwise.cli.terminal import open_console, print_prose

if TYPE_CHECKING:
    from twitchwise.desk.exporting import Exported

__all__ = ["export"]


def export(
    fhir: Annotated[
        Path | None, typer.Option("--fhir", metavar="FILE", help="For a clinic: one HL7 FHIR R4 document (JSON).")
    ] = None,
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="FILE", help="Everything, as JSON that comes back exactly.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FOLDER", help="For a spreadsheet: a table a kind, and what each column means."),
    ] = None,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Your name in the FHIR document; without it, none.", show_default=False)
    ] = "",
    pdf: Annotated[
        list[Path] | None, typer.Option("--pdf", metavar="FILE", help="A page that goes along in the FHIR document.")
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART",
            help="Leave out of the FHIR document: twitching, strength, questionnaires, recordings, exposures or "
            "findings; may be given often.",
        ),
    ] = None,
    diary: Annotated[
        Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Write the diary to take along: for a clinic, for safe keeping, for a spreadsheet.

    Each file is there whole or not at all. Nothing is sent anywhere. All three come back with "twitchwise import"; a
    FHIR document holds no notes and no workouts, and says so.

    Ends with 0; with 1 when something cannot be written, and says why in one sentence; with 2 for a wrong option.
    """
    from twitchwise.desk.exporting import FhirChoice, export_archive, export_fhir, export_tables
    from twitchwise.exchange.fhir.bundle import Part

    if fhir is None and archive is None and csv is None:
        raise typer.BadParameter("say what to write: --fhir FILE, --archive FILE or --csv FOLDER", param_hint="export")
    if fhir is None and (name or pdf or leave_out):
        raise typer.BadParameter("--name, --pdf and --leave-out belong to --fhir", param_hint="export")
    written: dict[str, Exported] = {}
    if fhir is not None:
        unknown = [part for part in leave_out or () if part not in set(Part)]
        if unknown:
            raise typer.BadParameter(f'"{unknown[0]}" is none of {", ".join(Part)}', param_hint="--leave-out")
        parts = frozenset(Part(part) for part in leave_out or ())
        written["fhir"] = export_fhir(diary, fhir, FhirChoice(name=name, left_out=parts, pages=tuple(pdf or ())))
    if archive is not None:
        written["archive"] = export_archive(diary, archive)
    if csv is not None:
        written["csv"] = export_tables(diary, csv)
    if as_json:
        typer.echo(_json(written))
        return
    for form, exported in written.items():
        _print(form, exported)


def _print(form: str, exported: "Exported") -> None:
    console = open_console()
    n = exported.n_entries
    print_prose(console, f"Written to {exported.path}: {n} {'entry' if n == 1 else 'entries'}.")
    if exported.left_out:
        what = ", ".join(say_kind(left.n, left.kind) for left in exported.left_out)
        print_prose(console, f"Not in it: {what}. An archive holds them.", indent="  ")
    if form == "fhir":
        print_prose(console, "It says what you wrote down and measured. It is no diagnosis.", indent="  ")


def _json(written: "dict[str, Exported]") -> str:
    whole = [
        {
            "form": form,
            "path": str(exported.path),
            "entries": exported.n_entries,
            "left_out": {left.kind: left.n for left in exported.left_out},
        }
        for form, exported in written.items()
    ]
    return json.dumps({"written": whole}, indent=2, ensure_ascii=False)
