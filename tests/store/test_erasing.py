"""What was erased is in no file any more: looked for byte by byte."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from twitchwise.diary.model import Entry, Exposure, ExposureKind, Note, Origin, RecordingMeasured
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError, UnknownName
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.erasing import Erasure, KindCount
from twitchwise.store.importing import ImportRecord

NOON = Moment(local=datetime(2026, 11, 22, 12))
SHA = "ab12" * 16
SECRET = "marzipan"


def _note(entry_id: str, text: str) -> Note:
    return Note(entry_id=entry_id, when=NOON, text=text)


def _recording(entry_id: str, sha256: str = SHA) -> RecordingMeasured:
    return RecordingMeasured(
        entry_id=entry_id, when=NOON, recording_kind="emg", sha256=sha256, n_twitches=3, analysed_min=1.0
    )


def _import(store: DiaryStore, import_id: str, *entries: Entry) -> None:
    brought = [
        replace(entry, origin=Origin(program="Strong", source_key=entry.entry_id, import_id=import_id))
        for entry in entries
    ]
    record = ImportRecord(
        import_id=import_id,
        program="Strong",
        file_name=f"{import_id}.csv",
        sha256="0" * 64,
        imported_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    store.keep_import(record, brought)


def _traces(folder: Path, *words: str) -> list[str]:
    """Files in which a word still stands, in any form SQLite keeps text in."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [
        path.name for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def _texts(store: DiaryStore) -> list[str]:
    return sorted(note.text for note in store.load().of(Note))


def test_an_erased_import_is_gone_from_diary_former_entries_and_backups(store: DiaryStore, tmp_path: Path) -> None:
    store.add([_note("own", "mine")])
    _import(store, "first", *(_note(f"a{number}", f"{SECRET} {number}") for number in range(300)))
    store.remove("a7")
    store.back_up()
    store.remove("a8")
    store.back_up()
    assert store.would_erase(Erasure(import_id="first")) == (KindCount(kind="note", n=300),)
    store.erase(Erasure(import_id="first"))
    assert _texts(store) == ["mine"]
    assert store.imports() == ()
    assert len(store.backups()) == 2
    assert _traces(tmp_path, SECRET, "first.csv") == []
    for backup in store.backups():
        with open_store(backup) as copy:
            assert _texts(copy) == ["mine"]


def test_what_the_erased_import_had_replaced_comes_back(store: DiaryStore, tmp_path: Path) -> None:
    _import(store, "first", _note("a", "older"))
    _import(store, "second", _note("a", SECRET), _note("b", SECRET))
    store.back_up()
    store.erase(Erasure(import_id="second"))
    assert _texts(store) == ["older"]
    assert [record.import_id for record in store.imports()] == ["first"]
    assert _traces(tmp_path, SECRET) == []


def test_an_undone_import_can_be_erased_too(store: DiaryStore, tmp_path: Path) -> None:
    _import(store, "first", _note("a", SECRET))
    store.back_up()
    store.undo_import("first")
    store.erase(Erasure(import_id="first"))
    assert _traces(tmp_path, SECRET, "first.csv") == []
    with pytest.raises(UnknownName, match="first"):
        store.would_erase(Erasure(import_id="first"))


def test_an_erased_recording_leaves_the_others(store: DiaryStore, tmp_path: Path) -> None:
    other = "cd34" * 16
    store.add([_recording("r1"), _recording("r2"), _recording("r3", other), _note("n", f"about {SHA[:8]}")])
    store.remove("r2")
    store.back_up()
    erasure = Erasure(sha256=SHA)
    assert store.would_erase(erasure) == (KindCount(kind="recording-measured", n=2),)
    store.erase(erasure)
    assert [each.entry_id for each in store.load().of(RecordingMeasured)] == ["r3"]
    assert _texts(store) == [f"about {SHA[:8]}"]
    assert _traces(tmp_path, SHA) == []
    assert store.would_erase(erasure) == ()


def test_a_note_that_quotes_a_fingerprint_is_no_recording(store: DiaryStore) -> None:
    store.add([_note("n", f"I looked up {SHA}"), _recording("r")])
    store.erase(Erasure(sha256=SHA))
    assert [entry.entry_id for entry in store.load().entries] == ["n"]


