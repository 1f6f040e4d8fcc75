"""The list of sentences that must not be said catches what it should, and lets honest sentences pass."""

import pytest

from tests.never_said import caught, clears_of_als


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not ALS.",
        "It's not ALS.",
        "This isn't ALS",
        "Your twitching is not motor neurone disease.",
        "That is almost certainly not ALS, but ALS is not it: this is not a sign of ALS.",
        "You do not have ALS.",
        "You don't have motor neuron disease.",
        "It cannot be ALS.",
        "This can't be MND.",
        "ALS is ruled out.",
        "We can rule out ALS.",
        "A normal EMG rules out ALS.",
        "ALS can be excluded.",
        "A normal test excludes ALS.",
        "There is no sign of ALS.",
        "No ALS.",
        "You are free of ALS.",
        "This does not look like ALS.",
        "Your answers do not point to ALS.",
        "It has nothing like ALS about it; you are fine.",
        "You are perfectly healthy.",
        "Your twitching is benign.",
        "This is definitely harmless.",
        "There is nothing to worry about.",
        "You have no reason to worry.",
        "Nothing is wrong with you.",
        "You can stop worrying.",
        "Don't worry.",
        "ALS is very unlikely.",
        "It is very unlikely that you have ALS.",
        "You are unlikely to develop ALS.",
        "Your risk of ALS is 0.4 of 100,000.",
        "Your personal chance of having ALS is small: your chance of ALS is 2 %.",
        "It is not a serious disease.",
        "You do not have any serious illness.",
        "This twitching is not caused by Lou Gehrig's disease.",
        "ALS is out of the question.",
        "The result is an all-clear.",
        "No test can rule everything out, but you do not have ALS.",
    ],
)
def test_a_sentence_that_clears_of_als_is_caught(sentence: str) -> None:
    assert clears_of_als(sentence) or caught(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This program can neither find nor exclude an illness.",
        "A normal EMG speaks for its date only; it does not rule out ALS later.",
        "No test at home can rule out ALS.",
        "Nobody can exclude ALS from a list of answers.",
        "Twitching alone is very common and most often harmless.",
        "None of 180 examined people in three studies had ALS later.",
        "About 3 of 100,000 men of this age, twitching or not, are found to have ALS in a year.",
        "ALS is rare: in most people with it, weakness is what brings them to a doctor.",
        "ALS weakness takes about a year on average to reach a second region.",
        "A rate, a place or a number of twitches does not tell benign from disease.",
        "No ALS score is given.",
        "The measured tests are steady.",
        "Weakness that can be shown and grows is what doctors look for in ALS.",
        "This is information, not a diagnosis.",
    ],
)
def test_an_honest_sentence_passes(sentence: str) -> None:
    assert not clears_of_als(sentence)


def test_the_caught_sentence_is_named_in_a_longer_text() -> None:
    text = "Twitching alone is common. It is\nnot ALS. See a doctor when a task is lost."
    assert caught(text) == ("It is not ALS.",)
