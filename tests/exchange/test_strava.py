"""The Strava archive. The real file's numbers are counted here with the csv module alone."""

import contextlib
import csv
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

GERMAN = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,"
    "Relative Leistung,Pendelfahrt,Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz,Max. Geschwindigkeit,"
    "Durchschnittsgeschwindigkeit,Höhenzunahme"
)
ROWS = (
    '101,"23.05.2023, 12:40:57",Abendfahrt,Radfahrt,"müde, aber gut",6124,"33,91",5,false,a.fit.gz,6124,5103,33912.48,'
    "28.0,6.6,124",
    '102,"27.05.2023, 23:24:16",Krafttraining,Krafttraining,,3600,"0,00",,false,,3600,3600,0,,,',
    '103,"28.05.2023, 23:24:16",Vergessen,Lauf,,864000,"5,00",,false,,864000,1800,5000,,,',
)


def imported(path: Path, zone: str | None = "Europe/Berlin") -> ImportResult:
    assert find_importer(path).id == "strava"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def index(folder: Path, text: str) -> Path:
    path = folder / "activities.csv"
    path.write_text(text, encoding="utf-8")
    return path


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_the_real_index_is_imported_with_its_exact_distances(shared_data: Path) -> None:
    path = shared_data / "imports" / "strava_activities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert [header[5], header[15], header[16], header[17], header[20]] == [
        "Elapsed Time",
        "Elapsed Time",
        "Moving Time",
        "Distance",
        "Elevation Gain",
    ]
    result = imported(path, zone="Asia/Kolkata")
    found = workouts(result)
    # Two rides of eight begin in the same second and last equally long: the same ride, uploaded by two devices.
    distinct = {(row[1], row[5]): row for row in reversed(rows)}.values()
    assert (len(rows), len(distinct), len(found)) == (8, 7, 7)
    assert [(skipped.where, skipped.n) for skipped in result.skipped] == [("line 6", 1)]
    activities = [workout.activities[0] for workout in found]
    assert sum(a.distance_m or 0 for a in activities) == pytest.approx(sum(float(row[17]) for row in distinct))
    assert sum(a.duration_s or 0 for a in activities) == sum(float(row[16]) for row in distinct)
    assert sum(a.ascent_m or 0 for a in activities) == sum(float(row[20]) for row in distinct)
    assert sum(w.duration_s or 0 for w in found) == sum(float(row[5]) for row in distinct)
    evening = datetime(2023, 5, 23, 12, 40, 57, tzinfo=UTC).astimezone(ZoneInfo("Asia/Kolkata"))
    assert (found[0].title, found[0].when.local) == ("Evening Ride", evening.replace(tzinfo=None))
    assert (evening.hour, found[0].when.zone) == (18, "Asia/Kolkata")
    again = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [entry.entry_id for entry in result.entries]


def test_translated_headers_are_told_by_the_columns_that_come_twice(tmp_path: Path) -> None:
    result = imported(index(tmp_path, "\n".join([GERMAN, *ROWS]) + "\n"))
    ride, lifting, forgotten = workouts(result)
    assert (ride.title, ride.note, ride.duration_s) == ("Abendfahrt", "müde, aber gut", 6124)
    assert ride.activities[0].distance_m == pytest.approx(33912.48)
    assert (ride.activities[0].duration_s, ride.activities[0].ascent_m) == (5103, 124)
    assert ride.when.local == datetime(2023, 5, 23, 14, 40, 57)
    assert (lifting.activities[0].sport, lifting.activities[0].distance_m) == ("Krafttraining", None)
    assert lifting.when.local == datetime(2023, 5, 28, 1, 24, 16)
    assert (forgotten.duration_s, forgotten.activities[0].duration_s) == (None, 1800)
    assert "240 h" in str(result.problems[0])


def test_the_whole_archive_is_strava_though_it_holds_tracks_too(tmp_path: Path) -> None:
    folder = tmp_path / "export_1"
    (folder / "activities").mkdir(parents=True)
    (folder / "profile.csv").write_text("Athlete ID\n1\n")
    (folder / "activities" / "1.gpx").write_text("<gpx><trk/></gpx>")
    (folder / "activities" / "2.fit.gz").write_bytes(b"\x1f\x8b\x00")
    index(folder, "\n".join([GERMAN, *ROWS]) + "\n")
    packed = tmp_path / "export_1.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    assert imported(folder).entries == imported(packed).entries
    assert len(imported(packed).entries) == 3


def test_an_unknown_zone_is_told_once_and_the_times_stay_utc(tmp_path: Path) -> None:
    result = imported(index(tmp_path, "\n".join([GERMAN, *ROWS[:2]]) + "\n"), zone=None)
    assert [workout.when.zone for workout in workouts(result)] == ["UTC", "UTC"]
    assert len(result.problems) == 1


def test_a_file_cut_in_a_row_leaves_that_row_out(tmp_path: Path) -> None:
    result = imported(index(tmp_path, "\n".join([GERMAN, *ROWS])[:-40]))
    assert len(result.entries) == 2
    assert "middle of line 4" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("strava") / "activities.csv"
    good = "\n".join([GERMAN, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
