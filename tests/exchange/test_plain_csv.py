import contextlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twitchwise.diary.model import Answer, DayAnswer, Exposure, ExposureKind, TwitchesNoticed, Workout
from twitchwise.errors import InputError, UnknownFormat
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

EVENTS = """date,time,what,amount,unit,note,site
2024-06-01,08:15,coffee,2,,,
2024-06-01,08:15,coffee,2,,,
2024-06-01,14:00,Magnesium,0.2,g,with food,
2024-06-01,,sleep,7:30,,,
2024-06-01,21:00,twitches,12,,while reading,left calf
2024-06-02,,twitching,0,,,
2024-06-02,,stress,yes,,,
2024-06-02,19:00,massage,1,,,
2024-06-02,19:30,wine,2,,,
2024-06-02,20:00,caffeine,5,spoons,,
2124-06-02,20:00,coffee,1,,,
"""


def imported(folder: Path, text: str, **answers: str) -> ImportResult:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    assert find_importer(path).id == "plain-csv"
    return read_import(
        ImportFile(path=path, import_id="i1", answers={k.replace("_", "-"): v for k, v in answers.items()})
    )


def amounts(result: ImportResult) -> dict[ExposureKind, float | None]:
    return {entry.kind: entry.amount for entry in result.entries if isinstance(entry, Exposure)}


def test_one_event_a_row_is_read(tmp_path: Path) -> None:
    result = imported(tmp_path, EVENTS)
    assert amounts(result) == {
        ExposureKind.CAFFEINE: 190.0,
        ExposureKind.MAGNESIUM: 200.0,
        ExposureKind.SLEEP: 7.5,
        ExposureKind.STRESS: None,
        ExposureKind.OTHER: 1.0,
        ExposureKind.ALCOHOL: 28.0,
    }
    coffee = [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is ExposureKind.CAFFEINE]
    assert [(entry.when.local, entry.note) for entry in coffee] == [
        (datetime(2024, 6, 1, 8, 15), "counted as 95 mg a cup")
    ] * 2
    (twitches,) = [entry for entry in result.entries if isinstance(entry, TwitchesNoticed)]
    assert twitches.site is not None
    assert (twitches.count, twitches.site.id, twitches.note) == (12, "left-gastrocnemius", "while reading")
    (answer,) = [entry for entry in result.entries if isinstance(entry, DayAnswer)]
    assert (answer.answer, answer.day) == (Answer.NOTHING_NOTICED, date(2024, 6, 2))
    assert [(skipped.reason, skipped.n) for skipped in result.skipped] == [
        ("its amount or unit cannot be read", 1),
        ("dated in the future", 1),
    ]


def test_a_second_import_gives_the_same_keys(tmp_path: Path) -> None:
    first, second = imported(tmp_path, EVENTS), imported(tmp_path, EVENTS)
    assert [entry.entry_id for entry in first.entries] == [entry.entry_id for entry in second.entries]
    assert len({entry.entry_id for entry in first.entries}) == len(first.entries)


def test_one_day_a_row_is_read_and_a_blank_is_unknown(tmp_path: Path) -> None:
    text = "Datum;Schlaf (h);Koffein (mg);Stress;Wetter\n01.06.2024;7,5;180;3;sonnig\n02.06.2024;;0;;\n"
    result = imported(tmp_path, text)
    found = [
        (entry.when.local.day, entry.kind.value, entry.amount)
        for entry in result.entries
        if isinstance(entry, Exposure)
    ]
    assert found == [(1, "sleep", 7.5), (1, "caffeine", 180.0), (1, "stress", 3.0), (2, "caffeine", 0.0)]
    assert all(entry.is_day_total for entry in result.entries if isinstance(entry, Exposure))


def test_one_set_a_row_is_read(tmp_path: Path) -> None:
    text = (
        "Date,Workout,Exercise,Sets,Reps,Weight (kg)\n2024-06-03,Push,Bench Press,3,8,62.5\n"
        "2024-06-01,Pull,Row,1,10,40\n2024-06-03,Push,Dip,2,12,\n2024-06-03,Push,Dip,,,\n"
    )
    result = imported(tmp_path, text)
    pull, push = (entry for entry in result.entries if isinstance(entry, Workout))
    assert [(s.exercise, s.reps, s.weight_kg) for s in pull.sets] == [("Row", 10, 40)]
    assert [s.exercise for s in push.sets] == ["Bench Press"] * 3 + ["Dip"] * 2
    assert push.sets[-1].weight_kg is None
    assert (push.when.is_date_only, result.questions, result.skipped[0].n) == (True, (), 1)


