"""The wording of tests and questionnaires, which other rooms own."""

from functools import cache
from urllib.parse import quote

from twitchwise.exchange.fhir.codes import GAD7_ANSWERS, GAD7_ITEMS, GAD7_PANEL, LOINC, QUESTIONNAIRE, coding
from twitchwise.exchange.fhir.resources import Frame, Json
from twitchwise.strength.battery import tests
from twitchwise.worry.questions import QuestionSet, SetName, question_set

__all__ = ["known_set", "questionnaire_resource", "questionnaire_url", "test_name"]


@cache
def _test_names() -> dict[str, str]:
    return {test.id: test.name for test in tests()}


def test_name(test: str) -> str:
    """The plain name of a strength test; its id where it is not known, and "strength test" where that is empty."""
    return _test_names().get(test) or test.strip() or "strength test"


def known_set(name: str) -> QuestionSet | None:
    """The questions of a questionnaire by its name in the diary; None for one that is not known here."""
    return question_set(SetName(name)) if name in set(SetName) else None


def questionnaire_url(name: str) -> str:
    """What a response calls its questionnaire; a name, not an address."""
    return QUESTIONNAIRE + quote(name, safe="")


def questionnaire_resource(frame: Frame, asked: QuestionSet) -> Json:
    """The questions themselves, so that the answers can be read without looking anything up."""
    is_coded = asked.name is SetName.GAD7
    return {
        "resourceType": "Questionnaire",
        "id": frame.name_of("questionnaire", asked.name.value),
        "url": questionnaire_url(asked.name.value),
        "title": asked.title,
        "status": "active",
        "subjectType": ["Patient"],
        "description": f"{asked.stem} {asked.note}",
        **({"code": [GAD7_PANEL]} if is_coded else {}),
        "item": [
            _coded_item(number, text) if is_coded else _plain_item(number, text, asked)
            for number, text in enumerate(asked.questions)
        ],
    }


def _coded_item(number: int, text: str) -> Json:
    code = GAD7_ITEMS[number]
    options = [{"valueCoding": answer} for answer in GAD7_ANSWERS]
    return {"linkId": code, "code": [coding(LOINC, code)], "text": text, "type": "choice", "answerOption": options}


def _plain_item(number: int, text: str, asked: QuestionSet) -> Json:
    means = ", ".join(f"{points} = {option}" for points, option in enumerate(asked.options))
    options = [{"valueInteger": points} for points in range(len(asked.options))]
    return {"linkId": str(number + 1), "text": f"{text} ({means})", "type": "integer", "answerOption": options}
