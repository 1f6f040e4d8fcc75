"""The diary as tables: one file for each kind of entry, one for each answered day and site, and the data dictionary."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from twitchwise.clock import format_instant
from twitchwise.diary.codec import kind_of
from twitchwise.diary.daily import day_of_exposure
from twitchwise.diary.model import Diary, Entry, Exposure
from twitchwise.diary.site_days import site_days
from twitchwise.exchange.tables.about import about_text
from twitchwise.exchange.tables.cells import cell_of
from twitchwise.exchange.tables.dictionary import ENTRY_ID, Described, described_columns, describes_file
from twitchwise.exchange.tables.shapes import TableShape, table_shapes

__all__ = ["METADATA", "TITLE", "TableFile", "diary_tables"]

METADATA = "csv-metadata.json"
"""The data dictionary as CSV on the Web has it; what it is called there."""

TITLE = "twitchwise diary as tables"
_DICTIONARY = "columns.csv"
_DAYS = "days.csv"
_ABOUT = "about.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """One file of the folder."""

    name: str
    text: str


def diary_tables(diary: Diary, written_at: datetime) -> Iterator[TableFile]:
    """The files of the folder, the dictionary of all of them last.

    Parameters
    ----------
    diary : what is written.
    written_at : now, aware.

    Notes
    -----
    UTF-8 with a byte-order mark, by which spreadsheets know it; commas, decimal points, ISO dates and times. A table
    without a row is not written.

    References
    ----------
    W3C, Metadata Vocabulary for Tabular Data (CSV on the Web), 2015. RFC 4180.
    """
    written: dict[str, Sequence[Described]] = {}
    files: list[TableFile] = []
    for shape in table_shapes():
        rows = list(_rows(diary, shape))
        if rows:
            columns = described_columns(shape)
            written[f"{shape.name}.csv"] = columns
            files.append(TableFile(name=f"{shape.name}.csv", text=_csv([[column.name for column in columns], *rows])))
    days = list(_day_rows(diary))
    if days:
        columns = describes_file("days")
        written[_DAYS] = columns
        files.append(TableFile(name=_DAYS, text=_csv([[column.name for column in columns], *days])))
    yield from files
    yield TableFile(name=_ABOUT, text=about_text())
    yield TableFile(name=_DICTIONARY, text=_csv(_dictionary_rows(written)))
    yield TableFile(name=METADATA, text=_metadata(written, diary, written_at))


def _rows(diary: Diary, shape: TableShape) -> Iterator[list[str]]:
    for entry in diary.entries:
        if kind_of(entry) != shape.kind:
            continue
        if shape.list_field is None:
            counts_for = day_of_exposure(diary, entry) if isinstance(entry, Exposure) else diary.rule.day_of(entry.when)
            day = counts_for.isoformat()
            values = [cell_of(entry, column) for column in shape.columns]
            yield [_name(entry), day, *values, *_unit(entry)]
            continue
        for position, item in enumerate(getattr(entry, shape.list_field), start=1):
            yield [_name(entry), str(position), *(cell_of(item, column) for column in shape.columns)]


def _name(entry: Entry) -> str:
    return cell_of(entry, ENTRY_ID)


def _unit(entry: Entry) -> list[str]:
    return [entry.kind.unit] if isinstance(entry, Exposure) else []


def _day_rows(diary: Diary) -> Iterator[list[str]]:
    for one in site_days(diary):
        where = "" if one.site is None else one.site.id
        name = one.site.name if one.site is not None else ("whole body" if one.is_whole_body else "somewhere")
        state = "twitching" if one.is_present else "none"
        count = "" if one.count is None else str(one.count)
        yield [one.day.isoformat(), where, name, state, count, "true" if one.is_at_least else "false"]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return "\ufeff" + text.getvalue()


def _dictionary_rows(written: Mapping[str, Sequence[Described]]) -> Iterator[list[str]]:
    yield ["file", "column", "type", "unit", "meaning"]
    for file, columns in written.items():
        for column in columns:
            yield [file, column.name, column.cell.value, column.unit, column.meaning]


def _metadata(written: Mapping[str, Sequence[Described]], diary: Diary, written_at: datetime) -> str:
    rule = diary.rule
    whole = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:created": format_instant(written_at),
        "dc:description": f"A day begins at {rule.cut_hour:02}:00. Where the person lives: {rule.zone or 'not said'}.",
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tables": [_table(file, columns) for file, columns in written.items()],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _table(file: str, columns: Sequence[Described]) -> dict[str, object]:
    names = [column.name for column in columns]
    keys = ["entry_id", "position"] if "position" in names else ["entry_id"]
    return {
        "url": file,
        "tableSchema": {
            "columns": [_column(column) for column in columns],
            **({"primaryKey": keys} if file != _DAYS else {}),
        },
    }


def _column(column: Described) -> dict[str, object]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": column.cell.value,
        "dc:description": column.meaning,
        **({"schema:unitText": column.unit} if column.unit else {}),
    }
