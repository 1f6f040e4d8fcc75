from dataclasses import replace
from datetime import date, timedelta

from twitchwise.diary.model import Diary, StrengthSeries
from twitchwise.diary.strength_plan import REST_DAYS, SERIES_DAYS, current_strength_series, next_strength_series
from twitchwise.estimate import NotMeasurable

MONDAY = date(2026, 1, 5)


def _begun(*earlier: StrengthSeries, on: date) -> StrengthSeries | NotMeasurable:
    return next_strength_series(Diary(entries=earlier), on, entry_id=f"series-{len(earlier)}")


def _series(*earlier: StrengthSeries, on: date) -> StrengthSeries:
    found = _begun(*earlier, on=on)
    assert isinstance(found, StrengthSeries)
    return found


def test_a_series_lasts_26_weeks_and_ends_by_itself() -> None:
    series = _series(on=MONDAY)
    assert (series.last_day - series.first_day).days + 1 == SERIES_DAYS == 26 * 7
    diary = Diary(entries=(series,))
    assert current_strength_series(diary, series.last_day) == series
    assert current_strength_series(diary, series.last_day + timedelta(days=1)) is None


def test_it_is_renewed_once_and_then_rests() -> None:
    first = _series(on=MONDAY)
    assert isinstance(_begun(first, on=MONDAY + timedelta(days=9)), NotMeasurable)
    second = _series(first, on=first.last_day + timedelta(days=1))
    assert second.is_renewal
    third = _begun(first, second, on=second.last_day + timedelta(days=REST_DAYS))
    assert isinstance(third, NotMeasurable)
    assert "renewed" in third.reason
    rested = _series(first, second, on=second.last_day + timedelta(days=REST_DAYS + 1))
    assert not rested.is_renewal


def test_a_series_that_was_stopped_has_ended_that_day() -> None:
    stopped = replace(_series(on=MONDAY), stopped_on=MONDAY + timedelta(days=20))
    diary = Diary(entries=(stopped,))
    assert current_strength_series(diary, MONDAY + timedelta(days=20)) == stopped
    assert current_strength_series(diary, MONDAY + timedelta(days=21)) is None
