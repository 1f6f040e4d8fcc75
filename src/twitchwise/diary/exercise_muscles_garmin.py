"""Which muscles the exercise categories of Garmin watches use: what a watch writes when a strength set is logged."""

from functools import cache

from twitchwise.diary.exercise_muscles_model import ExerciseKind, MovementRule, rule

__all__ = ["garmin_category", "garmin_category_named"]


def garmin_category(number: int) -> MovementRule | None:
    """The movement behind an `exercise_category` number of a FIT file; None for one without a meaning for muscles.

    Parameters
    ----------
    number : as written in the file, 0 to 53; 65534 is Garmin's own "unknown".

    Examples
    --------
    >>> garmin_category(7).movement
    'curl'
    """
    return _CATEGORIES.get(number)


@cache
def garmin_category_named(words: str) -> MovementRule | None:
    """The movement behind the name of a category, in plain lower-case words: "hip stability"."""
    return next((each for each in _CATEGORIES.values() if each.movement == words), None)


def _time(movement: str, primary: str, secondary: str, hard_sets_per_min: float) -> MovementRule:
    return rule(movement, movement, primary, secondary, kind=ExerciseKind.CARDIO, hard_sets_per_min=hard_sets_per_min)


def _is(movement: str, primary: str, secondary: str = "", *, guess: bool = False) -> MovementRule:
    return rule(movement, movement, primary, secondary, guess=guess)


def _no_load(movement: str) -> MovementRule:
    return rule(movement, movement, "", kind=ExerciseKind.STRETCH)


_PULL = "biceps brachialis forearm deltoid"

# Numbers and names: Garmin's public FIT profile, `exercise_category`. 48 and 51 are not given out.
_CATEGORIES: dict[int, MovementRule] = {
    0: _is("bench press", "pectoralis-major", "triceps deltoid"),
    1: _is("calf raise", "gastrocnemius soleus", "foot"),
    2: _time("cardio", "quadriceps gastrocnemius", "soleus gluteus-maximus", 0.05),
    3: _is("carry", "forearm trapezius", "hand quadriceps gluteus-maximus external-oblique gastrocnemius"),
    4: _is("chop", "external-oblique rectus-abdominis", "deltoid"),
    5: _is("core", "rectus-abdominis", "external-oblique"),
    6: _is("crunch", "rectus-abdominis", "external-oblique"),
    7: _is("curl", "biceps brachialis", "forearm"),
    8: _is("deadlift", "erector-spinae gluteus-maximus hamstrings", "quadriceps trapezius forearm"),
    9: _is("flye", "pectoralis-major", "deltoid"),
    10: _is("hip raise", "gluteus-maximus", "hamstrings quadriceps"),
    11: _is("hip stability", "gluteus-medius", "gluteus-maximus tensor-fasciae-latae"),
    12: _is("hip swing", "hamstrings gluteus-maximus", "erector-spinae deltoid"),
    13: _is("hyperextension", "erector-spinae", "gluteus-maximus hamstrings"),
    14: _is("lateral raise", "deltoid", "trapezius"),
    15: _is("leg curl", "hamstrings", "gastrocnemius gluteus-maximus"),
    16: _is("leg raise", "rectus-abdominis", "rectus-femoris external-oblique"),
    17: _is("lunge", "quadriceps gluteus-maximus", "hamstrings adductors gluteus-medius"),
    18: _is(
        "olympic lift",
        "hamstrings quadriceps gluteus-maximus trapezius",
        "erector-spinae deltoid forearm gastrocnemius",
    ),
    19: _is("plank", "rectus-abdominis", "external-oblique deltoid"),
    20: _is("plyo", "quadriceps gastrocnemius", "gluteus-maximus hamstrings soleus"),
    21: _is("pull up", "latissimus-dorsi", "biceps brachialis trapezius forearm"),
    22: _is("push up", "pectoralis-major", "triceps deltoid rectus-abdominis"),
    23: _is("row", "latissimus-dorsi trapezius", _PULL),
    24: _is("shoulder press", "deltoid", "triceps trapezius"),
    25: _is("shoulder stability", "deltoid", "trapezius"),
    26: _is("shrug", "trapezius", "forearm"),
    27: _is("sit up", "rectus-abdominis", "external-oblique rectus-femoris"),
    28: _is("squat", "quadriceps gluteus-maximus", "adductors erector-spinae"),
    29: _is(
        "total body", "quadriceps pectoralis-major", "deltoid triceps gluteus-maximus rectus-abdominis", guess=True
    ),
    30: _is("triceps extension", "triceps"),
    31: _no_load("warm up"),
    32: _time("run", "gastrocnemius soleus quadriceps", "hamstrings gluteus-maximus tibialis-anterior foot", 0.10),
    33: _time("bike", "quadriceps", "gluteus-maximus gastrocnemius hamstrings soleus", 0.08),
    34: _time("cardio sensors", "quadriceps gastrocnemius", "soleus gluteus-maximus", 0.05),
    35: _no_load("move"),
    36: _no_load("pose"),
    37: _is("banded exercises", "", guess=True),
    38: _time("battle rope", "deltoid forearm", "rectus-abdominis latissimus-dorsi", 0.12),
    39: _time("elliptical", "quadriceps gluteus-maximus", "gastrocnemius hamstrings", 0.06),
    40: _time("floor climb", "quadriceps gluteus-maximus", "gastrocnemius soleus hamstrings", 0.10),
    41: _time("indoor bike", "quadriceps", "gluteus-maximus gastrocnemius hamstrings soleus", 0.08),
    42: _time(
        "indoor row",
        "quadriceps latissimus-dorsi",
        "trapezius biceps erector-spinae hamstrings gluteus-maximus forearm",
        0.08,
    ),
    43: _time("ladder", "quadriceps gastrocnemius", "gluteus-maximus hamstrings", 0.10),
    44: _is("sandbag", "quadriceps gluteus-maximus", "erector-spinae hamstrings biceps forearm", guess=True),
    45: _is("sled", "quadriceps gluteus-maximus hamstrings", "gastrocnemius soleus"),
    46: _is("sledge hammer", "rectus-abdominis", "latissimus-dorsi forearm deltoid"),
    47: _time("stair stepper", "quadriceps gluteus-maximus", "gastrocnemius soleus hamstrings", 0.10),
    49: _is("suspension", "", guess=True),
    50: _is("tire", "quadriceps gluteus-maximus", "erector-spinae hamstrings biceps forearm"),
    52: _time(
        "run indoor", "gastrocnemius soleus quadriceps", "hamstrings gluteus-maximus tibialis-anterior foot", 0.10
    ),
    53: _time("bike outdoor", "quadriceps", "gluteus-maximus gastrocnemius hamstrings soleus", 0.08),
}
