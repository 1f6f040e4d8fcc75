"""The diary as files to take along: FHIR for a clinic, an archive that comes back exactly, tables for a spreadsheet."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.charts.whole_file import draft_in, write_whole, writing_to
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import Diary, Entry
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.exchange.archive import archive_text
from twitchwise.exchange.fhir.bundle import FhirOptions, Page, Part, document_text, kinds_left_out
from twitchwise.exchange.tables.writing import METADATA, TITLE, TableFile, diary_tables
from twitchwise.report.version import package_version
from twitchwise.store.diary_store import DiaryStore

__all__ = [
    "PAGE_TITLE",
    "Exported",
    "FhirChoice",
    "LeftOut",
    "export_archive",
    "export_fhir",
    "export_tables",
    "fhir_options",
    "filled_diary",
]

_LARGEST_PAGE_BYTES = 20 << 20
PAGE_TITLE = "Page for the doctor"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Entries of one kind that a file does not hold."""

    kind: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file, or one folder, that was written.

    Parameters
    ----------
    path : where.
    n_entries : how many entries of the diary are in it.
    left_out : what is not in it, by kind.
    """

    path: Path
    n_entries: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FhirChoice:
    """What the person wants in a FHIR document.

    Parameters
    ----------
    name : what they want to be called; empty for no name.
    left_out : parts they leave out.
    pages : PDF files that go along.
    """

    name: str = ""
    left_out: frozenset[Part] = frozenset()
    pages: tuple[Path, ...] = ()


def export_archive(file: Path | None, out: Path) -> Exported:
    """Writes every entry into one JSON file that comes back exactly; whole or not at all.

    Parameters
    ----------
    file : the diary; None for the person's own.
    out : the file to write; an earlier one there is replaced.

    Raises
    ------
    InputError
        There is no diary, or it cannot be written there.
    """
    with open_kept_diary(file) as store:
        _require_other_file(store, out)
        diary = store.load()
    write_whole(out, "".join(archive_text(diary, utc_now())))
    return Exported(path=out, n_entries=len(diary.entries))


def export_fhir(file: Path | None, out: Path, choice: FhirChoice) -> Exported:
    """Writes what a clinic's system can read as one FHIR R4 document; whole or not at all.

    Parameters
    ----------
    file : the diary; None for the person's own.
    out : the file to write; an earlier one there is replaced.
    choice : what goes in.

    Raises
    ------
    InputError
        The diary is empty or missing, a page is no PDF, or it cannot be written there.
    """
    pages = [_page(path) for path in choice.pages]
    with open_kept_diary(file) as store:
        _require_other_file(store, out)
        diary = filled_diary(store)
        options = fhir_options(store, choice, pages)
    write_whole(out, document_text(diary, options))
    left = kinds_left_out(diary, options)
    return Exported(path=out, n_entries=len(diary.entries) - sum(left.values()), left_out=_left_out(left.items()))


def export_tables(file: Path | None, folder: Path) -> Exported:
    """Writes a folder of tables with their data dictionary; whole or not at all.

    Parameters
    ----------
    file : the diary; None for the person's own.
    folder : may be absent, empty, or hold earlier tables, which are replaced.

    Raises
    ------
    InputError
        The diary is empty or missing, the folder holds other things, or it cannot be written.
    """
    earlier = _earlier_tables(folder)
    with open_kept_diary(file) as store:
        diary = filled_diary(store)
    _write_folder(folder, list(diary_tables(diary, utc_now())), earlier)
    return Exported(path=folder, n_entries=len(diary.entries))


def fhir_options(store: DiaryStore, choice: FhirChoice, pages: Sequence[Page]) -> FhirOptions:
    """What the writer of a FHIR document is told.

    Parameters
    ----------
    store : the diary, for the person's own id.
    choice : what goes in.
    pages : that go along, whole.
    """
    return FhirOptions(
        person=store.person(),
        written_at=utc_now(),
        version=package_version(),
        name=choice.name,
        left_out=choice.left_out,
        pages=pages,
    )


def filled_diary(store: DiaryStore) -> Diary:
    """The diary, which has to hold something.

    Raises
    ------
    InputError
        It is empty.
    """
    diary = store.load()
    if not diary.entries:
        raise InputError(
            what="the diary is empty, so there is nothing to take along",
            where=store.place.name,
            remedy='fill it with "twitchwise import" or "twitchwise log"',
        )
    return diary


def _require_other_file(store: DiaryStore, out: Path) -> None:
    """No export takes the place of the diary or of a backup."""
    kept = [*store.backups(), *([store.place.file] if store.place.file is not None else [])]
    if out.resolve() in {path.resolve() for path in kept}:
        raise InputError(what="the diary itself lies there", where=str(out), remedy="give the file another name")


def _left_out(counts: Iterable[tuple[type[Entry], int]]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(kind=kind, n=n) for kind, n in sorted((kind_of(type_), n) for type_, n in counts))


def _page(path: Path) -> Page:
    try:
        if path.stat().st_size > _LARGEST_PAGE_BYTES:
            raise InputError(
                what="this page is too large to go along", where=path.name, remedy="give it as its own file"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({(error.strerror or 'unknown reason').lower()})",
            where=path.name,
            remedy="check its name",
        ) from error
    if not content.startswith(b"%PDF-"):
        raise InputError(what="this is no PDF", where=path.name, remedy="give a page that was written as PDF")
    return Page(title=PAGE_TITLE, content=content)


def _earlier_tables(folder: Path) -> tuple[str, ...]:
    """The tables that an earlier export has left in a folder."""
    nearest = next((place for place in (folder, *folder.absolute().parents) if place.exists()), Path())
    if not nearest.is_dir():
        raise InputError(what="it is a file, not a folder", where=str(nearest), remedy="give another name")
    with writing_to(folder):
        if not folder.is_dir() or not any(folder.iterdir()):
            return ()
    try:
        metadata = json.loads((folder / METADATA).read_text(encoding="utf-8"))
        if metadata["dc:title"] == TITLE:
            return tuple(Path(str(table["url"])).name for table in metadata["tables"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise InputError(
        what="this folder already holds other files",
        where=str(folder),
        remedy="give a new or empty folder, or one with earlier tables",
    )


def _write_folder(folder: Path, files: Sequence[TableFile], earlier: Sequence[str]) -> None:
    target = folder.absolute()
    base = next(place for place in (target, *target.parents) if place.is_dir())
    with draft_in(base, "twitchwise.part") as draft, writing_to(folder):
        draft.mkdir()
        for file in files:
            (draft / file.name).write_bytes(file.text.encode("utf-8"))
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.rename(target)
            return
        for file in files:  # the dictionary is the last of them: with it the folder is whole
            (draft / file.name).replace(target / file.name)
        for name in set(earlier) - {file.name for file in files}:
            (target / name).unlink(missing_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
