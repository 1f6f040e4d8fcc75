import math

import pytest

from twitchwise.estimate import Estimate
from twitchwise.report.figures import (
    say_count,
    say_interval,
    say_list,
    say_number,
    say_rate,
    say_share,
    say_size,
    say_span,
)


def an_estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(value=value, low=low, high=high, level=0.95, n=10, method="built", unit="")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.0333, "0.033"),
        (0.4, "0.4"),
        (0.999, "1"),
        (8.26, "8.3"),
        (9.99, "10"),
        (12.4, "12"),
        (99.6, "100"),
        (123.4, "120"),
        (1234.0, "1200"),
        (math.nan, "unknown"),
        (math.inf, "unknown"),
    ],
)
def test_a_number_has_two_digits_and_no_exponent(value: float, text: str) -> None:
    assert say_number(value) == text


def test_both_ends_of_an_interval_have_the_digits_of_the_value() -> None:
    assert say_interval(an_estimate(12.0, 8.7, 15.4)) == "9 to 15"
    assert say_interval(an_estimate(2.43, 1.28, 14.1)) == "1.3 to 14.1"
    assert say_interval(an_estimate(120.0, 96.0, 148.0)) == "100 to 150"
    assert say_interval(an_estimate(0.0, 0.0, 1.51)) == "0 to 1.5"


def test_one_twitch_a_minute_is_singular() -> None:
    assert say_rate(an_estimate(1.0, 0.5, 1.8), thing="twitch") == "about 1 twitch a minute (0.5 to 1.8)"
    assert say_rate(an_estimate(12.0, 8.7, 15.4), thing="twitch") == "about 12 twitches a minute (9 to 15)"
    assert say_rate(an_estimate(12.0, 8.7, 15.4)) == "about 12 a minute (9 to 15)"


def test_units_are_words_and_explained_once() -> None:
    assert say_size(60.2, "uV") == "60 microvolts"
    assert say_size(12.0, "mg", explained=True) == "12 mg (thousandths of gravity)"
    assert say_size(0.42, "px") == "0.42 px"
    assert say_size(3.0, "furlongs") == "3 furlongs"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0 s"), (0.02, "0.02 s"), (9.97, "10 s"), (59.6, "1 min"), (3599.0, "59 min 59 s"), (7325.0, "2 h 2 min")],
)
def test_lengths_of_time_are_said_in_two_units_at_most(seconds: float, text: str) -> None:
    assert say_span(seconds) == text


def test_counts_and_lists_read_as_speech() -> None:
    assert [say_count(n, "twitch") for n in (0, 1, 2)] == ["0 twitches", "1 twitch", "2 twitches"]
    assert say_count(2, "pair") == "2 pairs"
    assert [say_list(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_shares_are_in_percent() -> None:
    assert say_share(an_estimate(0.834, 0.651, 0.94)) == "83 % (65 to 94 %)"
