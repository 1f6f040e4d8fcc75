"""The words of an exercise name, brought into one spelling: compounds joined, abbreviations written out, singular."""

import difflib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["NameWords", "split_exercise_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The words of one name in the spelling of the rules.

    Parameters
    ----------
    words : the words, each once.
    guessed : a word was misspelt or two were written as one, and the nearest known spelling was taken.
    """

    words: frozenset[str]
    guessed: bool = False


def split_exercise_name(name: str, mend_to: Collection[str] = ()) -> NameWords:
    """The words of `name` in the spelling of the rules.

    Parameters
    ----------
    name : an exercise name in English, as an app or a person writes it.
    mend_to : the words that the rules use; a word outside is split in two of them or moved to the closest. Empty to
        take every word as it stands.

    Notes
    -----
    Words that belong together become one: "pull-ups", "Pull Up" and "pullup" are all `pullup`. What stands in brackets
    counts like the rest ("Bench Press (Barbell)").

    Examples
    --------
    >>> sorted(split_exercise_name("DB Pull-Ups").words)
    ['dumbbell', 'pullup']
    """
    text = unicodedata.normalize("NFKD", name[:_LONGEST_NAME].replace("\u2019", "'")).encode("ascii", "ignore").decode()
    text = _TWO_WORDS_IN_ONE.sub(" ", text.removeprefix("HKWorkoutActivityType")).casefold()
    text = text.replace("'", "")
    singles = [_singular(word) for word in re.findall(r"[a-z]+|\d+", text)]
    spelled = " ".join(_SHORT.get(word, word) for word in singles)
    for pattern, joined in _COMPOUNDS:
        spelled = pattern.sub(joined, spelled)
    words: set[str] = set()
    guessed = False
    for word in spelled.split():
        if not mend_to or word in mend_to or len(word) < _SHORTEST_TO_MEND or word.isdigit():
            words.add(word)
            continue
        mended = _mended(word, mend_to)
        guessed |= bool(mended)
        words.update(mended or (word,))
    return NameWords(words=frozenset(words), guessed=guessed)


_TWO_WORDS_IN_ONE = re.compile(r"(?<=[a-z])(?=[A-Z])")  # TraditionalStrengthTraining
_LONGEST_NAME = 120  # no app writes longer names; what follows is a note
_SHORTEST_TO_MEND = 5  # "press" is one letter from "dress"; below five letters everything is near everything
_CLOSE_ENOUGH = 0.86  # judgement: one wrong letter in seven; "dumbell" and "squatt" pass, "bridge" and "ridge" too


def _mended(word: str, known: Collection[str]) -> tuple[str, ...]:
    for cut in range(3, len(word) - 2):
        first, second = word[:cut], _singular(word[cut:])
        if first in known and second in known:
            return first, second
    return tuple(difflib.get_close_matches(word, known, n=1, cutoff=_CLOSE_ENOUGH))


def _singular(word: str) -> str:
    if word in _NO_PLURALS:
        return word
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= 3:
        return word[:-1]
    return word


_PLURALS = {
    "calves": "calf",
    "flies": "fly",
    "flyes": "fly",
    "flye": "fly",
    "flys": "fly",
    "bodies": "body",
    "gluteus": "glute",
    "abs": "ab",
    "delts": "deltoid",
    "biceps": "bicep",
    "triceps": "tricep",
    "quadriceps": "quad",
}

_NO_PLURALS = frozenset(
    {"achilles", "acrobatics", "aerobics", "atlas", "calisthenics", "gymnastics", "pilates", "psoas", "stairs", "kbs"}
)

# What people write for short, and what several words share.
_SHORT = {
    "abdominal": "ab",
    "abdominis": "ab",
    "abdomen": "ab",
    "bb": "barbell",
    "bicycling": "cycling",
    "biking": "cycling",
    "bike": "cycling",
    "bss": "bulgarian squat",
    "bw": "bodyweight",
    "cgbp": "close grip bench press",
    "db": "dumbbell",
    "dbs": "dumbbell",
    "delt": "deltoid",
    "dl": "deadlift",
    "ez": "ezbar",
    "ghd": "glute ham",
    "ghr": "glute ham raise",
    "gluteal": "glute",
    "ham": "hamstring",
    "hammie": "hamstring",
    "hspu": "handstand pushup",
    "hypers": "hyperextension",
    "hyper": "hyperextension",
    "jog": "running",
    "jogging": "running",
    "run": "running",
    "kb": "kettlebell",
    "kbs": "kettlebell swing",
    "kneel": "kneeling",
    "latissimus": "lat",
    "legged": "leg",
    "lunging": "lunge",
    "march": "marching",
    "mb": "medicine",
    "narrow": "close",
    "oh": "overhead",
    "ohp": "overhead press",
    "ohs": "overhead squat",
    "pectoral": "pec",
    "pectoralis": "pec",
    "pressing": "press",
    "quadricep": "quad",
    "ffess": "split squat",
    "rfess": "split squat",
    "rdl": "romanian deadlift",
    "sldl": "stiff leg deadlift",
    "slrdl": "single leg romanian deadlift",
    "rower": "rowing",
    "ergometer": "rowing",
    "erg": "rowing",
    "ski": "skiing",
    "sprinting": "sprint",
    "stretching": "stretch",
    "swim": "swimming",
    "t2b": "toe bar",
    "tgu": "turkish getup",
    "trapezius": "trap",
    "tri": "tricep",
    "twisting": "twist",
    "walk": "walking",
    "xtrainer": "elliptical",
}

_COMPOUNDS = tuple(
    (re.compile(rf"\b(?:{written})\b"), joined)
    for written, joined in (
        (r"pull ?up", "pullup"),
        (r"chin ?up", "chinup"),
        (r"push ?up|press ?up", "pushup"),
        (r"sit ?up", "situp"),
        (r"step ?up", "stepup"),
        (r"get ?up", "getup"),
        (r"curl up", "curlup"),
        (r"muscle up", "muscleup"),
        (r"body up", "bodyup"),
        (r"(?:v|jack ?knife|tuck|otis|butterfly) (?:up|situp)", "situp"),
        (r"roll ?(?:up|over)", "rollup"),
        (r"jack ?knife", "jackknife"),
        (r"iso lateral", "isolateral"),
        (r"hammer strength", "hammerstrength"),
        (r"push ?down|press ?down", "pushdown"),
        (r"pull ?down", "pulldown"),
        (r"pull ?over", "pullover"),
        (r"pull ?through", "pullthrough"),
        (r"pull ?apart", "pullapart"),
        (r"pull ?in", "pullin"),
        (r"kick ?back", "kickback"),
        (r"roll ?out", "rollout"),
        (r"fall ?out|slide ?out", "rollout"),
        (r"walk(?:ing)? ?out|inch ?worm", "inchworm"),
        (r"cross ?over", "crossover"),
        (r"cross ?trainer", "elliptical"),
        (r"cross ?country", "crosscountry"),
        (r"skull ?crusher|nose ?breaker|nose crusher", "skullcrusher"),
        (r"good ?morning", "goodmorning"),
        (r"dead ?lift", "deadlift"),
        (r"dead ?bug", "deadbug"),
        (r"dead ?hang", "deadhang"),
        (r"bird ?dog", "birddog"),
        (r"t ?bar", "tbar"),
        (r"(?:ezbar|e z)(?: ?curl)? ?bar|ezbar bar|ezbar", "ezbar"),
        (r"v bar|v grip|v handle", "vbar"),
        (r"trap ?bar|hex(?:agon)? ?bar", "trapbar"),
        (r"pec ?dec?k", "pecdeck"),
        (r"jump(?:ing)? rope|rope jump(?:ing)?|skipping(?: rope)?|skip rope|(?:double|triple) under", "jumprope"),
        (r"jumping jack|star jump|(?:seal|split) jack", "jumpingjack"),
        (r"jumping", "jump"),
        (r"battl(?:e|ing) rope", "battlerope"),
        (r"hand ?stand", "handstand"),
        (r"hip ?lift", "bridge"),
        (r"hip flexor", "hipflexor"),
        (r"bent knee", "bentknee"),
        (r"bent ?over|bend over|bentover", "bentover"),
        (r"stiff(?:ed)? leg|straight leg|stifflegged", "stiffleg leg"),
        (r"straight ?arm|stiff arm", "straightarm"),
        (r"one arm|single arm|one handed?|single handed?|1 arm|unilateral arm", "onearm"),
        (r"one leg|single leg|1 leg", "oneleg leg"),
        (r"two arm|2 arm|double arm|two hand", "twoarm"),
        (r"close grip|grip close", "closegrip"),
        (r"wide grip", "widegrip"),
        (r"reverse grip|underhand(?: grip)?|supinated", "underhand"),
        (r"behind (?:the )?(?:neck|head)", "behindneck"),
        (r"low(?:er)? back|lumbar|erector spinae|spinal erector", "lowback"),
        (r"upper back|mid(?:dle)? back|rhomboid", "midback"),
        (r"rear delt(?:oid)?|back delt(?:oid)?|posterior delt(?:oid)?", "reardelt deltoid"),
        (r"front deltoid|anterior deltoid", "frontdelt deltoid"),
        (r"rotator cuff", "rotatorcuff"),
        (r"it band|iliotibial(?: tract| band)?|itb", "itband"),
        (r"tib(?:ialis)?(?: anterior| posterior)?|anterior tibialis|posterior tibialis|shin", "tibialis"),
        (r"foam roll(?:ing|er)?", "foamroll"),
        (r"stair ?(?:master|climber|stepper|mill|climbing)?|step ?mill|stepper|step machine", "stairs"),
        (r"assault cycling|air cycling|echo cycling|fan cycling|spin(?:ning)?(?: cycling)?", "cycling"),
        (r"ski ?erg|skierg|skiing rowing", "skierg"),
        (r"ab wheel|wheel rollout|ab roller", "rollout"),
        (r"ab coaster", "crunch ab"),
        (r"tread ?mill", "treadmill"),
        (r"wall ?ball", "wallball"),
        (r"kettle ?bell", "kettlebell"),
        (r"med(?:icine)? ?ball", "medicine"),
        (r"bar ?bell", "barbell"),
        (r"dumb ?bell", "dumbbell"),
        (r"body ?weight", "bodyweight"),
        (r"clam ?shell|clam", "clamshell"),
        (r"x band walking|monster walking|(?:lateral |side )band walking|crab walking|band(?:ed)? walking", "bandwalk"),
        (r"foot ?ball|soccer|futsal", "football"),
    )
)