def test_everything_erased_leaves_nothing(store: DiaryStore, tmp_path: Path) -> None:
    _import(store, "first", _note("a", SECRET))
    store.add([_note("b", SECRET), Exposure(entry_id="c", when=NOON, kind=ExposureKind.OTHER, name=SECRET)])
    store.remove("b")
    person = store.person()
    store.back_up()
    store.back_up()
    store.erase(Erasure())
    assert _traces(tmp_path, SECRET, "first", str(person)) == []
    assert not (tmp_path / "backups").exists()
    if store.place.file is not None:
        assert list(tmp_path.iterdir()) == []
        return
    assert store.load().entries == ()
    assert store.imports() == ()
    assert store.person() != person


def test_pages_of_earlier_entries_do_not_survive_in_the_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "diary.sqlite") as store:
        _import(store, "first", *(_note(f"a{number}", f"{SECRET} {'x' * 3000} {number}") for number in range(50)))
        store.undo_import("first")  # its pages are free, and still hold the words
        store.back_up()
        assert _traces(tmp_path, SECRET)
        store.add([_recording("r")])
        store.erase(Erasure(sha256=SHA))
        assert _traces(tmp_path, SECRET) == []
        store.add([_note("n", "later")])
    assert (tmp_path / "diary.sqlite").stat().st_size < 100_000


def test_a_diary_that_is_open_elsewhere_is_not_erased(tmp_path: Path) -> None:
    with open_store(tmp_path / "diary.sqlite") as store:
        _import(store, "first", _note("a", "kept"))
        store.back_up()
        with closing(sqlite3.connect(tmp_path / "diary.sqlite")) as other:
            other.execute("SELECT count(*) FROM entries").fetchall()
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM entries").fetchall()
            for erasure in (Erasure(), Erasure(import_id="first")):
                with pytest.raises(InputError, match="another program"):
                    store.erase(erasure)
        assert _texts(store) == ["kept"]
        assert len(store.backups()) == 1
        with open_store(store.backups()[0]) as copy:
            assert _texts(copy) == ["kept"]


def test_a_diary_that_a_server_program_uses_is_not_erased(postgresql: str, store: DiaryStore) -> None:
    if store.place.file is not None:
        pytest.skip("does not apply here: about PostgreSQL")
    import psycopg

    store.add([_recording("r")])
    with psycopg.connect(postgresql.replace("/postgres?", "/diary?")) as other:
        other.execute("SELECT count(*) FROM entries")
        with pytest.raises(InputError, match="another program"):
            store.erase(Erasure(sha256=SHA))
    assert [entry.entry_id for entry in store.load().entries] == ["r"]


def test_a_backup_that_cannot_be_read_is_removed_since_it_may_hold_what_was_erased(tmp_path: Path) -> None:
    with open_store(tmp_path / "diary.sqlite") as store:
        _import(store, "first", _note("a", SECRET))
        path = store.back_up()
        path.write_bytes(path.read_bytes()[:5000])
        (path.parent / "diary-2026-01-01-000000.part").write_text(SECRET)
        (path.parent / "mine.txt").write_text("kept")
        store.erase(Erasure(import_id="first"))
    assert _traces(tmp_path, SECRET) == []
    assert [each.name for each in path.parent.iterdir()] == ["mine.txt"]


def test_a_diary_behind_a_link_is_erased_where_it_lies(tmp_path: Path) -> None:
    real = tmp_path / "far" / "real.sqlite"
    real.parent.mkdir()
    with open_store(real) as store:
        store.add([_note("n", SECRET)])
    link = tmp_path / "diary.sqlite"
    link.symlink_to(real)
    with open_store(link) as store:
        store.erase(Erasure())
    assert _traces(tmp_path, SECRET) == []
    assert not link.is_symlink()


def test_the_diary_goes_on_after_a_part_was_erased(store: DiaryStore) -> None:
    store.add([_recording("r")])
    store.erase(Erasure(sha256=SHA))
    store.add([_note("n", "after")])
    assert _texts(store) == ["after"]
    assert store.check() == ()
