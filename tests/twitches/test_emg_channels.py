import numpy as np
import pytest

from tests.twitches.built_recordings import an_emg
from twitchwise.twitches.emg_channels import choose_channels, lay_out, probe_spans


def test_the_step_of_whole_counts_is_seen() -> None:
    signal = an_emg(np.round(10.0 * np.random.default_rng(0).standard_normal((2, 30_000)))).signal
    assert signal is not None
    live, problems, step = choose_channels(signal, "counts")
    assert live.tolist() == [0, 1]
    assert problems == []
    assert step == pytest.approx(1.0)


def test_probes_lie_inside_the_recording_and_span_it() -> None:
    signal = an_emg(np.zeros((1, 60_000))).signal
    assert signal is not None
    spans = list(probe_spans(signal))
    assert spans[0][0] == 0
    assert sum(spans[-1]) == 60_000
    assert len(spans) == 5


def test_a_short_recording_is_one_probe() -> None:
    signal = an_emg(np.zeros((1, 3000))).signal
    assert signal is not None
    assert list(probe_spans(signal)) == [(0, 3000)]


def test_nothing_known_of_the_electrodes_is_no_layout() -> None:
    layout = lay_out(("A", "B"), None)
    assert layout.positions is None
    assert layout.neighbours is None
