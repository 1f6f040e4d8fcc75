"""What is kept comes back; imports come twice without harm and go as a whole."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from twitchwise.body import find_site
from twitchwise.diary.model import Entry, Note, Origin, TwitchesNoticed, Workout
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.diary.workout import ExerciseSet
from twitchwise.errors import InputError, UnknownName
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.importing import ImportRecord, Kept


def _noticed(entry_id: str, hour: int = 12) -> TwitchesNoticed:
    when = Moment(local=datetime(2026, 3, 1, hour), zone="Europe/Berlin")
    return TwitchesNoticed(entry_id=entry_id, when=when, site=find_site("left calf"), count=3)


def _workout(key: str, import_id: str, reps: float = 8.0) -> Workout:
    return Workout(
        entry_id=f"id-{key}",
        when=Moment(local=datetime(2026, 3, 1, 18)),
        origin=Origin(program="Strong", source_key=key, import_id=import_id),
        sets=(ExerciseSet(exercise="Bench Press (Barbell)", reps=reps, weight_kg=80.0),),
    )


def _record(import_id: str) -> ImportRecord:
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    return ImportRecord(import_id=import_id, program="Strong", file_name="strong.csv", sha256="0" * 64, imported_at=at)


def test_a_new_diary_is_empty(store: DiaryStore) -> None:
    diary = store.load()
    assert diary.entries == ()
    assert diary.rule == DayRule()


def test_entries_come_back_in_the_order_of_their_moments(store: DiaryStore) -> None:
    late, early = _noticed("a", 20), _noticed("b", 6)
    store.add([late])
    store.add([early])
    assert store.load().entries == (early, late)


def test_adding_the_same_entry_again_is_refused_and_changes_nothing(store: DiaryStore) -> None:
    store.add([_noticed("a")])
    with pytest.raises(InputError, match="already"):
        store.add([_noticed("b"), _noticed("a")])
    assert [entry.entry_id for entry in store.load().entries] == ["a"]


def test_the_rule_of_the_day_is_kept(store: DiaryStore) -> None:
    rule = DayRule(cut_hour=0, zone="Europe/Berlin")
    store.set_rule(DayRule(cut_hour=5))
    store.set_rule(rule)
    assert store.load().rule == rule


def test_importing_twice_brings_nothing_new(store: DiaryStore) -> None:
    first = [_workout("1", "i1"), _workout("2", "i1")]
    assert store.keep_import(_record("i1"), first) == Kept(n_new=2, n_changed=0, n_already_there=0)
    again = [_workout("1", "i2"), _workout("2", "i2"), _workout("3", "i2")]
    assert store.keep_import(_record("i2"), again) == Kept(n_new=1, n_changed=0, n_already_there=2)
    assert len(store.load().entries) == 3
    assert store.keep_import(_record("i3"), again) == Kept(n_new=0, n_changed=0, n_already_there=3)
    assert [record.import_id for record in store.imports()] != ["i3"]


def test_an_import_is_undone_as_a_whole_and_what_it_replaced_comes_back(store: DiaryStore) -> None:
    store.add([_noticed("a")])
    store.keep_import(_record("i1"), [_workout("1", "i1", reps=8)])
    kept = store.keep_import(_record("i2"), [_workout("1", "i2", reps=10), _workout("2", "i2")])
    assert kept == Kept(n_new=1, n_changed=1, n_already_there=0)
    assert store.load().of(Workout)[0].sets[0].reps == 10
    assert store.undo_import("i2") == 2
    (left,) = store.load().of(Workout)
    assert left.sets[0].reps == 8
    assert left.origin is not None
    assert left.origin.import_id == "i1"
    assert store.undo_import("i1") == 1
    assert [entry.entry_id for entry in store.load().entries] == ["a"]
    with pytest.raises(UnknownName, match="no import"):
        store.undo_import("i1")


def test_undoing_the_older_import_keeps_the_newer_form(store: DiaryStore) -> None:
    store.keep_import(_record("i1"), [_workout("1", "i1", reps=8)])
    store.keep_import(_record("i2"), [_workout("1", "i2", reps=10)])
    assert store.undo_import("i1") == 0
    assert store.load().of(Workout)[0].sets[0].reps == 10
    assert store.undo_import("i2") == 1
    assert store.load().entries == ()


def test_what_the_person_removed_does_not_come_back_with_the_next_import(store: DiaryStore) -> None:
    store.keep_import(_record("i1"), [_workout("1", "i1")])
    store.remove("id-1")
    assert store.keep_import(_record("i2"), [_workout("1", "i2")]).n_new == 0
    assert store.load().entries == ()
    with pytest.raises(UnknownName):
        store.remove("id-1")


def test_thousands_of_entries_go_in_one_step(store: DiaryStore) -> None:
    many: list[Entry] = [_workout(str(n), "i1") for n in range(2500)]
    assert store.keep_import(_record("i1"), many).n_new == 2500
    again: list[Entry] = [_workout(str(n), "i2", reps=9 if n % 2 else 8) for n in range(2500)]
    assert store.keep_import(_record("i2"), again) == Kept(n_new=0, n_changed=1250, n_already_there=1250)


def test_a_sound_diary_has_no_problems_and_a_damaged_entry_is_named(store: DiaryStore) -> None:
    from sqlalchemy import text

    store.add([_noticed("a"), _noticed("b")])
    assert store.check() == ()
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE entries SET body = '{' WHERE entry_id = 'b'"))
    (problem,) = store.check()
    assert problem.where == "entry b"
    with pytest.raises(InputError, match="entry b"):
        store.load()


def test_a_backup_is_whole_and_restoring_keeps_what_was_there(store: DiaryStore) -> None:
    store.add([_noticed("a")])
    store.keep_import(_record("i1"), [_workout("1", "i1")])
    backup = store.back_up()
    with open_store(backup) as copy:
        assert copy.load() == store.load()
    before = store.load()
    store.add([_noticed("c", 22)])
    saved = store.restore(backup)
    assert store.load() == before
    assert saved is not None
    store.restore(saved)
    assert len(store.load().entries) == len(before.entries) + 1
    assert store.check() == ()


def test_an_entry_that_cannot_be_written_leaves_nothing_half(store: DiaryStore) -> None:
    bad = replace(_workout("2", "i1"), duration_s=float("inf"))
    with pytest.raises(ValueError, match="finite"):
        store.keep_import(_record("i1"), [_workout("1", "i1"), bad])
    assert store.load().entries == ()
    assert store.imports() == ()


def test_a_note_with_every_kind_of_letter_comes_back(store: DiaryStore) -> None:
    note = Note(entry_id="n", when=Moment(local=datetime(2026, 1, 1)), text="Zucken 日本 \u2028 😀 \\ \" ' % :x")
    store.add([note])
    assert store.load().entries == (note,)


def test_what_is_written_together_is_kept_as_a_whole_or_not_at_all(store: DiaryStore) -> None:
    with store.together():
        store.add([_noticed("a")])
        assert [entry.entry_id for entry in store.load().entries] == ["a"]
        with store.together():
            store.add([_noticed("b")])

    def break_in_the_middle() -> None:
        with store.together():
            store.remove("a")
            store.change(replace(_noticed("b"), count=9))
            store.add([_noticed("b")])

    with pytest.raises(InputError):
        break_in_the_middle()
    assert store.load().entries == (_noticed("a"), _noticed("b"))
