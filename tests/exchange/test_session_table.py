from pathlib import Path

import pytest

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.exchange.session_table import SessionTable, read_session_table
from twitchwise.strength.series import Condition, Series

HEADER = "date,test,side,score,conditions,felt"


def _read(tmp_path: Path, *lines: str, header: str = HEADER) -> SessionTable:
    path = tmp_path / "sessions.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return read_session_table(path)


def _only(table: SessionTable) -> Series:
    (series,) = table.series
    return series


def test_a_table_becomes_one_series_a_test_and_side(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "2026-01-05,grip,left,38.5,,3",
        "2026-01-05,grip,right,40,,3",
        "2026-01-12,grip,left,39,ill; lasting,5",
    )
    assert [(each.test, each.side) for each in table.series] == [("grip", Side.LEFT), ("grip", Side.RIGHT)]
    assert [session.score for session in table.series[0].sessions] == [38.5, 39.0]
    assert table.series[0].sessions[1].conditions == {Condition.ILL, Condition.LASTING}
    assert table.series[0].sessions[1].felt == 5.0
    assert table.problems == ()


def test_seconds_become_a_speed_unless_they_are_one(tmp_path: Path) -> None:
    header = "date,test,side,score,amount,unit"
    table = _read(
        tmp_path, "2026-01-05,walk,,8,10,s", "2026-01-12,walk,,10,10,", "2026-01-19,walk,,1.2,,m/s", header=header
    )
    assert [session.score for session in _only(table).sessions] == pytest.approx([1.25, 1.0, 1.2])


def test_rows_out_of_order_are_sorted_and_said(tmp_path: Path) -> None:
    table = _read(tmp_path, "2026-01-12,grip,left,39,,", "2026-01-05,grip,left,38,,")
    assert [session.score for session in _only(table).sessions] == [38.0, 39.0]
    assert "not in the order" in str(table.problems[0])


def test_of_two_scores_on_one_day_the_first_counts_and_both_are_named(tmp_path: Path) -> None:
    table = _read(tmp_path, "2026-01-05,grip,left,38,,", "2026-01-05,grip,left,44,,", "2026-01-12,grip,left,39,,")
    assert [session.score for session in _only(table).sessions] == [38.0, 39.0]
    assert "38 and 44 (line 3)" in str(table.problems[0])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-01-12,grip,left,-3,,", "-3 kg cannot be a result"),
        ("2026-01-12,chair-stand,,500,,", "500 stands cannot be a result"),
        ("2026-01-12,grip,left,much,,", 'score "much" is no number'),
        ("2026-01-12,grip,left,,,", "it has no score"),
        ("2026-01-12,grip,,38,,", "Hand grip has a left and a right"),
        ("2026-01-12,plank,left,60,,", "has no sides"),
        ("2026-01-12,bench press,,38,,", 'no test "bench press"'),
        ("12.1.26,grip,left,38,,", '"12.1.26" is no day'),
        ("2026-01-12,grip,left,38,,11", 'felt weakness "11" is not on the scale'),
        ("2026-01-12,walk,,1.3,,", 'add a column "unit" with m/s'),
    ],
)
def test_a_row_that_cannot_be_is_named_and_the_others_are_used(tmp_path: Path, row: str, said: str) -> None:
    table = _read(tmp_path, "2026-01-05,grip,left,38,,", row)
    assert [session.score for session in _only(table).sessions] == [38.0]
    (problem,) = table.problems
    assert said in str(problem)
    assert "line 3" in problem.where


def test_a_strange_condition_is_said_and_excludes_nothing(tmp_path: Path) -> None:
    table = _read(tmp_path, "2026-01-05,grip,left,38,full moon,", "2026-01-12,grip,left,38,sick,")
    assert [session.is_excluded for session in _only(table).sessions] == [False, True]
    assert '"full moon" is not known; 1 session' in str(table.problems[0])


def test_names_that_people_use_are_understood_and_means_of_counts_are_scores(tmp_path: Path) -> None:
    table = _read(tmp_path, "2026-01-05,Heel raise,R,24.5,,", "2026-01-05,30-s chair stand,,17,,")
    assert [(each.test, each.side) for each in table.series] == [
        ("heel-raise", Side.RIGHT),
        ("chair-stand", Side.MIDDLE),
    ]
    assert table.series[0].sessions[0].score == 24.5


def test_sides_that_are_swapped_on_one_day_are_asked_about(tmp_path: Path) -> None:
    lines = [f"2026-01-{day:02},grip,{side},{score},," for day in (5, 12, 19) for side, score in _USUAL]
    table = _read(tmp_path, *lines, "2026-01-26,grip,left,44,,", "2026-01-26,grip,right,28,,")
    (problem,) = table.problems
    assert "look exchanged" in problem.what
    assert "2026-01-26" in problem.where
    assert [len(each.sessions) for each in table.series] == [4, 4]


_USUAL = (("left", 28), ("right", 44))


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("when,test,score", "2026-01-05,grip,38", 'no column "date"'),
        (HEADER, "2026-01-05,grip,left,-1,,", "no row of it can be used"),
    ],
)
def test_a_table_without_anything_to_use_is_refused_in_a_sentence(
    tmp_path: Path, header: str, row: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        _read(tmp_path, row, header=header)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_session_table(tmp_path / "none.csv")