def test_weights_without_a_unit_are_asked_about(tmp_path: Path) -> None:
    text = "date,exercise,reps,weight\n2024-06-01,Squat,5,135\n2024-06-01,Squat,5,225\n"
    result = imported(tmp_path, text)
    assert [(question.id, question.assumed) for question in result.questions] == [("csv-weight-unit", "lb")]
    (answered,) = imported(tmp_path, text, csv_weight_unit="kg").entries
    assert isinstance(answered, Workout)
    assert [s.weight_kg for s in answered.sets] == [135, 225]


def test_dates_that_could_be_either_are_asked_about(tmp_path: Path) -> None:
    text = "date,what,amount\n03/04/2024,coffee,1\n"
    result = imported(tmp_path, text)
    assert [(question.id, question.assumed) for question in result.questions] == [("csv-day-first", "day-month")]
    assert result.entries[0].when.local == datetime(2024, 4, 3)
    answered = imported(tmp_path, text, csv_day_first="month-day")
    assert (answered.entries[0].when.local, answered.questions) == (datetime(2024, 3, 4), ())
    assert imported(tmp_path, "date,what,amount\n03/14/2024,coffee,1\n").questions == ()


@pytest.mark.parametrize(
    ("row", "kind", "amount"),
    [
        ("alcohol,24,g", ExposureKind.ALCOHOL, 24.0),
        ("alcohol,2,drinks", ExposureKind.ALCOHOL, 28.0),
        ("water,0.5,l", ExposureKind.FLUIDS, 500.0),
        ("vitamin D,1000,IU", ExposureKind.VITAMIN_D, 25.0),
        ("fever,101.3,F", ExposureKind.FEVER, 38.5),
        ("sleep,450,min", ExposureKind.SLEEP, 7.5),
        ("stress,70,%", ExposureKind.STRESS, 7.0),
        ("coffee,120,mg", ExposureKind.CAFFEINE, 120.0),
        ("calories,8368,kJ", ExposureKind.CALORIES, 2000.0),
        ("alcohol,no,", ExposureKind.ALCOHOL, 0.0),
    ],
)
def test_units_are_those_of_the_diary(tmp_path: Path, row: str, kind: ExposureKind, amount: float) -> None:
    result = imported(tmp_path, f"date,what,amount,unit\n2024-06-01,{row}\n")
    assert amounts(result) == {kind: pytest.approx(amount)}


def test_a_count_that_stopped_is_at_least_that_many(tmp_path: Path) -> None:
    (entry,) = imported(tmp_path, "date,what,amount\n2024-06-01,twitches,50+\n").entries
    assert isinstance(entry, TwitchesNoticed)
    assert (entry.count, entry.is_at_least) == (50, True)


def test_a_file_cut_in_the_middle_gives_what_is_whole(tmp_path: Path) -> None:
    result = imported(tmp_path, EVENTS[: EVENTS.index("14:00") + 8])
    assert len(result.entries) == 2
    assert "ends in the middle of line 4" in str(result.problems[0])


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "date,colour\n2024-06-01,red\n", "what,amount\ncoffee,2\n", "hello\n", "{}"]
)
def test_a_table_that_says_nothing_is_refused_with_the_columns_that_would(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownFormat, match="date,time,what,amount,unit,note") as refused:
        find_importer(path)
    assert "Strong" in str(refused.value)


@settings(max_examples=80)
@given(st.binary(max_size=40), st.integers(0, 400), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    good = EVENTS.encode()
    path = tmp_path_factory.mktemp("plain") / "a.csv"
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))


def test_worry_and_searching_keep_to_kinds_that_are_no_triggers(tmp_path: Path) -> None:
    result = imported(tmp_path, "date,worry,searching (h),coffee\n2024-06-01,6,0.5,1\n2024-06-02,4,1,0\n")
    kinds = {entry.kind: entry.amount for entry in result.entries if isinstance(entry, Exposure)}
    assert kinds[ExposureKind.SEARCHING] == 60.0
    assert kinds[ExposureKind.WORRY] == 4.0
