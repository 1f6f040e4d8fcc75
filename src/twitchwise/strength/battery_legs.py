"""The tests of the legs: calf, foot lifters, thigh and hip, stairs and walking."""

from twitchwise.strength.battery_model import BOTH_SIDES, NO_SIDES, Better, Demand, StrengthTest, TestKind, WorkKind
from twitchwise.strength.region import StrengthRegion

__all__ = ["LEG_TESTS"]

_EACH_LEG = (StrengthRegion.LEFT_LEG, StrengthRegion.RIGHT_LEG)
_BOTH_LEGS = (StrengthRegion.BOTH_LEGS,)
_OWN_ERROR = "No study has its error from day to day; your own is learned over eight sessions."
_HEEL_RAISE_DEMANDS = frozenset({Demand.EFFORT, Demand.STANDING, Demand.ONE_LEG})

_HEEL_RAISE = StrengthTest(
    id="heel-raise",
    name="Single-leg heel raises",
    sides=BOTH_SIDES,
    regions=_EACH_LEG,
    unit="repetitions",
    score_unit="repetitions",
    error_percent=14.0,
    error_facts=("st_heel_raise_error", "st_heel_raise_error_small", "st_heel_raise_error_other"),
    error_note="Studies disagree: 8 to 14 % of the count; the largest is used. The height of one rise is steadier.",
    equipment=("a wall for the fingertips", "a metronome at 60 beats a minute, one beat up and one down"),
    steps=(
        "Stand on one bare foot on level floor, fingertips on the wall, knee straight.",
        "Rise on the toes to full height on one beat, come down on the next.",
        "Go on until you no longer reach full height, lose the beat or bend the knee.",
        "Count the full rises. Rest two minutes, then do the other leg.",
    ),
    stop_rule="Stop with a sharp pain in the calf or Achilles tendon, or a cramp.",
    to_log=("the count of each leg", "which leg was first", "sore calves from the days before"),
    demands=_HEEL_RAISE_DEMANDS,
    most=150.0,
    work=WorkKind.REPETITIONS,
    exercise="single-leg calf raise",
)

_HEEL_RAISE_HEIGHT = StrengthTest(
    id="heel-raise-height",
    name="Height of a single-leg heel raise",
    sides=BOTH_SIDES,
    regions=_EACH_LEG,
    unit="cm",
    score_unit="cm",
    error_percent=6.6,
    error_facts=("st_heel_height_error",),
    error_note="Measured with a cord and sensor; by a mark on the wall the error may be larger, and yours is learned.",
    equipment=("a wall", "tape on the wall and a pencil, or a phone that films from the side beside a ruler"),
    steps=(
        "Stand on one bare foot sideways to the wall, fingertips on it, knee straight.",
        "Mark the height of the top of the head or of the ankle bone with the heel down.",
        "Rise as high as you can, hold two seconds, and mark again.",
        "Do it three times; the best difference counts, in centimetres. Then the other leg.",
    ),
    stop_rule="Stop with a sharp pain in the calf or Achilles tendon, or a cramp.",
    to_log=("the best of three of each leg", "which point was marked: keep to it"),
    demands=_HEEL_RAISE_DEMANDS,
    most=25.0,
)

_HEEL_WALK = StrengthTest(
    id="heel-walk",
    name="Walking on the heels",
    kind=TestKind.MARKER,
    sides=BOTH_SIDES,
    regions=_EACH_LEG,
    unit="grade",
    score_unit="grade",
    error_facts=("st_heel_toe_walk",),
    error_note="A grade, not a measurement: it catches a foot that drops, and never enters the trend.",
    equipment=("five metres of clear floor", "a wall beside it", "somebody with you"),
    steps=(
        "Barefoot, close to the wall, walk ten steps on the heels with the forefeet off the floor.",
        "Each foot by itself: 2 when the forefoot stays up, 1 with effort, 0 when it sinks or touches the floor.",
    ),
    stop_rule="Stop and hold the wall when you sway.",
    to_log=("the grade of each foot",),
    demands=frozenset({Demand.STANDING, Demand.BALANCE}),
    most=2.0,
)

_FOOT_TAPS = StrengthTest(
    id="foot-taps",
    name="Foot tapping, 10 seconds",
    sides=BOTH_SIDES,
    regions=_EACH_LEG,
    unit="taps",
    score_unit="taps",
    error_facts=("st_foot_taps_cord",),
    error_note=_OWN_ERROR,
    equipment=("a chair", "a timer"),
    steps=(
        "Sit with hip and knee at a right angle, heel on the floor, the same shoes each time or barefoot.",
        "For 10 seconds lift and drop the forefoot as often as you can; the heel stays down.",
        "Count the taps of one foot, rest half a minute, then do the other.",
    ),
    stop_rule="Stop with a cramp in the shin.",
    to_log=("the count of each foot", "shoes or barefoot"),
    is_seated=True,
    most=90.0,
)

