"""What a workout asks of each muscle, in hard sets."""

import math
from collections import defaultdict
from dataclasses import dataclass

from twitchwise.body import Muscle, Side, Site, all_sites
from twitchwise.diary.exercise_muscles_model import ExerciseKind, muscles_by_id
from twitchwise.diary.exercise_names import (
    NOTHING_LEARNED,
    Certainty,
    KnownNames,
    RecognisedExercise,
    recognise_exercise,
)
from twitchwise.diary.model import Workout
from twitchwise.diary.workout import Activity, ExerciseSet, SetKind
from twitchwise.errors import Problem

__all__ = [
    "AS_LONG_AS_A_SET_S",
    "CARRY_M_PER_S",
    "FULL_EFFORT_RPE",
    "LESS_PER_RPE",
    "LONGEST_ACTIVITY_H",
    "LONGEST_HOLD_S",
    "MOST_HARD_SETS",
    "MOST_REPS",
    "PRIMARY_SHARE",
    "SECONDARY_SHARE",
    "STRENGTH_SETS_PER_MIN",
    "TO_FAILURE_WEIGHT",
    "WARM_UP_WEIGHT",
    "MuscleLoad",
    "WorkoutLoad",
    "load_of_workout",
    "log_load",
]

PRIMARY_SHARE = 1.0
SECONDARY_SHARE = 0.5
"""Pelland et al. 2025, Sports Medicine, doi 10.1007/s40279-025-02344-w: counting an indirect set as half fitted the
growth of muscle and strength better than counting it whole or not at all (67 studies, 2,058 people)."""

_PARTS = (
    ("quadriceps", "vastus-medialis", 1.0),
    ("quadriceps", "vastus-lateralis", 1.0),
    ("quadriceps", "rectus-femoris", 0.5),
    ("adductors", "gracilis", 1.0),
    ("hand", "first-dorsal-interosseous", 1.0),
    ("hand", "abductor-pollicis-brevis", 1.0),
    ("hand", "dorsal-interossei", 1.0),
    ("foot", "abductor-hallucis", 1.0),
)
"""What a muscle group's work is to a part of it that is a place of its own. The rectus femoris crosses the hip too and
does less in squats, which did not make it grow: Kubo et al. 2019, European Journal of Applied Physiology, doi
10.1007/s00421-019-04181-y."""

FULL_EFFORT_RPE = 7.0
LESS_PER_RPE = 0.2
WARM_UP_WEIGHT = 0.3
TO_FAILURE_WEIGHT = 1.2
_KIND_WEIGHTS = {
    SetKind.NORMAL: 1.0,
    SetKind.WARM_UP: WARM_UP_WEIGHT,
    SetKind.DROP: TO_FAILURE_WEIGHT,
    SetKind.FAILURE: TO_FAILURE_WEIGHT,
}
AS_LONG_AS_A_SET_S = 40.0
CARRY_M_PER_S = 1.0
STRENGTH_SETS_PER_MIN = 0.3
_REPS_PER_S = 1.0  # skipping, jumping jacks: counted, not timed
_USUAL_SPEED_M_PER_S = {"walking": 1.3, "hiking": 1.1, "running": 2.8, "cycling": 5.5, "swimming": 0.7, "rowing": 3.0}

MOST_REPS = 500.0
LONGEST_HOLD_S = 600.0
LONGEST_ACTIVITY_H = 12.0
MOST_HARD_SETS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleLoad:
    """What one muscle on one side did.

    Parameters
    ----------
    site : the muscle and its side.
    hard_sets : how many hard sets it was worth; one is a set of this muscle's own exercise taken near the limit.
    """

    site: Site
    hard_sets: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutLoad:
    """What a workout asked of the muscles, and what could not be told.

    Parameters
    ----------
    loads : by site, from head to foot, left before right; only what is above zero.
    not_understood : names that no rule fits; the person is asked which muscles they are for.
    guessed : names that were understood by a guess; shown to the person once.
    without_muscles : trainings that name no muscle ("Strength Training"); the day had load, nobody knows where.
    without_amount : exercises that say neither how often, how long nor how far.
    problems : values that cannot be right, and what was made of them.
    """

    loads: tuple[MuscleLoad, ...]
    not_understood: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    without_muscles: tuple[str, ...] = ()
    without_amount: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, site: Site) -> float:
        """The hard sets of one site, 0 when it did nothing known."""
        return next((load.hard_sets for load in self.loads if load.site == site), 0.0)


