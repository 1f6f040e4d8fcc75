from dataclasses import replace

import pytest

from tests.worry.built_diaries import TODAY, diary, found, grips, person, recorded, worried
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.spiral import Part, SpiralState, describe_spiral


def test_an_empty_diary_is_too_early_for_everything() -> None:
    spiral = describe_spiral(diary(), TODAY)
    assert spiral.state is SpiralState.TOO_EARLY
    assert len(spiral.weeks) == 1
    assert isinstance(spiral.strength_change, NotMeasurable)
    assert not spiral.is_anything_measured
    assert not spiral.is_measured_change


def test_three_weeks_of_worry_are_too_early() -> None:
    assert describe_spiral(diary(worried(3, 5, 6)), TODAY).state is SpiralState.TOO_EARLY


def test_weekly_ratings_are_weeks_of_the_picture_but_no_days_to_compare() -> None:
    spiral = describe_spiral(diary(worried(2, 3, 4, 5, 6, 7, 8, 9)), TODAY)
    assert spiral.n_worry_weeks == len(spiral.weeks) == 8
    assert spiral.state is SpiralState.TOO_EARLY
    assert isinstance(spiral.worry_change, Estimate)
    assert spiral.worry_change.low > 0.0


def test_a_circle_that_is_there_is_mostly_seen() -> None:
    states = [describe_spiral(person(126, link=3.5, seed=seed), TODAY).state for seed in range(10)]
    assert states.count(SpiralState.SEEN) >= 8


def test_a_circle_that_is_not_there_is_seldom_seen() -> None:
    spirals = [describe_spiral(person(126, link=0.0, seed=seed), TODAY) for seed in range(60)]
    assert sum(spiral.state is SpiralState.SEEN for spiral in spirals) <= 3
    assert sum(spiral.n_steps > 0 for spiral in spirals) <= 14


def test_steady_strength_is_no_measured_change_while_worry_climbs() -> None:
    spiral = describe_spiral(person(112, link=3.0, seed=3, climb=4.0), TODAY)
    assert spiral.is_anything_measured
    assert not spiral.is_measured_change


@pytest.mark.parametrize("fall", [30.0, 60.0])
def test_strength_that_fell_is_a_measured_change(fall: float) -> None:
    scores = [40.0, 41.0, 39.0, 40.0, 41.0, 40.0, *(40.0 - fall / 4.0 + jitter for jitter in (0.0, 1.0, -1.0, 0.5))]
    spiral = describe_spiral(diary(worried(2, 3, 4, 5), grips(*scores)), TODAY)
    assert spiral.is_measured_change
    assert isinstance(spiral.strength_change, Estimate)
    assert spiral.strength_change.high < 0.0


def test_a_failed_act_is_a_measured_change_whatever_the_scores() -> None:
    spiral = describe_spiral(diary(worried(2, 3, 4, 5), found("strength-screen-act-heel-walk/left", "failed")), TODAY)
    assert spiral.has_failed_act
    assert spiral.is_measured_change


def test_more_measured_twitches_are_a_measured_change() -> None:
    spiral = describe_spiral(diary(recorded(2, 3, 2, 3, 2, 3, 20, 22, 21, 20)), TODAY)
    assert spiral.is_measured_change
    assert spiral.rate_site is not None


def test_what_was_written_after_today_is_not_looked_at() -> None:
    whole = person(84, link=2.0, seed=1)
    earlier = replace(whole, entries=whole.entries)
    past = describe_spiral(earlier, TODAY.replace(month=5))
    assert all(week.first_day < TODAY.replace(month=5) for week in past.weeks)


def test_the_steps_end_where_they_began() -> None:
    steps = describe_spiral(diary(), TODAY).steps
    assert (Part.SEARCHING, Part.WORRY) in {(step.cause, step.effect) for step in steps}
    assert (Part.WORRY, Part.SEARCHING) in {(step.cause, step.effect) for step in steps}
