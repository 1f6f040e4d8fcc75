from dataclasses import replace

import numpy as np
import pytest

from twitchwise.simulate.person_keeping import (
    BAD_DAY_ANSWERED,
    QUIET_DAY_ANSWERED,
    choose_answered_days,
    write_on_wrong_days,
)
from twitchwise.simulate.person_world import PersonWorld

_COUNTS = np.random.default_rng(0).poisson(3.0, (6, 1000)).astype(float)


@pytest.mark.parametrize("share", [0.0, 0.15, 0.4])
def test_the_share_of_missing_days_is_the_one_asked_for(share: float) -> None:
    answered = choose_answered_days(PersonWorld(missing_share=share), _COUNTS, np.random.default_rng(1))
    assert (~answered).sum() == round(share * 1000)


def test_days_are_missed_in_runs() -> None:
    answered = choose_answered_days(PersonWorld(missing_share=0.15), _COUNTS, np.random.default_rng(1))
    missed = ~answered
    after_a_missed_day = missed[1:][missed[:-1]].mean()
    assert after_a_missed_day > 2 * missed.mean()


def test_quiet_days_are_left_out_by_who_writes_only_on_bad_days() -> None:
    world = PersonWorld(missing_share=0.0, bad_days_only=True)
    answered = choose_answered_days(world, _COUNTS, np.random.default_rng(1))
    total = _COUNTS.sum(axis=0)
    bad = total > np.median(total)
    assert answered[bad].mean() == pytest.approx(BAD_DAY_ANSWERED, abs=0.03)
    assert answered[~bad].mean() == pytest.approx(QUIET_DAY_ANSWERED, abs=0.06)


def test_forgotten_days_are_the_same_whether_or_not_quiet_days_are_left_out() -> None:
    plain = choose_answered_days(PersonWorld(), _COUNTS, np.random.default_rng(1))
    bad_only = choose_answered_days(replace(PersonWorld(), bad_days_only=True), _COUNTS, np.random.default_rng(1))
    assert not np.any(bad_only & ~plain)


def test_a_fifth_of_entries_on_wrong_days_keeps_every_entry() -> None:
    values = np.arange(10_000.0)
    written = write_on_wrong_days(values, 0.2, np.random.default_rng(1))
    assert sorted(written) == sorted(values)
    assert (written != values).mean() == pytest.approx(0.19, abs=0.02)
    assert np.median(np.abs(written - values)[written != values]) == 1


def test_nothing_is_misplaced_when_nothing_shall_be() -> None:
    values = np.arange(100.0)
    assert write_on_wrong_days(values, 0.0, np.random.default_rng(1)).tolist() == values.tolist()
