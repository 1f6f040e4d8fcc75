import numpy as np
import pytest

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.change import change_of, mean_before, mean_recent


def test_a_change_is_the_difference_of_means_with_its_range() -> None:
    found = change_of([2.0, 3.0, 2.0, 3.0, 2.0, 3.0, 5.0, 6.0, 5.0, 6.0], unit="points")
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(3.0)
    assert 0.0 < found.low < 3.0 < found.high


def test_few_weeks_and_none_are_told_apart() -> None:
    few = change_of([1.0, 2.0, None, 3.0, None, None, None], unit="points")
    none = change_of([None] * 10, unit="points")
    assert isinstance(few, NotMeasurable)
    assert isinstance(none, NotMeasurable)
    assert few.reason != none.reason


def test_the_range_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(500):
        weeks = [float(value) for value in rng.normal(0.0, 1.0, 12)]
        found = change_of(weeks, unit="points")
        held += isinstance(found, Estimate) and found.low <= 0.0 <= found.high
    assert 0.92 <= held / 500 <= 0.99


def test_weeks_that_are_all_alike_have_no_range() -> None:
    found = change_of([4.0] * 12, unit="points")
    assert isinstance(found, Estimate)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)
    assert (mean_before([4.0] * 12), mean_recent([None] * 4)) == (4.0, None)