def load_of_workout(workout: Workout, known: KnownNames = NOTHING_LEARNED) -> WorkoutLoad:
    """What a workout asked of each muscle on each side.

    Parameters
    ----------
    workout : the sets and the activities.
    known : what the person has told about exercises.

    Returns
    -------
    WorkoutLoad
        Hard sets per site, and the names that were not understood.

    Notes
    -----
    ::

        load(muscle) = sum over sets of  share x kind x effort x length   (strength)
                     + sum over minutes of  share x hard sets per minute  (endurance; 0.3 for "Core Training" and such)

        share   1 for a primary muscle, 0.5 for a secondary one
        kind    1; warm-up 0.3 whatever its effort; drop set and set to failure 1.2
        effort  1 from an RPE of 7 or when none was written; 0.2 less for each point below, at least 0.2
        length  1 for a set of repetitions; seconds / 40 for a hold; metres / 40 for a carry

    Weight does not count: a set near the limit is hard at any weight, and the person's own habit is the yardstick. Both
    sides work unless the name says which. Stretching counts nothing. A blank is not zero: a set with neither
    repetitions nor seconds counts as one set, a set of zero repetitions as none.

    References
    ----------
    Shares: Pelland et al. 2025, doi 10.1007/s40279-025-02344-w. The other weights are judgement, see
    `docs/method-muscle-load.md`.
    """
    sheet = _Sheet(where=_where(workout), known=known)
    for each in workout.sets:
        sheet.add_set(each)
    for activity in workout.activities:
        sheet.add_activity(activity, alone_for_s=_alone_for(workout))
    return sheet.total()


def log_load(hard_sets: float) -> float:
    """log(1 + hard sets): the form in which load enters the search for triggers; ten sets are not ten times one."""
    return math.log1p(max(hard_sets, 0.0))


