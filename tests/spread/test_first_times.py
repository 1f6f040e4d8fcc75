from datetime import date, datetime

from tests.spread.built_people import TODAY, answers, diary, noticed, quiet, told
from twitchwise.body import find_site
from twitchwise.diary.model import Answer, DayAnswer
from twitchwise.diary.moment import on_date
from twitchwise.intake.model import Precision
from twitchwise.spread.first_times import QUIET_DAYS_BEFORE, first_times
from twitchwise.spread.model import Known


def test_places_that_were_told_come_in_the_order_of_their_times() -> None:
    found = first_times(
        None,
        answers(told("tongue", None), told("left calf", "2026-11-20T21:05"), told("right calf", "2026-11-20T20:00")),
        today=TODAY,
    )
    assert [place.site.id for place in found] == ["right-gastrocnemius", "left-gastrocnemius", "tongue"]
    assert [place.known for place in found] == [Known.RECALLED, Known.RECALLED, Known.UNKNOWN]
    assert not found[-1].is_dated


def test_a_time_after_today_is_no_time() -> None:
    (found,) = first_times(None, answers(told("tongue", "2026-11-24T08:00")), today=TODAY)
    assert found.known is Known.UNKNOWN
    assert found.at is None


def test_the_first_pages_of_a_diary_only_say_that_it_was_there_by_then() -> None:
    (found,) = first_times(diary(noticed("left calf", "2026-11-10T22:00")), None, today=TODAY)
    assert found.known is Known.BY_THEN
    assert not found.is_dated


def test_a_site_that_was_quiet_for_days_has_a_first_time() -> None:
    entries = [*quiet("2026-11-01", QUIET_DAYS_BEFORE), noticed("left calf", "2026-11-10T22:00:31")]
    (found,) = first_times(diary(*entries), None, today=TODAY)
    assert found.known is Known.LOGGED
    assert found.at == datetime(2026, 11, 10, 22, 0)
    (found,) = first_times(diary(*entries[1:]), None, today=TODAY)
    assert found.known is Known.BY_THEN


def test_quiet_days_of_another_site_say_nothing() -> None:
    asked = [
        DayAnswer(
            entry_id=str(n),
            when=on_date(date(2026, 10, n)),
            day=date(2026, 10, n),
            answer=Answer.NOTHING_NOTICED,
            sites=(find_site("tongue"),),
        )
        for n in range(1, 20)
    ]
    (found,) = first_times(diary(*asked, noticed("left calf", "2026-11-10")), None, today=TODAY)
    assert found.known is Known.BY_THEN


def test_twitching_no_older_than_the_diary_was_written_down_from_its_first_day() -> None:
    kept = diary(noticed("left calf", "2026-11-10T22:00"))
    (found,) = first_times(kept, answers(since="2026-11-10"), today=TODAY)
    assert found.known is Known.LOGGED
    (found,) = first_times(kept, answers(since="2026-10-01"), today=TODAY)
    assert found.known is Known.BY_THEN


def test_a_site_left_out_of_the_answers_and_written_down_later_is_new() -> None:
    asked = answers(told("tongue", "2026-11-01T08:00"), on=date(2026, 11, 5))
    kept = diary(noticed("left calf", "2026-11-10T22:00"))
    assert [place.known for place in first_times(kept, asked, today=TODAY)] == [Known.RECALLED, Known.LOGGED]


def test_of_two_times_the_earlier_counts() -> None:
    kept = diary(*quiet("2026-10-01", 10), noticed("left calf", "2026-11-10T22:00"))
    (found,) = first_times(kept, answers(told("left calf", "2026-11-12T08:00")), today=TODAY)
    assert found.known is Known.LOGGED
    (found,) = first_times(kept, answers(told("left calf", "2026-11-08T08:00")), today=TODAY)
    assert (found.known, found.at) == (Known.RECALLED, datetime(2026, 11, 8, 8, 0))


def test_within_the_month_that_was_told_the_written_time_is_the_better_one() -> None:
    kept = diary(*quiet("2026-10-01", 10), noticed("left calf", "2026-11-10T22:00"))
    (found,) = first_times(kept, answers(told("left calf", "2026-11-01", Precision.MONTH)), today=TODAY)
    assert (found.known, found.at) == (Known.LOGGED, datetime(2026, 11, 10, 22, 0))


def test_a_memory_later_than_the_diary_is_corrected_by_it() -> None:
    kept = diary(noticed("left calf", "2026-11-02T22:00"))
    (found,) = first_times(kept, answers(told("left calf", "2026-11-12T08:00")), today=TODAY)
    assert found.known is Known.BY_THEN


def test_what_nobody_knows_is_not_made_known_by_a_later_diary() -> None:
    kept = diary(*quiet("2026-10-01", 10), noticed("left calf", "2026-11-10T22:00"))
    (found,) = first_times(kept, answers(told("left calf", None)), today=TODAY)
    assert found.known is Known.BY_THEN


def test_reading_before_it_is_taken_from_whoever_says_so() -> None:
    kept = diary(noticed("left calf", "2026-11-10T22:00", read=True))
    (found,) = first_times(kept, answers(told("left calf", "2026-11-08T08:00")), today=TODAY)
    assert found.had_just_read is True
    (found,) = first_times(kept, answers(told("left calf", "2026-11-08T08:00", read=False)), today=TODAY)
    assert found.had_just_read is False


def test_no_site_and_no_twitching_are_left_out() -> None:
    kept = diary(noticed(None, "2026-11-10"), noticed("tongue", "2026-11-11", count=0))
    assert first_times(kept, None, today=TODAY) == ()
    assert first_times(None, None, today=TODAY) == ()


def test_on_one_day_the_entry_whose_hour_is_known_counts() -> None:
    kept = diary(*quiet("2026-10-01", 10), noticed("tongue", "2026-11-10"), noticed("tongue", "2026-11-10T09:30"))
    (found,) = first_times(kept, None, today=TODAY)
    assert found.precision is Precision.MINUTE
