"""The tests above the legs: hands, arms and shoulders, trunk, speech and breath."""

from twitchwise.strength.battery_model import BOTH_SIDES, NO_SIDES, Demand, StrengthTest, TestKind, WorkKind
from twitchwise.strength.region import StrengthRegion

__all__ = ["UPPER_TESTS"]

_EACH_HAND = (StrengthRegion.LEFT_HAND, StrengthRegion.RIGHT_HAND)
_ARMS = (StrengthRegion.ARMS_SHOULDERS,)
_TRUNK = (StrengthRegion.TRUNK,)
_SPEECH = (StrengthRegion.SPEECH_BREATH,)
_OWN_ERROR = "No study has its error from day to day; your own is learned over eight sessions."
_DAYS_BETWEEN_GRIPS = 2  # benton2022: on the next day older adults gripped 7.7 % weaker

_GRIP = StrengthTest(
    id="grip",
    name="Hand grip",
    sides=BOTH_SIDES,
    regions=_EACH_HAND,
    unit="kg",
    score_unit="kg",
    error_percent=7.7,
    error_facts=("st_grip_error", "st_grip_unsupervised", "st_grip_next_day"),
    error_note="Studies give 4.5 to 7.7 %; the larger is used, since nobody watches at home.",
    equipment=("a hand dynamometer, always the same one",),
    steps=(
        "Sit, upper arm at the side, elbow at a right angle.",
        "Squeeze as hard as you can for three seconds and breathe out while you do.",
        "Three squeezes each hand, a minute between them; the best of the three counts.",
    ),
    stop_rule="Stop with pain in the hand or wrist.",
    to_log=("the best of three of each hand, and all three", "a squeeze you held back", "pain in the hand"),
    days_between=_DAYS_BETWEEN_GRIPS,
    demands=frozenset({Demand.HAND_FORCE}),
    is_seated=True,
    most=120.0,
)

_PINCH = StrengthTest(
    id="pinch",
    name="Thumb press on a kitchen scale",
    sides=BOTH_SIDES,
    regions=_EACH_HAND,
    unit="kg",
    score_unit="kg",
    error_note="Our own proposal, never studied: your own error is learned over eight sessions.",
    equipment=("a kitchen scale that carries 10 kg or more, on a table that does not slip",),
    steps=(
        "Sit, elbow and forearm resting on the table.",
        "Press straight down on the scale with the pad of the thumb for three seconds; do not lean on it.",
        "Three presses each hand, a minute between them; the best of the three counts.",
    ),
    stop_rule="Stop with pain in the thumb.",
    to_log=("the best of three of each hand", "which scale: keep to it", "pain in the thumb"),
    days_between=_DAYS_BETWEEN_GRIPS,
    demands=frozenset({Demand.HAND_FORCE}),
    is_seated=True,
    most=40.0,
)

_FINGER_TAPPING = StrengthTest(
    id="finger-tapping",
    name="Finger tapping, 10 seconds",
    sides=BOTH_SIDES,
    regions=_EACH_HAND,
    unit="taps",
    score_unit="taps",
    error_percent=9.0,
    error_facts=("st_tapping_error", "st_tapping_error_own", "st_tapping_learning"),
    error_note="A large study says under 10 % without the days between; within one sitting 8.7 % was measured.",
    equipment=("a phone screen or a key", "a timer"),
    steps=(
        "Sit, palm flat on the table, only the index finger moves.",
        "Tap as fast as you can for 10 seconds.",
        "Three rounds each hand, half a minute between them; enter the middle count of the three.",
    ),
    stop_rule="Stop with pain in the hand.",
    to_log=("the count of each hand", "phone or key: keep to it"),
    is_seated=True,
    most=150.0,
)

_HAND_TASKS = StrengthTest(
    id="hand-tasks",
    name="Jar, key and buttons",
    kind=TestKind.MARKER,
    sides=BOTH_SIDES,
    regions=_EACH_HAND,
    unit="grade",
    score_unit="grade",
    error_note="A grade, not a measurement: it says whether a task is lost, and never enters the trend.",
    equipment=("a jar of the kind you use, a key, a shirt",),
    steps=(
        "Think of the last week: opening a jar, turning a key, doing buttons with this hand.",
        "2 when all went as before, 1 when one was harder, 0 when one no longer went or only with help.",
    ),
    stop_rule="Nothing to stop: do not try again and again.",
    to_log=("the grade of each hand", "which task"),
    is_seated=True,
    most=2.0,
)

