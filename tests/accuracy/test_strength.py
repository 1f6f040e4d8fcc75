"""Floors of the trend of home tests, on simulated people whom neither the thresholds nor the tables have seen."""

from dataclasses import replace

import pytest

from bench.strength_people import Cohort, Purpose, cohorts
from bench.strength_scoring import excluded_week, fall_week, percent_within, week_by_which
from twitchwise.simulate.strength_person_world import (
    REGION_TESTS,
    STRENGTH_WORLDS,
    StrengthWorld,
    StrengthWorldName,
    synthetic_region,
)

pytestmark = pytest.mark.accuracy

_PEOPLE = 2000
_BATTERY = tuple(REGION_TESTS)
_HERE = "both-legs"


def _people(world: StrengthWorld) -> list[Cohort]:
    return cohorts(world, _PEOPLE, Purpose.FLOOR)


def _region(*errors_percent: float, world: StrengthWorldName = StrengthWorldName.REGULAR) -> StrengthWorld:
    return replace(STRENGTH_WORLDS[world], tests=synthetic_region(*errors_percent))


@pytest.mark.parametrize("name", [StrengthWorldName.HEALTHY, StrengthWorldName.REGULAR, StrengthWorldName.HEAVY_DAYS])
def test_healthy_people_are_seldom_told_of_a_fall(name: StrengthWorldName) -> None:
    heard = fall_week(_people(STRENGTH_WORLDS[name]), _BATTERY)
    assert percent_within(heard, 26.0) <= 4.5
    assert percent_within(heard, 52.0) <= 8.0


@pytest.mark.parametrize("name", [StrengthWorldName.ILLNESS, StrengthWorldName.INJURY, StrengthWorldName.STOPPED])
def test_marked_events_seldom_become_a_fall(name: StrengthWorldName) -> None:
    assert percent_within(fall_week(_people(STRENGTH_WORLDS[name]), _BATTERY), 52.0) <= 12.0


@pytest.mark.parametrize(("errors", "median", "most"), [((6.0, 6.0, 8.0), 25.0, 29.0), ((8.0, 10.0, 14.0), 30.0, 36.0)])
def test_the_typical_fall_of_als_is_seen_in_time(errors: tuple[float, ...], median: float, most: float) -> None:
    heard = fall_week(_people(_region(*errors).declining(_HERE, 2.7)), (_HERE,))
    assert week_by_which(heard, 0.5) <= median
    assert week_by_which(heard, 0.8) <= most


@pytest.mark.parametrize(
    ("world", "most_percent"), [(StrengthWorldName.HEALTHY, 5.0), (StrengthWorldName.SLOW_LEARNER, 8.0)]
)
@pytest.mark.parametrize("errors", [(6.0, 6.0, 8.0), (8.0, 10.0, 14.0), (6.0,)])
def test_who_falls_is_seldom_told_that_such_a_fall_is_unlikely(
    errors: tuple[float, ...], world: StrengthWorldName, most_percent: float
) -> None:
    falling = _people(_region(*errors, world=world).declining(_HERE, 2.7))
    assert percent_within(excluded_week(falling, _HERE), 52.0) <= most_percent


def test_steady_people_hear_it_within_half_a_year_of_good_tests() -> None:
    heard = excluded_week(_people(_region(6.0, 6.0, 8.0)), _HERE)
    assert week_by_which(heard, 0.5) <= 27.0
