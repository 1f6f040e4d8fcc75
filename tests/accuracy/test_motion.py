"""Motion floors: a phone on a muscle, 8 mg peak to peak in 0.6 mg of noise with a pulse of 1.5 mg, seeds 0-5."""

import numpy as np
import pytest

from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.twitches.agreement import Agreement, compare_twitches
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Certainty

pytestmark = pytest.mark.accuracy

_WORLD = MotionWorld(duration_s=120.0, amplitude_mg=8.0, doublet_share=0.0, bank=Bank.TESTING)
_SEEDS = range(6)


@pytest.fixture(scope="module")
def agreements() -> list[Agreement]:
    results = []
    for seed in _SEEDS:
        simulated = simulate_motion(_WORLD, np.random.default_rng(seed))
        clear = [t for t in measure_twitches(simulated.recording).twitches if t.certainty is Certainty.CLEAR]
        results.append(compare_twitches(clear, simulated.truth.twitches, 0.15))
    return results


def test_twitches_of_8_mg_are_found(agreements: list[Agreement]) -> None:
    hits = sum(a.hits for a in agreements)
    wrong = sum(a.misses + a.false_alarms for a in agreements)
    assert 2 * hits / (2 * hits + wrong) >= 0.90


def test_their_onsets_are_right(agreements: list[Agreement]) -> None:
    assert float(np.median([a.onset_error_s for a in agreements])) <= 0.020


def test_their_sizes_are_right(agreements: list[Agreement]) -> None:
    assert abs(float(np.median([a.amplitude_bias for a in agreements]))) <= 0.10
