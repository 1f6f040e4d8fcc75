"""An older diary is brought up to date after a backup, all or nothing."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from twitchwise.diary.model import Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.store import migrating
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.tables import TABLES

_NEXT = '''"""A step of the future."""
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    op.add_column("entries", sa.Column("colour", sa.String(10)))
    {more}
'''


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The steps as a later version would have them: one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating._FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "_FOLDER", folder)
    return folder / "versions" / "step_0002.py"


def _note() -> Note:
    return Note(entry_id="n", when=Moment(local=datetime(2026, 1, 1)), text="x")


def test_the_steps_lead_to_the_tables_of_the_program(store: DiaryStore) -> None:
    found = inspect(store._engine)
    for table in TABLES.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == {column.name for column in table.c}
        assert {index["name"] for index in found.get_indexes(table.name)} == {index.name for index in table.indexes}


def test_a_diary_is_backed_up_before_it_is_changed(store: DiaryStore, next_step: Path) -> None:
    store.add([_note()])
    next_step.write_text(_NEXT.format(more=""))
    backup = store.bring_up_to_date()
    assert backup is not None
    assert store.load().entries == (_note(),)
    assert "colour" in {column["name"] for column in inspect(store._engine).get_columns("entries")}
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT count(*) FROM entries").fetchall() == [(1,)]
    assert store.bring_up_to_date() is None


def test_a_step_that_fails_changes_nothing(tmp_path: Path, next_step: Path) -> None:
    path = tmp_path / "diary.sqlite"
    with open_store(path) as store:
        store.add([_note()])
    next_step.write_text(_NEXT.format(more='op.execute("UPDATE nothing SET x = 1")'))
    with pytest.raises(InputError, match="refused"):
        open_store(path)
    next_step.unlink()
    with open_store(path) as store:
        assert store.load().entries == (_note(),)
        assert store.check() == ()


def test_an_old_backup_is_brought_up_to_date_when_restored(store: DiaryStore, next_step: Path) -> None:
    store.add([_note()])
    old = store.back_up()
    next_step.write_text(_NEXT.format(more=""))
    store.bring_up_to_date()
    store.restore(old)
    assert store.load().entries == (_note(),)
    assert "colour" in {column["name"] for column in inspect(store._engine).get_columns("entries")}
