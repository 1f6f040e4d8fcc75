"""Twitching, none and not asked are kept apart, site by site."""

from datetime import date, datetime, timedelta

from twitchwise.body import find_site
from twitchwise.diary.model import Answer, DayAnswer, Diary, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.diary.site_days import site_days

DAY = date(2026, 11, 20)
CALF, LID = find_site("left calf"), find_site("right eyelid")


def _at(hour: int, day: date = DAY) -> Moment:
    return Moment(local=datetime(day.year, day.month, day.day, hour))


def test_counts_add_up_and_one_that_was_not_counted_makes_them_a_least() -> None:
    noticed = (
        TwitchesNoticed(entry_id="1", when=_at(9), site=CALF, count=2),
        TwitchesNoticed(entry_id="2", when=_at(12), site=CALF, count=3),
        TwitchesNoticed(entry_id="3", when=_at(12), site=LID),
        TwitchesNoticed(entry_id="4", when=_at(15), site=CALF),
    )
    calf, lid = site_days(Diary(entries=noticed))
    assert (calf.site, calf.count, calf.is_at_least) == (CALF, 5, True)
    assert (lid.site, lid.count, lid.is_at_least) == (LID, None, False)


def test_twitching_after_midnight_belongs_to_the_day_before() -> None:
    night = TwitchesNoticed(entry_id="1", when=_at(1, DAY + timedelta(days=1)), site=CALF)
    assert [one.day for one in site_days(Diary(entries=(night,)))] == [DAY]


def test_none_of_the_whole_body_is_none_at_every_site_that_ever_twitched() -> None:
    entries = (
        TwitchesNoticed(entry_id="1", when=_at(9), site=CALF),
        DayAnswer(entry_id="2", when=_at(9), day=DAY - timedelta(days=1), answer=Answer.NOTHING_NOTICED),
    )
    first, whole, after = site_days(Diary(entries=entries))
    assert (first.site, first.is_present, first.count) == (CALF, False, 0)
    assert (whole.site, whole.is_whole_body, whole.is_present) == (None, True, False)
    assert after.is_present


def test_noticed_without_saying_where_is_present_somewhere() -> None:
    (one,) = site_days(
        Diary(entries=(DayAnswer(entry_id="1", when=_at(9), day=DAY, answer=Answer.NOTICED),)),
    )
    assert (one.site, one.is_present, one.count) == (None, True, None)


def test_an_empty_diary_has_no_days() -> None:
    assert list(site_days(Diary())) == []
