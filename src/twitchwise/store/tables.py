"""The tables of a kept diary."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from twitchwise.clock import require_utc

__all__ = ["ENTRIES", "FORMER_ENTRIES", "IMPORTS", "SETTINGS", "TABLES", "Instant"]


class Instant(TypeDecorator[datetime]):
    """A UTC column; a naive time is refused before it is written."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive time; SQLite keeps no zone, so there the UTC clock is written."""
        if value is None:
            return None
        instant = require_utc(value)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What was written, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)  # type: ignore[no-any-return]


TABLES = MetaData()

IMPORTS = Table(
    "imports",
    TABLES,
    Column("import_id", String(64), primary_key=True),
    Column("program", String(100), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("n_new", Integer, nullable=False),
    Column("n_changed", Integer, nullable=False),
    Column("undone_at", Instant),
)

ENTRIES = Table(
    "entries",
    TABLES,
    Column("entry_id", String(64), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("local_time", String(32), nullable=False),  # as on the wall: its zone, if known, is in the body
    Column("program", String(100)),
    Column("source_key", Text),
    Column("import_id", String(64), ForeignKey("imports.import_id")),
    Column("recorded_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Index("entries_by_time", "local_time"),
    Index("entries_by_source", "program", "source_key", unique=True),
    Index("entries_by_import", "import_id"),
)

FORMER_ENTRIES = Table(
    "former_entries",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("entry_id", String(64), nullable=False),
    Column("import_id", String(64)),  # the import that had brought this version
    Column("replaced_by", String(64)),  # the import that brought a newer one; none when the person removed it
    Column("replaced_at", Instant, nullable=False),
    Column("is_removed", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Index("former_entries_by_entry", "entry_id"),
)

SETTINGS = Table(
    "settings",
    TABLES,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
