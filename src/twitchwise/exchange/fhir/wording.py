"""The wording of tests and questionnaires that other rooms own."""

from functools import cache

from twitchwise.exchange.fhir.codes import GAD7_ANSWERS, GAD7_ITEMS, GAD7_NAME, GAD7_PANEL, LOINC, QUESTIONNAIRE, coding
from twitchwise.exchange.fhir.resources import Frame, Json
from twitchwise.strength.battery import tests

__all__ = ["questionnaire_items", "questionnaire_resource", "test_name"]

_GAD7_TEXTS = (
    "Feeling nervous, anxious, or on edge",
    "Not being able to stop or control worrying",
    "Worrying too much about different things",
    "Trouble relaxing",
    "Being so restless that it is hard to sit still",
    "Becoming easily annoyed or irritable",
    "Feeling afraid, as if something awful might happen",
)


@cache
def _test_names() -> dict[str, str]:
    return {test.id: test.name for test in tests()}


def test_name(test: str) -> str:
    """The plain name of a strength test; its id where it is not known, and "strength test" where that is empty."""
    return _test_names().get(test) or test.strip() or "strength test"


def questionnaire_items(name: str) -> tuple[str, ...]:
    """The questions of a questionnaire; empty for one that is not known here."""
    return _GAD7_TEXTS if name == GAD7_NAME else ()


def questionnaire_resource(frame: Frame) -> Json:
    """The GAD-7 itself, so that its answers can be read without looking anything up."""
    return {
        "resourceType": "Questionnaire",
        "id": frame.name_of("questionnaire", GAD7_NAME),
        "url": QUESTIONNAIRE + GAD7_NAME,
        "title": "GAD-7",
        "status": "active",
        "subjectType": ["Patient"],
        "code": [GAD7_PANEL],
        "item": [
            {
                "linkId": code,
                "code": [coding(LOINC, code)],
                "text": text,
                "type": "choice",
                "answerOption": [{"valueCoding": answer} for answer in GAD7_ANSWERS],
            }
            for code, text in zip(GAD7_ITEMS, _GAD7_TEXTS, strict=True)
        ],
    }