_PUSH_UPS = StrengthTest(
    id="push-ups",
    name="Push-ups",
    sides=NO_SIDES,
    regions=_ARMS,
    unit="repetitions",
    score_unit="repetitions",
    error_facts=("st_push_up_agreement",),
    error_note=_OWN_ERROR,
    equipment=("a mat",),
    steps=(
        "On the hands and toes, or on the hands and knees: choose one kind and keep to it.",
        "Body in one line, down until the elbows are at a right angle, up until the arms are straight.",
        "As many as you can without a pause; only full ones count.",
    ),
    stop_rule="Stop when the back sags, or with pain in the shoulder or wrist.",
    to_log=("the count", "toes or knees"),
    demands=frozenset({Demand.EFFORT, Demand.LYING, Demand.ARMS}),
    most=200.0,
    work=WorkKind.REPETITIONS,
    exercise="push-up",
)

_ARM_HOLD = StrengthTest(
    id="arm-hold",
    name="Arms held out with a weight",
    sides=NO_SIDES,
    regions=_ARMS,
    unit="s",
    score_unit="s",
    error_note=_OWN_ERROR,
    equipment=("two bottles of water of 1 kg, always the same", "a chair", "a timer"),
    steps=(
        "Sit upright, a bottle in each hand, both arms straight out to the front at shoulder height.",
        "Hold both at that height; the time ends when one hand sinks by more than its own width.",
        "Enter the seconds and note which arm sank first.",
    ),
    stop_rule="Stop with pain in the shoulder or neck.",
    to_log=("the seconds", "which arm sank first", "the weight"),
    demands=frozenset({Demand.EFFORT, Demand.ARMS}),
    most=900.0,
    work=WorkKind.SECONDS,
    exercise="front raise hold",
)

_PLANK = StrengthTest(
    id="plank",
    name="Forearm plank",
    sides=NO_SIDES,
    regions=_TRUNK,
    unit="s",
    score_unit="s",
    error_note=_OWN_ERROR,
    equipment=("a mat", "a timer"),
    steps=(
        "On forearms and toes, elbows under the shoulders, body in one line from head to heel.",
        "Breathe on. The time ends when the hips sink or rise out of the line.",
    ),
    stop_rule="Stop with pain in the back or shoulder, or when you hold your breath.",
    to_log=("the seconds",),
    demands=frozenset({Demand.EFFORT, Demand.LYING, Demand.ARMS}),
    most=1800.0,
    work=WorkKind.SECONDS,
    exercise="forearm plank",
)

_SIT_UPS = StrengthTest(
    id="sit-ups",
    name="Sit-ups from lying, 30 seconds",
    sides=NO_SIDES,
    regions=_TRUNK,
    unit="repetitions",
    score_unit="repetitions",
    error_note=_OWN_ERROR,
    equipment=("a mat", "a timer"),
    steps=(
        "Lie on your back, knees bent, feet flat and free, arms crossed over the chest.",
        "Curl up until the elbows touch the thighs and come down until the shoulder blades touch the mat.",
        "Count the full ones in 30 seconds. None at all is a score too: 0.",
    ),
    stop_rule="Stop with pain in the back or neck.",
    to_log=("the count",),
    demands=frozenset({Demand.EFFORT, Demand.LYING}),
    most=60.0,
    work=WorkKind.REPETITIONS,
    exercise="sit-up",
)

_PA_TA_KA = StrengthTest(
    id="pa-ta-ka",
    name="Pa-ta-ka",
    sides=NO_SIDES,
    regions=_SPEECH,
    unit="syllables/s",
    score_unit="syllables/s",
    error_percent=2.9,
    error_facts=("st_pataka_error",),
    error_note="A hopeful figure, derived from a mixed group; a single dip of this test says little.",
    equipment=("a quiet room", "a phone that records, to count from"),
    steps=(
        "Breathe in and say pa-ta-ka as fast and as clearly as you can on one breath, for 5 seconds or more.",
        "Three rounds. Count the syllables of the best 5 seconds, three to a pa-ta-ka, and divide by 5.",
    ),
    stop_rule="Stop when you get dizzy from breathing.",
    to_log=("syllables a second", "a cold or a sore throat"),
    is_seated=True,
    most=15.0,
)

_BREATH_COUNT = StrengthTest(
    id="breath-count",
    name="Counting on one breath",
    sides=NO_SIDES,
    regions=_SPEECH,
    unit="count",
    score_unit="count",
    error_facts=("st_breath_count_raters", "st_breath_count_fvc"),
    error_note=_OWN_ERROR,
    equipment=("a metronome at 120 beats a minute",),
    steps=(
        "Sit upright and breathe in as deeply as you can.",
        "Count aloud, two numbers a second with the metronome, until the breath is used up.",
        "Three rounds, a minute between them; the best of the three counts.",
    ),
    stop_rule="Short of breath now, before you begin? Do not test: call for help.",
    to_log=("the best count", "a cold, asthma"),
    is_seated=True,
    most=200.0,
)

UPPER_TESTS = (
    _GRIP,
    _PINCH,
    _FINGER_TAPPING,
    _HAND_TASKS,
    _PUSH_UPS,
    _ARM_HOLD,
    _PLANK,
    _SIT_UPS,
    _PA_TA_KA,
    _BREATH_COUNT,
)
