"""The first tables: entries, what they were before, imports, settings."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "imports",
        sa.Column("import_id", sa.String(64), primary_key=True),
        sa.Column("program", sa.String(100), nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("imported_at", instant, nullable=False),
        sa.Column("n_new", sa.Integer, nullable=False),
        sa.Column("n_changed", sa.Integer, nullable=False),
        sa.Column("undone_at", instant),
    )
    op.create_table(
        "entries",
        sa.Column("entry_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("local_time", sa.String(32), nullable=False),
        sa.Column("program", sa.String(100)),
        sa.Column("source_key", sa.Text),
        sa.Column("import_id", sa.String(64), sa.ForeignKey("imports.import_id")),
        sa.Column("recorded_at", instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("entries_by_time", "entries", ["local_time"])
    op.create_index("entries_by_source", "entries", ["program", "source_key"], unique=True)
    op.create_index("entries_by_import", "entries", ["import_id"])
    op.create_table(
        "former_entries",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("import_id", sa.String(64)),
        sa.Column("replaced_by", sa.String(64)),
        sa.Column("replaced_at", instant, nullable=False),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("former_entries_by_entry", "former_entries", ["entry_id"])
    op.create_table(
        "settings",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
