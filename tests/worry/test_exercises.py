import pytest

from twitchwise.evidence.lookup import cite
from twitchwise.worry.exercises import ExerciseName, find_exercise


@pytest.mark.parametrize("name", ExerciseName)
def test_an_exercise_is_short_and_says_how_far_it_was_tested(name: ExerciseName) -> None:
    exercise = find_exercise(name)
    assert 4 <= len(exercise.steps) <= 8
    assert exercise.minutes <= 5
    assert exercise.why
    assert exercise.basis
    assert all(cite(source) for source in exercise.sources)


def test_what_rests_on_no_study_says_so() -> None:
    attention = find_exercise(ExerciseName.ATTENTION)
    assert attention.sources == ()
    assert "no trial" in attention.basis


def test_letting_a_tired_muscle_twitch_is_done_with_curiosity() -> None:
    text = " ".join(find_exercise(ExerciseName.ACCEPTANCE).steps)
    assert "Let the muscle twitch" in text
    assert "curiosity" in text


def test_an_exercise_never_stands_in_the_way_of_a_doctor() -> None:
    assert "emergency help" in find_exercise(ExerciseName.BREATHING).steps[-1]
    assert "tell a doctor" in find_exercise(ExerciseName.CHECKING).steps[-1]
