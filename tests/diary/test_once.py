import copy
import itertools
import pickle
import threading
from dataclasses import replace
from datetime import datetime

import pytest

from twitchwise.body import find_site
from twitchwise.diary.model import Diary, Entry, Finding, Note, TwitchesNoticed
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.diary.once import once_a_diary

NOON = Moment(local=datetime(2026, 11, 22, 12))
NOTE = Note(entry_id="a", when=NOON, text="x")
TWITCH = TwitchesNoticed(entry_id="b", when=NOON, site=find_site("left calf"))
FINDING = Finding(entry_id="c", when=NOON, name="trips-or-falls", answer="no")


def _counted() -> "itertools.count[int]":
    return itertools.count(1)


def test_a_result_is_made_once_for_each_question() -> None:
    made = _counted()

    @once_a_diary()
    def number(_diary: Diary, _asked: int, *, loud: bool = False) -> int:
        return next(made)

    diary = Diary(entries=(NOTE,))
    assert [number(diary, 1), number(diary, 1), number(diary, 2), number(diary, 1, loud=True), number(diary, 2)] == [
        1, 1, 2, 3, 2,
    ]  # fmt: skip
    assert number(Diary(entries=(NOTE,)), 1) == 4


def test_a_function_sees_only_what_it_names() -> None:
    @once_a_diary(Note, Finding)
    def seen(diary: Diary) -> tuple[Entry, ...]:
        return diary.entries

    rule = DayRule(cut_hour=2)
    diary = Diary(entries=(NOTE, TWITCH, FINDING), rule=rule)
    assert seen(diary) == (NOTE, FINDING)
    assert diary.only(Note).rule == rule


def test_a_result_outlives_changes_of_what_it_does_not_look_at() -> None:
    made = _counted()

    @once_a_diary(Note)
    def number(_diary: Diary) -> int:
        return next(made)

    first = Diary(entries=(NOTE,))
    assert number(first) == 1
    more = Diary(entries=(NOTE, TWITCH)).instead_of(first)
    assert number(more) == 1
    later = Diary(entries=(TWITCH,)).instead_of(more)
    assert number(later) == 2
    assert number(Diary(entries=(NOTE, TWITCH)).instead_of(later)) == 3
    assert number(Diary(entries=(NOTE,), rule=DayRule(cut_hour=0)).instead_of(first)) == 4


def test_the_second_of_two_equal_hours_is_a_change() -> None:
    hour = Moment(local=datetime(2026, 10, 25, 2, 30), zone="Europe/Berlin")
    first = Diary(entries=(replace(NOTE, when=hour),))
    first.of(Note)
    second = replace(NOTE, when=replace(hour, local=hour.local.replace(fold=1)))
    assert second == first.entries[0]
    again = Diary(entries=(second,)).instead_of(first)
    assert again.of(Note)[0] is second


def test_the_same_entries_are_the_same_diary() -> None:
    first = Diary(entries=(NOTE, TWITCH))
    assert Diary(entries=(NOTE, TWITCH)).instead_of(first) is first
    assert Diary(entries=(TWITCH, NOTE)).instead_of(first) is not first


def test_what_cannot_be_made_is_tried_again() -> None:
    made = _counted()

    @once_a_diary()
    def number(_diary: Diary) -> int:
        if next(made) == 1:
            raise ValueError("not yet")
        return 2

    diary = Diary()
    with pytest.raises(ValueError, match="not yet"):
        number(diary)
    assert number(diary) == 2


def test_threads_that_ask_for_one_result_make_it_once() -> None:
    made, may_end, told = _counted(), threading.Event(), list[int]()

    @once_a_diary()
    def number(_diary: Diary) -> int:
        may_end.wait(30.0)
        return next(made)

    diary = Diary()
    threads = [threading.Thread(target=lambda: told.append(number(diary))) for _ in range(5)]
    for thread in threads:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join(30.0)
    assert told == [1] * 5


def test_a_server_that_runs_for_months_does_not_grow() -> None:
    @once_a_diary()
    def number(_diary: Diary, asked: int) -> int:
        return asked

    diary = Diary()
    for asked in range(500):
        number(diary, asked)
    assert len(diary.worked_out._found) == 100


def test_a_copy_says_the_same_and_works_everything_out_for_itself() -> None:
    made = _counted()

    @once_a_diary()
    def number(_diary: Diary) -> int:
        return next(made)

    diary = Diary(entries=(NOTE,))
    assert number(diary) == 1
    for again in (pickle.loads(pickle.dumps(diary)), copy.deepcopy(diary), replace(diary)):
        assert again == diary
        assert number(again) > 1
