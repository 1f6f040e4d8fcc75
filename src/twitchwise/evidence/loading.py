"""Reading the library files, strictly: a fact without a source does not get in."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from twitchwise.errors import TwitchwiseError
from twitchwise.evidence.model import Fact, HeldFigures, Quality, Source, SourceKind, Topic

__all__ = ["Library", "LibraryError", "Row", "parse_toml", "read_library", "read_library_file"]

_SCHEMA = "twitchwise-evidence-1"


class LibraryError(TwitchwiseError):
    """The library that comes with the program breaks its own rules; nothing of it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every source and every fact by id; each fact's source is among the sources."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]


class Row:
    """One table of a library file, read key by key; what is left over at the end is an error."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._left = dict(table)
        self._name = f'entry "{table.get("id", "without an id")}"'

    def text(self, key: str) -> str:
        """A text that must be there and must not be empty."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.broken(f"{key} must be a text")
        return value

    def text_or_empty(self, key: str) -> str:
        """A text that may be missing or empty."""
        value = self._left.pop(key, "")
        if not isinstance(value, str):
            raise self.broken(f"{key} must be a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts with at least one in it."""
        value = self._take(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
            raise self.broken(f"{key} must be a list of texts")
        return tuple(value)

    def texts_or_none(self, key: str) -> tuple[str, ...]:
        """A list of texts that may be missing, and is then empty."""
        return self.texts(key) if key in self._left else ()

    def whole(self, key: str) -> int:
        """A whole number that must be there."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.broken(f"{key} must be a whole number")
        return value

    def number(self, key: str) -> float | None:
        """A number that may be missing."""
        value = self._left.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or math.isnan(value):
            raise self.broken(f"{key} must be a number")
        return float(value)

    def yes_or_no(self, key: str) -> bool:
        """A truth value that must be there."""
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.broken(f"{key} must be true or false")
        return value

    def flag(self, key: str) -> bool:
        """A truth value that may be missing, and is then false."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.broken(f"{key} must be true or false")
        return value

    def finish(self) -> None:
        """Refuse keys that nobody asked for."""
        if self._left:
            raise self.broken(f"unknown keys: {', '.join(sorted(self._left))}")

    def broken(self, why: str) -> LibraryError:
        """The error to raise for this row."""
        return LibraryError(f"{self._name}: {why}")

    def _take(self, key: str) -> object:
        if key not in self._left:
            raise self.broken(f"{key} is missing")
        return self._left.pop(key)


def read_library_file(name: str) -> str:
    """Text of one file of the library folder."""
    return (files("twitchwise.evidence") / "library" / name).read_text(encoding="utf-8")


def parse_toml(text: str) -> dict[str, object]:
    """The tables of one library file; the loader's own error when it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(f"a library file is not TOML: {error}") from None


def read_library(texts: Iterable[str]) -> Library:
    """The library that these files together make up.

    Parameters
    ----------
    texts : TOML with `[meta]`, `[[source]]` and `[[fact]]`; a fact may rest on a source of another file.

    Raises
    ------
    LibraryError
        On an unknown or missing key, a wrong type or word, an id used twice, a fact whose source does not exist,
        numbers out of order, or a file that does not hold as many entries as it announces.
    """
    sources: dict[str, Source] = {}
    facts: dict[str, Fact] = {}
    for text in texts:
        tables = parse_toml(text)
        announced = _meta(tables)
        for row in _rows(tables, "source", announced):
            source = _source(row)
            if source.id in sources or source.id in facts:
                raise row.broken("this id is used twice")
            sources[source.id] = source
        for row in _rows(tables, "fact", announced):
            fact = _fact(row)
            if fact.id in sources or fact.id in facts:
                raise row.broken("this id is used twice")
            facts[fact.id] = fact
        if tables:
            raise LibraryError(f"unknown tables: {', '.join(sorted(tables))}")
    for fact in facts.values():
        if fact.source not in sources:
            raise LibraryError(f'fact "{fact.id}" has no source: "{fact.source}" is not in the library')
    return Library(sources=MappingProxyType(sources), facts=MappingProxyType(facts))


def _meta(tables: dict[str, object]) -> Mapping[str, object]:
    meta = tables.pop("meta", None)
    if not isinstance(meta, dict) or meta.get("schema") != _SCHEMA:
        raise LibraryError(f'a library file does not say that it follows "{_SCHEMA}"')
    return meta


def _rows(tables: dict[str, object], kind: str, announced: Mapping[str, object]) -> list[Row]:
    rows = tables.pop(kind, [])
    if not isinstance(rows, list):
        raise LibraryError(f"{kind} must be a list of tables")
    if announced.get(f"{kind}s") != len(rows):
        raise LibraryError(f"a library file announces {announced.get(f'{kind}s')} {kind}s and holds {len(rows)}")
    return [Row(row) for row in rows]


def _source(row: Row) -> Source:
    kind = row.text("kind")
    if kind not in set(SourceKind):
        raise row.broken(f'unknown kind "{kind}"')
    source = Source(
        id=row.text("id"),
        title=row.text("title"),
        year=row.whole("year"),
        kind=SourceKind(kind),
        verified=row.yes_or_no("verified"),
        note=row.text("note"),
        doi=row.text_or_empty("doi") or None,
        pmid=row.text_or_empty("pmid") or None,
        pmcid=row.text_or_empty("pmcid") or None,
    )
    row.finish()
    return source


def _fact(row: Row) -> Fact:
    topic, quality = row.text("topic"), row.text("quality")
    if topic not in set(Topic) or quality not in set(Quality):
        raise row.broken(f'unknown topic "{topic}" or quality "{quality}"')
    value, low, high = row.number("value"), row.number("low"), row.number("high")
    only_in = row.text_or_empty("only_in")
    held = HeldFigures(value=value, low=low, high=high) if only_in else None
    fact = Fact(
        id=row.text("id"),
        topic=Topic(topic),
        statement=row.text("statement"),
        unit=row.text_or_empty("unit"),
        population=row.text_or_empty("population"),
        source=row.text("source"),
        quality=Quality(quality),
        value=None if held else value,
        low=None if held else low,
        high=None if held else high,
        note=row.text_or_empty("note"),
        barred=row.text_or_empty("barred"),
        only_in=only_in,
        held=held,
    )
    row.finish()
    in_order = [number for number in (low, value, high) if number is not None]
    if in_order != sorted(in_order):
        raise row.broken("low, value and high are not in this order")
    return fact
