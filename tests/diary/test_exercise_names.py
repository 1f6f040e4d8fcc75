from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.body import Muscle, muscles
from twitchwise.diary.exercise_muscles_model import ExerciseKind
from twitchwise.diary.exercise_names import (
    Certainty,
    KnownNames,
    RecognisedExercise,
    recognise_exercise,
    recognise_garmin_category,
)
from twitchwise.diary.exercise_names_equipment import Equipment, Sides
from twitchwise.diary.model import LearnedExercise
from twitchwise.diary.moment import on_date

# Names as Strong, Hevy, Fitbod, JEFIT and people write them, with the muscle that does the work, judged by hand.
BY_HAND = {
    "rectus-abdominis": """
        Ab Wheel; Crunch (Machine); Cable Crunch; Hanging Leg Raise; Knee Raise (Captain's Chair); Leg Raise
        Parallel Bars; Toes To Bar; V Up; Sit Up (Weighted); Plank; Dead Bug; Hollow Rock; L-Sit Hold; Dragon
        Flag; Reverse Crunch; Jackknife Sit Up; Swiss Ball Rollout; Medicine Ball Slam; MTS Abdominal Crunch;
        Knees to Elbows""",
    "external-oblique": """
        Side Plank; Side Bend (Dumbbell); Russian Twist (Bodyweight); Wood Chop; Torso Rotation (Machine); Cable
        Core Pallof Press; Landmine 180; Oblique Crunch; Heel Taps; Suitcase Carry""",
    "erector-spinae": """
        Deadlift (Barbell); Deadlift (Trap Bar); Rack Pull; Back Extension (Machine); Superman; Bird Dog;
        Hyperextension (45 Degree); Seated Good Mornings""",
    "latissimus-dorsi": """
        Lat Pulldown (Cable); Pull Up (Assisted); Chin Up; Straight Arm Pulldown; T-Bar Row; Pendlay Row
        (Barbell); Seated Row (Cable); Iso-Lateral Row (Machine); Chest Supported Incline Row (Dumbbell);
        Meadows Row; Renegade Row (Dumbbell); Rope Climb; Pullover (Machine); Muscle Up; Vertical Traction
        (Machine); TRX Row""",
    "trapezius": """
        Shrug (Barbell); Upright Row (Cable); Farmer's Walk; Hang Clean; Snatch; Jump Shrug; Hammerstrength
        Shrug""",
    "deltoid": """
        Arnold Press (Dumbbell); OHP; Military Press; Shoulder Press (Plate Loaded); Lat Raise; Lateral Raise
        (Cable); Front Raise (Plate); Rear Delt Fly; Reverse Fly (Cable); Face Pull; Upright Row; Handstand Push
        Up; Push Press; Clean and Jerk; Thruster (Barbell); Kettlebell Turkish Get Up; Landmine Press; Band
        Pull-Aparts; Cuban Press; Battle Ropes; Cable External Rotation; Chest Supported Y Raise (Dumbbell);
        Seated DB Press; Rear Delt Row""",
    "pectoralis-major": """
        Bench Press (Barbell); Incline Bench Press (Smith Machine); Pec Deck (Machine); Cable Crossover; Push
        Up; Chest Dip (Assisted); Svend Press; Floor Press (Barbell); Dumbbell Flyes; Low Cable Fly Crossovers;
        DB Bench; Benchpress; Iso-Lateral Chest Press (Machine); Hex Press (Dumbbell); Burpee""",
    "triceps": """
        Skullcrusher (Barbell); Skull Crushers; Triceps Pushdown (Cable - Straight Bar); Triceps Dip; Bench Dip;
        JM Press (Barbell); Tate Press; Dumbbell Kickback; French Press; Bench Press - Close Grip (Barbell);
        Diamond Push Up; Overhead Triceps Extension; Ring Dips; Single-arm cable pressdown - Left""",
    "biceps": """
        Bicep Curl (Barbell); EZ Bar Biceps Curl; Hammer Curl (Cable); Preacher Curl (Machine); Spider Curl
        (Dumbbell); Zottman Curl; Drag Curl; 21s Bicep Curl; Bayesian Curl; Waiter Curl; Concentration Curl;
        Bicep Crul""",
    "forearm": """
        Wrist Roller; Seated Palms Up Wrist Curl; Wrist Extension; Dead Hang; Plate Pinch; Farmers Carry; Behind
        the Back Bicep Wrist Curl (Barbell); Reverse Curl (Cable); Finger Curls""",
    "quadriceps": """
        Squat (Barbell); Front Squat; Hack Squat (Machine); Goblet Squat; Leg Press; Leg Extension (Machine);
        Bulgarian Split Squat; Lunge (Dumbbell); Step Up; Pistol Squat; Sissy Squat; Wall Sit; Box Jump; Sled
        Push; Cycling; Rowing (Machine); Stairmaster; Hiking; Walking; Treadmill; Elliptical Machine; Mountain
        Climber; Overhead Squat""",
    "hamstrings": """
        Lying Leg Curl (Machine); Leg Curl; Nordic Curl; Glute Ham Raise; RDL; DB RDL; Single Leg RDL; Romanian
        Deadlift (Barbell); Stiff Leg Deadlift (Barbell); Good Morning (Barbell); Kettlebell Swing; Sumo
        Deadlift (Barbell)""",
    "gluteus-maximus": """
        Hip Thrust (Barbell); Glute Bridge; Cable Pull Through; Glute Kickback (Machine); Donkey Kick; Frog
        Pumps (Dumbbell); Reverse Hyperextension; Standing Cable Glute Kickbacks""",
    "gluteus-medius": """
        Hip Abductor (Machine); Lateral Band Walks; Clamshell; Fire Hydrants; Side Leg Raise; Monster Walk""",
    "adductors": "Hip Adductor (Machine); Hip Adduction (Machine); Copenhagen Plank; Inner Thigh Machine",
    "gastrocnemius": """
        Standing Calf Raise (Machine); Calf Press on Leg Press; Donkey Calf Raise; Jump Rope; Leg Press Calf
        Raise; Running; Heel Raise""",
    "soleus": "Seated Calf Raise (Plate Loaded); Bent Knee Calf Raise; Running (Treadmill)",
    "tibialis-anterior": "Tibialis Raise; Tib Raise; Toe Raises",
    "sternocleidomastoid": "Neck Curl; Lying Neck Curls (Weighted); Neck Extension (Weighted); Neck Harness",
}


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


