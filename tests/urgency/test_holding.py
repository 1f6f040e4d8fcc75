import pytest

from tests.urgency.cases import person
from twitchwise.intake.feature import Feature
from twitchwise.urgency.condition import HasFeature
from twitchwise.urgency.holding import holds, open_parts
from twitchwise.urgency.known import Known
from twitchwise.urgency.parsing import parse_condition
from twitchwise.urgency.truth import Truth


def _holds(condition: str, words: str) -> Truth:
    found = person(words)
    known = Known(answers=found.answers, screened=found.screen, strength=found.strength, gad7=found.gad7)
    return holds(parse_condition(condition), known)


@pytest.mark.parametrize(
    ("condition", "words", "truth"),
    [
        ("wasting", "wasting", Truth.YES),
        ("wasting", "not-sure:wasting", Truth.NOT_SURE),
        ("wasting", "not-asked:wasting", Truth.NOT_ASKED),
        ("wasting", "age=30", Truth.NO),
        ("wasting and falls", "wasting not-sure:falls", Truth.NOT_SURE),
        ("wasting and falls", "wasting not-asked:falls", Truth.NOT_ASKED),
        ("wasting or falls", "not-asked:wasting not-sure:falls", Truth.NOT_SURE),
        ("maybe(falls)", "not-asked:falls", Truth.YES),
        ("maybe(falls)", "age=30", Truth.NO),
        ("perhaps(falls)", "not-sure:falls", Truth.YES),
        ("perhaps(falls)", "not-asked:falls", Truth.NOT_ASKED),
        ("at least 2 of (cramps, falls, tremor)", "cramps not-sure:tremor", Truth.NOT_SURE),
        ("age < 40", "age=39", Truth.YES),
        ("age < 40", "age=unknown", Truth.NOT_ASKED),
        ("age unknown", "age=unknown", Truth.YES),
        ("weakness-for <= 7 days", "weakness=7", Truth.YES),
        ("weakness-for <= 7 days", "age=30", Truth.NOT_ASKED),
        ("weakness-course worse", "course=better", Truth.NO),
        ("lab calcium low", "lab=calcium:8.0:mg/dl", Truth.YES),
        ("lab calcium low", "age=30", Truth.NO),
        ("lab potassium < 2.5", "lab=potassium:2.4:mmol/l lab=potassium:4.0:mmol/l", Truth.YES),
        ("ck >= 5 times", "lab=ck:1000:u/l", Truth.YES),
        ("ck >= 5 times", "lab=ck:1000:", Truth.NO),
        ("medicine acid-blocker", "medicine=Losec:10", Truth.YES),
        ("medicine any new", "medicine=Unheard:10", Truth.YES),
        ("site tongue", "site=tongue site=left-calf", Truth.YES),
        ("only-site orbicularis-oculi", "site=left-eyelid site=left-calf", Truth.NO),
        ("screen finding", "screen=failed", Truth.YES),
        ("strength fall", "trend=fall", Truth.YES),
        ("strength fall", "age=30", Truth.NO),
        ("gad7 >= 10", "gad7=10", Truth.YES),
        ("gad7 >= 10", "gad7=9", Truth.NO),
        ("gad7 >= 10", "age=30", Truth.NO),
        ("strength-settled", "screen=clear", Truth.YES),
        ("strength-settled", "screen=failed", Truth.NO),
        ("medicine benzodiazepine stopped", "medicine=diazepam:400", Truth.NO),
    ],
)
def test_a_condition_holds_as_surely_as_it_is_known(condition: str, words: str, truth: Truth) -> None:
    assert _holds(condition, words) is truth


def test_a_medicine_without_dates_may_be_new_and_may_be_long_in_use() -> None:
    found = person("medicine=omeprazole:")
    assert holds(parse_condition("medicine acid-blocker long"), Known(answers=found.answers)) is Truth.NOT_ASKED


def test_only_what_is_missing_and_could_still_matter_is_open() -> None:
    known = Known(answers=person("wasting not-asked:falls not-asked:cramps").answers)
    condition = parse_condition("(wasting and falls) or (tremor and cramps)")
    assert list(open_parts(condition, known)) == [HasFeature(feature=Feature.FALLS)]
    assert list(open_parts(parse_condition("wasting or falls"), known)) == []
