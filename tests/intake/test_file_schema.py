import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.intake.test_json_file import BASE, some_answers
from twitchwise.intake.feature import Feature
from twitchwise.intake.file_schema import intake_schema
from twitchwise.intake.json_file import answers_to_json
from twitchwise.intake.model import Answers

SCHEMA: dict[str, Any] = json.loads(intake_schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_every_feature_says_what_counts_as_a_yes() -> None:
    replies = SCHEMA["properties"]["replies"]["properties"]
    assert replies.keys() == set(Feature)
    assert all(len(each["description"].split()) >= 4 for each in replies.values())


def test_every_key_says_what_it_means() -> None:
    assert [name for name, each in SCHEMA["properties"].items() if "description" not in each] == []
    rows = [each for name, each in SCHEMA["$defs"].items() if name.endswith("Row")]
    assert len(rows) == 4
    assert [name for row in rows for name, each in row["properties"].items() if "description" not in each] == []


@given(some_answers())
def test_what_the_program_writes_fits_the_schema(answers: Answers) -> None:
    VALIDATOR.validate(json.loads(answers_to_json(answers)))


@pytest.mark.parametrize(
    "content",
    [
        {"agee": 3},
        {"replies": {"cramp": "yes"}},
        {"replies": {"cramps": "maybe"}},
        {"sex": "woman"},
        {"age_years": 200},
    ],
)
def test_what_the_program_refuses_does_not_fit(content: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(BASE)
    assert not VALIDATOR.is_valid({**BASE, **content})
