from datetime import date
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.exchange.day_table import DayColumns, read_day_table
from twitchwise.triggers.table import DayTable

_COLUMNS = DayColumns(outcomes=("triceps",), exposures=("coffee", "sleep"))


def _read(tmp_path: Path, text: str, columns: DayColumns = _COLUMNS) -> DayTable:
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    return read_day_table(path, columns)


def test_blanks_and_missing_days_are_unknown(tmp_path: Path) -> None:
    table = _read(tmp_path, "date,triceps,coffee,sleep\n2026-03-01,0,2,7.5\n2026-03-02,,yes,\n2026-03-05,4,no,na\n")
    assert table.first_day == date(2026, 3, 1)
    assert table.is_dated
    assert table.outcomes[0].counts == pytest.approx([0, np.nan, np.nan, np.nan, 4], nan_ok=True)
    assert table.exposures[0].values == pytest.approx([2, 1, np.nan, np.nan, 0], nan_ok=True)
    assert table.exposures[1].values == pytest.approx([7.5, *[np.nan] * 4], nan_ok=True)


def test_semicolons_decimal_commas_and_numbered_days_are_read(tmp_path: Path) -> None:
    table = _read(tmp_path, "Tag;Triceps;Coffee;Sleep\n1;3;0;7,5\n2;1;1;6,25\n")
    assert table.n_days == 2
    assert table.exposures[1].values == pytest.approx([7.5, 6.25])
    assert not table.is_dated


def test_roles_reach_the_table(tmp_path: Path) -> None:
    columns = DayColumns(
        outcomes=("triceps",),
        exposures=("coffee", "sleep"),
        own_loads=("coffee",),
        after_the_day=("sleep",),
        felt=("sleep",),
        minutes="minutes",
    )
    table = _read(tmp_path, "day,triceps,coffee,sleep,minutes\n1,3,0,7,10\n2,,0,7,\n", columns)
    coffee, sleep = table.exposures
    assert table.exposures_of(table.outcomes[0]) == (coffee, sleep)
    assert coffee.belongs_to == table.outcomes[0].muscle
    assert sleep.earliest_lag_days == 1
    assert sleep.is_felt
    assert table.outcomes[0].is_measured


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("date,triceps,sleep\n2026-03-01,1,7\n", 'no column "coffee"; its columns are: date, triceps, sleep'),
        ("when,triceps,coffee,sleep\n2026-03-01,1,7,7\n", "no column with the date"),
        ("date,triceps,coffee,sleep\n2026-03-01,1,7,7\n2026-03-01,1,7,7\n", "line 3 is the same day"),
        ("date,triceps,coffee,sleep\n2026-03-02,1,7,7\n2026-03-01,1,7,7\n", "line 3 is an earlier day"),
        ("date,triceps,coffee,sleep\n2026-03-02,1,two,7\n", '"two" under coffee is no number'),
        ("date,triceps,coffee,sleep\n2026-03-02,1.5,2,7\n", "1.5 under triceps is no count"),
        ("date,triceps,coffee,sleep\n2026-03-02,-1,2,7\n", "-1 under triceps is no count"),
        ("date,triceps,coffee,sleep\n2026-03-02,1,2,7,5\n", "with decimal commas put semicolons"),
        ("date,triceps,coffee,sleep\n01.03.2026,1,2,7\n", '"01.03.2026" is no day'),
        ("date,triceps,coffee,sleep\n,1,2,7\n", "line 2 has no day"),
        ("date,triceps,coffee,sleep\n1926-03-02,1,2,7\n2026-03-02,1,2,7\n", "spans 36526 days"),
        ("date,triceps,coffee,sleep\n2026-03-02,1,2,7\n2026-03-03,1", "ends in the middle of line 3"),
        ("date,triceps,coffee,sleep\n", "no day in it"),
        ("", "no table in it"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert sentence in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_day_table(tmp_path / "none.csv", _COLUMNS)


def test_a_counted_day_needs_its_minutes(tmp_path: Path) -> None:
    columns = DayColumns(outcomes=("triceps",), exposures=("coffee",), minutes="minutes")
    with pytest.raises(InputError, match="has no minutes"):
        _read(tmp_path, "day,triceps,coffee,minutes\n1,3,0,10\n2,1,0,\n", columns)


@pytest.mark.parametrize(
    "columns",
    [
        DayColumns(outcomes=(), exposures=("coffee",)),
        DayColumns(outcomes=("triceps",), exposures=("Triceps",)),
        DayColumns(outcomes=("triceps",), exposures=("coffee",), felt=("stress",)),
        DayColumns(outcomes=("triceps", "calf"), exposures=("coffee",), own_loads=("coffee",)),
    ],
)
def test_roles_that_contradict_each_other_are_refused(tmp_path: Path, columns: DayColumns) -> None:
    with pytest.raises(InputError, match="columns:"):
        _read(tmp_path, "day,triceps,coffee\n1,3,0\n", columns)
