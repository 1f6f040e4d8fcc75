import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_film, a_phone, a_texture, an_emg, reasons, waves, with_moved_patch
from twitchwise.errors import NotARecording
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import RecordingKind, Span
from twitchwise.recordings.open import read_recording
from twitchwise.simulate.emg import simulate_emg
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Certainty, Measurement, MeasuringOptions, Reason, Twitch

_ONSETS_S = tuple(float(t) for t in np.array([4.1, 9.7, 13.2, 21.9, 28.4, 33.3, 41.8, 47.2, 52.6, 57.1]))
_TEXTURE = a_texture(160, 240)
_CONTRACTION_S = 0.08


def _channel(seconds: float = 60.0, *, seed: int = 0) -> NDArray[np.float64]:
    return 10.0 * np.random.default_rng(seed).standard_normal((1, int(seconds * 1000)))


def _phone_noise(seconds: float = 60.0, *, seed: int = 0) -> NDArray[np.float64]:
    return 0.6 * np.random.default_rng(seed).standard_normal((3, int(seconds * 100)))


def _twitching_channel() -> NDArray[np.float64]:
    return _channel() + waves(60_000, 1000.0, _ONSETS_S, 300.0)


def _film(n: int = 600, *, twitches_at: tuple[int, ...] = ()) -> list[NDArray[np.float64]]:
    rng = np.random.default_rng(0)
    pictures = [_TEXTURE + rng.standard_normal(_TEXTURE.shape) for _ in range(n)]
    for at in twitches_at:
        for i in range(1, 20):
            rise = i / 30.0 / _CONTRACTION_S
            displaced = with_moved_patch(_TEXTURE, rise**2 * float(np.exp(2 * (1 - rise))), centre=(120.0, 80.0))
            pictures[at + i] = displaced + rng.standard_normal(displaced.shape)
    return pictures


def _clear(measurement: Measurement) -> list[Twitch]:
    return [t for t in measurement.twitches if t.certainty is Certainty.CLEAR]


def _onsets(twitches: list[Twitch]) -> list[float]:
    return [t.onset_s for t in twitches]


def _excluded_share(measurement: Measurement, start_s: float, end_s: float, reason: Reason) -> float:
    """Share of a stretch that was left out for a reason."""
    overlaps = [
        max(min(s.end_s, end_s) - max(s.start_s, start_s), 0.0) for s in measurement.excluded if s.reason is reason
    ]
    return sum(overlaps) / (end_s - start_s)


def test_twitches_of_one_channel_are_found_with_rate_and_size() -> None:
    measurement = measure_twitches(an_emg(_twitching_channel()))
    assert _onsets(_clear(measurement)) == pytest.approx(_ONSETS_S, abs=0.006)
    assert isinstance(measurement.strict, Estimate)
    assert measurement.strict.value == pytest.approx(10.0, rel=0.02)
    assert measurement.strict.low < 10.0 < measurement.strict.high
    assert measurement.seen
    assert float(np.median([t.amplitude for t in measurement.twitches])) == pytest.approx(300.0, rel=0.1)
    assert measurement.analysed_s == pytest.approx(60.0)
    assert isinstance(measurement.noise, Estimate)
    assert measurement.noise.value == pytest.approx(10.0, rel=0.2)


def test_noise_alone_is_no_twitch_seen_but_says_what_could_have_been() -> None:
    measurement = measure_twitches(an_emg(_channel()))
    assert not measurement.seen
    assert isinstance(measurement.smallest_detectable, Estimate)
    assert 40.0 < measurement.smallest_detectable.value < 300.0
    assert isinstance(measurement.strict, Estimate)
    assert measurement.strict.low <= 0.1


def test_lost_samples_are_left_out_and_named() -> None:
    values = _twitching_channel()
    values[0, 20_000:23_000] = np.nan
    measurement = measure_twitches(an_emg(values))
    assert _excluded_share(measurement, 20.0, 23.0, Reason.GAP) == pytest.approx(1.0, abs=0.01)
    assert measurement.analysed_s == pytest.approx(57.0, abs=0.2)
    assert _onsets(_clear(measurement)) == pytest.approx([t for t in _ONSETS_S if not 20 < t < 23], abs=0.006)
    assert isinstance(measurement.strict, Estimate)
    assert measurement.strict.value == pytest.approx(9 / 57 * 60, rel=0.02)


