import re

import pytest

from tests.readability import grade
from twitchwise.intake.sentences import sentences

GRADE_AT_MOST = 9.0
HARDEST = 10.0  # of a single sentence
WORDS_TO_JUDGE = 6
MEAN_GRADE_AT_MOST = 5.0
NAMED_THINGS = """
    als ganglioside borrelia omeprazole sertraline diazepam lorazepam zopiclone baclofen myasthenia hyperreflexia
    babinski areflexia hypoparathyroidism frontotemporal neuropathy diabetes rheumatoid arthritis multiple sclerosis
    muscular atrophy kennedy emg mri ultrasound conduction calcium magnesium potassium sodium vitamin caffeine
    thyroid fahrenheit celsius laboratory antibodies
"""
NAMES = NAMED_THINGS.split()
FORBIDDEN = re.compile(r"not (?:have )?als|no als|rule[sd]? out|nothing serious|imagin|hypochond|overreact|silly", re.I)


def _passages() -> dict[str, str]:
    """What is read together: the line to tick and its help, the question and its help."""
    found: dict[str, str] = {}
    for sentence in sentences():
        place, _, part = sentence.id.rpartition(".")
        if place == "said":
            found[sentence.id] = re.sub(r"\{\w+\}", "it", sentence.text)
        elif part in {"title", "text", "help"}:
            text = sentence.text if sentence.text.endswith((".", "?")) else f"{sentence.text}."
            found[place] = f"{found.get(place, '')} {text}".strip()
    return found


@pytest.mark.parametrize(("place", "text"), _passages().items())
def test_a_passage_can_be_read_at_about_the_eighth_grade(place: str, text: str) -> None:
    assert grade(text, plain_words=NAMES) <= GRADE_AT_MOST, place


def test_no_sentence_of_some_length_is_harder() -> None:
    """The formula says nothing about a line of two or three words."""
    parts = [part for text in _passages().values() for part in re.split(r"(?<=[.?])\s+", text)]
    hard = [part for part in parts if len(part.split()) >= WORDS_TO_JUDGE and grade(part, plain_words=NAMES) > HARDEST]
    assert hard == []


def test_the_passages_are_easy_on_the_whole() -> None:
    grades = [grade(text) for text in _passages().values()]
    assert sum(grades) / len(grades) <= MEAN_GRADE_AT_MOST


def test_every_sentence_has_an_id_of_its_own() -> None:
    ids = [sentence.id for sentence in sentences()]
    assert len(set(ids)) == len(ids)


def test_no_sentence_reassures_falsely_or_shames() -> None:
    assert [sentence.text for sentence in sentences() if FORBIDDEN.search(sentence.text)] == []
