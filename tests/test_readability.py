import pytest

from tests.readability import grade, syllables

COUNTED = {
    "a": 1, "the": 1, "muscle": 2, "twitch": 1, "twitches": 2, "weakness": 2, "little": 2, "table": 2, "walked": 1,
    "wanted": 2, "tired": 1, "needed": 2, "area": 3, "idea": 3, "medicine": 3, "doctor": 2, "examination": 5,
    "swallowing": 3, "speech": 1, "breathe": 1, "change": 1, "changes": 2, "body": 2, "family": 3, "disease": 2,
    "diseases": 3, "people": 2, "every": 2, "worse": 1, "before": 2, "hands": 1, "eyes": 1, "eyelid": 2, "places": 2,
    "once": 1, "half": 1, "hours": 1, "months": 1, "careless": 2, "nature": 2, "numb": 1, "radiation": 4, "calcium": 3,
    "period": 3, "usual": 3, "video": 3, "one": 1, "side": 1, "limbs": 1, "stomach": 2, "operation": 4, "question": 2,
    "answer": 2, "emergency": 4, "minutes": 2, "moment": 2, "movement": 2, "safely": 2, "useful": 2, "tongue": 1,
}  # fmt: skip


def test_syllables_are_counted_nearly_as_a_person_counts_them() -> None:
    wrong = {word: (syllables(word), n) for word, n in COUNTED.items() if syllables(word) != n}
    assert len(wrong) <= 6, wrong
    assert sum(map(syllables, COUNTED)) == pytest.approx(sum(COUNTED.values()), rel=0.03)


def test_the_grade_is_the_formula() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    two = "The cat sat on the mat. It slept."
    assert grade(two) == pytest.approx(0.39 * 4 + 11.8 * 1 - 15.59)


def test_long_words_and_long_sentences_are_harder() -> None:
    plain = "Your legs are weak. See a doctor today."
    heavy = "Progressive bilateral lower-extremity weakness necessitates immediate neurological consultation."
    assert grade(plain) < 5
    assert grade(heavy) > 14


def test_a_name_that_has_no_plainer_word_counts_as_plain() -> None:
    text = "Do you take omeprazole?"
    assert grade(text, plain_words={"omeprazole"}) < grade(text)
