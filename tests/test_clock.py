from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.clock import format_instant, parse_instant, require_utc, say_day, say_told_day, utc_now
from twitchwise.errors import InputError


def test_now_is_aware_and_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text",
    ["2026-11-22T08:30:00Z", "2026-11-22T09:30:00+01:00", " 2026-11-22 03:30:00-05:00 ", "20261122T083000Z"],
)
def test_every_zone_leads_to_the_same_instant(text: str) -> None:
    assert parse_instant(text) == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-11-22T08:30:00", "2026-11-22"])
def test_a_wall_clock_without_a_zone_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="zone is missing"):
        parse_instant(text)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-40T00:00:00Z", "0001-01-01T00:00:00+14:00", "x" * 500])
def test_what_is_no_instant_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_instant(text)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_naive_instant_inside_the_program_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="naive"):
        require_utc(datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="naive"):
        format_instant(datetime(2026, 11, 22))


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),
    st.integers(min_value=-23 * 60, max_value=23 * 60),
)
def test_writing_and_reading_gives_the_same_instant(wall: datetime, offset_min: int) -> None:
    instant = wall.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    text = format_instant(instant)
    assert text.endswith("Z")
    assert parse_instant(text) == instant


@given(st.dates())
def test_a_told_day_is_never_said_finer_than_the_day_itself(day: date) -> None:
    assert say_day(day) == f"{day.day} {say_day(day.replace(day=1)).split(' ', 1)[1]}"
    assert say_day(day).endswith(say_told_day(day))
