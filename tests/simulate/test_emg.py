from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.errors import InputError
from twitchwise.simulate.emg import simulate_emg, write_long_emg
from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_world import EmgWorld, Montage, one_channel_world
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import Disturbance, SimulatedRecording

CLEAN = EmgWorld(duration_s=30.0, noise_uv=0.0, rate_per_min=20.0, doublet_share=0.0)
REST = EmgWorld(duration_s=60.0, rate_per_min=0.0, drift=(1.0, 1.0), rows=4, columns=4)


def run(world: EmgWorld, seed: int = 1) -> tuple[SimulatedRecording, NDArray[np.float32]]:
    simulated = simulate_emg(world, np.random.default_rng(seed))
    signal = simulated.recording.signal
    assert signal is not None
    return simulated, signal.read(0, signal.n_samples)


def band_rms(values: NDArray[np.float32], rate_hz: float, low_hz: float, high_hz: float) -> NDArray[np.float64]:
    power = np.abs(np.fft.rfft(values, axis=-1)) ** 2 * 2.0 / values.shape[-1] ** 2
    frequency = np.fft.rfftfreq(values.shape[-1], 1.0 / rate_hz)
    return np.asarray(np.sqrt(power[..., (frequency >= low_hz) & (frequency <= high_hz)].sum(axis=-1)))


@pytest.mark.parametrize(
    "world",
    [
        replace(CLEAN, amplitude_jitter=0.2),
        replace(CLEAN, amplitude_spread=3.0, local=True),
        replace(CLEAN, montage=Montage.BIPOLAR),
        replace(one_channel_world(duration_s=60.0), noise_uv=0.0, doublet_share=0.0),
    ],
)
def test_the_stated_size_and_onset_are_those_of_the_noise_free_signal(world: EmgWorld) -> None:
    simulated, values = run(world)
    n_checked = 0
    onsets_s = np.array([twitch.onset_s for twitch in simulated.truth.twitches])
    for i, twitch in enumerate(simulated.truth.twitches):
        apart_s = np.abs(np.delete(onsets_s, i) - twitch.onset_s)
        if apart_s.size and apart_s.min() < 0.08:
            continue
        first = int((twitch.onset_s - 0.005) * world.rate_hz)
        window = values[:, max(first, 0) : first + int(0.06 * world.rate_hz)]
        size = np.ptp(window, axis=1)
        assert size.max() == pytest.approx(twitch.amplitude, rel=1e-3)
        assert 0.002 < twitch.duration_s < 0.03
        if twitch.place is not None:
            row, column = int(twitch.place[1]), int(twitch.place[0])
            assert size[row * world.columns + column] > 0.97 * size.max()
        over = np.abs(window).max(axis=0) >= 0.02 * np.abs(window).max()
        onset_s = (max(first, 0) + int(np.argmax(over))) / world.rate_hz
        assert abs(onset_s - twitch.onset_s) <= 1.5 / world.rate_hz
        n_checked += 1
    assert n_checked >= 3


def test_between_twitches_a_clean_recording_is_silent() -> None:
    simulated, values = run(CLEAN)
    quiet = np.ones(values.shape[1], dtype=np.bool_)
    for twitch in simulated.truth.twitches:
        first = int((twitch.onset_s - 0.01) * CLEAN.rate_hz)
        quiet[max(first, 0) : first + int(0.08 * CLEAN.rate_hz)] = False

    assert float(np.abs(values[:, quiet]).max()) == 0.0


def test_noise_has_the_level_asked_for() -> None:
    _, values = run(REST)

    levels = band_rms(values, REST.rate_hz, 20.0, 500.0)
    assert np.sqrt(np.mean(levels**2)) == pytest.approx(11.0, rel=0.03)


def test_noise_falls_with_frequency_and_is_cut_off_by_the_amplifier() -> None:
    _, values = run(REST)

    density = [
        float(np.mean(band_rms(values, REST.rate_hz, f, 1.2 * f)) / np.sqrt(0.2 * f))
        for f in (2.0, 50.0, 200.0, 400.0, 800.0)
    ]
    assert density[0] < 0.6 * density[1]
    assert density[1] > 1.5 * density[2] > 1.5 * density[3] > 10 * density[4]


