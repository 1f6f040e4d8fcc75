"""From the words of an exercise name to a movement pattern and its muscles: every rule, in the order of asking."""

from functools import cache

from twitchwise.diary.exercise_muscles_arms import ARM_RULES
from twitchwise.diary.exercise_muscles_legs import LEG_RULES
from twitchwise.diary.exercise_muscles_model import MovementRule, rule
from twitchwise.diary.exercise_muscles_sports import SPORT_RULES
from twitchwise.diary.exercise_muscles_stretches import ANY_STRETCH, STRETCH_RULES
from twitchwise.diary.exercise_muscles_trunk import TRUNK_RULES
from twitchwise.diary.exercise_muscles_whole import WHOLE_BODY_RULES

__all__ = ["movement_of", "rule_words"]


def movement_of(words: frozenset[str]) -> MovementRule | None:
    """The first rule that the words of a name fit; None when none does.

    Parameters
    ----------
    words : in the spelling of `split_exercise_name`.

    Notes
    -----
    The order is the meaning: a stretch is told by its own words whatever else the name says; a sport comes before the
    lifts; whole-body lifts before their parts ("clean and press" before "press"); legs before trunk before arms ("leg
    curl" before "curl"); bare muscle words come last and count as a guess.
    """
    if ANY_STRETCH.fits(words):
        return next((each for each in STRETCH_RULES if each.fits(words)), ANY_STRETCH)
    return next((each for each in _IN_ORDER if each.fits(words)), None)


@cache
def rule_words() -> frozenset[str]:
    """Every word that some rule asks for."""
    rules = (ANY_STRETCH, *STRETCH_RULES, *_IN_ORDER)
    asked = {word for each in rules for groups in each.any_of for group in groups for word in group}
    return frozenset(asked.union(*(each.unless for each in rules)))


def _only(words: str, muscles: str) -> MovementRule:
    return rule("only the muscle is named", words, muscles, guess=True)


_MUSCLE_WORDS = (
    _only("hamstring", "hamstrings"),
    _only("quad", "quadriceps"),
    _only("calf", "gastrocnemius soleus"),
    _only("glute|hip", "gluteus-maximus"),
    _only("lowback", "erector-spinae"),
    _only("midback|trap", "trapezius"),
    _only("lat", "latissimus-dorsi"),
    _only("tricep", "triceps"),
    _only("bicep", "biceps"),
    _only("deltoid|shoulder|overhead", "deltoid"),
    _only("chest|pec", "pectoralis-major"),
    _only("forearm|grip|wrist", "forearm"),
    _only("oblique", "external-oblique"),
    _only("ab|core|stomach", "rectus-abdominis"),
    _only("back", "latissimus-dorsi trapezius"),
    _only("leg|thigh", "quadriceps"),
    _only("ankle", "gastrocnemius soleus"),
    _only("arm", "biceps triceps"),
    _only("lateral|side", "deltoid"),
    _only("pulley|pull", "latissimus-dorsi trapezius"),
)

_NO_MUSCLES = rule(
    "training without exercises",
    "training|workout|weightlifting|powerlifting|bodybuilding|calisthenics|fitness|strength|sport|activity|generic|other",
    "",
    guess=True,
)

_IN_ORDER = (*SPORT_RULES, *WHOLE_BODY_RULES, *LEG_RULES, *TRUNK_RULES, *ARM_RULES, *_MUSCLE_WORDS, _NO_MUSCLES)
