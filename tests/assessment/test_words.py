import re

import pytest

from tests.readability import grade
from twitchwise.assessment.words import _templates, assessment_sentence, sentence_ids

COMPUTED = {
    "date": "2026-11-22",
    "regions": "the left hand",
    "names": "calcium",
    "count": "3",
    "tests": "EMG",
    "what": "less coffee",
}


def filled(id_: str) -> str:
    slots = [name for name in COMPUTED if f"{{${name}}}" in _templates()[id_].text]
    return assessment_sentence(id_, **{name: COMPUTED[name] for name in slots}).text


@pytest.mark.parametrize("id_", sentence_ids())
def test_every_sentence_reads_at_about_school_grade_eight(id_: str) -> None:
    text = re.sub(r'"twitchwise [a-z ]+"', "", filled(id_))
    assert grade(text) <= 9.0
