"""An investigation ends by itself, and is renewed once."""

from dataclasses import replace
from datetime import date, timedelta

from twitchwise.diary.investigation import LONGEST_DAYS, REST_DAYS, current_investigation, next_investigation
from twitchwise.diary.model import Diary, Investigation
from twitchwise.estimate import NotMeasurable

START = date(2026, 3, 1)
END = START + timedelta(days=LONGEST_DAYS - 1)


def _begin(diary: Diary, day: date) -> Investigation:
    found = next_investigation(diary, day, entry_id=str(day))
    assert isinstance(found, Investigation)
    return found


def _with(*investigations: Investigation) -> Diary:
    return Diary(entries=investigations)


def test_it_lasts_twelve_weeks_and_no_day_longer() -> None:
    first = _begin(Diary(), START)
    assert (first.last_day - first.first_day).days + 1 == 12 * 7
    assert current_investigation(_with(first), END) == first
    assert current_investigation(_with(first), END + timedelta(days=1)) is None


def test_while_one_runs_no_other_begins() -> None:
    found = next_investigation(_with(_begin(Diary(), START)), END, entry_id="x")
    assert isinstance(found, NotMeasurable)
    assert END.isoformat() in found.reason


def test_it_is_renewed_once_and_then_rests() -> None:
    first = _begin(Diary(), START)
    second = _begin(_with(first), END + timedelta(days=1))
    assert not first.is_renewal
    assert second.is_renewal
    refused = next_investigation(_with(first, second), second.last_day + timedelta(days=1), entry_id="x")
    assert isinstance(refused, NotMeasurable)
    rested = second.last_day + timedelta(days=REST_DAYS + 1)
    assert not _begin(_with(first, second), rested).is_renewal


def test_after_a_long_pause_a_new_one_is_no_renewal() -> None:
    first = _begin(Diary(), START)
    assert not _begin(_with(first), END + timedelta(days=REST_DAYS + 1)).is_renewal


def test_on_the_day_one_was_stopped_no_other_begins() -> None:
    stopped = replace(_begin(Diary(), START), stopped_on=START)
    refused = next_investigation(_with(stopped), START, entry_id="x")
    assert isinstance(refused, NotMeasurable)
    assert "tomorrow" in refused.reason


def test_one_that_was_stopped_has_ended() -> None:
    stopped = replace(_begin(Diary(), START), stopped_on=START + timedelta(days=10))
    assert current_investigation(_with(stopped), START + timedelta(days=11)) is None
    assert _begin(_with(stopped), START + timedelta(days=11)).is_renewal
