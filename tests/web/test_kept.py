import itertools
import threading
from collections.abc import Callable
from datetime import date, datetime

import pytest

from twitchwise.diary.model import Diary, Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.web.kept import Kept, KeptFrom

DAY = date(2026, 11, 22)
LONG_S = 30.0


class _Changing:
    """A diary that changes: every form of it holds one note more."""

    def __init__(self) -> None:
        self.diary, self.today = Diary(), DAY

    def change(self) -> None:
        note = Note(entry_id=f"{len(self.diary.entries)}", when=Moment(local=datetime(2026, 11, 22, 12)), text="")
        self.diary = Diary(entries=(*self.diary.entries, note))

    def now(self) -> KeptFrom:
        return KeptFrom(diary=self.diary, today=self.today)


def _n_notes(diary: Diary, _today: date) -> int:
    return len(diary.entries)


def _counting() -> Callable[[Diary, date], int]:
    counted = itertools.count(1)
    return lambda _diary, _today: next(counted)


def test_a_result_is_made_once_while_the_diary_stays_the_same() -> None:
    kept, person, make = Kept(), _Changing(), _counting()
    assert [kept.get("a", person.now, make, wait_s=LONG_S) for _ in range(3)] == [1, 1, 1]
    kept.close()


def test_another_diary_or_day_makes_it_anew() -> None:
    kept, person, make = Kept(), _Changing(), _counting()
    assert kept.get("a", person.now, make, wait_s=LONG_S) == 1
    person.change()
    assert kept.get("a", person.now, make, wait_s=LONG_S) == 2
    person.today = date(2026, 11, 23)
    assert kept.get("a", person.now, make, wait_s=LONG_S) == 3
    kept.close()


def test_a_page_does_not_wait_for_what_takes_long() -> None:
    kept, person, may_end = Kept(), _Changing(), threading.Event()

    def make(_diary: Diary, _today: date) -> str:
        may_end.wait(LONG_S)
        return "done"

    assert kept.get("a", person.now, make, wait_s=0.01) is None
    may_end.set()
    assert kept.get("a", person.now, make, wait_s=LONG_S) == "done"
    kept.close()


def test_what_cannot_be_made_is_said_and_tried_again_when_the_diary_has_changed() -> None:
    kept, person = Kept(), _Changing()

    def refuse(diary: Diary, _today: date) -> int:
        if not diary.entries:
            raise InputError(what="nothing is there", where="diary", remedy="write something down")
        return 1

    with pytest.raises(InputError, match="nothing is there"):
        kept.get("a", person.now, refuse, wait_s=LONG_S)
    person.change()
    assert kept.get("a", person.now, refuse, wait_s=LONG_S) == 1
    kept.close()


def test_a_diary_that_cannot_be_read_stands_in_nobodys_way_later() -> None:
    kept, person, reads = Kept(), _Changing(), itertools.count()

    def now() -> KeptFrom:
        if next(reads) == 1:
            raise InputError(what="locked", where="diary", remedy="try again")
        return person.now()

    with pytest.raises(InputError, match="locked"):
        kept.get("a", now, _n_notes, wait_s=LONG_S)
    assert kept.get("a", now, _n_notes, wait_s=LONG_S) == 0
    kept.close()


def test_however_often_the_diary_changes_only_the_newest_is_worked_out() -> None:
    kept, person, begun, may_end = Kept(), _Changing(), threading.Event(), threading.Event()
    made, told = list[int](), list[int | None]()

    def make(diary: Diary, _today: date) -> int:
        made.append(len(diary.entries))
        begun.set()
        may_end.wait(LONG_S)
        return len(diary.entries)

    def ask() -> None:
        told.append(kept.get("a", person.now, make, wait_s=LONG_S))

    threads = [threading.Thread(target=ask)]
    threads[0].start()
    assert begun.wait(LONG_S)
    kept._workers.submit(may_end.wait, LONG_S)  # the other one has something else to do
    for _ in range(20):
        person.change()
        assert kept.get("a", person.now, make, wait_s=0.0) is None
        threads.append(threading.Thread(target=ask))
        threads[-1].start()
    may_end.set()
    for thread in threads:
        thread.join(LONG_S)
    assert made == [0, 20]
    assert sorted(each for each in told if each is not None) == [0, *[20] * 20]
    kept.close()


def test_who_asks_is_never_given_what_stood_before() -> None:
    kept, person, stop, stale = Kept(), _Changing(), threading.Event(), list[int]()

    def ask() -> None:
        while not stop.is_set():
            least = len(person.diary.entries)
            found = kept.get("a", person.now, _n_notes, wait_s=LONG_S)
            if found is None or found < least:
                stale.append(least)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(300):
        person.change()
    stop.set()
    for thread in threads:
        thread.join(LONG_S)
    assert stale == []
    kept.close()


def test_nothing_is_held_on_to_after_an_erasure() -> None:
    kept, person, make = Kept(), _Changing(), _counting()
    assert kept.get("a", person.now, make, wait_s=LONG_S) == 1
    kept.forget()
    assert not kept._slots
    assert kept.get("a", person.now, make, wait_s=LONG_S) == 2
    kept.close()
