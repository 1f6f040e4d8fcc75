"""Which muscles do the movements of arms, shoulders, chest and upper back."""

from twitchwise.diary.exercise_muscles_model import MovementRule, rule

__all__ = ["ARM_RULES"]

_PULL_HELPERS = "biceps brachialis forearm deltoid"

ARM_RULES: tuple[MovementRule, ...] = (
    # Forearm and hand
    rule(
        "wrist and grip",
        "wrist|finger|gripper|deviation|rice|pronation|supination, forearm curl|twist|rotation, "
        "pinch, captain crush, grip|squeeze hand|crush|trainer|strength",
        "forearm",
        "hand",
        unless="stretch row tricep",
    ),
    rule(
        "hang and hold",
        "deadhang, hang, barbell|plate|grip|dumbbell hold",
        "forearm",
        "hand latissimus-dorsi",
        unless="leg lever squat clean snatch press bench pulldown pullup lunge goodmorning row curl raise",
    ),
    # Shoulder, one joint
    rule("face pull", "face pull", "deltoid trapezius", "biceps"),
    rule(
        "rear shoulder raise",
        "reardelt, reverse fly|pecdeck|butterfly|crossover, pullapart, bentover|bent "
        "raise|lateral|fly, rear fly|raise|lateral, prone raise, back fly",
        "deltoid",
        "trapezius",
        unless="leg row",
    ),
    rule("rear shoulder row", "reardelt row", "deltoid trapezius", "latissimus-dorsi"),
    rule("raise and pullover", "raise pullover", "pectoralis-major deltoid", "latissimus-dorsi triceps"),
    rule(
        "shoulder raise",
        "lateral|side|lat raise, side lateral, "
        "front|shoulder|deltoid|y|w|t|i|l|floor|dumbbell|plate|straightarm|overhead|arm raise, frontdelt, halo, "
        "bus|car driver, steering, raise incline, scaption, scarecrow, around world arm",
        "deltoid",
        "trapezius",
        unless="leg calf knee hip press lever",
    ),
    rule(
        "shoulder rotation",
        "external|internal rotation, wall slide, rotatorcuff, cuban, shoulder rotation|circle",
        "deltoid",
    ),
    rule("upright row", "upright row|pull, row neck", "trapezius deltoid", "biceps forearm"),
    rule("middle-back shrug", "midback shrug", "trapezius latissimus-dorsi"),
    rule("shrug", "shrug, scapula|scapular|scap", "trapezius", "forearm", unless="pushup"),
    rule("serratus push", "scapula|scapular|scap|serratus", "pectoralis-major", "deltoid trapezius"),
    rule("high pull", "high pull", "trapezius deltoid", "gluteus-maximus hamstrings biceps", unless="pulley"),
    # Elbow, straightening
    rule(
        "triceps extension",
        "tricep|skullcrusher|pushdown|jm|tate|french, kickback, bodyup, "
        "overhead|arm|elbow|katana|chain|cable|dumbbell|barbell|ezbar|lying|onearm|rope extension",
        "triceps",
        unless="dip pushup press curl stretch back",
    ),
    rule(
        "triceps press",
        "tricep press|bench|board, jm|tate|french press, lying press skullcrusher, board|pin press, "
        "tricep extension|pushdown|kickback",
        "triceps",
        "pectoralis-major deltoid",
        unless="dip pushup curl stretch",
    ),
    rule("triceps push-up", "pushup closegrip|close|diamond|tricep|triangle", "triceps pectoralis-major", "deltoid"),
    rule(
        "close-grip press",
        "closegrip|close press",
        "triceps",
        "pectoralis-major deltoid",
        unless="shoulder overhead military leg",
    ),
    rule("bench dip", "dip bench|floor|chair", "triceps", "deltoid pectoralis-major"),
    rule("chest dip", "dip chest", "pectoralis-major triceps", "deltoid"),
    rule("dip", "dip", "triceps pectoralis-major", "deltoid", unless="hip side plank jerk squat"),
    # Elbow, bending
    rule("curl and press", "curl press", "biceps deltoid", "brachialis triceps forearm", unless="leg bench lying"),
    rule(
        "reverse curl", "curl reverse|zottman|pronated|overhandgrip", "brachialis forearm biceps", unless="leg crunch"
    ),
    rule("hammer curl", "hammer curl|bicep", "biceps brachialis", "forearm"),
    rule("biceps curl", "curl, bicep, preacher", "biceps brachialis", "forearm", unless="leg nordic pushup"),
    # Chest
    rule(
        "handstand push-up",
        "handstand, wall walking, pike pushup, pushup vertical|overhead",
        "deltoid triceps",
        "trapezius pectoralis-major",
    ),
    rule(
        "push-up and row",
        "pushup row",
        "pectoralis-major latissimus-dorsi",
        "triceps trapezius biceps rectus-abdominis",
    ),
    rule("push-up", "pushup, push drop|plyo", "pectoralis-major", "triceps deltoid rectus-abdominis", unless="row"),
    rule("iron cross", "iron cross", "deltoid pectoralis-major", "latissimus-dorsi"),
    rule(
        "chest fly",
        "fly|pecdeck|butterfly|crossover|svend, cross over, chest squeeze|cross, around world, chest "
        "pass|push|throw, iso chest, pec, isometric wiper",
        "pectoralis-major",
        "deltoid",
        unless="press shoulder lunge toe swimming stroke supine pulldown dragonfly pullup chinup hip",
    ),
    rule("pullover", "pullover machine|cable|rope", "latissimus-dorsi", "pectoralis-major triceps"),
    rule("pullover", "pullover", "pectoralis-major latissimus-dorsi", "triceps"),
    # Pulling
    rule(
        "straight-arm pulldown",
        "straightarm pulldown|pull|pushdown, lat prayer|pushdown|sweep",
        "latissimus-dorsi",
        "triceps",
    ),
    rule("lever", "lever front|back", "latissimus-dorsi rectus-abdominis", "triceps"),
    rule("muscle-up", "muscleup", "latissimus-dorsi", "triceps pectoralis-major biceps brachialis"),
    rule(
        "inverted row",
        "inverted|australian|suspended|trx|ring|bodyweight row",
        "trapezius latissimus-dorsi",
        _PULL_HELPERS,
    ),
    rule("renegade row", "renegade, plank row", "latissimus-dorsi trapezius", "rectus-abdominis triceps biceps"),
    rule(
        "row",
        "row, bench|prone|seal pull, tbar, meadow, pendlay, kroc, chainsaw",
        "latissimus-dorsi trapezius",
        _PULL_HELPERS,
        unless="water",
    ),
    rule(
        "pull-up and pulldown",
        "pulldown|pullup|chinup|legless, chin, rope climb, lat pull|machine|cable|press, front|rear "
        "pull, pull widegrip|closegrip|underhand, bar chin, vertical traction|row, london",
        "latissimus-dorsi",
        "biceps brachialis trapezius forearm",
        unless="stretch tuck",
    ),
    # Pressing
    rule(
        "clean and press",
        "clean press|jerk, log lift|press, rack delivery, ground overhead, circus, axle press",
        "deltoid quadriceps",
        "gluteus-maximus triceps trapezius hamstrings",
    ),
    rule("push press", "push press, jerk", "deltoid", "triceps quadriceps gluteus-maximus", unless="squat"),
    rule("bent press", "bent press", "deltoid external-oblique", "triceps"),
    rule("neck press", "neck press, guillotine", "pectoralis-major", "triceps deltoid", unless="behindneck shoulder"),
    rule("floor press", "floor press", "pectoralis-major triceps", "deltoid"),
    rule(
        "shoulder press",
        "shoulder|overhead|military|arnold|landmine|standing|kneeling|seated|behindneck|kettlebell|deltoid press, "
        "z|viking|bradford|rocky|para|seesaw|saw|gravity|strict|cuban|bottom|javelin|savicka press, "
        "jammer|push|under press, linear jammer, crucifix, overhead smith|seated, power partial",
        "deltoid",
        "triceps trapezius",
        unless="bench chest incline decline pallof",
    ),
    rule("shoulder press", "shoulder press", "deltoid", "triceps trapezius"),
    rule(
        "seated shoulder press on a bench",
        "seated|military overhead|shoulder|military|press",
        "deltoid",
        "triceps trapezius",
        unless="chest incline decline pallof leg",
    ),
    rule("incline press", "incline press|bench|smith", "pectoralis-major", "deltoid triceps"),
    rule(
        "chest press",
        "bench|chest|decline|flat press, bench, hex|squeeze press, chest",
        "pectoralis-major",
        "triceps deltoid",
        unless="stretch",
    ),
    rule("press", "press", "pectoralis-major", "triceps deltoid", unless="calf leg", guess=True),
    rule("throw", "throw|toss|scoop, battlerope, sled overhead", "deltoid", "gluteus-maximus triceps"),
)
