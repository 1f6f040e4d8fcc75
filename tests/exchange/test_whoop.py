"""WHOOP; its shape is described in public, no real export of it is at hand."""

import contextlib
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

NIGHT = "66,15.1,{minutes},462,136,115,144,67,594,199,85,74"
CYCLES = (
    "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),"
    "Heart rate variability (ms),Skin temp (celsius),Blood oxygen %,Day Strain,Energy burned (cal),Max HR (bpm),"
    "Average HR (bpm),Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),Asleep duration (min),"
    "In bed duration (min),Light sleep duration (min),Deep (SWS) duration (min),REM duration (min),"
    "Awake duration (min),Sleep need (min),Sleep debt (min),Sleep efficiency %,Sleep consistency %",
    "2024-03-03 00:10:00,,UTC-04:00,,,,,,,,,,,,,,,,,,,,,,,",
    "2024-03-02 00:40:00,2024-03-03 00:10:00,UTC-04:00,60,52,44.1,33.7,96,10.0,2450,171,68,"
    "2024-03-02 00:40:00,2024-03-02 07:12:00," + NIGHT.format(minutes=360),
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,60,52,44.1,33.7,96,10.0,2450,171,68,"
    "2024-02-29 23:30:00,2024-03-01 07:12:00," + NIGHT.format(minutes=395),
)
SLEEPS = (
    "Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Sleep performance %,"
    "Respiratory rate (rpm),Asleep duration (min),In bed duration (min),Light sleep duration (min),"
    "Deep (SWS) duration (min),REM duration (min),Awake duration (min),Sleep need (min),Sleep debt (min),"
    "Sleep efficiency %,Sleep consistency %,Nap",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,2024-02-29 23:30:00,2024-03-01 07:12:00,"
    + NIGHT.format(minutes=395)
    + ",false",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,2024-03-01 14:00:00,2024-03-01 14:40:00,"
    + NIGHT.format(minutes=30)
    + ",true",
)
WORKOUTS = (
    "Cycle start time,Cycle end time,Cycle timezone,Workout start time,Workout end time,Duration (min),Activity name,"
    "Activity Strain,Energy burned (cal),Max HR (bpm),Average HR (bpm),HR Zone 1 %,HR Zone 2 %,HR Zone 3 %,"
    "HR Zone 4 %,HR Zone 5 %,GPS enabled,Distance (meters),Altitude gain (meters),Altitude change (meters)",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,2024-03-01 18:10:00,2024-03-01 19:35:00,85,Running,11.2,720,"
    "178,141,10,18,32,28,12,true,12000,130,5",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,2024-03-01 20:00:00,2024-03-01 20:45:00,45,Weightlifting,8,300,"
    "150,120,10,18,32,28,12,false,,,",
)
JOURNAL = (
    "Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,Have any caffeine?,true,two cups",
    '2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,"Have any alcoholic drinks? ",false,',
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,Feeling sick or ill?,true,",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,Hydrated sufficiently?,false,",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,Read in bed?,true,",
    "2024-02-29 23:30:00,2024-03-02 00:40:00,UTC-04:00,Have any caffeine in the evening?,,",
    "2024-03-02 00:40:00,2024-03-03 00:10:00,UTC-04:00,Have any alcoholic drinks?,true,",
)
SPANISH_SLEEP = (
    "Hora de inicio del ciclo,Hora de finalización del ciclo,Zona horaria del ciclo,Inicio del sueño,"
    "Inicio de la vigilia,Calificación del sueño (%),Frecuencia respiratoria (rpm),Duración del sueño (min),"
    "Tiempo en la cama (min),Duración de sueño ligero (min),Duración de sueño profundo (SWS) (min),"
    "Duración de sueño REM (min),Tiempo despierto/a (min),Sueño necesario (min),Deuda de sueño (min),"
    "Eficiencia del sueño %,Regularidad del sueño %,Siesta"
)
SPANISH_JOURNAL = (
    "Hora de inicio del ciclo,Hora de finalización del ciclo,Zona horaria del ciclo,Texto de la pregunta,"
    '"Respondió ""Sí""",Notas'
)
TABLES = {
    "physiological_cycles.csv": CYCLES,
    "sleeps.csv": SLEEPS,
    "workouts.csv": WORKOUTS,
    "journal_entries.csv": JOURNAL,
}


