import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_phone, waves
from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Quantity, RecordingKind
from twitchwise.recordings.samples import SampledSignal
from twitchwise.twitches.model import Reason
from twitchwise.twitches.motion_front import prepare_motion
from twitchwise.twitches.settings import SETTINGS

_MOTION = SETTINGS[RecordingKind.MOTION]


def _noise(seconds: float, rate_hz: float = 100.0, seed: int = 0) -> NDArray[np.float64]:
    return 0.6 * np.random.default_rng(seed).standard_normal((3, int(seconds * rate_hz)))


@pytest.mark.parametrize(("rate_hz", "core_hz"), [(50.0, 50.0), (100.0, 100.0), (200.0, 100.0), (405.0, 101.25)])
def test_the_core_gets_about_a_hundred_samples_a_second(rate_hz: float, core_hz: float) -> None:
    front = prepare_motion(a_phone(_noise(30.0, rate_hz), rate_hz), _MOTION)
    assert front.matrix.rate_hz == pytest.approx(core_hz, rel=0.001)
    assert front.matrix.n_samples == pytest.approx(30.0 * core_hz, abs=2)
    assert (front.matrix.unit, front.matrix.layout.n_places, front.matrix.n_rows) == ("mg", 1, 3)


@pytest.mark.parametrize("rate_hz", [100.0, 400.0])
def test_a_movement_keeps_its_time_and_size(rate_hz: float) -> None:
    values = 0.01 * _noise(30.0, rate_hz)
    values[1] += waves(values.shape[1], rate_hz, [12.0], 20.0, half_s=0.05)
    front = prepare_motion(a_phone(values, rate_hz), _MOTION)
    plain = front.plain.read(0, front.plain.n_samples)[1]
    assert float(np.ptp(plain[1150:1300])) == pytest.approx(20.0, rel=0.08)
    assert float(plain.argmax()) / 100.0 == pytest.approx(12.025, abs=0.011)


def test_gravity_is_gone() -> None:
    front = prepare_motion(a_phone(_noise(30.0)), _MOTION)
    assert float(np.abs(front.plain.read(0, 3000)).max()) < 5.0


def test_uneven_sample_times_are_followed() -> None:
    rng = np.random.default_rng(1)
    clock = np.arange(3000) / 100.0 + rng.uniform(-0.003, 0.003, 3000)
    clock -= clock[0]
    values = np.zeros((3, 3000))
    values[0] = 10.0 * np.sin(2 * np.pi * 10.0 * clock)
    front = prepare_motion(a_phone(values, clock_s=clock), _MOTION)
    t = front.start_s + np.arange(front.plain.n_samples) / front.plain.rate_hz
    error = front.plain.read(0, t.size)[0] - 10.0 * np.sin(2 * np.pi * 10.0 * t)
    assert float(np.abs(error[200:-200]).max()) < 0.6


def test_a_gap_is_invalid_and_does_not_ring() -> None:
    clock = np.concatenate((np.arange(1000) / 100.0, 12.0 + np.arange(1000) / 100.0))
    front = prepare_motion(a_phone(_noise(20.0), clock_s=clock), _MOTION)
    assert not front.matrix.valid[1005:1195].any()
    assert front.matrix.valid[:990].all()
    assert front.matrix.valid[1210:].all()
    assert float(np.abs(front.plain.read(900, 1300)).max()) < 4.0


def test_lost_samples_are_stepped_over() -> None:
    values = _noise(30.0)
    values[2, 1000:1003] = np.nan
    front = prepare_motion(a_phone(values), _MOTION)
    assert np.isfinite(front.matrix.read(0, front.matrix.n_samples)).all()
    assert float(np.abs(front.plain.read(980, 1020)).max()) < 4.0


def test_the_clock_of_the_recording_may_start_late() -> None:
    clock = 0.75 + np.arange(3000) / 100.0
    assert prepare_motion(a_phone(_noise(30.0), clock_s=clock), _MOTION).start_s == pytest.approx(0.75)


def test_clipped_samples_are_excluded_and_named() -> None:
    values = _noise(30.0)
    values[0, 1500:1560] += 3000.0 * np.sin(np.arange(60) / 6.0)
    front = prepare_motion(a_phone(np.clip(values, -1500.0, 1500.0)), _MOTION)
    assert front.exclusions
    assert {s.reason for s in front.exclusions} == {Reason.CLIPPING}
    assert all(15.0 <= s.start_s < s.end_s <= 15.6 for s in front.exclusions)
    assert not front.matrix.valid[int(front.exclusions[0].start_s * 100) + 1]


def test_coarse_steps_are_not_taken_for_clipping() -> None:
    values = np.round(_noise(30.0) * 4.0 / 15.6) * 15.6
    front = prepare_motion(a_phone(values), _MOTION)
    assert front.exclusions == ()
    assert float(front.floor.min()) > 3.0  # a step of 15.6 mg is a noise of 4.5


def test_a_limb_that_turns_is_unrest() -> None:
    values = _noise(30.0)
    values[0, 1000:1400] += 40.0 * np.sin(2 * np.pi * np.arange(400) / 100.0)
    (span, *_) = prepare_motion(a_phone(values), _MOTION).unrest
    assert span.start_s == pytest.approx(10.0, abs=0.7)
    assert span.reason is Reason.VOLUNTARY


def test_the_gyroscope_tells_when_the_phone_itself_turns() -> None:
    turning = 0.002 * np.random.default_rng(2).standard_normal((3, 3000))
    turning[1, 1500:1530] += 0.5 * np.sin(2 * np.pi * np.arange(30) / 15.0)
    gyro = SampledSignal(
        quantity=Quantity.ANGULAR_VELOCITY, labels=("x", "y", "z"), values=turning.astype(np.float32), rate_hz=100.0
    )
    front = prepare_motion(a_phone(_noise(30.0), companions=(gyro,)), _MOTION)
    assert front.together is not None
    assert front.together[1500:1530].max() > 20.0
    assert float(np.median(front.together)) < 3.0
    assert prepare_motion(a_phone(_noise(30.0)), _MOTION).together is None


def test_a_sensor_that_shows_nothing_is_no_recording() -> None:
    with pytest.raises(NotARecording, match="no change"):
        prepare_motion(a_phone(np.zeros((3, 3000))), _MOTION)


def test_too_few_samples_a_second_are_refused_in_one_sentence() -> None:
    with pytest.raises(NotARecording) as refused:
        prepare_motion(a_phone(_noise(30.0, 20.0), 20.0), _MOTION)
    assert "20 samples a second" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_samples_are_no_recording() -> None:
    with pytest.raises(NotARecording):
        prepare_motion(a_phone(_noise(0.02)), _MOTION)