def _found(name: str) -> RecognisedExercise:
    found = recognise_exercise(name)
    assert found is not None, name
    return found


def _ids(some: tuple[Muscle, ...]) -> list[str]:
    return [muscle.id for muscle in some]


@pytest.mark.parametrize(
    ("muscle", "name"), [(muscle, name) for muscle, text in BY_HAND.items() for name in _names(text)]
)
def test_a_common_name_names_the_muscle_that_does_the_work(muscle: str, name: str) -> None:
    assert muscle in _ids(_found(name).primary)


@pytest.mark.parametrize(
    ("name", "not_this"),
    [
        ("Leg Curl", "biceps"),
        ("Wrist Curl", "biceps"),
        ("Nordic Curl", "biceps"),
        ("Neck Curl", "biceps"),
        ("Upright Row", "latissimus-dorsi"),
        ("Lat Raise", "latissimus-dorsi"),
        ("Iso-Lateral Chest Press", "deltoid"),
        ("Overhead Press", "pectoralis-major"),
        ("Pike Push Up", "pectoralis-major"),
        ("Leg Press", "pectoralis-major"),
        ("Calf Press on Leg Press", "quadriceps"),
        ("Bench Press - Close Grip", "pectoralis-major"),
        ("Reverse Fly", "pectoralis-major"),
        ("Hip Adductor (Machine)", "gluteus-medius"),
        ("Hip Abductor (Machine)", "adductors"),
        ("Tricep Kickback", "gluteus-maximus"),
        ("Glute Kickback", "triceps"),
        ("Seated Row (Machine)", "quadriceps"),
        ("Reverse Nordic", "hamstrings"),
        ("Bicep Curl With Leg Extension", "hamstrings"),
        ("Cycling Russian Twist", "quadriceps"),
        ("Single Leg Back Extension", "quadriceps"),
        ("Lying Straight Leg Raise", "hamstrings"),
    ],
)
def test_a_word_that_misleads_does_not(name: str, not_this: str) -> None:
    assert not_this not in _ids(_found(name).primary)


