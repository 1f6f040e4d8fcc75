import numpy as np
import pytest

from tests.twitches.built_labels import labels_of
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.twitches.reviewers import SAME_EVENT_S, ReviewerAgreement, compare_reviewers


def _compare(first: str, second: str, *, later_s: float = 0.0) -> ReviewerAgreement:
    found = compare_reviewers(labels_of(first), labels_of(second, reviewer="ben", later_s=later_s))
    assert isinstance(found, ReviewerAgreement)
    return found


def _value(found: Estimate | NotMeasurable) -> float:
    assert isinstance(found, Estimate)
    return found.value


def test_kappa_and_ac1_are_those_of_the_formulas() -> None:
    # 20 + 5 + 10 + 15: p = 0.7; Cohen e = 0.5 * 0.6 + 0.5 * 0.4 = 0.5; Gwet q = 0.55, e = 2 * 0.55 * 0.45 = 0.495
    found = _compare("a" * 25 + "r" * 25, "a" * 20 + "r" * 5 + "a" * 10 + "r" * 15)
    assert (found.both_accept, found.only_first_accepts, found.only_second_accepts, found.both_reject) == (
        20,
        5,
        10,
        15,
    )
    assert _value(found.same) == 0.7
    assert _value(found.kappa) == pytest.approx(0.4)
    assert _value(found.ac1) == pytest.approx((0.7 - 0.495) / 0.505)


def test_when_nearly_all_are_accepted_ac1_stays_high_and_kappa_falls() -> None:
    found = _compare("a" * 48 + "ra", "a" * 48 + "ar")
    assert _value(found.same) == 0.96
    assert _value(found.kappa) < 0.0
    assert _value(found.ac1) > 0.9


def test_two_who_accept_everything_have_no_kappa() -> None:
    found = _compare("aaaa", "aaaa")
    assert isinstance(found.kappa, NotMeasurable)
    assert _value(found.ac1) == 1.0
    assert isinstance(found.ac1, Estimate)
    assert found.ac1.low < 0.9  # four events are no certainty


def test_unsure_and_unmatched_events_are_counted_apart() -> None:
    found = _compare("aaru", "aau")
    assert (found.n_unsure, found.n_unmatched) == (1, 1)
    assert found.both_accept == 2


def test_the_same_event_may_start_a_little_later_in_another_version() -> None:
    assert _compare("arar", "arar", later_s=0.9 * SAME_EVENT_S).both_accept == 2
    apart = compare_reviewers(labels_of("ar"), labels_of("ar", reviewer="ben", later_s=1.1 * SAME_EVENT_S))
    assert isinstance(apart, NotMeasurable)


def test_events_of_other_recordings_never_match() -> None:
    other = labels_of("arar", reviewer="ben", recording="f" * 64)
    assert isinstance(compare_reviewers(labels_of("arar"), other), NotMeasurable)


def test_one_reviewer_alone_agrees_with_nobody() -> None:
    assert isinstance(compare_reviewers(labels_of("ar"), ()), NotMeasurable)


def test_the_same_labels_give_the_same_interval() -> None:
    assert _compare("aarra", "arrra") == _compare("aarra", "arrra")


@pytest.mark.parametrize(("share", "wrong"), [(0.5, 0.1), (0.8, 0.03), (0.95, 0.1)])
def test_the_intervals_cover_the_truth(share: float, wrong: float) -> None:
    """Two reviewers who each err independently; 50 events; the truth from arithmetic."""
    rng = np.random.default_rng(11)
    hit, slip = share * (1 - wrong) ** 2 + (1 - share) * wrong**2, wrong * (1 - wrong)
    accepted = hit + slip
    same = 1 - 2 * slip
    kappa_e = accepted**2 + (1 - accepted) ** 2
    gwet_e = 2 * accepted * (1 - accepted)
    truth = ((same - kappa_e) / (1 - kappa_e), (same - gwet_e) / (1 - gwet_e))
    covered = np.zeros(2)
    n_runs = 150
    for _ in range(n_runs):
        is_twitch = rng.random(50) < share
        seen = [np.where(rng.random(50) < wrong, ~is_twitch, is_twitch) for _ in range(2)]
        found = _compare(*("".join("a" if each else "r" for each in one) for one in seen))
        for i, estimate in enumerate((found.kappa, found.ac1)):
            covered[i] += isinstance(estimate, NotMeasurable) or estimate.low <= truth[i] <= estimate.high
    assert (
        covered / n_runs
    ).min() >= 0.89  # 0.95 less three standard errors of 150 runs, and what was measured below it
