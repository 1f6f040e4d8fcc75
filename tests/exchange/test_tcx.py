"""TCX. The real file's numbers are counted here with regular expressions alone."""

import contextlib
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

RUN = """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
<Activity Sport="Running"><Id>2024-05-01T20:30:00Z</Id>
<Lap StartTime="2024-05-01T20:30:00Z"><TotalTimeSeconds>600</TotalTimeSeconds><DistanceMeters>2000</DistanceMeters>
<Track><Trackpoint><Time>2024-05-01T20:30:00Z</Time><DistanceMeters>0</DistanceMeters></Trackpoint>
<Trackpoint><Time>2024-05-01T20:41:00Z</Time><DistanceMeters>2000</DistanceMeters></Trackpoint></Track></Lap>
<Lap StartTime="2024-05-01T20:41:00Z"><TotalTimeSeconds>300.5</TotalTimeSeconds><DistanceMeters>1000.5</DistanceMeters>
<Track><Trackpoint><Time>2024-05-01T20:46:00Z</Time></Trackpoint></Track></Lap>
<Notes>Hills, with Ann</Notes></Activity></Activities></TrainingCenterDatabase>
"""


def imported(folder: Path, text: str, zone: str | None = "Europe/Berlin") -> ImportResult:
    path = folder / "anything.bin"
    path.write_text(text, encoding="utf-8")
    assert find_importer(path).id == "tcx"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_the_real_file_gives_one_workout_with_the_sums_of_its_laps(shared_data: Path) -> None:
    path = shared_data / "imports" / "tcx_sup_activity.tcx"
    text = path.read_text(encoding="utf-8")
    laps = [float(seconds) for seconds in re.findall(r"<TotalTimeSeconds>([\d.]+)", text)]
    times = sorted(re.findall(r"<Time>([^<]+)", text))
    result = read_import(ImportFile(path=path, import_id="i1", zone="Europe/Zagreb"))
    (workout,) = workouts(result)
    (activity,) = workout.activities
    assert laps == [966.796, 145.539]
    assert activity.duration_s == pytest.approx(sum(laps))
    assert activity.distance_m == pytest.approx(1000.0 + 157.51)
    elapsed = datetime.fromisoformat(times[-1]) - datetime.fromisoformat(times[0])
    assert elapsed.total_seconds() == 1112.0  # whole seconds only: the timer knows better
    assert workout.duration_s == pytest.approx(sum(laps))
    assert (workout.when.local, workout.when.zone) == (datetime(2022, 7, 16, 18, 8, 25), "Europe/Zagreb")
    assert (activity.sport, result.skipped, result.problems) == ("Other", (), ())


def test_laps_add_up_and_pauses_lie_between_them(tmp_path: Path) -> None:
    (workout,) = workouts(imported(tmp_path, RUN))
    assert workout.activities[0].duration_s == 900.5
    assert workout.activities[0].distance_m == 3000.5
    assert workout.duration_s == 960
    assert workout.title == "Hills, with Ann"
    assert workout.when.local == datetime(2024, 5, 1, 22, 30)


def test_without_a_zone_the_time_stays_utc_and_the_key_is_the_same(tmp_path: Path) -> None:
    here, nowhere = imported(tmp_path, RUN), imported(tmp_path, RUN, zone=None)
    assert nowhere.entries[0].when.zone == "UTC"
    assert nowhere.entries[0].entry_id == here.entries[0].entry_id
    assert "not known" in str(nowhere.problems[0])


def test_a_namespace_prefix_a_byte_order_mark_or_none_of_them_change_nothing(tmp_path: Path) -> None:
    bare = re.sub(r" xmlns=\"[^\"]+\"", "", RUN)
    prefixed = re.sub(r"<(/?)(\w)", r"<\1t:\2", RUN)
    for text in (bare, prefixed, "\ufeff" + RUN, "\n   " + RUN):
        assert workouts(imported(tmp_path, text)) == workouts(imported(tmp_path, RUN))


def test_a_file_cut_in_the_middle_keeps_what_was_recorded(tmp_path: Path) -> None:
    result = imported(tmp_path, RUN[: RUN.index("<TotalTimeSeconds>300.5")])
    (workout,) = workouts(result)
    assert workout.activities[0].duration_s == 600
    assert "breaks off" in str(result.problems[0])


def test_a_course_is_nothing_to_import(tmp_path: Path) -> None:
    result = imported(tmp_path, "<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>")
    assert result.entries == ()
    assert "without a workout" in result.skipped[0].reason


def test_ten_days_of_running_are_a_forgotten_stop_button(tmp_path: Path) -> None:
    result = imported(tmp_path, RUN.replace("2024-05-01T20:46", "2024-05-11T20:46"))
    (workout,) = workouts(result)
    assert (workout.duration_s, workout.activities[0].distance_m) == (None, 3000.5)
    assert "240 h" in str(result.problems[0])


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE TrainingCenterDatabase [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'
    hostile = RUN.replace('<?xml version="1.0"?>', bomb).replace("Hills, with Ann", "&b;")
    result = imported(tmp_path, hostile)
    assert "aaaa" not in str(result)
    assert "breaks off" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("tcx") / "a.tcx"
    good = RUN.encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
