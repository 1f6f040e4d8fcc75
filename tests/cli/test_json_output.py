import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest


@pytest.fixture
def schema(run: Any) -> dict[str, Any]:
    printed = run("measure", "--schema")
    assert printed.exit_code == 0
    loaded: dict[str, Any] = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def test_one_result_is_of_the_published_shape(run: Any, schema: dict[str, Any], phone_file: Path) -> None:
    found = json.loads(run("measure", phone_file, "--json").stdout)
    jsonschema.validate(found, schema)
    assert {"recording", "analysed_s", "excluded", "rate_per_min", "smallest_detectable", "twitches"} <= found.keys()
    assert found["twitches"]


def test_several_results_are_of_the_published_shape(
    run: Any, schema: dict[str, Any], phone_file: Path, quiet_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    found = json.loads(run("measure", phone_file, quiet_file, tmp_path / "empty.csv", "--json").stdout)
    jsonschema.validate(found, schema)
    assert len(found["recordings"]) == 2
    assert [one["path"] for one in found["refused"]] == [str(tmp_path / "empty.csv")]


def test_the_schema_refuses_what_is_neither(schema: dict[str, Any]) -> None:
    wrongs: list[object] = [{}, {"recordings": [{}], "refused": [], "passed_over": []}, []]
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_the_shape_follows_from_the_words_not_from_the_outcome(run: Any, phone_file: Path) -> None:
    assert "recordings" not in json.loads(run("measure", phone_file, "--json").stdout)
    assert len(json.loads(run("measure", phone_file.parent, "--json").stdout)["recordings"]) == 1