@pytest.mark.parametrize("name", ["", "   ", "Rest Timer", "Note", "Coffee", "Sauna", "12345", "???", "Bankdrücken"])
def test_what_names_no_movement_and_no_muscle_is_unknown(name: str) -> None:
    assert recognise_exercise(name) is None


@pytest.mark.parametrize(
    "name", ["Stretching", "Yoga", "Foam Rolling", "Hamstring Stretch", "Quadriceps-SMR", "Warm Up"]
)
def test_a_stretch_is_a_stretch(name: str) -> None:
    assert _found(name).kind is ExerciseKind.STRETCH


def test_a_stretch_still_names_its_muscle() -> None:
    assert _ids(_found("Seated Hamstring Stretch").primary) == ["hamstrings"]


@pytest.mark.parametrize("name", ["Strength Training", "HKWorkoutActivityTypeTraditionalStrengthTraining", "Workout"])
def test_a_training_without_exercises_is_known_to_be_one_and_names_no_muscle(name: str) -> None:
    found = _found(name)
    assert found.primary == ()
    assert found.certainty is Certainty.GUESS


def test_case_hyphens_plurals_and_brackets_do_not_matter() -> None:
    spelled = ["Pull Up (Weighted)", "weighted pull-ups", "PULLUPS, weighted", "Pull-Up  [weighted]"]
    assert len({recognise_exercise(name) for name in spelled}) == 1


def test_a_misspelt_name_is_a_guess() -> None:
    assert _found("Squatt").certainty is Certainty.GUESS
    assert _found("Squat").certainty is Certainty.CLEAR


def test_a_bare_muscle_word_is_a_guess() -> None:
    found = _found("Lower Back")
    assert _ids(found.primary) == ["erector-spinae"]
    assert found.certainty is Certainty.GUESS


def test_equipment_bodyweight_and_sides_are_read_from_the_name() -> None:
    assert _found("Bicep Curl (Cable)").equipment is Equipment.CABLE
    assert _found("Pull Up").is_bodyweight
    assert not _found("Lat Pulldown (Machine)").is_bodyweight
    assert _found("Single Arm Lateral Raise (Cable)").sides is Sides.ONE_AT_A_TIME
    assert _found("Cossack Squat - Left").sides is Sides.LEFT
    assert _found("Squat (Barbell)").sides is Sides.BOTH


def test_a_muscle_is_never_both_primary_and_secondary() -> None:
    for text in BY_HAND.values():
        for name in _names(text):
            found = _found(name)
            assert not set(found.primary) & set(found.secondary), name


def _told(exercise: str, muscle: str) -> LearnedExercise:
    of = {each.id: each for each in muscles()}
    return LearnedExercise(entry_id=exercise, when=on_date(date(2026, 1, 1)), exercise=exercise, primary=(of[muscle],))


def test_what_the_person_told_goes_before_every_rule() -> None:
    known = KnownNames.learned([_told("The Beast", "triceps"), _told("Leg Press", "soleus")])
    for name, muscle in (("the  beast", "triceps"), ("Leg Press", "soleus")):
        found = recognise_exercise(name, known)
        assert found is not None
        assert _ids(found.primary) == [muscle]
        assert found.certainty is Certainty.TOLD
    assert recognise_exercise("The Beast") is None


def test_of_two_answers_about_one_name_the_later_counts() -> None:
    known = KnownNames.learned([_told("The Beast", "triceps"), _told("The Beast", "biceps")])
    found = recognise_exercise("The Beast", known)
    assert found is not None
    assert _ids(found.primary) == ["biceps"]


@given(st.text(max_size=200))
def test_any_text_gives_an_answer_or_none(name: str) -> None:
    found = recognise_exercise(name)
    assert found is None or isinstance(found.movement, str)


def test_garmin_categories_have_muscles() -> None:
    curl = recognise_garmin_category(7)
    assert curl is not None
    assert _ids(curl.primary) == ["biceps", "brachialis"]
    by_name = recognise_exercise("Hip_Stability")
    assert by_name is not None
    assert _ids(by_name.primary) == ["gluteus-medius"]
    assert recognise_garmin_category(65534) is None
    assert recognise_garmin_category(-1) is None
