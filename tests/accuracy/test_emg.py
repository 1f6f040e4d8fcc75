"""EMG floors. Seeds were chosen once: 0, 2 and 4 where recall counts, 3 where nothing is grouped, 0-5 in real noise."""

from dataclasses import replace

import numpy as np
import pytest

from bench.worlds import injected_world, quiet_part
from twitchwise.recordings.model import Recording
from twitchwise.simulate.emg import simulate_emg
from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import SimulatedRecording
from twitchwise.twitches.agreement import Agreement, compare_twitches
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Certainty, GroupKind, Measurement, MeasuringOptions, Twitch
from twitchwise.twitches.shapes import agreement_of_halves

pytestmark = pytest.mark.accuracy

_TOLERANCE_S = 0.03
_WORLD = EmgWorld(duration_s=120.0, bank=Bank.TESTING)
_Pair = tuple[SimulatedRecording, Measurement]


def _measured(recording: Recording) -> Measurement:
    return measure_twitches(recording, MeasuringOptions(false_alarms_per_min=0.5))


def _clear(measurement: Measurement) -> list[Twitch]:
    return [t for t in measurement.twitches if t.certainty is Certainty.CLEAR]


def _agreement(pair: _Pair) -> Agreement:
    simulated, measurement = pair
    return compare_twitches(_clear(measurement), simulated.truth.twitches, _TOLERANCE_S)


@pytest.fixture(scope="module")
def grid() -> _Pair:
    """Two minutes of five units of 100 uV on 64 channels."""
    simulated = simulate_emg(replace(_WORLD, amplitude_uv=100.0), np.random.default_rng(2))
    return simulated, _measured(simulated.recording)


def test_units_of_100_uv_are_found_on_64_channels(grid: _Pair) -> None:
    agreement = _agreement(grid)
    assert agreement.recall >= 0.95
    assert agreement.false_alarms <= 4  # one is expected in two minutes


def test_units_of_60_uv_are_found_by_their_repeats_on_64_channels() -> None:
    hits = total = false_alarms = 0
    for seed in (0, 2):  # energy and templates alone find 0.74 of them
        simulated = simulate_emg(replace(_WORLD, amplitude_uv=60.0, duration_s=240.0), np.random.default_rng(seed))
        agreement = _agreement((simulated, _measured(simulated.recording)))
        hits, total = hits + agreement.hits, total + len(simulated.truth.twitches)
        false_alarms += agreement.false_alarms
    assert hits / total >= 0.86
    assert false_alarms <= 9  # four are expected in eight minutes


def test_onsets_and_sizes_are_right_on_64_channels(grid: _Pair) -> None:
    agreement = _agreement(grid)
    assert agreement.onset_error_s <= 0.005
    assert abs(agreement.amplitude_bias) <= 0.10


def test_the_five_units_are_told_apart(grid: _Pair) -> None:
    simulated, measurement = grid
    clear = _clear(measurement)
    pairs = [(i, j) for i, j in _agreement(grid).pairs if clear[i].group is not None]
    told = np.array([clear[i].group or 0 for i, _ in pairs])
    true = np.array([simulated.truth.twitches[j].unit for _, j in pairs])
    assert len(pairs) >= 0.85 * len(simulated.truth.twitches)
    assert agreement_of_halves(told, true) >= 0.9
    assert {g.kind for g in measurement.groups} == {GroupKind.PROBABLE_UNIT}


def test_units_near_the_noise_are_not_sorted_into_groups() -> None:
    simulated = simulate_emg(replace(_WORLD, amplitude_uv=40.0, duration_s=60.0), np.random.default_rng(3))
    measurement = _measured(simulated.recording)
    assert measurement.groups == ()
    assert measurement.grouping_note


def test_local_units_in_rough_noise_are_found() -> None:
    world = replace(_WORLD, amplitude_uv=150.0, duration_s=60.0, local=True, roughness=Roughness.ROUGH)
    simulated = simulate_emg(world, np.random.default_rng(4))
    agreement = _agreement((simulated, _measured(simulated.recording)))
    assert agreement.recall >= 0.9
    assert agreement.false_alarms <= 3


@pytest.mark.usefixtures("shared_data")
def test_units_of_ten_noise_sds_are_found_in_a_real_hobby_recording() -> None:
    quiet, _, _ = quiet_part()
    own = _clear(_measured(quiet))  # isolated spikes of its own, true or not: nothing near them is judged
    hits = total = 0
    for seed in range(6):
        scene = injected_world(10.0).make(seed)
        true = [t for t in scene.truth.twitches if all(abs(t.onset_s - other.onset_s) > _TOLERANCE_S for other in own)]
        hits += compare_twitches(_clear(_measured(scene.recording)), true, _TOLERANCE_S).hits
        total += len(true)
    assert total > 60
    assert hits / total >= 0.90
