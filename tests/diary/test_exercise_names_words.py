import pytest

from twitchwise.diary.exercise_muscles import rule_words
from twitchwise.diary.exercise_names_equipment import equipment_words
from twitchwise.diary.exercise_names_words import split_exercise_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Farmer's Walk", {"farmer", "walking"}),
        ("Farmer\u2019s Walk", {"farmer", "walking"}),
        ("DB Flyes", {"dumbbell", "fly"}),
        ("HKWorkoutActivityTypeCrossCountrySkiing", {"crosscountry", "skiing"}),
        ("bench_press", {"bench", "press"}),
        ("Calves", {"calf"}),
        ("Pull-Up", {"pullup"}),
    ],
)
def test_names_come_into_one_spelling(name: str, words: set[str]) -> None:
    assert split_exercise_name(name).words == words


def test_two_words_written_as_one_are_parted() -> None:
    found = split_exercise_name("Legpress", {"leg", "press"})
    assert found.words == {"leg", "press"}
    assert found.guessed


def test_a_short_word_is_never_mended() -> None:
    assert split_exercise_name("caff", {"calf"}).words == {"caff"}


def test_every_word_a_rule_asks_for_can_come_out_of_a_name() -> None:
    asked = rule_words() | equipment_words()
    assert [word for word in sorted(asked) if word not in split_exercise_name(word).words] == []


def test_a_very_long_name_is_cut() -> None:
    assert len(split_exercise_name("curl " * 10_000).words) == 1
