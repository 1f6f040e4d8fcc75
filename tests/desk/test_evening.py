from datetime import date, timedelta
from pathlib import Path

import pytest

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.evening import Evening, evening_of, evening_stamp, keep_evening, recent_sites
from twitchwise.desk.writing import NoticedThing
from twitchwise.diary.model import Answer, DayAnswer, Exposure, TwitchesNoticed
from twitchwise.diary.moment import DayRule
from twitchwise.diary.portions import CUP_MG
from twitchwise.errors import InputError

CALF, TONGUE = find_site("left-gastrocnemius"), find_site("tongue")
FULL = Evening(
    noticed=(NoticedThing(site=CALF, count=5), NoticedThing()), cups=2.0, drinks=0.0, tense=4.0, note="a long drive"
)


def today() -> date:
    return DayRule().today(utc_now())


def test_an_evening_is_kept_and_read_back_as_it_was_said(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        kept = keep_evening(store, today(), FULL, seen=evening_stamp(store.load(), today()))
        diary = store.load()
    assert kept.is_kept
    assert evening_of(diary, today()) == FULL
    assert {each.amount for each in diary.of(Exposure)} == {2 * CUP_MG, 0.0, 4.0}
    assert [each.answer for each in diary.of(DayAnswer)] == [Answer.NOTICED]
    assert recent_sites(diary, today()) == (CALF,)


def test_going_over_it_once_more_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        first = keep_evening(store, today(), FULL, seen=evening_stamp(store.load(), today()))
        quiet = Evening(is_quiet=True, cups=3.0)
        assert keep_evening(store, today(), quiet, seen=first.stamp).is_kept
        diary = store.load()
    assert evening_of(diary, today()) == quiet
    assert diary.of(TwitchesNoticed) == ()


def test_the_later_of_two_tabs_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        both_saw = evening_stamp(store.load(), today())
        keep_evening(store, today(), FULL, seen=both_saw)
        other = Evening(noticed=(NoticedThing(site=TONGUE),))
        told = keep_evening(store, today(), other, seen=both_saw)
        assert not told.is_kept
        assert told.there == FULL
        assert evening_of(store.load(), today()) == FULL
        assert keep_evening(store, today(), other, seen=told.stamp).is_kept


def test_the_same_form_sent_twice_is_kept_once(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        seen = evening_stamp(store.load(), today())
        for _ in range(2):
            assert keep_evening(store, today(), FULL, seen=seen).is_kept
        assert len(store.load().of(TwitchesNoticed)) == 2


def test_a_day_to_come_and_nothing_beside_twitching_are_refused(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        with pytest.raises(InputError, match="not come yet"):
            keep_evening(store, today() + timedelta(days=1), FULL, seen="")
        with pytest.raises(InputError, match="exclude each other"):
            keep_evening(store, today(), Evening(noticed=(NoticedThing(),), is_quiet=True), seen="")
