from pathlib import Path

import pytest

from bench.exercises import names_in_exports, share_right, watch_names, yardstick
from twitchwise.diary.exercise_names import recognise_exercise

# Floors, which only rise.
RIGHT_OF_ALL = 0.92
RIGHT_OF_HELD_OUT = 0.89
UNDERSTOOD_OF_WATCHES = 0.91
AGREEING_OF_WATCHES = 0.90
N_HELD_OUT = 291

# What does the work in each distinct name of the two real exports, judged by hand.
BY_HAND = {
    "rectus-abdominis": """
        Crunch; Crunch (Machine); Crunch (Weighted); Flat Leg Raise; Hanging Knee Raise; Hanging Leg Raise;
        Plank; Russian Twist""",
    "erector-spinae": "Deadlift (Barbell); Hyperextensions; Lower Back",
    "latissimus-dorsi": """
        Bent Over One Arm Row (Dumbbell); Bent Over Row (Barbell); Bent Over Row Machine (Panatta); Cable Row
        Wide Grip; Dumbbell Row; Front Pulldown; High Row; Inverted Row (Bodyweight); Iso-Lateral Low Row;
        Iso-Lateral Row (Machine); Lat Pulldown (Cable); Lat Pulldown (Machine); Lat Pulldown - Close Grip
        (Cable); Lat pulldown (V-grip); Low Row; Pendlay Row (Barbell); Pull Up; Pull Up (Assisted); Pull Up
        (Band); Rope Straight Arm Pulldown; Seated Cable Row - V Grip (Cable); Seated Row (Cable); Seated Row
        (Machine); T Bar Row; Wide Pull Up""",
    "deltoid": """
        Back Deltoids; Face Pull; Face Pull (Cable); Front Raise (Dumbbell); Lateral Raise (Cable); Lateral
        Raise (Dumbbell); Lateral Raise (Machine); Overhead Press (Barbell); Overhead Press (Dumbbell); Overhead
        Smith Seated; Seated Overhead Press (Barbell); Seated Overhead Press (Dumbbell); Seated Shoulder Press
        (Machine); Shoulder Press (Dumbbell); Shoulder Press (Plate Loaded); Single Arm Lateral Raise (Cable)""",
    "pectoralis-major": """
        Bench Press (Barbell); Bench Press (Dumbbell); Bench Press (Smith Machine); Butterfly (Pec Deck); Cable
        Crossover; Chest Dip; Chest Dip (Assisted); Chest Fly; Chest Fly (Band); Chest Press (Machine); Decline
        Bench Press (Barbell); Decline Chest Press; Incline Bench Press (Barbell); Incline Bench Press
        (Dumbbell); Incline Bench Press (Smith Machine); Incline Chest Press (Machine); Iso-Lateral Chest Press
        (Machine); Lower Chest Fly""",
    "triceps": """
        Bench Press - Close Grip (Barbell); Dip Machine; JM Press (Barbell); Overhead Triceps Extension (Cable);
        Seated Dip; Skullcrusher (Barbell); Triceps Extension; Triceps Extension (Barbell); Triceps Pushdown;
        Triceps Pushdown (Cable - Straight Bar)""",
    "biceps": """
        Bicep Curl (Barbell); Bicep Curl (Cable); Bicep Curl (Dumbbell); Bicep Curl (Machine); Concentration
        Curl (Dumbbell); Hammer Curl (Dumbbell); Preacher Curl (Barbell); Spider Curl (Barbell)""",
    "forearm": "Reverse Curl (Barbell); Seated Palms Up Wrist Curl; Seated Wrist Extension (Barbell)",
    "quadriceps": """
        Goblet Squat; Leg Extension (Machine); Leg Press; Leg Press Horizontal (Machine); Leg Press Keller; Leg
        Press Technogym (Gelb); Lunge (Barbell); Seated Leg Press (Machine); Squat (Barbell)""",
    "hamstrings": "Lying Leg Curl (Machine); Seated Leg Curl (Machine)",
    "gastrocnemius": "Calf Press on Seated Leg Press",
    "soleus": "Seated Calf Raise (Plate Loaded)",
}


@pytest.mark.accuracy
def test_nine_of_ten_names_of_the_yardstick_get_the_right_muscle(shared_data: Path) -> None:
    judged = yardstick(shared_data)
    share = share_right(judged)
    assert share.n == 873
    assert share.n_right / share.n >= RIGHT_OF_ALL
    held_out = share_right(judged[:N_HELD_OUT])
    assert held_out.n_right / held_out.n >= RIGHT_OF_HELD_OUT


def test_the_names_that_watches_write_agree_with_their_category() -> None:
    watch = watch_names()
    assert watch.n > 1800
    assert watch.n_understood / watch.n >= UNDERSTOOD_OF_WATCHES
    assert watch.n_agreeing / watch.n_compared >= AGREEING_OF_WATCHES


def test_it_is_not_right_by_naming_half_the_body(shared_data: Path) -> None:
    share = share_right(yardstick(shared_data))
    assert share.n_primary / share.n < 1.7


def test_the_names_in_the_real_exports_get_the_muscle_that_does_the_work(shared_data: Path) -> None:
    right = {" ".join(name.split()): muscle for muscle, text in BY_HAND.items() for name in text.split(";")}
    names = names_in_exports(shared_data)
    assert [name for name in names if name not in right] == []
    wrong = []
    for name in names:
        found = recognise_exercise(name)
        if found is None or right[name] not in [muscle.id for muscle in found.primary]:
            wrong.append(name)
    assert wrong == []
