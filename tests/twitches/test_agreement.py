import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.twitches.agreement import compare_twitches


@dataclass(frozen=True)
class At:
    onset_s: float
    amplitude: float = 10.0


_TIMES = st.lists(st.floats(min_value=0.0, max_value=100.0), max_size=30).map(lambda times: [At(t) for t in times])
_TOLERANCES = st.floats(min_value=0.0, max_value=5.0)


def test_each_true_twitch_is_matched_by_the_nearest_found_one() -> None:
    agreement = compare_twitches([At(1.04), At(1.01), At(3.0)], [At(1.0), At(2.0)], 0.05)
    assert (agreement.hits, agreement.misses, agreement.false_alarms) == (1, 1, 2)
    assert agreement.pairs == ((1, 0),)
    assert agreement.onset_error_s == pytest.approx(0.01)


def test_recall_precision_and_f1_are_shares_of_the_counts() -> None:
    agreement = compare_twitches([At(1.0), At(2.0), At(9.0)], [At(1.0), At(2.0), At(3.0), At(4.0)], 0.1)
    assert agreement.recall == 0.5
    assert agreement.precision == pytest.approx(2 / 3)
    assert agreement.f1 == pytest.approx(2 * 2 / 7)


def test_early_and_late_onsets_have_a_sign_in_the_bias_and_none_in_the_error() -> None:
    agreement = compare_twitches([At(0.98), At(1.98), At(3.02)], [At(1.0), At(2.0), At(3.0)], 0.1)
    assert agreement.onset_bias_s == pytest.approx(-0.02)
    assert agreement.onset_error_s == pytest.approx(0.02)


def test_the_amplitude_bias_is_that_of_the_middle_hit() -> None:
    found = [At(1.0, 11.0), At(2.0, 12.0), At(3.0, 30.0)]
    assert compare_twitches(found, [At(1.0), At(2.0), At(3.0)], 0.1).amplitude_bias == pytest.approx(0.2)


def test_nothing_found_and_nothing_true_has_no_score() -> None:
    agreement = compare_twitches([], [], 0.1)
    assert all(math.isnan(x) for x in (agreement.recall, agreement.precision, agreement.f1, agreement.onset_error_s))


@given(_TIMES, _TIMES, _TOLERANCES)
def test_every_twitch_is_counted_exactly_once(found: list[At], truth: list[At], tolerance_s: float) -> None:
    agreement = compare_twitches(found, truth, tolerance_s)
    assert agreement.hits + agreement.misses == len(truth)
    assert agreement.hits + agreement.false_alarms == len(found)
    assert len({i for i, _ in agreement.pairs}) == len({j for _, j in agreement.pairs}) == agreement.hits
    assert all(abs(found[i].onset_s - truth[j].onset_s) <= tolerance_s for i, j in agreement.pairs)


@given(_TIMES, _TIMES, _TOLERANCES)
def test_no_match_is_left_undone(found: list[At], truth: list[At], tolerance_s: float) -> None:
    agreement = compare_twitches(found, truth, tolerance_s)
    lone = set(range(len(found))) - {i for i, _ in agreement.pairs}
    missed = set(range(len(truth))) - {j for _, j in agreement.pairs}
    assert not any(abs(found[i].onset_s - truth[j].onset_s) <= tolerance_s for i in lone for j in missed)


@given(_TIMES, _TOLERANCES)
def test_the_truth_agrees_with_itself(truth: list[At], tolerance_s: float) -> None:
    agreement = compare_twitches(truth, truth, tolerance_s)
    assert (agreement.hits, agreement.misses, agreement.false_alarms) == (len(truth), 0, 0)


@given(_TIMES, _TIMES, _TOLERANCES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: list[At], truth: list[At], tolerance_s: float, dice: "object") -> None:
    shuffled = list(found)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (compare_twitches(some, truth, tolerance_s) for some in (found, shuffled))
    assert (one.hits, one.misses, one.false_alarms) == (other.hits, other.misses, other.false_alarms)