_SINGLE_LEG_RISE = StrengthTest(
    id="single-leg-rise",
    name="Single-leg rise onto a step, 30 seconds",
    sides=BOTH_SIDES,
    regions=_EACH_LEG,
    unit="repetitions",
    score_unit="repetitions",
    error_note=_OWN_ERROR,
    equipment=("the lowest step of a staircase, always the same", "its handrail within reach", "a timer"),
    steps=(
        "One whole foot on the step, the other on the floor, handrail close but not used.",
        "Push up with the leg on the step until it is straight, let the other foot only touch the step.",
        "Come down slowly. The foot on the step stays there for all 30 seconds.",
        "Count the full rises, rest two minutes, then do the other leg.",
    ),
    stop_rule="Stop with knee pain, or when you need the handrail; then the count so far is the score.",
    to_log=("the count of each leg", "the height of the step"),
    demands=frozenset({Demand.EFFORT, Demand.STANDING, Demand.ONE_LEG, Demand.BALANCE}),
    most=60.0,
    work=WorkKind.REPETITIONS,
    exercise="step-up",
)

_CHAIR_STAND = StrengthTest(
    id="chair-stand",
    name="Chair stands, 30 seconds",
    sides=NO_SIDES,
    regions=_BOTH_LEGS,
    unit="stands",
    score_unit="stands",
    error_percent=9.0,
    error_facts=("st_chair_stand_error_men", "st_chair_stand_error_women", "st_chair_stand_home"),
    error_note="9.0 % in men and 7.2 % in women over 60; the larger is used for everybody.",
    equipment=("a firm chair without arms, seat about 43 cm high, its back against a wall", "a timer"),
    steps=(
        "Sit in the middle of the seat, feet flat, arms crossed over the chest.",
        "Stand up fully and sit down again as often as you can in 30 seconds.",
        "A stand that is more than half done at the end counts.",
        "If you cannot stand without your hands, the score is 0 and the test is over.",
    ),
    stop_rule="Stop when the chair moves.",
    to_log=("the count", "which chair and shoes: keep to them"),
    demands=frozenset({Demand.EFFORT, Demand.STANDING}),
    most=60.0,
    work=WorkKind.REPETITIONS,
    exercise="sit to stand",
)

_STAIRS = StrengthTest(
    id="stairs",
    name="One flight of stairs, up",
    sides=NO_SIDES,
    regions=_BOTH_LEGS,
    unit="s",
    better=Better.LOWER,
    amount_unit="steps",
    score_unit="steps/s",
    error_percent=6.6,
    error_facts=("st_stairs_error", "st_stairs_error_own", "st_stairs_cadence_own", "st_safe_stairs"),
    error_note="At your own pace; climbing fast errs more, up to 10.8 %.",
    equipment=("the same flight each time, nine steps or more, with a handrail", "a timer or a phone in the pocket"),
    steps=(
        "Start at the foot of the stairs, handrail within reach and not used.",
        "Walk up at your usual pace, one step at a time. Do not run.",
        "Time from the first foot that leaves the floor to both feet on top, and note the number of steps.",
    ),
    stop_rule="Hold the handrail and stop when a leg gives way.",
    to_log=("the seconds", "the number of steps, and once the height of one", "shoes, and what you carried"),
    demands=frozenset({Demand.EFFORT, Demand.STANDING, Demand.STAIRS}),
    least=1.0,
    most=300.0,
    slowest=0.1,
    fastest=6.0,
)

_WALK = StrengthTest(
    id="walk",
    name="Walk of 10 metres or more",
    sides=NO_SIDES,
    regions=_BOTH_LEGS,
    unit="s",
    better=Better.LOWER,
    amount_unit="m",
    score_unit="m/s",
    error_percent=5.3,
    error_facts=("st_walk_error", "st_walk_short"),
    error_note="Over 20 m in older adults; a course of only 4 m from standing is too unsteady to be used.",
    equipment=("a straight course of 10 m or more, and 2 m more before and behind it", "a timer"),
    steps=(
        "Walk through the whole course at your usual pace; the clock runs between the two marks only.",
        "Do it twice and enter the mean time, with the metres between the marks.",
    ),
    stop_rule="Stop when you trip or sway.",
    to_log=("the seconds", "the metres", "shoes"),
    demands=frozenset({Demand.STANDING}),
    least=2.0,
    most=600.0,
    slowest=0.05,
    fastest=4.0,
)

LEG_TESTS = (
    _HEEL_RAISE,
    _HEEL_RAISE_HEIGHT,
    _HEEL_WALK,
    _FOOT_TAPS,
    _SINGLE_LEG_RISE,
    _CHAIR_STAND,
    _STAIRS,
    _WALK,
)
