"""What `--json` prints: one object, whatever was measured."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twitchwise.desk.measuring import Outcome
    from twitchwise.twitches.model import Measurement

__all__ = ["one_text", "schema_text", "several_text"]

_REFUSAL = {
    "type": "object",
    "description": "A file without a result, and why",
    "properties": {name: {"type": "string"} for name in ("path", "what", "where", "remedy")},
    "required": ["path", "what", "where", "remedy"],
    "additionalProperties": False,
}


def one_text(measurement: "Measurement") -> str:
    """The result of one file."""
    from twitchwise.report.result_json import to_json

    return to_json(measurement)


def several_text(outcomes: "Sequence[Outcome]") -> str:
    """The results of several files, and those that have none."""
    from twitchwise.report.result_json import to_object

    refused: list[dict[str, str]] = []
    passed_over: list[dict[str, str]] = []
    for outcome in outcomes:
        if outcome.refusal is not None:
            why = outcome.refusal
            entry = {"path": str(outcome.path), "what": why.what, "where": why.where, "remedy": why.remedy}
            (passed_over if outcome.is_passed_over else refused).append(entry)
    measured = [outcome.measurement for outcome in outcomes if outcome.measurement is not None]
    several = {
        "recordings": [to_object(measurement).model_dump(mode="json") for measurement in measured],
        "refused": refused,
        "passed_over": passed_over,
    }
    return json.dumps(several, indent=2, allow_nan=False)


def schema_text() -> str:
    """JSON Schema of what `--json` prints: the result of one file, or those of several under `recordings`."""
    from twitchwise.report.result_json import json_schema

    one = json_schema()
    shared = one.pop("$defs", {})
    version = one.pop("$schema")
    refusals = {"type": "array", "items": {"$ref": "#/$defs/Refusal"}}
    several = {
        "type": "object",
        "description": "Several files, or a folder: a result for each that could be measured",
        "properties": {
            "recordings": {"type": "array", "items": {"$ref": "#/$defs/Result"}},
            "refused": {**refusals, "description": "files that could not be measured"},
            "passed_over": {**refusals, "description": "files in a given folder that are no recordings"},
        },
        "required": ["recordings", "refused", "passed_over"],
        "additionalProperties": False,
    }
    definitions = {**(shared if isinstance(shared, dict) else {}), "Result": one, "Several": several}
    schema = {
        "$schema": version,
        "title": "twitchwise measure --json",
        "anyOf": [{"$ref": "#/$defs/Result"}, {"$ref": "#/$defs/Several"}],
        "$defs": {**definitions, "Refusal": _REFUSAL},
    }
    return json.dumps(schema, indent=2)
