"""The one way from a recording to a test of strength: which reader reads which test, and what each needs."""

from twitchwise.errors import Problem
from twitchwise.estimate import NotMeasurable
from twitchwise.recordings.model import Quantity, Recording, RecordingKind, Signal
from twitchwise.strength.climbs import Climb, find_climbs
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.movement import Even, evenly, find_signal, holds_gravity
from twitchwise.strength.repetitions import read_chair_stands, read_heel_raises
from twitchwise.strength.steps import find_steps, read_walk
from twitchwise.strength.taps import read_taps

__all__ = ["read_test"]

_BODY_HZ = 50.0
_FINGER_HZ = 100.0
_LEAST_BODY_HZ = 10.0  # steps are up to 3 a second and need three samples a wave
_LEAST_FINGER_HZ = 20.0
_PRESSURE_HZ = 5.0
_SHORTEST_S = 3.0
_LONGEST_S = 3600.0  # a test lasts minutes; hours of a day's wear are another question
_LOW_STOREY_M = 5.0  # below, noise of the barometer alone spoils the speed by up to a third (method-strength-files.md)
_LIFT_STEPS_PER_M = 1.5  # stairs take 5-7 steps a metre of height


def read_test(
    recording: Recording, test: ReadableTest, *, distance_m: float | None = None
) -> TestReading | NotMeasurable:
    """Read a strength test out of a recording of motion.

    Parameters
    ----------
    recording : from `read_recording`; rotation and pressure are taken from its companions.
    test : which test was done; what the file shows decides whether it can be read.
    distance_m : how far the person walked, m; for a walk only.

    Returns
    -------
    TestReading or NotMeasurable
        The reading, or one sentence that says why this test is not in this file.

    Raises
    ------
    InputError
        An impossible distance.
    """
    unfit = _unfit(recording, test)
    if unfit is not None:
        return unfit
    if test is ReadableTest.STAIRS:
        return _stairs(recording)
    if test is ReadableTest.FINGER_TAPPING:
        return _tapping(recording)
    body = _laid(recording, Quantity.ACCELERATION, _LEAST_BODY_HZ, _BODY_HZ)
    if isinstance(body, NotMeasurable):
        return body
    return read_walk(body, distance_m=distance_m) if test is ReadableTest.WALK else _repetitions(recording, body, test)


_NAMES = {RecordingKind.EMG: "EMG", RecordingKind.VIDEO: "video", RecordingKind.MOTION: "motion"}
_SENSORS = {
    Quantity.ACCELERATION: "acceleration",
    Quantity.ANGULAR_VELOCITY: "rotation (gyroscope)",
    Quantity.PRESSURE: "air pressure",
}


def _unfit(recording: Recording, test: ReadableTest) -> NotMeasurable | None:
    """Why no test can be read out of this recording at all."""
    if recording.kind is not RecordingKind.MOTION:
        kind = _NAMES[recording.kind]
        return NotMeasurable(
            reason=f"this is a recording of {kind}, and {test.label} can only be read from motion sensors"
        )
    if recording.duration_s < _SHORTEST_S:
        return NotMeasurable(reason=f"the recording lasts {recording.duration_s:.1f} s; a test takes at least 3 s")
    if recording.duration_s > _LONGEST_S:
        hours = recording.duration_s / 3600.0
        return NotMeasurable(reason=f"the recording lasts {hours:.1f} hours; cut it to the test itself")
    return None


def _repetitions(recording: Recording, body: Even, test: ReadableTest) -> TestReading | NotMeasurable:
    if not holds_gravity(body):
        return NotMeasurable(
            reason="its acceleration is without gravity, by which rising is told; record it with gravity (in Sensor "
            "Logger: Total Acceleration; in phyphox: Acceleration with g)"
        )
    climbs = _climbs(find_signal(recording, Quantity.PRESSURE))
    if climbs:
        metres = max(abs(climb.height_m) for climb in climbs)
        return NotMeasurable(
            reason=f"its air pressure changes by {metres:.0f} m of height, so these are no {test.label}"
        )
    return read_chair_stands(body) if test is ReadableTest.CHAIR_STAND else read_heel_raises(body)


def _climbs(pressure: Signal | None) -> tuple[Climb, ...]:
    even = None if pressure is None else evenly(pressure, min(max(pressure.rate_hz, 1.0), _PRESSURE_HZ))
    return () if even is None else find_climbs(even)


