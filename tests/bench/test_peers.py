from dataclasses import replace

import numpy as np
import pytest

from bench.peers import biosppy, motion_peaks, neurokit, noise_responsive, spikes
from bench.scoring import Detector, judge
from twitchwise.simulate.emg import simulate_emg
from twitchwise.simulate.emg_world import EmgWorld, one_channel_world
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld

_GRID = EmgWorld(duration_s=20.0, rows=2, columns=2, amplitude_uv=400.0, doublet_share=0.0, drift=(1.0, 1.0))


@pytest.mark.parametrize("best_channel", [True, False])
def test_the_spike_threshold_finds_large_units(best_channel: bool) -> None:
    simulated = simulate_emg(_GRID, np.random.default_rng(3))
    score = judge(spikes(6.0, best_channel=best_channel).detect(simulated.recording), simulated.truth, 0.03)
    assert score.recall == 1.0
    assert score.false_alarms <= 1


def test_the_noise_responsive_threshold_is_set_on_noise_and_finds_large_units() -> None:
    noise = simulate_emg(replace(_GRID, rate_per_min=0.0), np.random.default_rng(4)).recording
    detector = noise_responsive(noise, 0.5)
    assert detector.detect(noise).events == ()
    simulated = simulate_emg(_GRID, np.random.default_rng(3))
    assert judge(detector.detect(simulated.recording), simulated.truth, 0.03).recall == 1.0


def test_the_motion_threshold_finds_large_twitches() -> None:
    world = MotionWorld(duration_s=60.0, rate_per_min=10.0, amplitude_mg=60.0, doublet_share=0.0)
    simulated = simulate_motion(world, np.random.default_rng(5))
    assert judge(motion_peaks(6.0).detect(simulated.recording), simulated.truth, 0.15).recall >= 0.9


@pytest.mark.parametrize("peer", [neurokit(), biosppy()], ids=["neurokit", "biosppy"])
def test_a_burst_detector_runs_or_says_why_not(peer: Detector) -> None:
    if peer.missing:
        assert "optional group" in peer.missing
        return
    recording = simulate_emg(one_channel_world(duration_s=10.0), np.random.default_rng(6)).recording
    assert all(0.0 <= event.onset_s <= 10.0 for event in peer.detect(recording).events)
