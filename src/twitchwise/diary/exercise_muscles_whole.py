"""Which muscles do the movements of the whole body: Olympic lifts, carries, calisthenics."""

from twitchwise.diary.exercise_muscles_model import MovementRule, rule

__all__ = ["WHOLE_BODY_RULES"]

WHOLE_BODY_RULES: tuple[MovementRule, ...] = (
    rule(
        "burpee",
        "burpee, man maker, devil press",
        "quadriceps pectoralis-major",
        "deltoid triceps gluteus-maximus rectus-abdominis",
    ),
    rule(
        "Turkish get-up",
        "turkish, getup",
        "deltoid rectus-abdominis",
        "gluteus-maximus quadriceps triceps external-oblique",
    ),
    rule("suitcase carry", "suitcase carry|walking|hold", "external-oblique forearm", "trapezius gluteus-medius"),
    rule(
        "overhead carry",
        "overhead|waiter carry|walking|hold",
        "deltoid",
        "trapezius triceps rectus-abdominis",
        unless="lunge squat sled",
    ),
    rule(
        "carry",
        "farmer, carry|yoke, frame walking",
        "forearm trapezius",
        "hand quadriceps gluteus-maximus external-oblique gastrocnemius",
        unless="row",
    ),
    rule(
        "stone lift",
        "atlas|stone|keg|husafell, sandbag shoulder|over",
        "erector-spinae gluteus-maximus hamstrings",
        "quadriceps biceps forearm",
    ),
    rule(
        "tyre flip",
        "tire|tyre flip, sandbag load|lift|clean",
        "quadriceps gluteus-maximus",
        "erector-spinae hamstrings biceps forearm",
    ),
    rule("bottoms-up clean", "bottom up clean", "forearm deltoid", "gluteus-maximus hamstrings"),
    rule("clean shrug", "clean|snatch shrug", "trapezius", "forearm"),
    rule(
        "snatch balance",
        "snatch balance, overhead squat, snatch press squat",
        "quadriceps gluteus-maximus deltoid",
        "adductors erector-spinae trapezius",
    ),
    rule(
        "jerk balance",
        "jerk balance|dip, jerk split|kettlebell|power|push|twoarm|onearm",
        "deltoid quadriceps",
        "triceps gluteus-maximus trapezius",
        unless="clean squat",
    ),
    rule(
        "one-armed snatch",
        "snatch kettlebell|dumbbell|onearm",
        "hamstrings gluteus-maximus deltoid",
        "quadriceps trapezius erector-spinae forearm",
        unless="squat",
    ),
    rule(
        "clean or snatch",
        "clean|snatch",
        "hamstrings quadriceps gluteus-maximus trapezius",
        "erector-spinae deltoid forearm gastrocnemius",
        unless="press jerk deadlift squat",
    ),
)
