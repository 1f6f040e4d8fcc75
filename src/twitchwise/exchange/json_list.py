"""Lists of records in JSON files; what is whole of a file that breaks off is kept."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.numbers import parse_number

__all__ = ["JsonList", "JsonRecord", "read_json_list"]

_SHORT = 9  # digits that need no check; files of minutes hold millions of such


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record; what is not there is "" or None."""

    fields: Mapping[str, object]

    def text(self, name: str) -> str:
        """A field as text."""
        value = self.fields.get(name)
        return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""

    def number(self, name: str) -> float | None:
        """A field as a number, written with or without quotes."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        if isinstance(value, str) and value.isdecimal() and len(value) <= _SHORT:
            return float(value)
        return parse_number(value if isinstance(value, str) else repr(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonList:
    """The records of a file, and whether it breaks off."""

    records: tuple[JsonRecord, ...]
    is_cut: bool


def read_json_list(text: str, where: str) -> JsonList:
    """The records of a list.

    Parameters
    ----------
    text : the file.
    where : its name, for messages.

    Raises
    ------
    UnreadableFile
        It holds no list.
    """
    if not text.lstrip().startswith("["):
        raise UnreadableFile(what="there is no list of records in it", where=where, remedy="export it again")
    try:
        items = json.loads(text)
        is_cut = False
    except (ValueError, RecursionError):
        items = list(_whole_items(text))
        is_cut = True
    return JsonList(records=tuple(JsonRecord(item) for item in items if isinstance(item, dict)), is_cut=is_cut)


def _whole_items(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield item
