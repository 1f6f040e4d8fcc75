"""GPX."""

import contextlib
import math
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

RUN = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><time>2024-05-01T00:00:00Z</time></metadata>
<trk><name>Morning Run</name><type>running</type>
<trkseg><trkpt lat="48.0" lon="11.0"><time>2024-05-01T05:00:00Z</time></trkpt>
<trkpt lat="48.01" lon="11.0"></trkpt><trkpt lat="48.01" lon="11.02"><time>2024-05-01T05:10:00Z</time></trkpt></trkseg>
<trkseg><trkpt lat="48.5" lon="11.02"><time>2024-05-01T05:20:00Z</time></trkpt>
<trkpt lat="48.51" lon="11.02"><time>2024-05-01T05:30:00Z</time></trkpt></trkseg></trk></gpx>
"""
DEGREE_M = math.pi / 180 * 6_371_008.8


def imported(folder: Path, text: str, zone: str | None = "Europe/Berlin") -> ImportResult:
    path = folder / "track"
    path.write_text(text, encoding="utf-8")
    assert find_importer(path).id == "gpx"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_the_real_file_has_one_track_of_one_point_and_says_what_was_left_out(shared_data: Path) -> None:
    path = shared_data / "imports" / "gpx11_all_fields.gpx"
    text = path.read_text(encoding="utf-8")
    result = read_import(ImportFile(path=path, import_id="i1"))
    assert (text.count("<trk>"), text.count("<trkpt "), text.count("<rte>")) == (2, 1, 2)
    (workout,) = workouts(result)
    assert (workout.title, workout.activities[0].sport) == ("example name t", "t")
    assert (workout.duration_s, workout.activities[0].distance_m) == (None, None)
    assert workout.when.local == datetime(2013, 1, 1, 12, 0, 4)
    assert {skipped.reason: skipped.n for skipped in result.skipped} == {
        "a planned route": 2,
        "a track without points": 1,
    }


def test_the_distance_is_that_along_the_ground_within_each_piece(tmp_path: Path) -> None:
    (workout,) = workouts(imported(tmp_path, RUN))
    expected = 2 * 0.01 * DEGREE_M + 0.02 * DEGREE_M * math.cos(math.radians(48.01))
    assert workout.activities[0].distance_m == pytest.approx(expected, abs=0.1)
    assert workout.activities[0].duration_s == workout.duration_s == 1800
    assert (workout.title, workout.activities[0].sport) == ("Morning Run", "running")
    assert workout.when.local == datetime(2024, 5, 1, 7, 0)


def test_gpx_1_0_no_namespace_a_prefix_and_a_byte_order_mark_are_read_alike(tmp_path: Path) -> None:
    bare = RUN.replace(' xmlns="http://www.topografix.com/GPX/1/1"', "")
    old = RUN.replace("1.1", "1.0").replace("GPX/1/1", "GPX/1/0")
    prefixed = RUN.replace("<gpx ", "<g:gpx ").replace("</gpx>", "</g:gpx>")
    for text in (bare, old, prefixed, "\ufeff" + RUN):
        assert workouts(imported(tmp_path, text)) == workouts(imported(tmp_path, RUN))


def test_a_track_without_any_time_is_left_out_with_its_reason(tmp_path: Path) -> None:
    text = RUN.replace("<trkpt", "<trkpt").replace("2024-05-01T05", "")
    result = imported(tmp_path, text)
    assert result.entries == ()
    assert result.skipped[0].reason == "a track without times: when it was is not known"


def test_a_track_without_a_type_is_named_by_its_title(tmp_path: Path) -> None:
    (workout,) = workouts(imported(tmp_path, RUN.replace("<type>running</type>", "")))
    assert workout.activities[0].sport == "Morning Run"
    (numbered,) = workouts(imported(tmp_path, RUN.replace("running", "9")))
    assert numbered.activities[0].sport == "Run"


def test_a_file_cut_in_the_middle_keeps_what_was_recorded(tmp_path: Path) -> None:
    result = imported(tmp_path, RUN[: RUN.index("05:20:00Z")])
    (workout,) = workouts(result)
    assert workout.duration_s == 600
    assert "breaks off" in str(result.problems[0])


def test_a_folder_of_tracks_is_one_import_and_twice_gives_the_same_keys(tmp_path: Path) -> None:
    folder = tmp_path / "tracks"
    folder.mkdir()
    (folder / "a.gpx").write_text(RUN)
    (folder / "b.gpx").write_text(RUN.replace("2024-05-01", "2024-05-02"))
    (folder / "notes.txt").write_text("nothing")
    assert find_importer(folder).id == "gpx"
    first = read_import(ImportFile(path=folder, import_id="i1", zone="UTC"))
    again = read_import(ImportFile(path=folder, import_id="i2", zone="Asia/Tokyo"))
    assert len(first.entries) == 2
    assert [entry.entry_id for entry in first.entries] == [entry.entry_id for entry in again.entries]


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("gpx") / "a.gpx"
    good = RUN.encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
