from datetime import UTC, date, datetime

import pytest

from twitchwise.diary.moment import DayRule, Moment, on_date, zone_named


def test_half_past_one_belongs_to_the_evening_before() -> None:
    rule = DayRule(cut_hour=4)
    assert rule.day_of(Moment(local=datetime(2026, 3, 1, 1, 30))) == date(2026, 2, 28)
    assert rule.day_of(Moment(local=datetime(2026, 3, 1, 4, 0))) == date(2026, 3, 1)


def test_a_date_without_an_hour_is_that_day_whatever_the_cut() -> None:
    assert DayRule(cut_hour=23).day_of(on_date(date(2026, 3, 1))) == date(2026, 3, 1)


def test_the_day_is_cut_by_the_clock_on_the_wall_not_by_utc() -> None:
    late = Moment(local=datetime(2026, 3, 1, 23, 0), zone="-08:00")
    assert late.instant() == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert DayRule().day_of(late) == date(2026, 3, 1)


def test_the_hour_that_comes_twice_keeps_its_two_instants() -> None:
    first = Moment(local=datetime(2026, 10, 25, 2, 30), zone="Europe/Berlin")
    second = Moment(local=datetime(2026, 10, 25, 2, 30, fold=1), zone="Europe/Berlin")
    assert (second.instant() - first.instant()).total_seconds() == 3600


def test_an_unknown_zone_falls_back_to_where_the_person_lives() -> None:
    moment = Moment(local=datetime(2026, 7, 1, 12, 0))
    assert moment.instant("Europe/Berlin") == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Mars/Olympus", "+25:00", "", "../../etc/passwd"])
def test_a_zone_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone_named(name)


def test_a_moment_with_a_zone_inside_its_datetime_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="naive"):
        Moment(local=datetime(2026, 7, 1, tzinfo=UTC))


def test_today_before_the_cut_is_still_yesterday() -> None:
    assert DayRule(zone="UTC").today(datetime(2026, 3, 1, 3, 59, tzinfo=UTC)) == date(2026, 2, 28)