def test_a_gap_of_the_file_is_left_out_and_named() -> None:
    clock = np.concatenate((np.arange(3000) / 100.0, 35.0 + np.arange(3000) / 100.0))
    measurement = measure_twitches(a_phone(_phone_noise(), clock_s=clock))
    assert _excluded_share(measurement, 30.0, 35.0, Reason.GAP) == pytest.approx(1.0, abs=0.02)
    assert measurement.analysed_s == pytest.approx(60.0, abs=0.2)
    assert _clear(measurement) == []


def test_a_named_gap_without_lost_samples_is_believed() -> None:
    recording = replace(an_emg(_channel()), gaps=(Span(start_s=10.0, end_s=12.0),))
    measurement = measure_twitches(recording)
    assert _excluded_share(measurement, 10.0, 12.0, Reason.GAP) == pytest.approx(1.0)


def test_a_clipped_stretch_is_left_out_and_named() -> None:
    values = _twitching_channel() + waves(60_000, 1000.0, [30.0], 6000.0, half_s=0.1)
    measurement = measure_twitches(an_emg(np.clip(values, -1000.0, 1000.0)))
    assert _excluded_share(measurement, 30.02, 30.08, Reason.CLIPPING) == pytest.approx(1.0)
    assert not [t for t in _onsets(_clear(measurement)) if 30.02 < t < 30.08]


def test_a_mains_line_makes_no_twitch_and_hides_none() -> None:
    hum = 100.0 * np.sin(2 * np.pi * 50.0 * np.arange(60_000) / 1000.0)
    quiet = measure_twitches(an_emg(_channel() + hum))
    assert _clear(quiet) == []
    onsets = _onsets(_clear(measure_twitches(an_emg(_twitching_channel() + hum))))
    assert onsets == pytest.approx(_ONSETS_S, abs=0.010)
    assert np.median(np.abs(np.subtract(onsets, _ONSETS_S))) <= 0.005


def test_coarse_steps_of_a_sensor_give_no_flood_of_events() -> None:
    for seed in range(3):
        values = np.round(5.0 * _phone_noise(120.0, seed=seed) / 15.6) * 15.6
        assert len(measure_twitches(a_phone(values)).twitches) <= 2


def test_a_phone_on_a_twitching_muscle_is_measured() -> None:
    world = MotionWorld(duration_s=60.0, rate_per_min=12.0, amplitude_mg=30.0, doublet_share=0.0)
    simulated = simulate_motion(world, np.random.default_rng(1))
    measurement = measure_twitches(simulated.recording)
    assert _onsets(_clear(measurement)) == pytest.approx([t.onset_s for t in simulated.truth.twitches], abs=0.03)
    assert measurement.unit == "mg"
    assert measurement.n_doublets == 0


def test_an_arm_that_moves_all_the_time_is_voluntary() -> None:
    values = _phone_noise() + 200.0 * np.sin(2 * np.pi * 1.8 * np.arange(6000) / 100.0)
    values += 60.0 * np.random.default_rng(3).standard_normal(values.shape)
    measurement = measure_twitches(a_phone(values))
    assert isinstance(measurement.strict, NotMeasurable)
    assert measurement.strict.reason
    assert isinstance(measurement.smallest_detectable, NotMeasurable)
    assert reasons(measurement) == {Reason.VOLUNTARY}
    assert _clear(measurement) == []
    assert not measurement.seen


def test_regular_firing_of_a_unit_is_no_twitching() -> None:
    rng = np.random.default_rng(4)
    firing = 20.0 + np.cumsum(0.1 * (1 + 0.1 * rng.standard_normal(100)))
    values = _channel() + waves(60_000, 1000.0, list(firing), 300.0)
    measurement = measure_twitches(an_emg(values))
    assert not [t for t in _onsets(_clear(measurement)) if 19.5 < t < 31.0]
    assert Reason.VOLUNTARY in {r.reason for r in measurement.rejected} | reasons(measurement)


def test_a_heart_in_the_electrodes_is_no_twitching() -> None:
    rng = np.random.default_rng(5)
    beats = 0.4 + np.cumsum(0.85 * (1 + 0.03 * rng.standard_normal(68)))
    values = _channel() + waves(60_000, 1000.0, list(beats), 400.0, half_s=0.01)
    measurement = measure_twitches(an_emg(values))
    assert len(_clear(measurement)) <= 3
    assert sum(r.reason is Reason.PULSE for r in measurement.rejected) >= 55


