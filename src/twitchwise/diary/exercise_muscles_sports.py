"""Which muscles sports and machines for stamina use, and what a minute of them is worth in hard sets."""

from twitchwise.diary.exercise_muscles_model import ExerciseKind, MovementRule, rule

__all__ = ["SPORT_RULES"]


def _sport(
    name: str,
    words: str,
    primary: str,
    secondary: str,
    hard_sets_per_min: float,
    *,
    unless: str = "",
    guess: bool = False,
) -> MovementRule:
    return rule(
        name,
        words,
        primary,
        secondary,
        kind=ExerciseKind.CARDIO,
        hard_sets_per_min=hard_sets_per_min,
        unless=unless,
        guess=guess,
    )


_RUNNERS = "gastrocnemius soleus quadriceps"
_RUN_HELPERS = "hamstrings gluteus-maximus tibialis-anterior foot"

# Judgement, all of them: half an hour of running counts for the calves like three hard sets; the others are set against
# running by how hard the muscle works in a minute. No study gives these numbers.
_LIFTING = (
    "barbell dumbbell cable bench curl press deadlift squat lunge raise plank crunch pushup renegade lat pulldown"
    " inverted farmer suitcase overhead situp kick swing leg flutter fly burpee carry waiter band sled bandwalk"
)
SPORT_RULES: tuple[MovementRule, ...] = (
    _sport("skipping", "jumprope", "gastrocnemius soleus", "quadriceps tibialis-anterior foot forearm", 0.12),
    _sport("jumping jack", "jumpingjack", "gastrocnemius quadriceps", "deltoid gluteus-medius soleus", 0.10),
    _sport("ski machine", "skierg", "latissimus-dorsi triceps", "rectus-abdominis trapezius", 0.08),
    _sport(
        "cross-country skiing",
        "crosscountry, nordic|roller skiing|walking",
        "quadriceps triceps latissimus-dorsi",
        "gluteus-maximus gastrocnemius",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "skating",
        "skating|skate|rollerblading|rollerblade|inline|skateboarding",
        "quadriceps gluteus-maximus",
        "gluteus-medius adductors",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "skiing",
        "skiing|snowboard|snowboarding|snowsport|downhill|snowshoeing|snowshoe|alpine",
        "quadriceps",
        "gluteus-maximus adductors tibialis-anterior gastrocnemius",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "stair climbing",
        "stairs, floor climb, jacob ladder, versaclimber, stepping, step aerobics|training",
        "quadriceps gluteus-maximus",
        "gastrocnemius soleus hamstrings",
        0.10,
        unless=_LIFTING,
    ),
    _sport(
        "elliptical",
        "elliptical, arc trainer, arctrainer",
        "quadriceps gluteus-maximus",
        "gastrocnemius hamstrings",
        0.06,
    ),
    _sport(
        "hand cycling",
        "hand cycling, handcycling|handcycle, arm cycling, wheelchair running|walking|pace",
        "deltoid triceps",
        "biceps pectoralis-major forearm",
        0.08,
    ),
    _sport(
        "rowing",
        "rowing, row machine indoor|concept, indoor row, row water",
        "quadriceps latissimus-dorsi",
        "trapezius biceps erector-spinae hamstrings gluteus-maximus forearm",
        0.08,
        unless=_LIFTING + " seated wide close lowback tbar incline upright paddling standup standing high",
    ),
    _sport(
        "cycling",
        "cycling|ride|peloton|airdyne|mtb|bmx|ebiking|velomobile|ebike, mountain cycling",
        "quadriceps",
        "gluteus-maximus gastrocnemius hamstrings soleus",
        0.08,
        unless=_LIFTING.replace("leg", "") + " twist",
    ),
    _sport(
        "swimming",
        "water polo, swimming|freestyle|breaststroke|backstroke|aqua|aquatic",
        "latissimus-dorsi deltoid",
        "pectoralis-major triceps quadriceps rectus-abdominis",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "paddling",
        "paddle sport, kayak|kayaking|canoe|canoeing|paddling|paddleboarding|sup|surfing|"
        "windsurf|windsurfing|kitesurf|kitesurfing|rafting|sailing",
        "latissimus-dorsi deltoid",
        "external-oblique forearm trapezius",
        0.06,
        unless=_LIFTING,
    ),
    _sport(
        "hiking",
        "hiking|hike|trekking|rucking|ruck|mountaineering|backpacking",
        "quadriceps gastrocnemius gluteus-maximus",
        "soleus tibialis-anterior hamstrings foot",
        0.05,
    ),
    _sport(
        "climbing",
        "climbing|bouldering, climb rock|sport|wall",
        "forearm latissimus-dorsi",
        "hand biceps brachialis trapezius deltoid",
        0.12,
        unless=_LIFTING + " rope mountain tree",
    ),
    _sport(
        "walking",
        "walking|treadmill|stroll|stroller|pushchair",
        "quadriceps gastrocnemius soleus",
        "tibialis-anterior gluteus-maximus foot",
        0.03,
        unless=_LIFTING
        + " running sprint hand inchworm plank lateral crab bear duck toe heel wall monster high suitcase tread",
    ),
    _sport(
        "running",
        "running|race|marathon|parkrun|orienteering|triathlon|duathlon|multisport",
        _RUNNERS,
        _RUN_HELPERS,
        0.10,
        unless=_LIFTING + " cycling",
    ),
    _sport(
        "ball game",
        "football|basketball|handball|hockey|lacrosse|rugby|volleyball|netball|floorball, "
        "frisbee|hurling|baseball|softball|cricket|korfball, "
        "sport team, disc sport",
        _RUNNERS,
        "hamstrings adductors gluteus-maximus tibialis-anterior foot",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "racket sport",
        "ping pong, tennis|badminton|squash|padel|pickleball|racquetball|racket|racquet",
        "gastrocnemius quadriceps forearm",
        "deltoid gluteus-medius adductors soleus",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "martial art",
        "boxing|kickboxing|karate|judo|wrestling|martial|jiu|mma|taekwondo|aikido|krav|punching|punch|muay, heavy bag",
        "deltoid triceps",
        "external-oblique quadriceps gastrocnemius forearm",
        0.08,
        unless=_LIFTING + " cable flip thrust rollup crunch twist",
    ),
    _sport("fencing", "fencing", "quadriceps forearm", "gastrocnemius deltoid gluteus-maximus", 0.08),
    _sport(
        "dance",
        "dance|dancing|zumba|aerobics|barre|ballet|cheerleading",
        "gastrocnemius quadriceps",
        "gluteus-medius gluteus-maximus soleus",
        0.06,
        unless="stretch",
    ),
    _sport(
        "golf",
        "golf|bowling|archery|shooting|curling|dart",
        "external-oblique forearm",
        "deltoid erector-spinae",
        0.02,
        unless=_LIFTING,
    ),
    _sport("riding", "equestrian|horse", "adductors", "erector-spinae rectus-abdominis", 0.04, unless=_LIFTING),
    _sport(
        "gardening",
        "gardening|yardwork|shoveling|shovelling|housework|moving",
        "erector-spinae forearm",
        "quadriceps biceps deltoid",
        0.03,
        unless=_LIFTING + " moving claw",
    ),
    _sport(
        "Pilates",
        "pilates",
        "rectus-abdominis",
        "external-oblique gluteus-maximus erector-spinae",
        0.05,
        unless=_LIFTING,
    ),
    _sport("battle ropes", "battlerope", "deltoid forearm", "rectus-abdominis latissimus-dorsi", 0.12),
    _sport(
        "gymnastics",
        "gymnastics|trampoline|parkour|acrobatics",
        "quadriceps deltoid",
        "rectus-abdominis gastrocnemius triceps",
        0.08,
        unless=_LIFTING,
    ),
    _sport(
        "interval training",
        "hiit|interval|circuit|crossfit|bootcamp|metcon|tabata|emom|amrap|hyrox, "
        "functional training|strength, cross training",
        "quadriceps gluteus-maximus",
        "gastrocnemius deltoid rectus-abdominis pectoralis-major",
        0.08,
        guess=True,
        unless=_LIFTING,
    ),
    _sport(
        "cardio",
        "cardio, fitness equipment|gaming|exergaming, conditioning",
        "quadriceps gastrocnemius",
        "soleus gluteus-maximus",
        0.05,
        guess=True,
        unless=_LIFTING,
    ),
)
