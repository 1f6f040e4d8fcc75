import itertools
import threading
from datetime import date

import pytest

from twitchwise.diary.model import Diary
from twitchwise.errors import InputError
from twitchwise.web.kept import Kept

DAY = date(2026, 11, 22)
LONG_S = 30.0


def test_a_result_is_made_once_while_the_diary_stays_the_same() -> None:
    kept, diary, counted = Kept(), Diary(), itertools.count(1)
    results = [kept.get("a", diary, DAY, lambda: next(counted), wait_s=LONG_S) for _ in range(3)]
    assert results == [1, 1, 1]
    kept.close()


def test_another_diary_or_day_makes_it_anew() -> None:
    kept, counted = Kept(), itertools.count(1)
    changes = ((Diary(), DAY), (Diary(), DAY), (Diary(), date(2026, 11, 23)))
    made = [kept.get("a", diary, day, lambda: next(counted), wait_s=LONG_S) for diary, day in changes]
    assert made == [1, 2, 3]
    kept.close()


def test_a_page_does_not_wait_for_what_takes_long() -> None:
    kept, diary, may_end = Kept(), Diary(), threading.Event()

    def make() -> str:
        may_end.wait(LONG_S)
        return "done"

    assert kept.get("a", diary, DAY, make, wait_s=0.01) is None
    may_end.set()
    assert kept.get("a", diary, DAY, make, wait_s=LONG_S) == "done"
    kept.close()


def test_what_cannot_be_made_is_said() -> None:
    kept = Kept()

    def refuse() -> None:
        raise InputError(what="nothing is there", where="diary", remedy="write something down")

    with pytest.raises(InputError, match="nothing is there"):
        kept.get("a", Diary(), DAY, refuse, wait_s=LONG_S)
    kept.close()


def test_a_change_of_the_diary_while_others_wait_is_no_fault_for_them() -> None:
    kept, may_end, told = Kept(), threading.Event(), list[str | None]()

    def make() -> str:
        may_end.wait(LONG_S)
        return "done"

    busy, waits = Diary(), Diary()
    assert kept.get("busy", busy, DAY, make, wait_s=0.01) is None
    other = threading.Thread(target=lambda: told.append(kept.get("a", waits, DAY, make, wait_s=LONG_S)))
    other.start()
    while "a" not in kept._made:
        other.join(0.01)
    assert kept.get("a", Diary(), DAY, make, wait_s=0.01) is None
    other.join(LONG_S)
    may_end.set()
    assert told == [None]
    kept.close()