def test_a_film_of_a_twitch_shows_it_in_its_place() -> None:
    measurement = measure_twitches(a_film(_film(twitches_at=(150, 290, 470))))
    assert _onsets(_clear(measurement)) == pytest.approx([5.0, 290 / 30, 470 / 30], abs=0.1)
    for twitch in _clear(measurement):
        assert (twitch.place.x, twitch.place.y) == pytest.approx((120.0, 80.0), abs=20.0)
        assert twitch.amplitude == pytest.approx(1.0, rel=0.3)
    assert measurement.place_map is not None
    assert measurement.place_map.still is not None


def test_a_dropped_frame_is_not_a_twitch() -> None:
    pictures = _film()
    kept = np.delete(np.arange(600), [100, 101, 222, 345, 346, 347, 480])
    film = a_film([pictures[i] for i in kept], times_s=kept / 30.0)
    assert measure_twitches(film).twitches == ()


def test_an_exposure_step_is_not_a_twitch() -> None:
    pictures = _film()
    for at, gain in ((150, 1.05), (300, 0.95), (450, 1.08)):
        pictures[at:] = [gain * picture for picture in pictures[at:]]
    assert measure_twitches(a_film(pictures)).twitches == ()


def test_three_frames_are_no_recording() -> None:
    with pytest.raises(NotARecording) as refused:
        measure_twitches(a_film([_TEXTURE] * 3))
    assert "\n" not in str(refused.value)


def test_a_second_of_emg_is_no_recording() -> None:
    with pytest.raises(NotARecording, match=r"1\.0 s") as refused:
        measure_twitches(an_emg(_channel(1.0)))
    assert "\n" not in str(refused.value)


def test_a_recording_of_nothing_but_lost_samples_is_no_recording() -> None:
    with pytest.raises(NotARecording):
        measure_twitches(an_emg(np.full((1, 60_000), np.nan)))


@pytest.mark.parametrize("kind", ["emg", "motion", "video"])
def test_the_result_is_the_same_each_time(kind: str) -> None:
    def measure() -> Measurement:
        if kind == "emg":
            world = EmgWorld(duration_s=30.0, rows=3, columns=3)
            return measure_twitches(simulate_emg(world, np.random.default_rng(2)).recording)
        if kind == "motion":
            return measure_twitches(simulate_motion(MotionWorld(), np.random.default_rng(2)).recording)
        return measure_twitches(a_film(_film(240, twitches_at=(100,))))

    first, second = measure(), measure()
    assert first.twitches == second.twitches
    assert first.rejected == second.rejected
    assert first.excluded == second.excluded
    assert (first.strict, first.lenient) == (second.strict, second.lenient)
    assert first.smallest_detectable == second.smallest_detectable
    assert first.groups == second.groups


def test_fewer_accepted_false_alarms_never_give_more_twitches() -> None:
    world = MotionWorld(duration_s=120.0, amplitude_mg=6.0)
    recording = simulate_motion(world, np.random.default_rng(6)).recording
    strict, usual = (measure_twitches(recording, MeasuringOptions(false_alarms_per_min=asked)) for asked in (0.01, 1.0))
    assert len(strict.twitches) <= len(usual.twitches)
    assert isinstance(strict.smallest_detectable, Estimate)
    assert isinstance(usual.smallest_detectable, Estimate)
    assert strict.smallest_detectable.value > usual.smallest_detectable.value


def test_intervals_have_the_level_asked_for() -> None:
    recording = an_emg(_twitching_channel())
    narrow, wide = (measure_twitches(recording, MeasuringOptions(level=level)).strict for level in (0.5, 0.95))
    assert isinstance(narrow, Estimate)
    assert isinstance(wide, Estimate)
    assert (narrow.level, wide.level) == (0.5, 0.95)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_the_lenient_rate_is_never_below_the_strict_count() -> None:
    world = EmgWorld(duration_s=60.0, rows=2, columns=2, bursts_per_min=4.0)
    measurement = measure_twitches(simulate_emg(world, np.random.default_rng(7)).recording)
    assert isinstance(measurement.strict, Estimate)
    assert isinstance(measurement.lenient, Estimate)
    assert measurement.lenient.n >= measurement.strict.n == len(_clear(measurement))
    assert measurement.lenient.n == len(measurement.twitches)


