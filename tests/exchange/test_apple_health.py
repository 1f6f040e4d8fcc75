"""Apple Health. The real file holds two records of kinds that are not taken and one run of 0.497 miles."""

import contextlib
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twitchwise.diary.model import Entry, Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
]>
<HealthData locale="de_DE">
 <ExportDate value="2024-07-19 10:36:11 +0200"/>
"""
WATCH, PHONE = "Ana\u2019s Apple\u00a0Watch", "iPhone"


def record(type_: str, start: str, end: str, value: str, unit: str = "", source: str = WATCH, inside: str = "") -> str:
    stated = f' unit="{unit}"' if unit else ""
    return (
        f'<Record type="HK{type_}" sourceName="{source}"{stated} creationDate="{end} +0200" startDate="{start} +0200" '
        f'endDate="{end} +0200" value="{value}">{inside}</Record>\n'
    )


def sleep(start: str, end: str, stage: str, source: str = WATCH) -> str:
    return record("CategoryTypeIdentifierSleepAnalysis", start, end, f"HKCategoryValueSleepAnalysis{stage}", "", source)


def steps(day: str, n: int, source: str) -> str:
    return record("QuantityTypeIdentifierStepCount", f"{day} 12:00:00", f"{day} 12:10:00", str(n), "count", source)


def dietary(what: str, value: str, unit: str) -> str:
    return record(f"QuantityTypeIdentifierDietary{what}", "2024-06-01 08:00:00", "2024-06-01 08:00:00", value, unit)


def imported(folder: Path, *elements: str, zone: str | None = None) -> ImportResult:
    path = folder / "export.xml"
    path.write_text(HEAD + "".join(elements) + "</HealthData>\n", encoding="utf-8")
    assert find_importer(path).id == "apple-health"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def only(entries: tuple[Entry, ...]) -> Entry:
    (entry,) = entries
    return entry


def test_the_real_export_is_imported_whole(shared_data: Path) -> None:
    path = shared_data / "imports" / "apple_health_min.xml"
    result = read_import(ImportFile(path=path, import_id="i1"))
    run = only(result.entries)
    assert isinstance(run, Workout)
    # 07:25:41 -0700 was written by a phone in July; in November the clocks of Los Angeles showed 06:25:41
    assert (run.when.local, run.when.zone) == (datetime(2016, 11, 14, 6, 25, 41), "America/Los_Angeles")
    (activity,) = run.activities
    assert activity.sport == "Running"
    assert activity.duration_s == pytest.approx(5.19412346680959 * 60)
    assert activity.distance_m == pytest.approx(0.4971749504535062 * 1609.344)
    assert run.duration_s == 5 * 60 + 11
    assert [(skipped.n, "heart rate" in skipped.reason) for skipped in result.skipped] == [(2, True)]
    again = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [run.entry_id]


def test_a_zip_with_a_translated_folder_is_read(tmp_path: Path) -> None:
    text = HEAD + dietary("Caffeine", "95", "mg") + "</HealthData>"
    path = tmp_path / "Exportieren.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr("apple_health_export/Exportieren.xml", text)
        archive.writestr("apple_health_export/workout-routes/route_1.gpx", "<gpx/>")
    assert find_importer(path).id == "apple-health"
    assert len(read_import(ImportFile(path=path, import_id="i1")).entries) == 1


def test_control_characters_and_a_broken_document_type_do_no_harm(tmp_path: Path) -> None:
    result = imported(tmp_path, dietary("Caffeine", "95", "mg").replace("HKQ", "HKQ", 1).replace("Ana", "A\x0bna"))
    assert len(result.entries) == 1
    assert result.problems == ()


def test_a_night_of_two_devices_is_one_night(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        sleep("2024-06-01 22:30:00", "2024-06-02 07:30:00", "InBed", PHONE),
        sleep("2024-06-01 23:00:00", "2024-06-02 01:00:00", "AsleepCore"),
        sleep("2024-06-02 00:30:00", "2024-06-02 02:00:00", "AsleepDeep"),
        sleep("2024-06-02 02:00:00", "2024-06-02 02:30:00", "Awake"),
        sleep("2024-06-02 02:30:00", "2024-06-02 06:45:00", "AsleepREM"),
    )
    (night,) = exposures(result, ExposureKind.SLEEP)
    assert night.amount == pytest.approx(3 + 4.25)
    assert night.until is not None
    assert (night.when.local, night.until.local) == (datetime(2024, 6, 1, 23), datetime(2024, 6, 2, 6, 45))
    assert (night.when.zone, night.note) == ("+02:00", "")


def test_a_night_without_the_watch_is_that_of_the_phone_and_says_what_it_is(tmp_path: Path) -> None:
    result = imported(tmp_path, sleep("2024-06-01 22:30:00", "2024-06-02 07:30:00", "InBed", PHONE))
    (night,) = exposures(result, ExposureKind.SLEEP)
    assert (night.amount, night.note) == (9.0, "time in bed; the sleep itself was not measured")


def test_a_nap_is_a_sleep_of_its_own(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        sleep("2024-06-02 14:00:00", "2024-06-02 14:40:00", "AsleepUnspecified"),
        sleep("2024-06-01 23:00:00", "2024-06-02 06:00:00", "AsleepUnspecified"),
    )
    assert [round((night.amount or 0) * 60) for night in exposures(result, ExposureKind.SLEEP)] == [420, 40]


def test_the_night_in_which_clocks_go_back_has_its_true_length(tmp_path: Path) -> None:
    text = (
        '<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="w" startDate="2023-10-29 00:00:00 +0200" '
        'endDate="2023-10-29 06:00:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/>'
    )
    (night,) = exposures(imported(tmp_path, text, zone="Europe/Berlin"), ExposureKind.SLEEP)
    assert night.until is not None
    assert (night.amount, night.when.local.hour, night.until.local.hour) == (7.0, 0, 6)


def test_steps_are_those_of_one_device_a_day_and_not_of_the_day_of_the_export(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        steps("2024-06-01", 4000, WATCH),
        steps("2024-06-01", 3500, PHONE),
        steps("2024-06-01", 1000, WATCH),
        steps("2024-06-02", 700, PHONE),
        steps("2024-07-19", 50, PHONE),
    )
    found = exposures(result, ExposureKind.STEPS)
    assert [(entry.when.local.date(), entry.amount, entry.is_day_total) for entry in found] == [
        (date(2024, 6, 1), 5000, True),
        (date(2024, 6, 2), 700, True),
    ]
    assert [skipped.reason for skipped in result.skipped] == ["steps of the day of the export, which was not over"]


@pytest.mark.parametrize(
    ("element", "kind", "amount"),
    [
        (dietary("Caffeine", "0.095", "g"), ExposureKind.CAFFEINE, 95.0),
        (dietary("Water", "0.5", "L"), ExposureKind.FLUIDS, 500.0),
        (dietary("Water", "8", "fl_oz_us"), ExposureKind.FLUIDS, 236.588),
        (dietary("Magnesium", "120", "mg"), ExposureKind.MAGNESIUM, 120.0),
        (dietary("VitaminD", "25", "mcg"), ExposureKind.VITAMIN_D, 25.0),
        (dietary("EnergyConsumed", "418.4", "kJ"), ExposureKind.CALORIES, 100.0),
        (dietary("Caffeine", "0", "mg"), ExposureKind.CAFFEINE, 0.0),
    ],
)
def test_amounts_are_in_the_units_of_the_diary(tmp_path: Path, element: str, kind: ExposureKind, amount: float) -> None:
    (entry,) = exposures(imported(tmp_path, element), kind)
    assert entry.amount == pytest.approx(amount, rel=1e-4)
    assert (entry.when.local, entry.until) == (datetime(2024, 6, 1, 8), None)


def test_drinks_become_grams_and_say_so(tmp_path: Path) -> None:
    drinks = record(
        "QuantityTypeIdentifierNumberOfAlcoholicBeverages", "2024-06-01 20:00:00", "2024-06-01 20:00:00", "2", "count"
    )
    (entry,) = exposures(imported(tmp_path, drinks), ExposureKind.ALCOHOL)
    assert (entry.amount, entry.note) == (28.0, "counted as drinks of 14 g")


@pytest.mark.parametrize(("value", "unit", "amount"), [("39.2", "degC", 39.2), ("101.3", "degF", 38.5)])
def test_a_fever_is_kept_and_a_normal_temperature_is_not(tmp_path: Path, value: str, unit: str, amount: float) -> None:
    at = ("QuantityTypeIdentifierBodyTemperature", "2024-06-01 20:00:00", "2024-06-01 20:00:00")
    result = imported(tmp_path, record(*at, value, unit), record(*at, "36.6", "degC"))
    (entry,) = exposures(result, ExposureKind.FEVER)
    assert entry.amount == amount
    assert [skipped.reason for skipped in result.skipped] == ["a body temperature that is no fever"]


def test_a_record_in_a_group_is_counted_once(tmp_path: Path) -> None:
    coffee = dietary("Caffeine", "95", "mg")
    group = f'<Correlation type="HKCorrelationTypeIdentifierFood">{coffee}</Correlation>'
    result = imported(tmp_path, coffee, group)
    assert len(exposures(result, ExposureKind.CAFFEINE)) == 1
    assert [(skipped.n, skipped.reason) for skipped in result.skipped] == [(1, "the same thing is in the file twice")]


def test_two_coffees_are_two(tmp_path: Path) -> None:
    later = dietary("Caffeine", "95", "mg").replace("08:00:00", "10:00:00")
    assert len(exposures(imported(tmp_path, dietary("Caffeine", "95", "mg"), later), ExposureKind.CAFFEINE)) == 2


def test_an_export_from_another_time_zone_keeps_the_keys(tmp_path: Path) -> None:
    here = imported(
        tmp_path, dietary("Caffeine", "95", "mg"), sleep("2024-06-01 23:00:00", "2024-06-02 06:00:00", "Asleep")
    )
    there = imported(
        tmp_path,
        dietary("Caffeine", "95", "mg").replace("08:00:00 +0200", "02:00:00 -0400"),
        sleep("2024-06-01 17:00:00", "2024-06-02 00:00:00", "Asleep").replace("+0200", "-0400"),
    )
    assert [entry.entry_id for entry in here.entries] == [entry.entry_id for entry in there.entries]


STATISTICS = (
    '<MetadataEntry key="HKTimeZone" value="Asia/Tokyo"/><MetadataEntry key="HKElevationAscended" value="12345 cm"/>'
    '<WorkoutActivity><WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="2" unit="km"/>'
    '</WorkoutActivity><WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.5" unit="km"/>'
)


def workout(start: str, end: str, sport: str, source: str = WATCH, inside: str = "") -> str:
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{sport}" duration="30" durationUnit="min" '
        f'sourceName="{source}" startDate="{start} +0200" endDate="{end} +0200">{inside}</Workout>\n'
    )


def test_a_newer_workout_has_its_distance_inside(tmp_path: Path) -> None:
    result = imported(tmp_path, workout("2024-06-01 08:00:00", "2024-06-01 08:40:00", "Running", inside=STATISTICS))
    run = only(result.entries)
    assert isinstance(run, Workout)
    (activity,) = run.activities
    assert (activity.distance_m, activity.ascent_m, activity.duration_s) == (5500, 123.45, 1800)
    assert (run.when.local, run.when.zone, run.duration_s) == (datetime(2024, 6, 1, 15), "Asia/Tokyo", 2400)


def test_a_workout_that_two_devices_logged_is_one(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        workout("2024-06-01 08:00:00", "2024-06-01 08:40:00", "TraditionalStrengthTraining"),
        workout("2024-06-01 08:02:00", "2024-06-01 08:41:00", "TraditionalStrengthTraining", "Gym App"),
        workout("2024-06-01 08:00:00", "2024-06-01 08:40:00", "Cycling"),
    )
    assert sorted(entry.title for entry in result.entries if isinstance(entry, Workout)) == [
        "Cycling",
        "Traditional Strength Training",
    ]
    assert [skipped.reason for skipped in result.skipped] == ["the same workout was logged by another device"]


def test_a_state_of_mind_is_a_mood(tmp_path: Path) -> None:
    text = '<StateOfMind kind="dailyMood" valence="0.5" sourceName="x" startDate="2024-06-01 21:00:00 +0200"/>'
    (mood,) = exposures(imported(tmp_path, text), ExposureKind.MOOD)
    assert (mood.amount, mood.is_day_total) == (7.5, True)


def test_symptoms_of_an_illness_are_kept(tmp_path: Path) -> None:
    at = ("2024-06-01 08:00:00", "2024-06-01 20:00:00")
    result = imported(
        tmp_path,
        record("CategoryTypeIdentifierSoreThroat", *at, "HKCategoryValueSeverityMild"),
        record("CategoryTypeIdentifierCoughing", *at, "HKCategoryValueSeverityNotPresent"),
        record("CategoryTypeIdentifierFever", *at, "HKCategoryValueSeverityModerate"),
    )
    assert [(entry.name, entry.amount) for entry in exposures(result, ExposureKind.ILLNESS)] == [
        ("sore throat", None),
        ("coughing", 0.0),
    ]
    (fever,) = exposures(result, ExposureKind.FEVER)
    assert fever.amount is None
    assert fever.until is not None


def test_a_file_cut_in_the_middle_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    whole = HEAD + dietary("Caffeine", "95", "mg") + workout("2024-06-01 08:00:00", "2024-06-01 08:40:00", "Running")
    path.write_text(whole[: whole.rindex("endDate")], encoding="utf-8")
    result = read_import(ImportFile(path=path, import_id="i1"))
    assert [entry.kind for entry in result.entries if isinstance(entry, Exposure)] == [ExposureKind.CAFFEINE]
    assert len(result.entries) == 1
    assert "cut off or damaged at line" in str(result.problems[0])


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    path.write_text(f'<!DOCTYPE HealthData [<!ENTITY l0 "ha">{laughs}]><HealthData>&l9;</HealthData>', encoding="utf-8")
    result = read_import(ImportFile(path=path, import_id="i1"))
    assert result.entries == ()
    assert len(result.problems) == 1


def test_records_of_the_future_are_skipped(tmp_path: Path) -> None:
    result = imported(tmp_path, dietary("Caffeine", "95", "mg").replace("2024", "2124"))
    assert [skipped.reason for skipped in result.skipped] == ["dated in the future"]


@settings(max_examples=60)
@given(st.binary(max_size=30), st.integers(200, 1500), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    good = (
        HEAD
        + dietary("Caffeine", "95", "mg")
        + sleep("2024-06-01 23:00:00", "2024-06-02 06:00:00", "Asleep")
        + steps("2024-06-01", 100, PHONE)
        + "</HealthData>"
    ).encode()
    path = tmp_path_factory.mktemp("apple") / "export.xml"
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
