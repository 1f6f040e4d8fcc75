import pytest

from twitchwise.body import Side
from twitchwise.diary.exercise_names import recognise_exercise
from twitchwise.errors import InputError, UnknownName
from twitchwise.evidence.loading import read_library_file
from twitchwise.evidence.lookup import cite, find_fact
from twitchwise.evidence.norms import norms, read_norms
from twitchwise.strength import battery
from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import Better, Demand, StrengthTest, TestKind
from twitchwise.strength.region import StrengthRegion

TABLE_OF_THE_DESIGN = {
    StrengthRegion.RIGHT_LEG: {"heel-raise", "heel-raise-height", "heel-walk", "foot-taps", "single-leg-rise"},
    StrengthRegion.LEFT_LEG: {"heel-raise", "heel-raise-height", "heel-walk", "foot-taps", "single-leg-rise"},
    StrengthRegion.BOTH_LEGS: {"chair-stand", "stairs", "walk"},
    StrengthRegion.RIGHT_HAND: {"grip", "pinch", "finger-tapping", "hand-tasks"},
    StrengthRegion.LEFT_HAND: {"grip", "pinch", "finger-tapping", "hand-tasks"},
    StrengthRegion.ARMS_SHOULDERS: {"push-ups", "arm-hold"},
    StrengthRegion.TRUNK: {"plank", "sit-ups"},
    StrengthRegion.SPEECH_BREATH: {"pa-ta-ka", "breath-count"},
}
EACH = pytest.mark.parametrize("test", battery.tests(), ids=lambda test: test.id)


def test_the_regions_have_the_tests_they_are_to_have() -> None:
    assert {region: {test.id for test in battery.tests_of(region)} for region in StrengthRegion} == TABLE_OF_THE_DESIGN


def test_no_id_is_used_twice() -> None:
    ids = [test.id for test in battery.tests()]
    assert len(set(ids)) == len(ids)


@EACH
def test_a_test_says_everything_a_person_needs(test: StrengthTest) -> None:
    assert test.steps
    assert test.equipment
    assert test.to_log
    assert test.stop_rule.endswith(".")
    assert test.error_note.endswith(".")
    assert all(step.endswith((".", "?")) for step in test.steps)


@EACH
def test_an_error_rests_on_facts_that_can_be_cited(test: StrengthTest) -> None:
    assert all(cite(fact) for fact in test.error_facts)
    assert (test.error_percent is None) or test.error_facts


@pytest.mark.parametrize(
    ("test", "fact"),
    [
        ("heel-raise", "st_heel_raise_error"),
        ("heel-raise-height", "st_heel_height_error"),
        ("chair-stand", "st_chair_stand_error_men"),
        ("stairs", "st_stairs_error"),
        ("walk", "st_walk_error"),
        ("grip", "st_grip_error"),
        ("pa-ta-ka", "st_pataka_error"),
    ],
)
def test_an_error_is_that_of_its_study(test: str, fact: str) -> None:
    assert find_test(test).error_percent == pytest.approx(find_fact(fact).value, abs=0.1)


def test_the_error_of_tapping_lies_between_what_was_measured_and_what_was_printed() -> None:
    own, printed = find_fact("st_tapping_error_own").value, find_fact("st_tapping_error").high
    assert own is not None
    assert printed is not None
    error = find_test("finger-tapping").error_percent
    assert error is not None
    assert own <= error < printed


@EACH
def test_a_test_with_sides_bears_on_one_region_of_each_side(test: StrengthTest) -> None:
    for side in test.sides:
        (region,) = test.regions_of(side)
        assert side is Side.MIDDLE or region.value.startswith(side.value)


@EACH
def test_norms_lie_within_what_can_be_entered(test: StrengthTest) -> None:
    for norm in norms(test.id):
        numbers = [number for number in (norm.low, norm.middle, norm.high) if number is not None]
        if test.better is Better.HIGHER:
            assert test.least <= min(numbers)
            assert max(numbers) <= test.most


