import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.clocks import ClockUnit, Stamps
from twitchwise.recordings.model import Provenance, Quantity, Recording
from twitchwise.recordings.motion import Track, build_recording, gravity_size, holds_gravity, normal_unit

PROVENANCE = Provenance(name="a.csv", sha256="", size_bytes=0, format="test")
PER_G = {"g": 1.0, "mg": 1000.0, "m/s2": 9.80665}


def resting(n: int = 600) -> NDArray[np.float64]:
    """A phone at rest on a tilted limb, in g: gravity and 1 mg of noise."""
    direction = np.array([0.6, 0.0, 0.8])
    return direction + np.random.default_rng(1).normal(scale=1e-3, size=(n, 3))


def track(values: NDArray[np.float64], *, unit: str | None = None, start_s: float = 0.0, rate_hz: float = 100) -> Track:
    return Track(
        name="acceleration",
        quantity=Quantity.ACCELERATION,
        labels=("x", "y", "z"),
        values=values,
        unit=unit,
        stamps=Stamps(first=0, values=start_s + np.arange(len(values)) / rate_hz, unit=ClockUnit.S),
    )


def companion(quantity: Quantity, unit: str | None, *, start_s: float) -> Track:
    n = 1 if quantity is Quantity.PRESSURE else 3
    return Track(
        name="companion",
        quantity=quantity,
        labels=("pressure",) if n == 1 else ("x", "y", "z"),
        values=np.full((50, n), 2.0) + np.arange(50)[:, np.newaxis],
        unit=unit,
        stamps=Stamps(first=0, values=start_s + np.arange(50) / 10, unit=ClockUnit.S),
    )


def built(main: Track, *companions: Track) -> Recording:
    return build_recording(main, companions=companions, provenance=PROVENANCE)


def samples(recording: Recording) -> NDArray[np.float32]:
    assert recording.signal is not None
    return recording.signal.read(0, recording.signal.n_samples)


@pytest.mark.parametrize("unit", ["g", "mg", "m/s2"])
@pytest.mark.parametrize("is_stated", [True, False])
def test_acceleration_comes_out_in_mg_whether_the_unit_is_stated_or_not(unit: str, is_stated: bool) -> None:
    recording = built(track(resting() * PER_G[unit], unit=unit if is_stated else None))
    np.testing.assert_allclose(samples(recording), resting().T * 1000, rtol=1e-5, atol=1e-3)
    assert recording.problems == ()


def test_acceleration_without_gravity_is_taken_as_metres_and_says_so() -> None:
    linear = (resting() - np.array([0.6, 0.0, 0.8])) * PER_G["m/s2"]
    recording = built(track(linear))
    np.testing.assert_allclose(samples(recording), linear.T * 1000 / 9.80665, rtol=1e-5)
    assert "m/s2 was assumed" in recording.problems[0].what


def test_converter_counts_are_refused_with_the_option_that_helps() -> None:
    with pytest.raises(NotARecording, match=r"cannot be told .+ --unit g, --unit mg or --unit m/s2"):
        built(track(resting() * 16384))


def test_a_file_that_says_g_but_measures_ten_is_read_as_metres() -> None:
    recording = built(track(resting() * PER_G["m/s2"], unit="g"))
    assert np.linalg.norm(samples(recording).mean(axis=1)) == pytest.approx(1000, rel=0.01)
    assert "read as m/s2" in recording.problems[0].what


def test_shaking_is_not_mistaken_for_gravity() -> None:
    shaken = np.random.default_rng(2).normal(scale=0.6, size=(2000, 3))  # its usual length is about 1
    assert np.median(np.linalg.norm(shaken, axis=1)) == pytest.approx(0.92, abs=0.1)
    assert not holds_gravity(shaken)
    assert holds_gravity(shaken + np.array([0.0, 0.0, 1.0]))


def test_gravity_of_nothing_is_nan() -> None:
    assert np.isnan(gravity_size(np.full((5, 3), np.nan)))


def test_companions_keep_their_own_clock_on_the_same_zero() -> None:
    recording = built(
        track(resting(), start_s=100.0),
        companion(Quantity.ANGULAR_VELOCITY, "deg/s", start_s=100.25),
        companion(Quantity.PRESSURE, "Pa", start_s=99.5),
    )
    rotation, pressure = recording.companions
    assert rotation.times_s(0, 1)[0] == pytest.approx(0.25)
    assert pressure.times_s(0, 1)[0] == pytest.approx(-0.5)
    assert rotation.read(0, 1)[0, 0] == pytest.approx(2 * np.pi / 180)
    assert pressure.read(0, 1)[0, 0] == pytest.approx(0.02)
    assert rotation.rate_hz == pytest.approx(10)


def test_a_companion_without_unit_is_left_out_and_named() -> None:
    recording = built(track(resting()), companion(Quantity.ANGULAR_VELOCITY, None, start_s=0))
    assert recording.companions == ()
    assert "left out, since its unit is not stated" in recording.problems[0].what


def test_a_companion_on_a_clock_of_its_own_is_left_out() -> None:
    recording = built(track(resting()), companion(Quantity.PRESSURE, "hPa", start_s=1e9))
    assert recording.companions == ()
    assert "days off that of the acceleration" in recording.problems[0].what


def test_lost_values_stay_lost_and_an_axis_that_stands_still_is_named() -> None:
    values = resting()
    values[5, 0] = np.nan
    values[:, 1] = 0.0
    recording = built(track(values))
    assert np.isnan(samples(recording)[0, 5])
    assert "the y axis never changes" in recording.problems[0].what


def test_three_axes_that_stand_still_are_no_recording() -> None:
    with pytest.raises(NotARecording, match="constant"):
        built(track(np.ones((100, 3)), unit="g"))


def test_the_duration_runs_to_one_interval_after_the_last_sample() -> None:
    assert built(track(resting(600))).duration_s == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(m/s^2)", "m/s2"),
        ("m/s\N{SUPERSCRIPT TWO}", "m/s2"),
        ("[G]", "g"),
        ("mbar", "hPa"),
        ("dps", "deg/s"),
        ("V", None),
    ],
)
def test_units_are_known_by_their_spellings(text: str, unit: str | None) -> None:
    assert normal_unit(text) == unit


@given(values=st.lists(st.tuples(*[st.floats(allow_nan=True, allow_infinity=True)] * 3), min_size=2, max_size=30))
def test_any_numbers_become_finite_samples_or_nan_or_a_refusal(values: list[tuple[float, ...]]) -> None:
    try:
        recording = built(track(np.array(values), unit="m/s2"))
    except NotARecording:
        return
    assert not np.isinf(samples(recording)).any()
