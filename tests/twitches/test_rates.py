import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.estimate import Estimate, NotMeasurable, rate_per_min
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.rates import count_doublets, estimate_rate, merge_spans, neighbour_shares, remaining_s

_DURATION_S = 100.0
_SPANS = st.lists(
    st.tuples(
        st.floats(min_value=-20.0, max_value=120.0),
        st.floats(min_value=0.0, max_value=40.0),
        st.sampled_from([Reason.GAP, Reason.CLIPPING, Reason.VOLUNTARY]),
    ).map(lambda s: Exclusion(start_s=s[0], end_s=s[0] + s[1], reason=s[2])),
    max_size=12,
)


def _span(start_s: float, end_s: float, reason: Reason = Reason.GAP) -> Exclusion:
    return Exclusion(start_s=start_s, end_s=end_s, reason=reason)


def _rate(n: int, excluded: tuple[Exclusion, ...] = (), **options: float) -> Estimate:
    spread = np.linspace(0.5, _DURATION_S - 0.5, n)
    rate = estimate_rate(spread, excluded, _DURATION_S, 0.95, **options)
    assert isinstance(rate, Estimate)
    return rate


def test_where_two_reasons_overlap_the_earlier_keeps_the_common_part() -> None:
    merged = merge_spans([_span(10.0, 30.0), _span(20.0, 40.0, Reason.CLIPPING)], _DURATION_S)
    assert merged == (_span(10.0, 30.0), _span(30.0, 40.0, Reason.CLIPPING))


def test_touching_spans_of_one_reason_become_one() -> None:
    assert merge_spans([_span(10.0, 20.0), _span(15.0, 30.0)], _DURATION_S) == (_span(10.0, 30.0),)


def test_what_lies_outside_the_recording_is_cut_off() -> None:
    assert merge_spans([_span(-5.0, 5.0), _span(95.0, 105.0), _span(200.0, 300.0)], _DURATION_S) == (
        _span(0.0, 5.0),
        _span(95.0, 100.0),
    )


@given(_SPANS)
def test_merged_spans_are_sorted_apart_and_inside(spans: list[Exclusion]) -> None:
    merged = merge_spans(spans, _DURATION_S)
    assert all(0.0 <= s.start_s < s.end_s <= _DURATION_S for s in merged)
    assert all(one.end_s <= other.start_s for one, other in itertools.pairwise(merged))


@given(_SPANS, st.floats(min_value=0.0, max_value=99.999))
def test_a_moment_is_excluded_exactly_when_one_of_the_spans_holds_it(spans: list[Exclusion], at_s: float) -> None:
    def held(some: tuple[Exclusion, ...] | list[Exclusion]) -> bool:
        return any(s.start_s <= at_s < s.end_s for s in some)

    assert held(merge_spans(spans, _DURATION_S)) == held(spans)


@given(_SPANS)
def test_merging_twice_changes_nothing(spans: list[Exclusion]) -> None:
    merged = merge_spans(spans, _DURATION_S)
    assert merge_spans(list(merged), _DURATION_S) == merged
    assert 0.0 <= remaining_s(merged, _DURATION_S) <= _DURATION_S


def test_the_rate_is_the_count_over_the_analysed_minutes() -> None:
    assert _rate(10).value == pytest.approx(6.0)
    assert _rate(10, (_span(40.0, 80.0),)).value == pytest.approx(10.0)


def test_evenly_spread_twitches_have_the_interval_of_chance() -> None:
    rate, poisson = _rate(20), rate_per_min(20, _DURATION_S / 60.0)
    assert isinstance(poisson, Estimate)
    assert (rate.low, rate.high) == pytest.approx((poisson.low, poisson.high))


def test_the_dead_time_after_each_twitch_comes_off_the_time() -> None:
    assert _rate(50, dead_s=0.2).value == pytest.approx(50 / 90.0 * 60.0)


def test_dead_time_takes_at_most_half_of_the_time() -> None:
    assert _rate(50, dead_s=10.0).value == pytest.approx(60.0)


def test_flurries_widen_the_interval() -> None:
    even = _rate(40)
    flurries = np.concatenate([start + np.linspace(0.0, 3.0, 10) for start in (5.0, 30.0, 60.0, 90.0)])
    clustered = estimate_rate(flurries, (), _DURATION_S, 0.95)
    assert isinstance(clustered, Estimate)
    assert clustered.value == pytest.approx(even.value)
    assert clustered.high - clustered.low > 1.5 * (even.high - even.low)


def test_a_flurry_is_judged_in_analysed_time_only() -> None:
    onsets = np.linspace(50.5, 99.5, 20)  # steady, once the first half is left out
    rate = estimate_rate(onsets, (_span(0.0, 50.0),), _DURATION_S, 0.95)
    poisson = rate_per_min(20, 50.0 / 60.0)
    assert isinstance(rate, Estimate)
    assert isinstance(poisson, Estimate)
    assert rate.high == pytest.approx(poisson.high)


def test_no_analysed_time_gives_no_rate() -> None:
    rate = estimate_rate(np.array([]), (_span(0.0, _DURATION_S),), _DURATION_S, 0.95)
    assert isinstance(rate, NotMeasurable)
    assert rate.reason


def test_no_twitch_gives_a_rate_of_zero_with_an_upper_end() -> None:
    rate = _rate(0)
    assert (rate.value, rate.low) == (0.0, 0.0)
    assert 1.0 < rate.high < 3.0  # three events in 100 s are the 95 % limit of none seen


@pytest.mark.parametrize(("gap_ms", "n"), [(5.0, 0), (9.0, 0), (11.0, 1), (60.0, 1), (109.0, 1), (111.0, 0)])
def test_a_doublet_is_10_to_110_ms_apart(gap_ms: float, n: int) -> None:
    assert count_doublets(np.array([1.0, 1.0 + gap_ms / 1000.0])) == n


def test_three_twitches_in_a_row_are_two_doublets_and_one_is_none() -> None:
    assert count_doublets(np.array([1.0, 1.05, 1.1])) == 2
    assert count_doublets(np.array([1.0])) == 0
    assert count_doublets(np.array([])) == 0


def test_isolated_and_continual_twitches_are_shares_of_all() -> None:
    onsets = np.array([0.0, 5.0, 5.1, 5.2, 10.0])
    isolated, continual = neighbour_shares([onsets], 0.95)
    assert isinstance(isolated, Estimate)
    assert isinstance(continual, Estimate)
    assert isolated.value == pytest.approx(2 / 5)
    assert continual.value == pytest.approx(1 / 5)
    assert 0.0 <= isolated.low < isolated.value < isolated.high <= 1.0


def test_twitches_of_another_group_are_no_neighbours() -> None:
    isolated, _ = neighbour_shares([np.array([0.0, 10.0]), np.array([0.1, 10.1]), np.array([])], 0.95)
    assert isinstance(isolated, Estimate)
    assert (isolated.value, isolated.n) == (1.0, 4)


def test_without_twitches_there_are_no_shares() -> None:
    assert all(isinstance(share, NotMeasurable) for share in neighbour_shares([np.array([])], 0.95))