class _Sheet:
    """The running sums of one workout."""

    def __init__(self, *, where: str, known: KnownNames) -> None:
        self._where = where
        self._known = known
        self._sums: dict[tuple[Muscle, Side], float] = defaultdict(float)
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        self._problems: dict[Problem, None] = {}

    def add_set(self, each: ExerciseSet) -> None:
        found = self._understood(each.exercise)
        if found is None:
            return
        reps = self._usable(
            each.reps, MOST_REPS, f'"{each.exercise}" has {each.reps:g} repetitions' if each.reps else ""
        )
        seconds, metres = self._positive(each.seconds), self._positive(each.distance_m)
        if found.kind is ExerciseKind.CARDIO:
            self._add_minutes(found, each.exercise, seconds, metres, reps)
            return
        if each.reps == 0 and not seconds and not metres:
            return
        length = 1.0
        if not reps and seconds is None and metres is not None:
            seconds = metres / CARRY_M_PER_S
        if not reps and seconds is not None:
            said = f'"{each.exercise}" lasts {seconds:,.0f} s'
            length = (self._usable(seconds, LONGEST_HOLD_S, said) or 0.0) / AS_LONG_AS_A_SET_S
        self._add(found, length * _set_weight(each))

    def add_activity(self, activity: Activity, *, alone_for_s: float | None) -> None:
        found = self._understood(activity.sport)
        if found is None:
            return
        seconds = self._positive(activity.duration_s) or alone_for_s
        if found.kind is ExerciseKind.CARDIO:
            self._add_minutes(found, activity.sport, seconds, self._positive(activity.distance_m), None)
        elif seconds is None:
            self._names["without amount"][activity.sport] = None
        else:
            said = f'"{activity.sport}" lasts {seconds / 3600:,.0f} h'
            counted_s = self._usable(seconds, LONGEST_ACTIVITY_H * 3600, said) or 0.0
            self._add(found, counted_s / 60 * STRENGTH_SETS_PER_MIN)

    def total(self) -> WorkoutLoad:
        loads = []
        for (muscle, side), hard_sets in self._sums.items():
            site = Site(muscle=muscle, side=side)
            if hard_sets > MOST_HARD_SETS:
                self._say(f"{hard_sets:.0f} hard sets for one muscle in one session; {MOST_HARD_SETS:.0f} are counted")
            if hard_sets > 0:
                loads.append(MuscleLoad(site=site, hard_sets=min(hard_sets, MOST_HARD_SETS)))
        order = {site: place for place, site in enumerate(all_sites())}
        return WorkoutLoad(
            loads=tuple(sorted(loads, key=lambda load: order[load.site])),
            not_understood=tuple(self._names["not understood"]),
            guessed=tuple(self._names["guessed"]),
            without_muscles=tuple(self._names["without muscles"]),
            without_amount=tuple(self._names["without amount"]),
            problems=tuple(self._problems),
        )

    def _understood(self, name: str) -> RecognisedExercise | None:
        found = recognise_exercise(name, self._known)
        if found is None:
            self._names["not understood"][name] = None
            return None
        if found.kind is ExerciseKind.STRETCH:
            return None
        if not found.primary:
            self._names["without muscles"][name] = None
            return None
        if found.certainty is Certainty.GUESS:
            self._names["guessed"][name] = None
        return found

    def _add_minutes(
        self, found: RecognisedExercise, name: str, seconds: float | None, metres: float | None, reps: float | None
    ) -> None:
        if seconds is None and metres is not None and found.movement in _USUAL_SPEED_M_PER_S:
            seconds = metres / _USUAL_SPEED_M_PER_S[found.movement]
        if seconds is None and reps:
            seconds = reps / _REPS_PER_S
        if seconds is None:
            self._names["without amount"][name] = None
            return
        said = f'"{name}" lasts {seconds / 3600:,.0f} h'
        counted_s = self._usable(seconds, LONGEST_ACTIVITY_H * 3600, said) or 0.0
        self._add(found, counted_s / 60 * found.hard_sets_per_min)

    def _add(self, found: RecognisedExercise, hard_sets: float) -> None:
        for muscle, share in _shares(found).items():
            for side in muscle.sides if Side.MIDDLE in muscle.sides else found.sides.loaded:
                self._sums[muscle, side] += share * hard_sets

    def _positive(self, value: float | None) -> float | None:
        """The value, or None for a blank, a zero (which apps write for a blank) and what is no number."""
        if value is None or value == 0:
            return None
        if not math.isfinite(value) or value < 0:
            self._say(f"{value:g} is no length of time or way; it is taken as not written")
            return None
        return value

    def _usable(self, value: float | None, most: float, said: str) -> float | None:
        value = self._positive(value)
        if value is not None and value > most:
            self._say(f"{said}; {_plain_limit(most)} of it are counted")
            return most
        return value

    def _say(self, what: str) -> None:
        problem = Problem(
            what=what, where=self._where, remedy="correct it in the program it came from and import it again"
        )
        self._problems[problem] = None


def _shares(found: RecognisedExercise) -> dict[Muscle, float]:
    """How much of a set each muscle has; a muscle that is named twice has its larger share."""
    shares = dict.fromkeys(found.secondary, SECONDARY_SHARE) | dict.fromkeys(found.primary, PRIMARY_SHARE)
    for group_id, part_id, of_group in _PARTS:
        (group, part) = muscles_by_id(f"{group_id} {part_id}")
        if group in shares:
            shares[part] = max(shares.get(part, 0.0), of_group * shares[group])
    return shares


def _set_weight(each: ExerciseSet) -> float:
    weight = _KIND_WEIGHTS[each.kind]
    if each.kind is SetKind.WARM_UP or each.rpe is None or not 1 <= each.rpe <= 10:
        return weight
    return weight * max(1 - LESS_PER_RPE * max(FULL_EFFORT_RPE - each.rpe, 0.0), LESS_PER_RPE)


def _alone_for(workout: Workout) -> float | None:
    """How long the session took, when its length can only be that of its one activity."""
    return workout.duration_s if len(workout.activities) == 1 and not workout.sets else None


def _plain_limit(value: float) -> str:
    return f"{value / 3600:.0f} h" if value >= 3600 else f"{value:.0f}"


def _where(workout: Workout) -> str:
    day = workout.when.local.date().isoformat()
    return f'workout "{workout.title}" of {day}' if workout.title else f"workout of {day}"
