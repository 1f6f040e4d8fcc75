"""Which muscles do the movements of belly, flank, back and neck."""

from twitchwise.diary.exercise_muscles_model import MovementRule, rule

__all__ = ["TRUNK_RULES"]

_FLANK = "external-oblique"
_FRONT = "rectus-abdominis"

TRUNK_RULES: tuple[MovementRule, ...] = (
    rule(
        "neck",
        "neck",
        "sternocleidomastoid",
        "trapezius",
        unless="press row pulldown pullup stretch jerk rear behind shrug guillotine",
    ),
    rule("bird dog", "birddog", "erector-spinae gluteus-maximus", "rectus-abdominis deltoid"),
    # Bending and turning
    rule(
        "side bend",
        "side bend|crunch|bridge|plank|jackknife|situp, windmill, bend oblique, hip dip",
        _FLANK,
        _FRONT,
        unless="pushup",
    ),
    rule(
        "twist",
        "russian twist, twist, woodchop|woodchopper|chop|pallof|oblique|rotational, wood chop, "
        "torso|trunk|core rotation, landmine rotation|180, heel touch|toucher|tap, spiderman, bicycle "
        "crunch|situp|ab, cross crunch, wiper windshield, judo, figure 8, cable lift "
        "standing|kneeling|reverse, halfkneeling lift",
        "external-oblique rectus-abdominis",
        unless="pushup curl wrist press fly row raise shoulder lunge hip",
    ),
    rule("press against a turn", "pallof, hip crossover", "external-oblique rectus-abdominis"),
    rule("crunch with a twist", "crunch|situp oblique|twist|cross|bicycle", "rectus-abdominis external-oblique"),
    # Raising the legs
    rule(
        "leg raise",
        "leg|knee|hip raise|lift|pullin|hanging|tuck|up, toe bar, captain chair|raise, pullin, "
        "flutter, scissor, hip bentknee|smith, lsit, l sit, leg lowering|drop|lower, bottom|butt up",
        _FRONT,
        "rectus-femoris external-oblique",
        unless="clean press stepup step getup",
    ),
    # Bending the trunk, and holding it straight
    rule(
        "superman",
        "superman, superwoman, locust, swimmer prone, cobra prone|extension",
        "erector-spinae",
        "gluteus-maximus",
    ),
    rule(
        "crunch",
        "crunch|situp|curlup|jackknife|ab|core|rollout|cocoon|vacuum|deadbug|hollow|pike|janda|otis, "
        "dragon flag, dragonfly, boat, toe touch|toucher|elbow, lowback curl, knee tuck|elbow, rollup, teaser, "
        "hundred, criss, leg lever, body saw, pullthrough plank, stir pot, stomach, sledgehammer, spell, "
        "bear crawl|plank, spider crawl",
        _FRONT,
        _FLANK,
        unless="pushup handstand jump stretch",
    ),
    rule("walk-out", "inchworm", "rectus-abdominis deltoid", "hamstrings triceps"),
    rule("plank", "plank|bodysaw", _FRONT, "external-oblique deltoid", unless="row pushup"),
    rule(
        "mountain climber",
        "mountain climber, mountain",
        "quadriceps rectus-abdominis",
        "deltoid external-oblique",
        unless="cycling running walking",
    ),
    rule("slam", "slam, throwdown, throw overhead|catch", "rectus-abdominis latissimus-dorsi", "triceps deltoid"),
    rule(
        "back extension",
        "hyperextension, back|lowback|spine|spinal|trunk|torso extension, back raise, lowback machine, pelvic tilt",
        "erector-spinae",
        "gluteus-maximus hamstrings",
        unless="shoulder tricep hand lateral front side behind rear",
    ),
)
