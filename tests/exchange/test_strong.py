"""Strong in all its dialects. The real file's numbers are counted here with the csv module alone."""

import contextlib
import csv
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Workout
from twitchwise.diary.workout import SetKind
from twitchwise.errors import InputError
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

ENGLISH = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
ROWS = (
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",W,20,12,0,0,,,',
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",1,62.5,8,0,0,"left elbow","slept badly",8.5',
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",Rest Timer,0,0,0,90,,,',
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",2,62.5,7,0,0,,,9',
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",D,40,12,0,0,,,',
    '2024-03-01 18:00:00,"Push, day",1h 5m,"Bench Press (Barbell)",F,40,3,0,0,,,',
    '2024-03-01 18:00:00,"Push, day",1h 5m,Plank,1,0,0,0,60,,,',
    '2024-03-01 18:00:00,"Push, day",1h 5m,Plank,Note,0,0,0,0,"shaky",,',
    "2024-03-03 09:30:00,Run,240h 1m,Running,1,0,0,5.2,1800,,,",
)


def written(folder: Path, header: str, rows: Sequence[str], *, encoding: str = "utf-8") -> Path:
    path = folder / "strong.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def imported(path: Path, **answers: str) -> ImportResult:
    assert find_importer(path).id == "strong"
    return read_import(
        ImportFile(path=path, import_id="i1", answers={k.replace("_", "-"): v for k, v in answers.items()})
    )


def workouts(result: ImportResult) -> list[Workout]:
    found = [entry for entry in result.entries if isinstance(entry, Workout)]
    assert len(found) == len(result.entries)
    return found


def test_the_real_export_is_imported_whole(shared_data: Path) -> None:
    path = shared_data / "imports" / "strong_comma_kg_de.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    result = imported(path)
    found = workouts(result)
    sets = [set_ for workout in found for set_ in workout.sets]
    assert len(found) == len({(row["Date"], row["Workout Name"]) for row in rows}) == 129
    assert len(sets) == len(rows) == 2078
    assert sum(set_.reps or 0 for set_ in sets) == sum(int(row["Reps"]) for row in rows)
    assert sum(set_.seconds or 0 for set_ in sets) == sum(int(row["Seconds"]) for row in rows)
    assert sum((set_.weight_kg or 0) * (set_.reps or 0) for set_ in sets) == pytest.approx(
        sum(float(row["Weight"]) * int(row["Reps"]) for row in rows)
    )
    assert Counter(set_.exercise for set_ in sets) == Counter(row["Exercise Name"] for row in rows)
    assert [workout.sets[0].exercise for workout in found][:2] == ["Bench Press (Barbell)", rows[18]["Exercise Name"]]
    assert (found[0].when.local, found[0].when.zone) == (datetime(2021, 2, 10, 16, 46, 13), None)
    assert found[0].duration_s == 2 * 3600 + 18 * 60
    assert sum(workout.duration_s is not None for workout in found) == 129
    assert sum("Schulterschmerzen" in workout.note for workout in found) == 1
    assert (result.skipped, result.problems) == ((), ())
    (question,) = result.questions
    assert (question.id, question.assumed) == ("strong-weight-unit", "kg")


def test_a_second_import_gives_the_same_keys(shared_data: Path) -> None:
    path = shared_data / "imports" / "strong_comma_kg_de.csv"
    first, second = imported(path), read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in first.entries] == [entry.entry_id for entry in second.entries]
    assert {entry.origin.import_id for entry in second.entries if entry.origin} == {"i2"}