def test_neighbours_share_smooth_noise_and_hardly_share_rough_noise() -> None:
    world = replace(REST, rows=8, columns=8, duration_s=20.0)
    neighbour, far, condition = {}, {}, {}
    for roughness in Roughness:
        _, values = run(replace(world, roughness=roughness))
        correlation = np.asarray(np.corrcoef(values))
        neighbour[roughness] = np.mean([correlation[i, i + 8] for i in range(56)])
        far[roughness] = correlation[0, 63]
        eigenvalues = np.linalg.eigvalsh(correlation)
        condition[roughness] = eigenvalues[-1] / eigenvalues[0]

    assert neighbour[Roughness.SMOOTH] > 0.6
    assert far[Roughness.SMOOTH] < neighbour[Roughness.SMOOTH] - 0.15
    assert neighbour[Roughness.ROUGH] < 0.25
    assert condition[Roughness.SMOOTH] > 8 * condition[Roughness.ROUGH]


def test_pieces_join_without_a_seam() -> None:
    _, values = run(replace(REST, duration_s=120.0))

    seams = np.arange(31744, values.shape[1] - 600, 31744)
    at_seams = np.stack([values[:, s - 512 : s + 512].std(axis=1) for s in seams]).mean()
    assert at_seams == pytest.approx(float(values.std(axis=1).mean()), rel=0.03)


def test_the_level_drifts_within_its_bounds() -> None:
    _, values = run(replace(REST, duration_s=300.0, drift=(0.5, 2.0), rows=1, columns=1))
    levels = values[0, : 300 * 2048].reshape(300, 2048).std(axis=1)

    assert levels.max() / levels.min() > 1.6
    assert levels.max() / levels.min() < 5.0


def test_heavy_tails_have_the_kurtosis_asked_for_and_the_same_level() -> None:
    world = replace(REST, duration_s=120.0, rows=1, columns=1)
    _, gaussian = run(world)
    _, heavy = run(replace(world, kurtosis=4.5))

    assert float(np.mean(gaussian**4) / np.mean(gaussian**2) ** 2) == pytest.approx(3.0, abs=0.1)
    assert float(np.mean(heavy**4) / np.mean(heavy**2) ** 2) == pytest.approx(4.5, abs=0.7)
    assert heavy.std() == pytest.approx(gaussian.std(), rel=0.05)


def test_mains_is_a_line_with_harmonics_of_the_level_asked_for() -> None:
    world = replace(REST, noise_uv=0.0, mains_uv=5.0)
    _, values = run(world)

    fundamental = np.median(band_rms(values, world.rate_hz, 49.5, 50.5))
    assert fundamental == pytest.approx(5.0, rel=0.2)
    assert np.median(band_rms(values, world.rate_hz, 149.0, 151.0)) > 0.3 * fundamental
    assert np.median(band_rms(values, world.rate_hz, 60.0, 90.0)) < 0.02 * fundamental


def test_the_heart_beats_sixty_to_eighty_times_a_minute_with_the_size_asked_for() -> None:
    world = replace(REST, noise_uv=0.0, ecg_uv=40.0)
    _, values = run(world)
    best = int(np.argmax(np.ptp(values, axis=1)))
    over = values[best] > 20.0
    n_beats = int(np.sum(over[1:] & ~over[:-1]))

    assert 55 <= n_beats <= 85
    assert float(np.ptp(values[best])) == pytest.approx(40.0, rel=0.2)


def test_voluntary_bursts_are_loud_and_listed() -> None:
    world = replace(REST, noise_uv=0.0, bursts_per_min=4.0, burst_uv=100.0)
    simulated, values = run(world)
    spans = simulated.truth.interference

    assert [span.name for span in spans] == [Disturbance.VOLUNTARY] * 4
    loudest = []
    inside = np.zeros(values.shape[1], dtype=np.bool_)
    for span in spans:
        low, high = int(span.start_s * world.rate_hz), int(span.end_s * world.rate_hz)
        inside[low : high + 200] = True
        third = (high - low) // 3
        loudest.append(float(values[:, low + third : high - third].std(axis=1).max()))
    assert np.mean(loudest) == pytest.approx(100.0, rel=0.25)
    assert float(np.abs(values[:, ~inside]).max()) == 0.0


