"""Where the diary lies, and what is said when it cannot be reached."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import StatementError

from twitchwise.diary.model import Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.store import place as place_module
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.place import VARIABLE, open_engine, place_of
from twitchwise.store.tables import IMPORTS


def _note(entry_id: str = "n") -> Note:
    return Note(entry_id=entry_id, when=Moment(local=datetime(2026, 1, 1)), text="x")


def test_the_file_named_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://someone@nowhere/x")
    assert place_of(tmp_path / "d.sqlite").file == tmp_path / "d.sqlite"


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://someone:geheim@localhost/x")
    assert "geheim" not in place_of().name


@pytest.mark.parametrize("address", ["mysql://x/y", "what", "sqlite://", "://", "postgresql"])
def test_another_kind_of_database_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, address)
    with pytest.raises(InputError, match="no database that is known"):
        place_of()


def test_a_server_that_does_not_answer_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"postgresql://someone:geheim@/x?host={tmp_path}")
    with pytest.raises(InputError, match="does not answer") as refusal:
        open_store()
    assert "geheim" not in str(refusal.value)


def test_a_file_that_is_no_diary_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    path.write_bytes(b"dear diary, " * 100)
    with pytest.raises(InputError, match="no diary"):
        open_store(path)
    assert path.read_bytes() == b"dear diary, " * 100


def test_a_folder_is_no_diary(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        open_store(tmp_path)


def test_a_damaged_file_points_to_the_backups(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    with open_store(path) as store:
        store.add([_note(str(n)) for n in range(500)])
    raw = bytearray(path.read_bytes())
    raw[8192:-4096] = b"\xa5" * (len(raw) - 8192 - 4096)
    path.write_bytes(raw)
    with pytest.raises(InputError, match="restore the last backup"), DiaryStore(place_of(path)) as store:
        store.load()


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "diary.sqlite"
    monkeypatch.setattr(place_module, "_PATIENCE_S", 0.2)
    with open_store(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InputError, match="another program is writing"):
            store.add([_note()])
        assert store.load().entries == ()  # reading goes on meanwhile
        other.execute("ROLLBACK")
        other.close()
        store.add([_note()])
        assert len(store.load().entries) == 1


def test_a_full_disk_takes_nothing_away(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    with open_store(path) as store:
        store.add([_note("first")])
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # as a full disk: not one page more
        with pytest.raises(InputError, match="disk is full"):
            store.add([_note(f"n{n}") for n in range(3000)])
        assert [entry.entry_id for entry in store.load().entries] == ["first"]
        assert store.check() == ()


def test_a_diary_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    with open_store(path) as store:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")  # as a read-only folder, for root too
        with pytest.raises(InputError, match="only be read"):
            store.add([_note()])


def test_a_naive_time_is_refused_by_the_column(tmp_path: Path) -> None:
    open_store(tmp_path / "diary.sqlite").close()
    engine = open_engine(place_of(tmp_path / "diary.sqlite"))
    with pytest.raises(StatementError, match="naive"), engine.connect() as connection:
        connection.execute(IMPORTS.insert().values(import_id="a", imported_at=datetime(2026, 1, 1)))
    engine.dispose()


def test_a_diary_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    with open_store(path) as store:
        store.add([_note()])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(InputError, match="later version"):
        open_store(path)
    with pytest.raises(InputError, match="later version"), open_store(tmp_path / "other.sqlite") as other:
        other.restore(path)


def test_a_broken_backup_is_refused_and_the_diary_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "diary.sqlite") as store:
        store.add([_note()])
        whole = store.back_up()
        broken = tmp_path / "broken.sqlite"
        shutil.copy(whole, broken)
        broken.write_bytes(broken.read_bytes()[:5000])
        for path in (broken, tmp_path / "missing.sqlite"):
            with pytest.raises(InputError, match="backup"):
                store.restore(path)
        assert len(store.load().entries) == 1


def test_nothing_of_the_database_is_loaded_before_it_is_needed() -> None:
    program = "import sys, twitchwise, twitchwise.cli; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="does not apply here: rights of files are kept in another way")
def test_only_its_owner_may_read_a_new_diary_and_its_backups(tmp_path: Path) -> None:
    file = tmp_path / "new" / "diary.sqlite"
    with open_store(file) as store:
        store.add([_note()])
        rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir() if path.is_file()}
        backup = store.back_up(tmp_path / "backups")
    assert "diary.sqlite" in rights
    assert set(rights.values()) == {0o600}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="does not apply here: rights of files are kept in another way")
def test_the_rights_of_an_existing_diary_are_left_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "diary.sqlite"
    open_store(file).close()
    file.chmod(0o640)
    open_store(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