def test_a_later_export_that_overlaps_keeps_the_keys(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "imports" / "strong_comma_kg_de.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    early = imported(written(tmp_path, lines[0], lines[1:1000]))
    whole = {entry.entry_id for entry in imported(path).entries}
    assert {entry.entry_id for entry in early.entries} <= whole


def test_rows_of_every_kind_are_told_apart(tmp_path: Path) -> None:
    result = imported(written(tmp_path, ENGLISH, ROWS))
    push, run = workouts(result)
    assert push.title == "Push, day"
    assert [set_.kind for set_ in push.sets] == [
        SetKind.WARM_UP,
        SetKind.NORMAL,
        SetKind.NORMAL,
        SetKind.DROP,
        SetKind.FAILURE,
        SetKind.NORMAL,
    ]
    bench, plank = push.sets[1], push.sets[-1]
    assert (bench.reps, bench.weight_kg, bench.seconds, bench.distance_m, bench.rpe) == (8, 62.5, None, None, 8.5)
    assert (plank.reps, plank.weight_kg, plank.seconds) == (None, None, 60)
    assert push.note == "slept badly\nBench Press (Barbell): left elbow\nshaky"
    assert run.sets[0].distance_m == pytest.approx(5200)
    assert {skipped.reason.split(",")[0]: skipped.n for skipped in result.skipped} == {"a rest timer": 1, "a note": 1}


def test_a_session_nobody_ended_loses_its_duration_and_says_so(tmp_path: Path) -> None:
    result = imported(written(tmp_path, ENGLISH, ROWS))
    assert [workout.duration_s for workout in workouts(result)] == [3900, None]
    assert "over 12 h" in str(result.problems[0])


SEMICOLON = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";'
    '"Distance (meters)";"Seconds";"Notes";"Workout Notes"'
)


def test_the_semicolon_form_states_its_units(tmp_path: Path) -> None:
    rows = [
        '"1";"2024-03-01 18:00:00";"Push";"3900";"Bench Press";"1";"1.062,5";"8";"8,5";"";"";"";""',
        '"1";"2024-03-01 18:00:00";"Push";"3900";"Farmers Walk";"1";"32,0";"";"";"40,0";"30";"";"hard"',
    ]
    result = imported(written(tmp_path, SEMICOLON, rows))
    (workout,) = workouts(result)
    assert workout.duration_s == 3900
    assert [set_.weight_kg for set_ in workout.sets] == [1062.5, 32.0]
    assert (workout.sets[0].rpe, workout.sets[1].distance_m, workout.sets[1].seconds) == (8.5, 40.0, 30.0)
    assert (result.questions, workout.note) == ((), "hard")


def test_the_older_semicolon_form_has_a_unit_in_every_row(tmp_path: Path) -> None:
    header = (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
        "Workout Notes;Workout Duration"
    )
    rows = [
        "2019-03-01 18:00:00;Pull;Deadlift;1;100;lbs;5;;;;;;;45m",
        "2019-03-01 18:00:00;Pull;Rowing;1;;;;;2;mi;900;;;45m",
    ]
    (workout,) = workouts(imported(written(tmp_path, header, rows)))
    assert workout.sets[0].weight_kg == pytest.approx(45.359237)
    assert workout.sets[1].distance_m == pytest.approx(3218.688)
    assert workout.duration_s == 2700


def test_old_files_lack_duration_and_rpe(tmp_path: Path) -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes"
    (workout,) = workouts(imported(written(tmp_path, header, ["2017-01-02 07:00:00,Legs,Squat,1,80,5,0,0,,"])))
    assert (workout.duration_s, workout.sets[0].reps, workout.sets[0].rpe) == (None, 5, None)