def export(folder: Path, tables: dict[str, tuple[str, ...]]) -> Path:
    path = folder / "my_whoop_data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in tables.items():
            archive.writestr(f"my_whoop_data/{name}", "\n".join(lines) + "\n")
    return path


def imported(path: Path, answers: dict[str, str] | None = None) -> ImportResult:
    assert find_importer(path).id == "whoop"
    return read_import(ImportFile(path=path, import_id="i1", answers=answers or {}))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def test_nights_of_both_tables_count_once_and_naps_are_sleep(tmp_path: Path) -> None:
    result = imported(export(tmp_path, TABLES))
    sleeps = exposures(result, ExposureKind.SLEEP)
    assert [round((sleep.amount or 0) * 60) for sleep in sleeps] == [395, 30, 360]
    assert (sleeps[0].when.local, sleeps[0].when.zone) == (datetime(2024, 2, 29, 23, 30), "-04:00")
    assert sleeps[0].until is not None
    assert sleeps[0].until.local == datetime(2024, 3, 1, 7, 12)
    assert result.problems == ()


def test_the_journal_becomes_yes_and_no_of_the_day_after_the_waking(tmp_path: Path) -> None:
    result = imported(export(tmp_path, TABLES))
    first, second = date(2024, 3, 1), date(2024, 3, 2)
    (caffeine,) = exposures(result, ExposureKind.CAFFEINE)
    assert (caffeine.amount, caffeine.note, caffeine.when.local.date()) == (None, "two cups", first)
    alcohol = exposures(result, ExposureKind.ALCOHOL)
    assert [(each.amount, each.when.local.date()) for each in alcohol] == [(0.0, first), (None, second)]
    assert [each.amount for each in exposures(result, ExposureKind.ILLNESS)] == [None]
    assert [(each.name, each.amount) for each in exposures(result, ExposureKind.OTHER)] == [("drinking enough", 0.0)]
    assert {skipped.reason: skipped.n for skipped in result.skipped} == {
        "a cycle without a sleep": 1,
        "a question that has no known bearing on twitching": 1,
        "a question without an answer": 1,
    }
    (question,) = result.questions
    earlier = imported(export(tmp_path, TABLES), {question.id: "day-before"})
    (moved,) = exposures(earlier, ExposureKind.CAFFEINE)
    assert (moved.when.local.date(), moved.entry_id) == (date(2024, 2, 29), caffeine.entry_id)


def test_the_journal_alone_finds_the_same_days(tmp_path: Path) -> None:
    whole = imported(export(tmp_path, TABLES))
    alone = imported(export(tmp_path, {"journal_entries.csv": JOURNAL}))
    assert set(alone.entries) <= set(whole.entries)
    assert len(alone.entries) == 5


def test_workouts_keep_sport_distance_and_climb(tmp_path: Path) -> None:
    result = imported(export(tmp_path, {"workouts.csv": WORKOUTS}))
    run, lifting = [entry for entry in result.entries if isinstance(entry, Workout)]
    (activity,) = run.activities
    assert (activity.sport, activity.duration_s, activity.distance_m, activity.ascent_m) == (
        "Running",
        5100,
        12000,
        130,
    )
    assert (run.duration_s, run.when.local) == (5100, datetime(2024, 3, 1, 18, 10))
    assert (lifting.activities[0].sport, lifting.activities[0].distance_m) == ("Weightlifting", None)


def test_a_spanish_export_is_told_by_the_places_of_its_columns(tmp_path: Path) -> None:
    answers = tuple(row.replace("true", "sí") for row in JOURNAL[1:])
    spanish = {
        "sueño.csv": (SPANISH_SLEEP, *SLEEPS[1:]),
        "ciclos.csv": (CYCLES[0].replace("Cycle", "Ciclo"), *CYCLES[1:]),
        "entrenamientos.csv": (WORKOUTS[0].replace("Cycle", "Ciclo"), *WORKOUTS[1:]),
        "journal_entries.csv": (SPANISH_JOURNAL, *answers),
    }
    result, english = imported(export(tmp_path, spanish)), imported(export(tmp_path, TABLES))
    assert [entry.entry_id for entry in result.entries] == [entry.entry_id for entry in english.entries]
    assert exposures(result, ExposureKind.SLEEP) == exposures(english, ExposureKind.SLEEP)
    assert exposures(result, ExposureKind.CAFFEINE) == exposures(english, ExposureKind.CAFFEINE)


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("whoop") / "a.csv"
    good = "\n".join(JOURNAL).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
