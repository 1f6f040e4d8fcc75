"""Our own archive: the whole diary as one JSON file that comes back exactly."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from twitchwise.clock import format_instant
from twitchwise.diary.codec import entry_from_json, entry_to_json
from twitchwise.diary.model import Diary, Entry, Origin
from twitchwise.diary.moment import DayRule, zone_named
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, Skipped

__all__ = ["ARCHIVE", "PROGRAM", "archive_text", "imported", "is_archive", "read_archive"]

PROGRAM = "twitchwise"
_FORMAT = "twitchwise diary"
_VERSION = 1
_LARGEST_BYTES = 1 << 30
_HEAD_BYTES = 200


def archive_text(diary: Diary, written_at: datetime) -> Iterator[str]:
    """The lines of the archive of a diary.

    Parameters
    ----------
    diary : what is written, entry by entry.
    written_at : now, aware.

    Notes
    -----
    `{"format", "version", "written_at", "rule": {"cut_hour", "zone"}, "entries": [...]}`, one entry a line, each as
    `docs/diary.md` describes it.
    """
    head = {
        "format": _FORMAT,
        "version": _VERSION,
        "written_at": format_instant(written_at),
        "rule": {"cut_hour": diary.rule.cut_hour, "zone": diary.rule.zone},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "entries": [\n'
    for number, entry in enumerate(diary.entries):
        yield entry_to_json(entry) + (",\n" if number + 1 < len(diary.entries) else "\n")
    yield "]}\n"


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of a diary."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return _begins_as_archive(head)


def _begins_as_archive(head: bytes) -> bool:
    return head.lstrip().startswith(b"{") and f'"format": "{_FORMAT}"'.encode() in head[:_HEAD_BYTES]


def read_archive(path: Path) -> Diary:
    """The diary that `archive_text` wrote.

    Raises
    ------
    UnreadableFile
        It is damaged, cut off, or was written by a later version.
    """
    whole = _read(path)
    entries = tuple(_entry(entry, number, path) for number, entry in enumerate(whole.entries, start=1))
    ids = {entry.entry_id for entry in entries}
    if len(ids) < len(entries):
        raise _damaged(path, "two of its entries have the same name")
    return Diary(entries=entries, rule=whole.rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    rule: DayRule
    entries: list[object]


def _read(path: Path) -> _Whole:
    if path.stat().st_size > _LARGEST_BYTES:
        raise _damaged(path, "it is far larger than a diary")
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != _FORMAT or not isinstance(plain["entries"], list):
            raise ValueError("format")
        version = int(plain["version"])
        rule = _rule(plain["rule"]["cut_hour"], plain["rule"]["zone"])
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise _damaged(path, "it is cut off or damaged") from error
    if version > _VERSION:
        raise UnreadableFile(
            what="a later version of twitchwise has written this archive",
            where=path.name,
            remedy="read it with that version",
        )
    return _Whole(rule=rule, entries=plain["entries"])


def _rule(cut_hour: object, zone: object) -> DayRule:
    if not isinstance(cut_hour, int) or not isinstance(zone, str | None):
        raise TypeError("rule")
    if zone is not None:
        zone_named(zone)
    return DayRule(cut_hour=cut_hour, zone=zone)


def _entry(plain: object, number: int, path: Path) -> Entry:
    return entry_from_json(json.dumps(plain), f"{path.name}, entry {number}")


def _damaged(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(what=what, where=path.name, remedy="use another archive, or a backup")


def _import(file: ImportFile) -> ImportResult:
    """Brings an archive into a diary that has entries; their names stay, so that nothing comes twice."""
    whole = _read(file.path)
    entries: dict[str, Entry] = {}
    skipped: list[Skipped] = []
    for number, plain in enumerate(whole.entries, start=1):
        try:
            entry = _entry(plain, number, file.path)
        except InputError as error:
            skipped.append(Skipped(where=f"entry {number}", reason=error.what))
            continue
        entries[entry.entry_id] = imported(entry, file.import_id)
    return ImportResult(program=PROGRAM, entries=tuple(entries.values()), skipped=tuple(skipped))


def imported(entry: Entry, import_id: str) -> Entry:
    """An entry of a diary as an import brings it: with its own name, and the program it first came from."""
    before = entry.origin
    origin = Origin(
        program=PROGRAM if before is None else before.program,
        source_key=entry.entry_id if before is None else before.source_key,
        import_id=import_id,
    )
    return replace(entry, origin=origin)


def _knows(files: ExportFiles) -> bool:
    return len(files.files) == 1 and _begins_as_archive(files.head(files.files[0]))


ARCHIVE = Importer(id="twitchwise", program=PROGRAM, knows=_knows, read=_import)
"""Our own archive among the files that can be imported."""
