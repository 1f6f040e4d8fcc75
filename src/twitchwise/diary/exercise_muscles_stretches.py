"""Which muscles a stretch, a massage or a mobility drill is for; none of them counts as load."""

from twitchwise.diary.exercise_muscles_model import ExerciseKind, MovementRule, rule

__all__ = ["ANY_STRETCH", "STRETCH_RULES"]


def _for(name: str, words: str, muscles: str) -> MovementRule:
    return rule(f"{name} stretch", words, muscles, kind=ExerciseKind.STRETCH)


ANY_STRETCH = rule(
    "stretch",
    "stretch, smr, foamroll, mobility, massage, myofascial, pose, yoga, groiner, flexibility, "
    "circle ankle|wrist|shoulder|arm|elbow|neck|hip|knee, swing leg|arm|hip, dynamic hip|leg, stability hip|shoulder, "
    "warm up, warmup, cool down, cooldown, meditation, breathing, tai chi, mind body, cat cow|camel, cobra, sphinx, "
    "warrior, dog downward|upward|down|up, pigeon, child, knee chest, toe touch standing",
    "",
    kind=ExerciseKind.STRETCH,
    unless=(
        "kettlebell dumbbell barbell battlerope abduction abductor jump press hanging crunch plank raise pushup "
        "rollup curl"
    ),
)
"""Tells a stretch from an exercise; where no rule below says more, its muscles are not known, and need not be."""

STRETCH_RULES: tuple[MovementRule, ...] = (
    _for("hip flexor", "hipflexor, psoas, couch", "rectus-femoris quadriceps"),
    _for("hamstring", "hamstring, leg up, split, toe touch, leg straight|extended|chair", "hamstrings"),
    _for("runner's", "runner|running", "hamstrings gastrocnemius"),
    _for("groin", "groin, groiner, adductor, inner thigh, frog, straddle", "adductors"),
    _for("thigh", "quad, thigh, cross iron", "quadriceps rectus-femoris"),
    _for("shin", "tibialis", "tibialis-anterior"),
    _for("outer shin", "peroneal, peroneus, fibularis", "fibularis-longus"),
    _for("foot", "foot, plantar", "foot"),
    _for("calf", "calf, gastrocnemius, soleu, soleus, achilles, ankle", "gastrocnemius soleus"),
    _for("outer hip", "itband, tfl, abductor, hip circle", "tensor-fasciae-latae gluteus-medius"),
    _for("buttock", "glute, piriformis, pigeon, hip, knee chest|cross|shoulder", "gluteus-maximus gluteus-medius"),
    _for("neck", "neck, chin", "sternocleidomastoid"),
    _for("lower back", "lowback, child, cat, cow, spine, pelvic, dancer, pyramid, knee both", "erector-spinae"),
    _for("upper back", "midback, spinal, trap, levator", "trapezius"),
    _for("chest", "chest, pec", "pectoralis-major"),
    _for("shoulder", "shoulder, deltoid, rotatorcuff, arm circle|swing, elbow circle, upper body", "deltoid"),
    _for("lat", "lat, side lying|floor, overhead lat, kneeling reach", "latissimus-dorsi"),
    _for("triceps", "tricep, behindneck", "triceps"),
    _for("biceps", "bicep, brachialis", "biceps"),
    _for("forearm", "forearm, wrist, finger, hand", "forearm"),
    _for("belly", "ab, cobra, upward dog, overhead, core, stomach, side|lateral", "rectus-abdominis external-oblique"),
    _for("back", "back", "erector-spinae"),
)
