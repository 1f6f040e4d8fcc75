"""Reading again gives what a first reading gives, whatever happened to the diary meanwhile."""

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from twitchwise.body import find_site
from twitchwise.diary.codec import entry_to_json
from twitchwise.diary.model import ENTRY_TYPES, Diary, Entry, Note, Origin, RecordingMeasured, TwitchesNoticed
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.errors import UnknownName
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.erasing import Erasure
from twitchwise.store.importing import ImportRecord
from twitchwise.store.reading import ReadBefore

NOON = datetime(2026, 11, 22, 12)
SHAS = tuple(f"{number:02x}" * 32 for number in range(3))
STEPS = 40


class _Person:
    """Does something to a diary, drawn by a coin."""

    def __init__(self, store: DiaryStore, coin: random.Random, folder: Path) -> None:
        self.store, self.coin, self.folder = store, coin, folder
        self.names = (str(number) for number in range(10_000))

    def act(self) -> None:
        acts: tuple[Callable[[], object], ...] = (
            self.add,
            self.add,
            self.remove,
            self.change,
            self.import_,
            self.import_,
            self.undo,
            self.back_up,
            self.restore,
            self.cut_days_elsewhere,
            self.erase_import,
            self.erase_recording,
        )
        with suppress(UnknownName):
            self.coin.choice(acts)()

    def add(self) -> None:
        self.store.add([self._entry(next(self.names)) for _ in range(self.coin.randint(1, 4))])

    def remove(self) -> None:
        self.store.remove(self._some_name())

    def change(self) -> None:
        self.store.change(self._entry(self._some_name()))

    def import_(self) -> None:
        name = f"import {next(self.names)}"
        origin = Origin(program="Strong", source_key="", import_id=name)
        keys = self.coin.sample(range(6), 3)
        brought = [replace(self._entry(f"strong {key}"), origin=replace(origin, source_key=f"{key}")) for key in keys]
        record = ImportRecord(
            import_id=name,
            program="Strong",
            file_name="a.csv",
            sha256="",
            imported_at=datetime(2026, 11, 22, tzinfo=UTC),
        )
        self.store.keep_import(record, brought)

    def undo(self) -> None:
        self.store.undo_import(self._some_import())

    def back_up(self) -> None:
        self.store.back_up()

    def restore(self) -> None:
        if self.store.backups():
            self.store.restore(self.coin.choice(self.store.backups()))

    def cut_days_elsewhere(self) -> None:
        self.store.set_rule(DayRule(cut_hour=self.coin.randint(0, 5), zone=self.coin.choice([None, "Europe/Berlin"])))

    def erase_import(self) -> None:
        self.store.erase(Erasure(import_id=self._some_import()))

    def erase_recording(self) -> None:
        self.store.erase(Erasure(sha256=self.coin.choice(SHAS)))

    def _entry(self, name: str) -> Entry:
        when = Moment(local=NOON + timedelta(hours=self.coin.randint(-3, 3)))
        kind = self.coin.randrange(3)
        if kind == 0:
            return Note(entry_id=name, when=when, text=self.coin.choice(["good", "bad"]))
        if kind == 1:
            return TwitchesNoticed(entry_id=name, when=when, site=find_site("left calf"), count=self.coin.randint(0, 2))
        return RecordingMeasured(
            entry_id=name,
            when=when,
            recording_kind="emg",
            sha256=self.coin.choice(SHAS),
            n_twitches=1,
            analysed_min=1.0,
        )

    def _some_name(self) -> str:
        return self.coin.choice([entry.entry_id for entry in self.store.load().entries] or ["none"])

    def _some_import(self) -> str:
        return self.coin.choice([record.import_id for record in self.store.imports()] or ["none"])


def _said(diary: Diary) -> list[object]:
    """Everything a diary says, down to what equality does not see."""
    parts = [[each.entry_id for each in diary.of(kind)] for kind in ENTRY_TYPES]
    return [diary.rule, [entry_to_json(entry) for entry in diary.entries], parts, diary.only(Note, TwitchesNoticed)]


@pytest.fixture(params=range(2))
def coin(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


def test_whatever_was_done_a_diary_that_is_read_again_is_the_one_that_is_read_first(
    tmp_path: Path, coin: random.Random
) -> None:
    path, before = tmp_path / "diary.sqlite", ReadBefore()
    with open_store(path) as store:
        person = _Person(store, coin, tmp_path)
        for _ in range(STEPS):
            person.act()
            with open_store(path, before=before) as again:
                assert _said(again.load()) == _said(store.load())
    with open_store(path) as store:
        store.erase(Erasure())
    with open_store(path, before=before) as again:
        assert _said(again.load()) == _said(Diary())


def test_what_another_process_wrote_is_read(tmp_path: Path) -> None:
    path, before = tmp_path / "diary.sqlite", ReadBefore()
    with open_store(path, before=before) as store:
        store.add([Note(entry_id="a", when=Moment(local=NOON), text="mine")])
        assert [note.text for note in store.load().of(Note)] == ["mine"]
    other = json.dumps({"entry": "note", "entry_id": "a", "when": {"local": NOON.isoformat()}, "text": "theirs"})
    program = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1]); "
        "file.execute('UPDATE entries SET body = ?', (sys.argv[2],)); file.commit(); file.close()"
    )
    subprocess.run([sys.executable, "-I", "-c", program, str(path), other], check=True)
    with open_store(path, before=before) as again:
        assert [note.text for note in again.load().of(Note)] == ["theirs"]


def test_a_diary_in_which_nothing_changed_is_the_same_one(store: DiaryStore) -> None:
    store.add([Note(entry_id="a", when=Moment(local=NOON), text="x")])
    assert store.load() is store.load()
    store.add([Note(entry_id="b", when=Moment(local=NOON), text="y")])
    first = store.load()
    store.remove("b")
    assert store.load() is not first


def test_of_two_equal_hours_the_one_that_was_written_last_stands(store: DiaryStore) -> None:
    hour = datetime(2026, 10, 25, 2, 30)
    store.add([Note(entry_id="a", when=Moment(local=hour, zone="Europe/Berlin"), text="x")])
    assert store.load().entries[0].when.local.fold == 0
    store.change(Note(entry_id="a", when=Moment(local=hour.replace(fold=1), zone="Europe/Berlin"), text="x"))
    assert store.load().entries[0].when.local.fold == 1


def test_what_was_erased_is_not_held_on_to(tmp_path: Path) -> None:
    path, before = tmp_path / "diary.sqlite", ReadBefore()
    with open_store(path, before=before) as store:
        store.add([Note(entry_id="a", when=Moment(local=NOON), text="marzipan")])
        assert store.load().of(Note)
        with closing(sqlite3.connect(path)) as other:
            other.execute("DELETE FROM entries")
            other.commit()
        diary = store.load()
    assert not before._by_text
    assert all(not part.entries for part in diary.worked_out.parts.values())