TRANSLATED = {
    "zh": "日期,训练名称,时长,动作名称,组顺序,重量,次数,距离,秒,备注,训练备注,RPE",
    "ja": "日付,ワークアウト名,時間,エクササイズ名,セット順,重量,レップ,距離,秒,メモ,ワークアウトメモ,RPE",
    "de": "Datum,Workout,Dauer,Name der Übung,Satzreihenfolge,Gewicht,Wdh.,Entfernung,Sekunden,Notizen,Notizen,RPE",
    "fr": "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre,Poids,Répétitions,Distance,Secondes,Notes,N.,RPE",
    "es": "Fecha,Nombre,Duración,Ejercicio,Orden,Peso,Reps,Distancia,Segundos,Notas,Notas del entrenamiento,RPE",
    "it": "Data,Nome,Durata,Esercizio,Ordine,Peso,Ripetizioni,Distanza,Secondi,Note,Note allenamento,RPE",
    "pt": "Data,Nome do treino,Duração,Exercício,Ordem,Peso,Repetições,Distância,Segundos,Notas,Notas do treino,RPE",
    "unknown": "a,b,c,d,e,f,g,h,i,j,k,RPE",
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translated_header_changes_nothing(tmp_path: Path, language: str) -> None:
    english = workouts(imported(written(tmp_path, ENGLISH, ROWS)))
    other = workouts(imported(written(tmp_path, TRANSLATED[language], ROWS)))
    assert other == english


def test_the_chinese_export_in_pounds_is_seen_to_be_in_pounds(tmp_path: Path) -> None:
    rows = [
        "2023-05-01 19:00:00,胸,1小时13分钟,卧推,1,44.0924,12,0,0,,,",
        "2023-05-01 19:00:00,胸,1小时13分钟,卧推,2,88.1849,10,0,0,,,",
        "2023-05-01 19:00:00,胸,1小时13分钟,卧推,3,132.277,8,0,0,,,",
    ]
    result = imported(written(tmp_path, TRANSLATED["zh"], rows, encoding="utf-16"))
    (workout,) = workouts(result)
    assert workout.duration_s == 73 * 60
    assert [round(set_.weight_kg or 0, 2) for set_ in workout.sets] == [20, 40, 60]
    assert result.questions[0].assumed == "lb"
    assert "20.0 kg written in pounds" in result.questions[0].why


def test_the_answer_of_the_person_outranks_the_assumption(tmp_path: Path) -> None:
    result = imported(written(tmp_path, ENGLISH, ROWS), strong_weight_unit="lb")
    push, run = workouts(result)
    assert push.sets[1].weight_kg == pytest.approx(62.5 * 0.45359237)
    assert run.sets[0].distance_m == pytest.approx(5.2 * 1609.344)
    assert result.questions == ()


def test_keys_do_not_depend_on_the_unit(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH, ROWS)
    in_kg, in_lb = imported(path, strong_weight_unit="kg"), imported(path, strong_weight_unit="lb")
    assert [entry.entry_id for entry in in_kg.entries] == [entry.entry_id for entry in in_lb.entries]


def test_a_file_cut_in_a_workout_leaves_that_workout_out_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH, ROWS)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("Running") + 3], encoding="utf-8")
    result = imported(path)
    assert [workout.title for workout in workouts(result)] == ["Push, day"] or workouts(result) == []
    assert "ends in the middle of line" in str(result.problems[0])


def test_a_workout_in_the_future_is_skipped_with_its_reason(tmp_path: Path) -> None:
    rows = [ROWS[1].replace("2024", "2124"), ROWS[8]]
    result = imported(written(tmp_path, ENGLISH, rows))
    assert [workout.title for workout in workouts(result)] == ["Run"]
    assert [(skipped.reason, skipped.n) for skipped in result.skipped] == [("dated in the future", 1)]


def test_two_exports_pasted_together_count_once(tmp_path: Path) -> None:
    rows = [*ROWS, *ROWS]
    assert len(imported(written(tmp_path, ENGLISH, rows)).entries) == 2


def test_a_night_when_clocks_change_keeps_the_wall_clock(tmp_path: Path) -> None:
    rows = ["2024-03-31 02:30:00,Night,30m,Squat,1,80,5,0,0,,,", "2024-10-27 02:30:00,Night,30m,Squat,1,80,5,0,0,,,"]
    found = workouts(imported(written(tmp_path, ENGLISH, rows)))
    assert [workout.when.local.hour for workout in found] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m)\n2021-01-17 22:14:35 +0000,Squat,10,20,0,0\n",
        "a,b,c\n1,2,3\n",
        "Date,Amount\n2021-01-01,3\n",
    ],
)
def test_another_table_is_not_taken_for_strong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with ExportFiles(path) as files:
        from twitchwise.exchange.strong import STRONG

        assert not STRONG.knows(files)


@given(st.binary(max_size=40), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("strong") / "strong.csv"
    good = "\n".join([ENGLISH, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        keys = [entry.entry_id for entry in read_import(ImportFile(path=path, import_id="i1")).entries]
        assert len(set(keys)) == len(keys)