def test_regular_firing_is_listed_and_no_twitch() -> None:
    simulated, values = run(replace(REST, noise_uv=0.0, regular_per_min=1.0, regular_uv=60.0))

    assert simulated.truth.twitches == ()
    assert [span.name for span in simulated.truth.interference] == [Disturbance.REGULAR_FIRING]
    assert np.ptp(values, axis=1).max() == pytest.approx(60.0, rel=0.2)


def test_broken_channels_and_converter_show() -> None:
    _, values = run(replace(REST, dead_channels=1, clipped_channels=1, clip_uv=500.0, step_uv=0.5, duration_s=10.0))
    deviation = values.std(axis=1)

    assert np.sum(deviation == 0.0) == 1
    clipped = int(np.argmax(deviation))
    assert float(np.mean(np.abs(values[clipped]) == 500.0)) > 0.1
    assert np.allclose(values / 0.5, np.round(values / 0.5))


def test_the_same_seed_gives_the_same_samples_and_another_seed_does_not() -> None:
    world = replace(REST, rate_per_min=30.0, duration_s=20.0, ecg_uv=10.0, kurtosis=3.6)
    first, values = run(world, seed=5)
    second, again = run(world, seed=5)
    _, other = run(world, seed=6)

    assert first.truth == second.truth
    assert first.truth.seed == 5
    assert np.array_equal(values, again)
    assert not np.array_equal(values, other)


def test_the_banks_hold_different_units() -> None:
    world = replace(CLEAN, n_units=1, duration_s=20.0)
    shapes = []
    for bank in Bank:
        simulated, values = run(replace(world, bank=bank))
        first = int(simulated.truth.twitches[0].onset_s * world.rate_hz)
        shape = values[:, first : first + 30].ravel()
        shapes.append(shape / np.linalg.norm(shape))

    assert abs(float(shapes[0] @ shapes[1])) < 0.98


def test_local_units_are_seen_by_few_electrodes() -> None:
    n_seen = {}
    for local in (False, True):
        simulated, values = run(replace(CLEAN, local=local))
        counts = []
        for twitch in simulated.truth.twitches:
            first = int(twitch.onset_s * CLEAN.rate_hz)
            size = np.ptp(values[:, first : first + 100], axis=1)
            counts.append(int(np.sum(size > 0.5 * size.max())))
        n_seen[local] = float(np.median(counts))

    assert n_seen[True] <= 4
    assert n_seen[False] >= 9


def test_a_long_recording_written_piece_by_piece_equals_the_one_in_memory(tmp_path: Path) -> None:
    world = replace(REST, rate_per_min=30.0, duration_s=40.0)
    path = tmp_path / "long.npz"

    truth = write_long_emg(path, world, np.random.default_rng(9))
    simulated, values = run(world, seed=9)

    with np.load(path) as stored:
        assert np.array_equal(stored["emg"], values)
        assert float(stored["rate_hz"]) == 2048.0
        assert str(stored["unit"]) == "uV"
        assert stored["grid"].tolist() == [[row, column] for row in range(4) for column in range(4)]
    assert truth == simulated.truth
    assert [p.name for p in tmp_path.iterdir()] == ["long.npz"]


@pytest.mark.parametrize(
    "knobs", [{"duration_s": 0.0}, {"rows": 0}, {"amplitude_uv": -1.0}, {"rate_per_min": -3.0}, {"kurtosis": 2.0}]
)
def test_an_impossible_world_is_refused_in_one_sentence(knobs: dict[str, float]) -> None:
    with pytest.raises(InputError, match="simulated world"):
        run(replace(REST, **knobs))  # type: ignore[arg-type]
