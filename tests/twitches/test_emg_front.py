from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import an_emg, waves
from twitchwise.errors import NotARecording
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.emg_front import prepare_emg
from twitchwise.twitches.front import Front
from twitchwise.twitches.model import Reason
from twitchwise.twitches.settings import SETTINGS

_EMG = SETTINGS[RecordingKind.EMG]


def _noise(n_rows: int, seconds: float, rate_hz: float = 1000.0, seed: int = 0) -> NDArray[np.float64]:
    return 10.0 * np.random.default_rng(seed).standard_normal((n_rows, int(seconds * rate_hz)))


def _prepare(values: NDArray[np.floating], rate_hz: float = 1000.0) -> Front:
    return prepare_emg(an_emg(values, rate_hz), _EMG)


def _plain(front: Front) -> NDArray[np.float32]:
    return front.plain.read(0, front.plain.n_samples)


@pytest.mark.parametrize(("rate_hz", "core_hz"), [(500.0, 500.0), (1000.0, 1000.0), (2048.0, 1024.0), (4000.0, 1000.0)])
def test_the_core_gets_about_a_thousand_samples_a_second(rate_hz: float, core_hz: float) -> None:
    front = _prepare(_noise(2, 10.0, rate_hz), rate_hz)
    assert front.matrix.rate_hz == core_hz
    assert front.matrix.n_samples == pytest.approx(10.0 * core_hz, abs=1)
    assert front.matrix.unit == "uV"


@pytest.mark.parametrize("rate_hz", [1000.0, 2048.0, 4000.0])
def test_a_potential_keeps_its_time_and_size_across_the_pieces(rate_hz: float) -> None:
    onsets = [5.0, 14.996, 29.999, 40.0]  # pieces are 15 s long
    values = 1e-3 * _noise(1, 45.0, rate_hz)
    values[0] += waves(values.shape[1], rate_hz, onsets, 200.0)
    front = _prepare(values, rate_hz)
    plain = _plain(front)[0]
    for onset in onsets:
        at = int(onset * front.matrix.rate_hz)
        near = plain[at - 20 : at + 30]
        assert float(np.ptp(near)) == pytest.approx(200.0, rel=0.12)
        assert (at - 20 + int(near.argmax())) / front.matrix.rate_hz == pytest.approx(onset + 0.002, abs=0.0015)


@pytest.mark.parametrize("onset_s", [0.05, 0.2, 19.75, 19.9])
def test_a_potential_near_the_ends_keeps_its_size(onset_s: float) -> None:
    values = 1e-3 * _noise(1, 20.0)
    values[0] += waves(20_000, 1000.0, [onset_s], 200.0)
    at = int(onset_s * 1000)
    assert float(np.ptp(_plain(_prepare(values))[0, max(at - 20, 0) : at + 30])) == pytest.approx(200.0, rel=0.12)


def test_mains_does_not_come_back_at_the_ends() -> None:
    t = np.arange(20_000) / 1000.0
    clean = _plain(_prepare(_noise(1, 20.0)))
    hummed = _plain(_prepare(_noise(1, 20.0) + 40.0 * np.sin(2 * np.pi * 50.0 * t)))
    assert float(np.abs(hummed - clean).max()) < 15.0


def test_mains_is_taken_out_and_nothing_else() -> None:
    quiet = _noise(2, 30.0)
    t = np.arange(30_000) / 1000.0
    hum = sum(40.0 / k * np.sin(2 * np.pi * 50.0 * k * t + k) for k in (1, 2, 3, 5))
    clean, hummed = _plain(_prepare(quiet)), _plain(_prepare(quiet + hum))
    inside = slice(1000, -1000)
    assert float((hummed - clean)[:, inside].std()) < 0.2 * float(clean[:, inside].std())


def test_a_mains_line_does_not_ring_round_a_large_potential() -> None:
    t = np.arange(30_000) / 1000.0
    hum = 100.0 * np.sin(2 * np.pi * 50.0 * t)
    values = 0.1 * _noise(1, 30.0)
    values[0] += waves(30_000, 1000.0, [15.3], 2000.0)
    alone, both = _plain(_prepare(values))[0], _plain(_prepare(values + hum))[0]
    after = slice(15_400, 15_700)
    assert float(np.abs(both[after] - alone[after]).max()) < 20.0  # 1 % of the potential


def test_sixty_hertz_is_mains_too() -> None:
    values = _noise(1, 30.0) + 40.0 * np.sin(2 * np.pi * 60.0 * np.arange(30_000) / 1000.0)
    assert float(_plain(_prepare(values)).std()) == pytest.approx(
        float(_plain(_prepare(_noise(1, 30.0))).std()), rel=0.05
    )


