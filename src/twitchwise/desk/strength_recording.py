"""The score of a strength test out of a phone's sensor file, as it is written down."""

from dataclasses import dataclass
from pathlib import Path

from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.recordings.open import read_recording
from twitchwise.strength.battery_model import StrengthTest
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.sensor_file import read_test
from twitchwise.strength.touches import read_touch_times

__all__ = ["RecordedScore", "score_from_file"]

_CADENCE = "steps/min"
_SECONDS_PER_MINUTE = 60.0
_TABLES = frozenset({".csv", ".txt", ".tsv"})  # where the reader of touches knows best what is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedScore:
    """What a file gives.

    Parameters
    ----------
    value : in the unit of the test, or its speed in `score_unit`.
    is_speed : which of the two.
    reading : what was read.
    """

    value: float
    is_speed: bool
    reading: TestReading


def score_from_file(path: Path, test: StrengthTest, *, amount: float | None = None) -> RecordedScore:
    """Reads a test out of a sensor file.

    Parameters
    ----------
    path : a recording of a phone (Sensor Logger, phyphox, CSV), or a table of touches for finger tapping.
    test : which test was done.
    amount : metres walked or steps climbed, for walk and stairs.

    Raises
    ------
    InputError
        No file can show this test, the file does not hold it, or metres or steps are missing.
    """
    if test.id not in set(ReadableTest):
        raise InputError(
            what="no sensor file shows this test",
            where=test.name,
            remedy=f"give --value; a file is read for {', '.join(ReadableTest)}",
        )
    wanted = ReadableTest(test.id)
    reading = _reading(path, wanted, distance_m=amount if wanted is ReadableTest.WALK else None)
    if isinstance(reading, NotMeasurable):
        raise InputError(
            what=reading.reason.rstrip("."),
            where=path.name,
            remedy="nothing was written down; record the test again, or give --value",
        )
    if wanted is ReadableTest.WALK:
        return _walk(reading, test, amount)
    if wanted is ReadableTest.STAIRS:
        return RecordedScore(value=_steps_per_s(reading, path, amount), is_speed=True, reading=reading)
    return RecordedScore(value=float(round(reading.value)), is_speed=False, reading=reading)


def _reading(path: Path, wanted: ReadableTest, *, distance_m: float | None) -> TestReading | NotMeasurable:
    try:
        recording = read_recording(path)
    except InputError as not_motion:
        if wanted is not ReadableTest.FINGER_TAPPING:
            raise
        try:
            return read_touch_times(path)
        except InputError as no_touches:
            raise no_touches if path.suffix.casefold() in _TABLES else not_motion from None
    return read_test(recording, wanted, distance_m=distance_m)


def _walk(reading: TestReading, test: StrengthTest, amount: float | None) -> RecordedScore:
    if amount is None or reading.unit == _CADENCE:
        raise InputError(
            what=f"{reading.count} steps, {reading.value:.0f} a minute; without the metres that is no speed",
            where=test.name,
            remedy="add --amount METRES",
        )
    return RecordedScore(value=reading.value, is_speed=True, reading=reading)


def _steps_per_s(reading: TestReading, path: Path, amount: float | None) -> float:
    if reading.unit == _CADENCE:
        return reading.value / _SECONDS_PER_MINUTE
    height_m = reading.height_m or 0.0
    if height_m <= 0.0:
        raise InputError(
            what=f"it goes down {abs(height_m):.1f} m, and the test is going up",
            where=path.name,
            remedy="record the way up",
        )
    if amount is None or amount <= 0.0:
        raise InputError(
            what=f"{height_m:.1f} m up at {reading.value:.2f} m a second; the number of steps is missing",
            where=path.name,
            remedy="add --amount STEPS, always of the same stairs",
        )
    return reading.value * amount / height_m
