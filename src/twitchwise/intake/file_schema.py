"""The JSON Schema of a file of answers, so that a stranger can fill one in."""

import json
from typing import Any

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, feature_words
from twitchwise.intake.file_format import AnswersFile

__all__ = ["intake_schema"]


def intake_schema() -> str:
    """The JSON Schema (draft 2020-12) of a file of answers, as JSON text; every feature says what counts as a yes."""
    schema: dict[str, Any] = AnswersFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Answers to the questions of twitchwise"
    replies = {
        feature.value: {
            "enum": [reply.value for reply in Reply],
            "description": _described(feature),
        }
        for feature in Feature
    }
    schema["properties"]["replies"] = {
        "type": "object",
        "description": schema["properties"]["replies"]["description"],
        "properties": replies,
        "additionalProperties": False,
    }
    for name in ("Feature", "Reply"):
        schema.get("$defs", {}).pop(name, None)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _described(feature: Feature) -> str:
    words = feature_words(feature)
    rank = {
        Rank.NOW: " A red flag of an emergency, alone or with others.",
        Rank.DAYS: " A red flag for a doctor within days.",
        Rank.NONE: "",
    }
    return f"{words.text}. {words.help}{rank[words.rank]}"
