import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.report.built_measurements import a_measurement, a_twitch, an_empty_measurement
from twitchwise.estimate import Estimate
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.result_json import json_schema, safe_cell, to_json, twitches_csv, write_twitches_csv
from twitchwise.twitches.model import Measurement, Place

EVERY_KEY = {
    "version",
    "recording",
    "options",
    "analysed_s",
    "excluded",
    "rate_per_min",
    "seen",
    "caution",
    "smallest_detectable",
    "noise",
    "twitches",
    "rejected",
    "groups",
    "grouping_note",
    "doublets",
    "isolated",
    "continual",
    "problems",
    "red_flags",
}


def object_of(measurement: Measurement) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    found: dict[str, Any] = json.loads(to_json(measurement), parse_constant=refuse)
    return found


@pytest.mark.parametrize("measurement", [*(a_measurement(kind) for kind in RecordingKind), an_empty_measurement()])
def test_every_object_has_the_published_shape(measurement: Measurement) -> None:
    found = object_of(measurement)
    jsonschema.Draft202012Validator(json_schema()).validate(found)
    assert set(found) == EVERY_KEY


def test_the_schema_is_one_and_describes_its_keys() -> None:
    schema: dict[str, Any] = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) == EVERY_KEY
    assert schema["additionalProperties"] is False


def test_the_parts_have_the_agreed_keys() -> None:
    found = object_of(a_measurement())
    assert found["rate_per_min"]["strict"].keys() == {"value", "low", "high", "level"}
    assert found["excluded"][0].keys() == {"start_s", "end_s", "reason"}
    assert found["smallest_detectable"] == {"value": 8.0, "low": 7.2, "high": 9.6, "level": 0.95, "unit": "mg"}
    assert found["twitches"][0].keys() == {
        "onset_s",
        "duration_s",
        "amplitude",
        "unit",
        "place",
        "x",
        "y",
        "extent",
        "group",
        "score",
        "certainty",
        "doubt",
    }
    assert found["rejected"][0].keys() == {"onset_s", "duration_s", "amplitude", "score", "reason", "place"}
    assert found["groups"][0].keys() == {"id", "kind", "n", "rate_per_min", "median_amplitude", "place"}
    assert found["options"]["site"] == "left-gastrocnemius"
    assert found["red_flags"].keys() == {"now", "days", "weeks", "calm", "sources"}


def test_what_is_not_measurable_is_a_reason() -> None:
    found = object_of(an_empty_measurement(reason="all was voluntary"))
    assert found["rate_per_min"] == {
        "strict": {"reason": "all was voluntary"},
        "lenient": {"reason": "all was voluntary"},
    }
    assert found["smallest_detectable"] == {"reason": "all was voluntary"}


def test_numbers_that_are_not_finite_never_reach_the_text() -> None:
    place = Place(index=0, label="E1", x=math.nan, y=math.inf, extent=None)
    endless = Estimate(value=1.0, low=0.0, high=math.inf, level=0.95, n=1, method="built", unit="per min")
    measurement = replace(
        a_measurement(), twitches=(a_twitch(1.0, amplitude=math.nan, score=math.inf, place=place),), strict=endless
    )
    found = object_of(measurement)
    twitch = found["twitches"][0]
    assert [twitch[name] for name in ("amplitude", "score", "x", "y", "extent")] == [None] * 5
    assert "reason" in found["rate_per_min"]["strict"]


def test_times_are_in_whole_milliseconds() -> None:
    found = object_of(replace(a_measurement(), twitches=(a_twitch(12.3456789),)))
    assert found["twitches"][0]["onset_s"] == 12.346


def test_the_table_holds_every_twitch_and_the_same_columns(tmp_path: Path) -> None:
    measurement = a_measurement()
    write_twitches_csv(measurement, tmp_path / "twitches.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "twitches.csv").read_bytes().decode())))
    assert len(rows) == len(measurement.twitches)
    assert [float(row["onset_s"]) for row in rows] == pytest.approx([t.onset_s for t in measurement.twitches], abs=6e-4)
    assert list(rows[0]) == list(object_of(measurement)["twitches"][0])


def test_a_channel_name_cannot_become_a_formula() -> None:
    place = Place(index=0, label='=HYPERLINK("x")')
    table = twitches_csv(replace(a_measurement(), twitches=(a_twitch(1.0, place=place),)))
    assert list(csv.reader(io.StringIO(table)))[1][4] == '\'=HYPERLINK("x")'
    assert safe_cell(-3.0) == -3.0