def _laid(recording: Recording, quantity: Quantity, least_hz: float, rate_hz: float) -> Even | NotMeasurable:
    signal = find_signal(recording, quantity)
    if signal is None:
        return NotMeasurable(reason=f"the file holds no {_SENSORS[quantity]}; switch that sensor on and record again")
    if signal.rate_hz < least_hz:
        return NotMeasurable(
            reason=f"its {_SENSORS[quantity]} has {signal.rate_hz:.2g} samples a second; this test needs {least_hz:.0f}"
        )
    even = evenly(signal, rate_hz, missing=recording.gaps)
    if even is None or even.duration_s < _SHORTEST_S:
        return NotMeasurable(reason=f"its {_SENSORS[quantity]} has less than 3 s of usable samples")
    return even


def _tapping(recording: Recording) -> TestReading | NotMeasurable:
    turning = _laid(recording, Quantity.ANGULAR_VELOCITY, _LEAST_FINGER_HZ, _FINGER_HZ)
    if isinstance(turning, NotMeasurable):
        return turning
    body = _laid(recording, Quantity.ACCELERATION, _LEAST_BODY_HZ, _BODY_HZ)
    return read_taps(turning, steps=None if isinstance(body, NotMeasurable) else find_steps(body))


def _stairs(recording: Recording) -> TestReading | NotMeasurable:
    body = _laid(recording, Quantity.ACCELERATION, _LEAST_BODY_HZ, _BODY_HZ)
    pressure = find_signal(recording, Quantity.PRESSURE)
    if pressure is None:
        return _by_cadence(body)
    return _by_barometer(pressure, body)


def _by_cadence(body: Even | NotMeasurable) -> TestReading | NotMeasurable:
    """Without a barometer only the pace of the steps is left; that it was stairs, the person says."""
    walked = body if isinstance(body, NotMeasurable) else read_walk(body)
    if isinstance(walked, NotMeasurable):
        return NotMeasurable(reason="this file holds no stairs: no air pressure, and no eight even steps in a row")
    unseen = Problem(
        what="without a barometer stairs look like any walk, and up looks like down",
        where="stairs",
        remedy="record the air pressure as well, or give the steps climbed and the time",
    )
    return TestReading(
        test=ReadableTest.STAIRS,
        count=walked.count,
        value=walked.value,
        unit=walked.unit,
        times_s=walked.times_s,
        confidence=0.5 * walked.confidence,
        problems=(unseen, *walked.problems),
    )


def _by_barometer(pressure: Signal, body: Even | NotMeasurable) -> TestReading | NotMeasurable:
    climbs = _climbs(pressure)
    if not climbs:
        return NotMeasurable(reason="this file holds no stairs: its air pressure stays within 2 metres of height")
    ways_up = [climb for climb in climbs if climb.height_m > 0]
    climb = max(ways_up or climbs, key=lambda each: abs(each.height_m))
    n_steps = _steps_during(climb, body)
    if n_steps is not None and n_steps < _LIFT_STEPS_PER_M * abs(climb.height_m):
        way = "up" if climb.height_m > 0 else "down"
        return NotMeasurable(
            reason=f"it goes {way} {abs(climb.height_m):.0f} m with {n_steps} steps, as in a lift: there are no stairs"
        )
    return TestReading(
        test=ReadableTest.STAIRS,
        count=n_steps,
        value=climb.speed_mps,
        unit="m/s up",
        times_s=(climb.start_s, climb.end_s),
        confidence=min(1.0, abs(climb.height_m) / _LOW_STOREY_M),
        height_m=climb.height_m,
        problems=tuple(_climb_problems(climb, len(climbs))),
    )


def _steps_during(climb: Climb, body: Even | NotMeasurable) -> int | None:
    """Steps between 10 and 90 % of the height; None when the acceleration is missing or too slow to show steps."""
    if isinstance(body, NotMeasurable):
        return None
    steps = find_steps(body)
    if steps is None:
        return 0
    return sum(climb.start_s <= time_s <= climb.end_s for time_s in steps.times_s)


def _climb_problems(climb: Climb, n_climbs: int) -> list[Problem]:
    found = []
    if climb.height_m < 0:
        found.append(
            Problem(
                what=f"it goes down by {-climb.height_m:.1f} m",
                where="stairs",
                remedy="the test is the way up; keep this result apart from it",
            )
        )
    if abs(climb.height_m) < _LOW_STOREY_M:
        found.append(
            Problem(
                what=f"{abs(climb.height_m):.1f} m are little for a barometer",
                where="stairs",
                remedy="climb two storeys or more, or time the flight by hand",
            )
        )
    if climb.rest_s > 0:
        found.append(
            Problem(
                what=f"it holds a rest of about {climb.rest_s:.0f} s, which counts into the speed",
                where="stairs",
                remedy="climb without a rest if that is safe, and note it otherwise",
            )
        )
    if n_climbs > 1:
        found.append(
            Problem(
                what=f"it holds {n_climbs} climbs; the highest one up was read",
                where="stairs",
                remedy="record one climb a file",
            )
        )
    return found