def test_everything_found_is_in_order_and_inside_the_recording() -> None:
    world = MotionWorld(duration_s=90.0, movements_per_min=2.0, big_bumps_per_min=2.0)
    measurement = measure_twitches(simulate_motion(world, np.random.default_rng(8)).recording)
    for onsets in ([t.onset_s for t in measurement.twitches], [r.onset_s for r in measurement.rejected]):
        assert onsets == sorted(onsets)
        assert all(-0.1 <= t <= 90.0 for t in onsets)
    spans = measurement.excluded
    assert all(one.end_s <= other.start_s for one, other in itertools.pairwise(spans))
    outside = measurement.recording.duration_s - sum(s.end_s - s.start_s for s in spans)
    assert measurement.analysed_s == pytest.approx(outside)


def test_a_clear_twitch_never_lies_in_time_that_was_left_out() -> None:
    world = EmgWorld(duration_s=60.0, rows=2, columns=2, bursts_per_min=4.0)
    measurement = measure_twitches(simulate_emg(world, np.random.default_rng(9)).recording)
    for twitch in _clear(measurement):
        assert not any(s.start_s <= twitch.onset_s < s.end_s for s in measurement.excluded)


def test_progress_only_rises_and_ends_whole() -> None:
    told: list[float] = []
    measure_twitches(an_emg(_channel(20.0)), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_summary_tells_what_was_measured() -> None:
    summary = measure_twitches(an_emg(np.vstack([_channel(20.0), _channel(20.0, seed=1)]))).recording
    assert (summary.kind, summary.rate_hz, summary.n_places, summary.unit) == (RecordingKind.EMG, 1000.0, 2, "uV")
    assert summary.duration_s == pytest.approx(20.0)


def test_a_walking_phone_is_not_measurable_because_it_is_voluntary(shared_data: Path) -> None:
    measurement = measure_twitches(read_recording(shared_data / "recordings" / "phone_upper_arm_walking_405hz.csv"))
    assert isinstance(measurement.strict, NotMeasurable)
    assert measurement.analysed_s == pytest.approx(0.0, abs=0.1)
    assert reasons(measurement) == {Reason.VOLUNTARY}
    assert _clear(measurement) == []


def test_standing_up_and_sitting_down_is_voluntary(shared_data: Path) -> None:
    measurement = measure_twitches(read_recording(shared_data / "recordings" / "lumbar_sit_to_stand_128hz.npz"))
    assert _clear(measurement) == []
    assert isinstance(measurement.strict, NotMeasurable) or measurement.strict.value == 0.0
    assert Reason.VOLUNTARY in reasons(measurement)
    assert not measurement.seen


@pytest.mark.parametrize("asked", [0.1, 0.5])
def test_a_contracting_muscle_under_a_needle_is_voluntary(shared_data: Path, asked: float) -> None:
    recording = read_recording(shared_data / "recordings" / "emg_needle_healthy_4khz.txt")
    measurement = measure_twitches(recording, MeasuringOptions(false_alarms_per_min=asked))
    assert isinstance(measurement.strict, NotMeasurable) or measurement.strict.value == 0.0
    assert _clear(measurement) == []
    assert Reason.VOLUNTARY in reasons(measurement) | {r.reason for r in measurement.rejected}
    assert not measurement.seen


def test_weak_contractions_at_the_end_of_a_hobby_recording_are_voluntary(shared_data: Path) -> None:
    path = shared_data / "recordings" / "emg_surface_1ch_1000hz.txt"
    measurement = measure_twitches(read_recording(path, kind=RecordingKind.EMG))
    for start_s, end_s in ((36.0, 41.0), (50.0, 58.0)):  # the level doubles there
        assert _excluded_share(measurement, start_s, end_s, Reason.VOLUNTARY) > 0.9
        assert not [t for t in _onsets(_clear(measurement)) if start_s <= t < end_s]


@pytest.mark.parametrize("lost", [slice(0, 30_000), slice(30_000, 60_000), slice(15_000, 45_000)])
def test_twitches_beside_a_loss_are_those_of_the_rest_alone(lost: slice) -> None:
    rng = np.random.default_rng(3)
    onsets = np.sort(rng.uniform(1.0, 59.0, 30))
    values = 10.0 * rng.standard_normal((1, 60_000))
    values[0] += waves(60_000, 1000.0, list(onsets), 300.0)
    values[0, lost] = np.nan
    measurement = measure_twitches(an_emg(values))
    there = onsets[np.isfinite(values[0, (1000 * onsets).astype(int)])]
    assert measurement.analysed_s == pytest.approx(30.0, abs=0.5)
    assert len(measurement.twitches) == pytest.approx(there.size, abs=2)
