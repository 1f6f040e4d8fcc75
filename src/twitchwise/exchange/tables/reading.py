"""A folder of our tables read back: the entries it was written from, exactly."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import Entry
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.exchange.archive import PROGRAM, imported
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, Skipped
from twitchwise.exchange.tables.cells import value_of
from twitchwise.exchange.tables.dictionary import ENTRY_ID
from twitchwise.exchange.tables.shapes import Column, TableShape, table_shapes
from twitchwise.exchange.tables.writing import METADATA, TITLE

__all__ = ["TABLES"]

_LONGEST_CELL = 1 << 24
_Plain = dict[str, Any]


def _knows(files: ExportFiles) -> bool:
    found = files.named(METADATA.replace(".", r"\."))
    return len(found) == 1 and f'"{TITLE}"' in files.head_text(found[0])


def _import(file: ImportFile) -> ImportResult:
    skipped: list[Skipped] = []
    entries: dict[str, Entry] = {}
    with ExportFiles(file.path) as files:
        (metadata,) = files.named(METADATA.replace(".", r"\."))
        folder = metadata.path.removesuffix(METADATA)
        by_name = {each.path.removeprefix(folder): each for each in files.files if each.path.startswith(folder)}
        _require_whole(files, metadata, by_name)
        read = {
            shape.name: list(_rows(files, by_name[f"{shape.name}.csv"], shape, skipped))
            for shape in table_shapes()
            if f"{shape.name}.csv" in by_name
        }
    for shape in table_shapes():
        if shape.list_field is not None:
            continue
        lists = [each for each in table_shapes() if each.kind == shape.kind and each.list_field is not None]
        items = {str(each.list_field): _items(read.get(each.name, [])) for each in lists}
        for line, plain in read.get(shape.name, []):
            for name, by_entry in items.items():
                plain[name] = by_entry.get(plain["entry_id"], [])
            try:
                entry = entry_from_json(json.dumps({"entry": shape.kind, **_without_nothing(plain)}))
            except InputError as error:
                skipped.append(Skipped(where=f"{shape.name}.csv, line {line}", reason=error.what))
                continue
            entries[entry.entry_id] = imported(entry, file.import_id)
    return ImportResult(program=PROGRAM, entries=tuple(entries.values()), skipped=tuple(skipped))


def _require_whole(files: ExportFiles, metadata: ExportFile, by_name: Mapping[str, ExportFile]) -> None:
    try:
        wanted = [str(table["url"]) for table in json.loads(files.read(metadata))["tables"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFile(
            what="its data dictionary is damaged", where=METADATA, remedy="export the tables again"
        ) from error
    missing = [name for name in wanted if name not in by_name]
    if missing:
        raise UnreadableFile(
            what=f"{missing[0]} is missing beside it",
            where=METADATA,
            remedy="give the whole folder, or export the tables again",
        )


def _rows(
    files: ExportFiles, file: ExportFile, shape: TableShape, skipped: list[Skipped]
) -> Iterator[tuple[int, _Plain]]:
    """Line in the file, and the values of the row as the archive writes them."""
    try:
        text = files.read(file).decode("utf-8-sig")
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            reader = csv.reader(io.StringIO(text, newline=""), strict=True)
            header = next(reader, [])
            rows = [(reader.line_num, row) for row in reader if row]
        finally:
            csv.field_size_limit(before)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(what="this table is damaged", where=file.name, remedy="export the tables again") from error
    columns = {column.name: column for column in (ENTRY_ID, *shape.columns)}
    missing = [name for name in columns if name not in header]
    if missing:
        raise UnreadableFile(
            what=f"the column {missing[0]} is missing", where=file.name, remedy="export the tables again"
        )
    for line, row in rows:
        try:
            cells = dict(zip(header, row, strict=True))
            yield line, _plain({columns[name]: cell for name, cell in cells.items() if name in columns})
        except ValueError as error:
            reason = f"a cell is not what its column holds ({str(error)[:60]})"
            skipped.append(Skipped(where=f"{file.name}, line {line}", reason=reason))


def _plain(cells: Mapping[Column, str]) -> _Plain:
    plain: _Plain = {}
    for column, cell in cells.items():
        place = plain
        for name in column.path[:-1]:
            place = place.setdefault(name, {})
        place[column.path[-1] if column.path else "value"] = value_of(cell, column)
    return {name: _moment(value) if _is_moment(value) else value for name, value in plain.items()}


def _is_moment(value: object) -> bool:
    return isinstance(value, dict) and "second_hour" in value


def _moment(parts: _Plain) -> _Plain | None:
    if parts["date"] is None:
        return None
    is_date_only = parts["time"] is None
    clock = time(0) if is_date_only else time.fromisoformat(parts["time"])
    local = datetime.combine(date.fromisoformat(parts["date"]), clock).isoformat()
    return {
        "local": local + ("#2" if parts["second_hour"] else ""),
        **({"zone": parts["zone"]} if parts["zone"] is not None else {}),
        **({"is_date_only": True} if is_date_only else {}),
    }


def _without_nothing(plain: _Plain) -> _Plain:
    """Left out what has no value; a part of which nothing is known is not there."""
    kept: _Plain = {}
    for name, value in plain.items():
        inner = _without_nothing(value) if isinstance(value, dict) else value
        if inner is not None and inner != {}:
            kept[name] = inner
    return kept


def _items(rows: list[tuple[int, _Plain]]) -> dict[str, list[Any]]:
    """The items of a list by their entry; the order of the rows is that of the list."""
    found: dict[str, list[Any]] = {}
    for _line, plain in rows:
        item = plain["value"] if "value" in plain else _without_nothing(plain)
        if isinstance(item, dict):
            item.pop("entry_id")
        found.setdefault(plain["entry_id"], []).append(item)
    return found


TABLES = Importer(id="twitchwise-tables", program="twitchwise tables", knows=_knows, read=_import)
"""Our own tables among the files that can be imported."""
