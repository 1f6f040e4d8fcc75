import json
from pathlib import Path
from typing import Any

import pytest

from tests.report.built_measurements import a_measurement
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.result_json import to_json
from twitchwise.report.result_reading import read_result
from twitchwise.twitches.labels import Decision


def _written(path: Path, **changes: Any) -> Path:
    path.write_text(json.dumps(json.loads(to_json(a_measurement())) | changes), encoding="utf-8")
    return path


def test_everything_found_and_set_aside_comes_back_in_order_of_time(tmp_path: Path) -> None:
    measurement = a_measurement()
    result = read_result(_written(tmp_path / "result.json"))
    assert (result.name, result.sha256) == (measurement.recording.name, measurement.recording.sha256)
    assert result.kind is RecordingKind.MOTION
    assert result.site == measurement.options.site
    decisions = [each.decision for each in result.candidates]
    assert decisions.count(Decision.CLEAR) == 24
    assert decisions.count(Decision.DOUBTFUL) == 3
    assert decisions.count(Decision.SET_ASIDE) == 4
    assert [each.onset_s for each in result.candidates] == sorted(each.onset_s for each in result.candidates)
    reasons = {each.reason for each in result.candidates if each.decision is Decision.SET_ASIDE}
    assert reasons == {"voluntary", "whole-frame motion", "pulse"}


def test_a_folder_of_one_result_is_enough(tmp_path: Path) -> None:
    _written(tmp_path / "result.json")
    assert read_result(tmp_path).path == tmp_path / "result.json"


def test_a_result_of_a_version_that_kept_no_place_of_what_it_set_aside_is_read(tmp_path: Path) -> None:
    rejected = [{"onset_s": 3.0, "duration_s": 0.4, "amplitude": 90.0, "score": 6.0, "reason": "voluntary"}]
    result = read_result(_written(tmp_path / "old.json", rejected=rejected))
    assert [each.place for each in result.candidates if each.decision is Decision.SET_ASIDE] == [""]


def test_a_folder_of_several_results_is_told_to_choose(tmp_path: Path) -> None:
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
        _written(tmp_path / name / "result.json")
    with pytest.raises(InputError, match=r"several recordings \(left, right\); give the folder of one of them"):
        read_result(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"twitches": []}', b"\xff\xfe\x00", b"a,b\n1,2\n"])
def test_what_is_no_result_is_said_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InputError, match="not the result of one recording"):
        read_result(tmp_path / "x.json")


def test_a_twitch_after_the_end_of_its_recording_is_not_believed(tmp_path: Path) -> None:
    whole = json.loads(to_json(a_measurement()))
    whole["twitches"][0]["onset_s"] = 1e9
    with pytest.raises(InputError, match="not the result of one recording"):
        read_result(_written(tmp_path / "x.json", twitches=whole["twitches"]))


def test_a_folder_without_a_result_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no result in this folder"):
        read_result(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_result(tmp_path / "nowhere")
