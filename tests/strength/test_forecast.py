from datetime import timedelta

import pytest

from tests.strength.built_series import MONDAY, hand, weekly
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import WhenKnown


def _known(error_percent: float | None, *, n: int = 0, wobble: float = 0.0, tests: int = 2) -> WhenKnown:
    series = [
        weekly(
            lambda k: 40.0 * (1.0 + wobble * (-1.0) ** k),
            n,
            test=f"test-{i}",
            error_percent=error_percent,
            regions=(StrengthRegion.LEFT_HAND,),
        )
        for i in range(tests)
    ]
    return strength_trend(series, today=MONDAY + timedelta(weeks=max(n - 1, 0))).regions[0].when_known


def test_a_faster_fall_shows_sooner() -> None:
    weeks = [fall.weeks for fall in _known(6.0).falls]
    assert all(week is not None for week in weeks)
    assert weeks == sorted(weeks, key=lambda week: -(week or 0))


def test_a_noisier_test_takes_longer() -> None:
    quiet, noisy = _known(5.0).steady_weeks, _known(12.0).steady_weeks
    assert quiet is not None
    assert noisy is not None
    assert quiet + 8 < noisy


def test_own_noise_counts_not_only_the_published_one() -> None:
    quiet, noisy = _known(8.0, n=14, wobble=0.02).steady_weeks, _known(8.0, n=14, wobble=0.16).steady_weeks
    assert quiet is not None
    assert noisy is not None
    assert quiet < noisy


def test_one_test_alone_never_shows_a_fall() -> None:
    assert [fall.weeks for fall in _known(6.0, tests=1).falls] == [None] * 3


def test_a_region_that_is_steady_has_no_weeks_left() -> None:
    (region,) = strength_trend(hand(lambda _: 40.0, 52), today=MONDAY + timedelta(weeks=52)).regions
    assert region.when_known.steady_weeks == 0


@pytest.mark.parametrize("error", [6.0, 9.0])
def test_the_weeks_foretold_are_those_it_takes(error: float) -> None:
    foretold = _known(error, n=10, wobble=error / 150.0).steady_weeks
    assert foretold is not None
    series = [
        weekly(lambda k: 40.0 * (1.0 + error / 150.0 * (-1.0) ** k), 60, test=f"test-{i}", error_percent=error)
        for i in range(2)
    ]
    trend = strength_trend(series, today=MONDAY + timedelta(weeks=9 + foretold + 3))
    assert trend.regions[0].state == "steady"
    trend = strength_trend(series, today=MONDAY + timedelta(weeks=9 + foretold - 4))
    assert trend.regions[0].state == "open"
