"""The training of a simulated person as the file that the workout app Strong exports."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType

from twitchwise.errors import InputError
from twitchwise.simulate.person import SimulatedPerson
from twitchwise.simulate.person_exposures import ExposureKind

__all__ = ["EXERCISES", "TRAINS_AT", "workout_file_text"]

TRAINS_AT = time(18)
_REPS, _WEIGHT_KG = 10, 20.0
_HEADER = (
    "Date",
    "Workout Name",
    "Duration",
    "Exercise Name",
    "Set Order",
    "Weight",
    "Reps",
    "Distance",
    "Seconds",
    "Notes",
    "Workout Notes",
    "RPE",
)

EXERCISES: Mapping[str, str] = MappingProxyType(
    {
        "triceps": "Triceps Pushdown (Cable)",
        "biceps": "Bicep Curl (Dumbbell)",
        "deltoid": "Lateral Raise (Dumbbell)",
        "quadriceps": "Leg Extension (Machine)",
        "hamstrings": "Good Morning (Barbell)",  # leg curls would train the calves too
        "gastrocnemius": "Standing Calf Raise (Machine)",
        "rectus-abdominis": "Crunch",
        "gluteus-medius": "Hip Abductor (Machine)",
        "adductors": "Hip Adductor (Machine)",
        "tibialis-anterior": "Tibialis Raise",
        "fibularis-longus": "Ankle Eversion",
    }
)
"""An exercise for each muscle, in Strong's way of naming, that trains none of the other muscles of this list."""


def workout_file_text(person: SimulatedPerson) -> str:
    """The workouts of a simulated person as Strong's export with commas: a row a set, each near the limit.

    Parameters
    ----------
    person : the hard sets of each muscle and day become as many rows of one exercise of that muscle.

    Raises
    ------
    InputError
        A muscle of this person has no exercise in `EXERCISES`.

    Examples
    --------
    >>> import numpy as np
    >>> from twitchwise.simulate.person import simulate_person
    >>> from twitchwise.simulate.person_world import PersonWorld
    >>> person = simulate_person(PersonWorld(n_days=7), rng=np.random.default_rng(1))
    >>> workout_file_text(person).splitlines()[1]
    '2026-01-06 18:00:00,Training,1h,Lateral Raise (Dumbbell),1,20.0,10,0,0,,,'
    """
    without = [id_ for id_ in person.world.muscle_ids if id_ not in EXERCISES]
    if without:
        raise InputError(
            what=f"there is no exercise for {', '.join(without)} alone",
            where="simulated world",
            remedy=f"choose among {', '.join(EXERCISES)}",
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    training = [each for each in person.exposures if each.kind is ExposureKind.TRAINING]
    for row in range(person.world.n_days):
        when = datetime.combine(person.first_day + timedelta(days=row), TRAINS_AT)
        for exposure in training:
            exercise = EXERCISES[str(exposure.muscle_id)]
            for number in range(1, int(exposure.values[row]) + 1):
                cells = (when, "Training", "1h", exercise, number, _WEIGHT_KG, _REPS, 0, 0, "", "", "")
                writer.writerow(cells)
    return text.getvalue()
