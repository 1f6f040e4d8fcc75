"""What the numbers of a Health Connect export stand for, after the public constants of Android."""

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.nights import Stage

__all__ = ["NUTRIENTS", "REST_SEGMENTS", "SLEEP_STAGES", "segment_name", "sport_name"]

_SPORTS = """Unknown|Badminton|Baseball|Basketball|Biking|Stationary Biking|Boot Camp|Boxing|Calisthenics|Cricket|
Dancing|Exercise Class|Fencing|American Football|Australian Football|Frisbee|Golf|Guided Breathing|Gymnastics|Handball|
High Intensity Interval Training|Hiking|Ice Hockey|Ice Skating|Martial Arts|Paddling|Paragliding|Pilates|Racquetball|
Rock Climbing|Roller Hockey|Rowing|Rugby|Running|Treadmill Running|Sailing|Scuba Diving|Skating|Skiing|Snowboarding|
Snowshoeing|Soccer|Softball|Squash|Stair Climbing|Strength Training|Stretching|Surfing|Open Water Swimming|
Pool Swimming|Table Tennis|Tennis|Volleyball|Walking|Water Polo|Weightlifting|Wheelchair|Yoga|Other Workout|
Stair Climbing Machine|Elliptical|Rowing Machine""".replace("\n", "").split("|")

_SEGMENTS = """|Barbell Shoulder Press|Bench Sit Up|Biking|Stationary Biking|Dumbbell Curl|Dumbbell Curl|
Dumbbell Front Raise|Dumbbell Lateral Raise|Dumbbell Triceps Extension|Dumbbell Triceps Extension|
Dumbbell Triceps Extension|Elliptical|Forward Twist|Pilates|Rowing Machine|Running|Treadmill Running|Stair Climbing|
Stair Climbing Machine|Stretching|Open Water Swimming|Pool Swimming|Upper Twist|Walking|Wheelchair|Arm Curl|
Back Extension|Ball Slam|Bench Press|Burpee|Crunch|Deadlift|Double Arm Triceps Extension|Dumbbell Row|Front Raise|
Hip Thrust|Hula Hoop|Jumping Jack|Jump Rope|Kettlebell Swing|Lateral Raise|Lat Pulldown|Leg Curl|Leg Extension|
Leg Press|Leg Raise|Lunge|Mountain Climber|Plank|Pull Up|Punch|Shoulder Press|Single Arm Triceps Extension|Sit Up|
Squat""".replace("\n", "").split("|")  # those behind are swimming strokes and kinds of whole sessions

REST_SEGMENTS = frozenset({66, 67})
"""A rest and a pause."""

SLEEP_STAGES = {
    1: Stage.AWAKE,
    2: Stage.ASLEEP,
    3: Stage.AWAKE,
    4: Stage.STAGED,
    5: Stage.STAGED,
    6: Stage.STAGED,
    7: Stage.AWAKE,
}
"""1 awake, 2 sleeping, 3 out of bed, 4 light, 5 deep, 6 REM, 7 awake in bed; 0 says nothing."""

NUTRIENTS = {
    "caffeine": (ExposureKind.CAFFEINE, 1e3),
    "magnesium": (ExposureKind.MAGNESIUM, 1e3),
    "calcium": (ExposureKind.CALCIUM, 1e3),
    "potassium": (ExposureKind.POTASSIUM, 1e3),
    "sodium": (ExposureKind.SODIUM, 1e3),
    "vitamin_d": (ExposureKind.VITAMIN_D, 1e6),
    "energy": (ExposureKind.CALORIES, 1e-3),
}
"""Columns of a meal, and the factor from grams, and from calories, to the unit of the diary."""


def sport_name(number: int) -> str:
    """A type of session as words.

    Examples
    --------
    >>> sport_name(33), sport_name(61), sport_name(999)
    ('Running', 'Rowing Machine', 'Unknown')
    """
    return _SPORTS[number] if 0 <= number < len(_SPORTS) else _SPORTS[0]


def segment_name(number: int) -> str:
    """An exercise of a session as words, "" for none.

    Examples
    --------
    >>> segment_name(29), segment_name(55), segment_name(66)
    ('Bench Press', 'Squat', '')
    """
    return _SEGMENTS[number] if 0 <= number < len(_SEGMENTS) else ""
