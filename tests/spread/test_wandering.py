import pytest

from tests.spread.built_people import TODAY, diary, noticed
from twitchwise.diary.model import Diary
from twitchwise.spread.wandering import TWITCHING_DAYS_AT_LEAST, compare_days, wanders

PLACES = ("left calf", "right triceps", "tongue")


def _days(n_days: int, *, step: int) -> Diary:
    return diary(*[noticed(PLACES[n * step % 3], f"2026-11-{n + 1:02}") for n in range(n_days)])


def test_other_places_on_other_days_wander() -> None:
    days = compare_days(_days(9, step=1), today=TODAY)
    assert (days.n_days, days.n_sites, days.shared) == (9, 3, 0.0)
    assert wanders(days)


def test_the_same_places_every_day_do_not() -> None:
    kept = diary(*[noticed(place, f"2026-11-{n + 1:02}") for n in range(9) for place in PLACES])
    days = compare_days(kept, today=TODAY)
    assert days.shared == 1.0
    assert not wanders(days)


def test_few_days_tell_nothing() -> None:
    assert not wanders(compare_days(_days(TWITCHING_DAYS_AT_LEAST - 1, step=1), today=TODAY))


def test_two_places_that_take_turns_are_too_few() -> None:
    kept = diary(*[noticed(PLACES[n % 2], f"2026-11-{n + 1:02}") for n in range(12)])
    assert not wanders(compare_days(kept, today=TODAY))


@pytest.mark.parametrize("n_days", [0, 1])
def test_without_two_days_there_is_nothing_to_compare(n_days: int) -> None:
    assert compare_days(_days(n_days, step=1), today=TODAY).shared is None