def test_lost_samples_are_invalid_and_do_not_ring() -> None:
    values = _noise(2, 30.0) + 300.0  # an offset that a gap filled with zeros would turn into a step
    values[:, 10_000:10_400] = np.nan
    front = _prepare(values)
    assert not front.matrix.valid[10_000:10_400].any()
    assert front.matrix.valid[:9_900].all()
    assert front.matrix.valid[10_500:].all()
    assert float(np.abs(_plain(front)[:, 9_800:10_600]).max()) < 60.0


def test_one_channel_that_lost_samples_makes_them_invalid_for_all() -> None:
    values = _noise(3, 30.0)
    values[1, 20_000:20_100] = np.nan
    assert not _prepare(values).matrix.valid[20_000:20_100].any()


def test_clipped_samples_are_excluded_and_named() -> None:
    values = _noise(1, 30.0)
    values[0, 12_000:12_300] = 400.0 * np.sin(np.arange(300) / 20.0)
    front = _prepare(np.clip(values, -200.0, 200.0))
    assert front.exclusions
    assert {s.reason for s in front.exclusions} == {Reason.CLIPPING}
    assert front.exclusions[0].start_s == pytest.approx(12.0, abs=0.05)
    assert front.exclusions[-1].end_s == pytest.approx(12.3, abs=0.05)
    assert not front.matrix.valid[12_020:12_030].any()


def test_whole_counts_are_not_taken_for_clipping() -> None:
    values = np.round(0.2 * _noise(1, 60.0))
    assert _prepare(values).exclusions == ()


def test_dead_and_broken_channels_are_left_out_and_named() -> None:
    values = _noise(6, 20.0)
    values[1] = 0.0
    values[3] = np.nan
    values[4] *= 500.0
    front = _prepare(values)
    assert front.matrix.layout.labels == ("E1", "E3", "E6")
    told = " ".join(str(p) for p in front.problems)
    assert all(name in told for name in ("E2", "E4", "E5"))


@pytest.mark.parametrize("value", [0.0, 5.0, np.nan])
def test_flat_or_empty_channels_alone_are_no_recording(value: float) -> None:
    with pytest.raises(NotARecording, match="flat or empty"):
        _prepare(np.full((2, 20_000), value))


def test_too_few_samples_a_second_are_refused_in_one_sentence() -> None:
    with pytest.raises(NotARecording) as refused:
        _prepare(_noise(1, 30.0, 100.0), 100.0)
    assert "100 samples a second" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_neighbours_on_a_grid_touch_each_other() -> None:
    grid = tuple((r, c) for r in range(3) for c in range(2))
    front = prepare_emg(an_emg(_noise(6, 10.0), grid=grid), _EMG)
    layout = front.matrix.layout
    assert layout.shape == (3, 2)
    assert layout.neighbours is not None
    assert sorted(layout.neighbours[0]) == [1, 2, 3]
    assert sorted(layout.neighbours[2]) == [0, 1, 3, 4, 5]


def test_a_contraction_is_unrest() -> None:
    values = _noise(1, 60.0)
    values[:, 30_000:33_000] *= 3.0
    (span,) = _prepare(values).unrest
    assert (span.start_s, span.end_s) == pytest.approx((30.0, 33.0), abs=0.3)


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    prepare_emg(an_emg(_noise(1, 50.0)), _EMG, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_counts_stay_counts() -> None:
    recording = an_emg(np.round(_noise(1, 20.0)))
    assert recording.signal is not None
    from twitchwise.recordings.model import Quantity

    counts = replace(recording, signal=replace(recording.signal, quantity=Quantity.COUNTS))  # type: ignore[type-var]
    front = prepare_emg(counts, _EMG)
    assert front.matrix.unit == "counts"
    assert float(front.floor[0]) > 0.1  # a step of one count is a noise of 0.29


def test_short_losses_are_drawn_over_and_long_ones_left_out() -> None:
    values = _noise(1, 20.0)
    values[0, 100:19_900:100] = np.nan  # a sample now and then
    values[0, 8_000:9_000] = np.nan
    front = _prepare(values)
    lost = np.flatnonzero(~front.matrix.valid) / 1000.0
    assert (lost.min(), lost.max()) == pytest.approx((7.97, 9.03), abs=0.002)
    assert any("5.9 % of its numbers are missing" in str(problem) for problem in front.problems)


def test_a_channel_that_rests_on_one_value_is_flat_however_it_is_rounded() -> None:
    with pytest.raises(NotARecording, match="flat"):
        _prepare(np.full((1, 20_000), 0.0076295))
