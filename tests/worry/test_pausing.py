from datetime import timedelta

import numpy as np
import pytest

from tests.worry.built_diaries import TODAY, diary, found, grips, person, recorded, wandering, worried
from twitchwise.diary.model import TestResult
from twitchwise.diary.moment import on_date
from twitchwise.worry.days import weeks_of, worry_days
from twitchwise.worry.pausing import is_climbing, pause_offered
from twitchwise.worry.spiral import describe_spiral

STEADY = grips(40, 41, 39, 40, 41, 40, 40, 41, 39, 40)
FALLING = grips(40, 41, 39, 40, 41, 40, 33, 31, 30, 28)


def test_four_climbing_weeks_beside_steady_strength_are_offered_a_break() -> None:
    offered = pause_offered(diary(worried(3, 4, 5, 5, 7), STEADY), TODAY)
    assert offered is not None
    assert offered.id == "offer_pause"
    assert "3.0 to 7.0" in offered.text


def test_without_any_measurement_the_offer_says_that_nothing_was_measured() -> None:
    offered = pause_offered(diary(worried(3, 4, 5, 5, 7)), TODAY)
    assert offered is not None
    assert offered.id == "offer_pause_unmeasured"


@pytest.mark.parametrize("weeks", [(4, 5, 6, 8), (3, 4, 4, 5, 5.5), (3, 6, 5, 6, 8), (8, 7, 6, 5, 4)])
def test_just_below_the_rule_nothing_is_offered(weeks: tuple[float, ...]) -> None:
    assert pause_offered(diary(worried(*weeks), STEADY), TODAY) is None


def test_a_week_without_a_rating_breaks_the_climb() -> None:
    entries = worried(3, 4, 5, 5, 7)
    assert pause_offered(diary([*entries[:2], entries[3]], STEADY), TODAY) is None


def test_worry_that_climbs_with_something_measured_is_offered_no_break() -> None:
    assert pause_offered(diary(worried(3, 4, 5, 5, 7), FALLING), TODAY) is None
    assert pause_offered(diary(worried(3, 4, 5, 5, 7), recorded(2, 3, 2, 3, 2, 20, 22, 21, 20)), TODAY) is None
    failed = found("strength-screen-act-heel-walk/left", "failed", 3)
    assert pause_offered(diary(worried(3, 4, 5, 5, 7), STEADY, failed), TODAY) is None


def test_steady_worry_is_seldom_offered_a_break() -> None:
    rng = np.random.default_rng(1)
    n_offers = 0
    n_weeks = 0
    for _ in range(40):
        ratings = np.clip(np.round(4.0 + 1.5 * wandering(26, 0.5, rng)), 0, 10)
        for end in range(5, 27):
            weeks = weeks_of(worry_days(diary(worried(*ratings[end - 5 : end])), TODAY, n_weeks=5))
            n_offers += is_climbing(weeks)
            n_weeks += 1
    assert n_offers / n_weeks <= 0.08


def test_a_daily_diary_is_looked_at_by_weeks() -> None:
    weeks = weeks_of(worry_days(person(84, link=0.0, seed=2, climb=0.0), TODAY, n_weeks=5))
    assert not is_climbing(weeks)


def test_a_slow_fall_that_four_weeks_do_not_show_is_no_time_for_a_break() -> None:
    hands = [
        TestResult(
            entry_id=f"{test}-{week}",
            when=on_date(TODAY - timedelta(weeks=39 - week)),
            test=test,
            side="left",
            unit="kg",
            score=round(start * (1.0 - 0.011 * week) * (1.0 + 0.02 * (-1.0) ** week), 2),
        )
        for week in range(40)
        for test, start in (("grip", 40.0), ("pinch", 6.0))
    ]
    slow = diary(worried(3, 4, 5, 5, 7), hands)
    assert describe_spiral(slow, TODAY).has_strength_fall
    assert pause_offered(slow, TODAY) is None