def test_every_norm_is_of_a_test_that_exists() -> None:
    known = {test.id for test in battery.tests()}
    assert {norm.test for norm in read_norms(read_library_file("strength_norms.toml"))} <= known


def test_a_time_becomes_a_speed() -> None:
    assert find_test("walk").score_of(8.0, side=Side.MIDDLE, amount=10.0) == 1.25
    assert find_test("stairs").score_of(5.0, side=Side.MIDDLE, amount=10) == 2.0


def test_a_speed_out_of_a_file_is_a_score_of_a_timed_test_only() -> None:
    assert find_test("walk").score_of_speed(1.3, side=Side.MIDDLE) == 1.3
    with pytest.raises(InputError, match="give repetitions"):
        find_test("heel-raise").score_of_speed(1.3, side=Side.LEFT)


@pytest.mark.parametrize("metres", [100.0, 0.01])
def test_a_walk_faster_than_a_sprint_or_slower_than_a_snail_is_refused(metres: float) -> None:
    with pytest.raises(InputError, match="cannot be a result"):
        find_test("walk").score_of(2.5, side=Side.MIDDLE, amount=metres)


def test_a_time_without_its_way_is_not_a_speed() -> None:
    with pytest.raises(InputError, match="says nothing without the m"):
        find_test("walk").score_of(8.0, side=Side.MIDDLE)


@pytest.mark.parametrize("value", [-1.0, 151.0, float("nan"), float("inf")])
def test_an_impossible_score_is_refused_in_a_sentence(value: float) -> None:
    with pytest.raises(InputError, match="cannot be a result"):
        find_test("heel-raise").score_of(value, side=Side.LEFT)


def test_half_a_repetition_is_refused_and_half_a_kilogram_is_not() -> None:
    with pytest.raises(InputError, match="whole"):
        find_test("chair-stand").score_of(14.5, side=Side.MIDDLE)
    assert find_test("grip").score_of(41.5, side=Side.RIGHT) == 41.5


def test_a_side_that_a_test_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="give left or right"):
        find_test("grip").score_of(40.0, side=Side.MIDDLE)
    with pytest.raises(InputError, match="give middle"):
        find_test("plank").regions_of(Side.LEFT)


def test_heel_raises_are_load_for_the_calf_of_that_side() -> None:
    test = find_test("heel-raise")
    training = test.training_of(22, side=Side.LEFT)
    assert test.is_calf_load
    assert training is not None
    recognised = recognise_exercise(training.exercise)
    assert recognised is not None
    assert recognised.sides.value == "left"
    assert "gastrocnemius" in {muscle.id for muscle in recognised.primary}
    assert training.reps == 22


@EACH
def test_what_counts_as_training_is_understood_by_the_muscle_load(test: StrengthTest) -> None:
    training = test.training_of(10.0, side=test.sides[0])
    assert (training is None) == (test.work is None)
    assert training is None or recognise_exercise(training.exercise) is not None


def test_a_test_that_did_not_go_is_no_training() -> None:
    assert find_test("heel-raise").training_of(0, side=Side.LEFT) is None


def test_two_days_lie_between_grips() -> None:
    assert {test.id for test in battery.tests() if test.days_between > 1} == {"grip", "pinch"}


def test_a_marker_has_no_error_and_three_grades() -> None:
    for test in battery.tests():
        if test.kind is TestKind.MARKER:
            assert (test.error_percent, test.least, test.most) == (None, 0.0, 2.0)


def test_seated_tests_ask_neither_for_standing_nor_for_effort_of_the_whole_body() -> None:
    for test in battery.tests():
        if test.is_seated:
            assert test.demands <= {Demand.HAND_FORCE}


def test_an_unknown_test_is_answered_with_the_closest_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean heel-raise"):
        find_test("heel-raises")
    with pytest.raises(UnknownName, match="the tests are heel-raise"):
        find_test("zzzz" * 100)


def test_a_test_is_found_by_its_plain_name() -> None:
    assert find_test("Chair stands, 30 seconds").id == "chair-stand"
