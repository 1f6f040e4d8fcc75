"""A researcher's table of strength tests, one result a row, becomes the series that the trend takes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from twitchwise.body import Side
from twitchwise.errors import InputError, Problem, UnknownName, UnreadableFile
from twitchwise.exchange.numbers import decimal_mark, parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_table
from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import Better, StrengthTest, TestKind
from twitchwise.strength.condition_words import conditions_from_text
from twitchwise.strength.series import Condition, Series
from twitchwise.strength.session_log import WrittenResult, make_series

__all__ = ["SessionTable", "read_session_table"]

_LARGEST_FILE_BYTES = 20_000_000
_EARLIEST = date(1900, 1, 1)
_SIDES = {
    "": Side.MIDDLE,
    "left": Side.LEFT,
    "l": Side.LEFT,
    "right": Side.RIGHT,
    "r": Side.RIGHT,
    "middle": Side.MIDDLE,
    "both": Side.MIDDLE,
    "m": Side.MIDDLE,
    "b": Side.MIDDLE,
}
_OTHER_NAMES = {
    "30 s chair stand": "chair-stand",
    "30s chair stand": "chair-stand",
    "30 second chair stand": "chair-stand",
    "sit to stand": "chair-stand",
    "single leg heel raise": "heel-raise",
    "foot tapping": "foot-taps",
    "single leg rise or step": "single-leg-rise",
    "step up": "single-leg-rise",
    "kitchen scale pinch": "pinch",
    "finger taps": "finger-tapping",
    "arms held": "arm-hold",
    "arms held up": "arm-hold",
    "push up": "push-ups",
    "sit up": "sit-ups",
    "sit up from lying": "sit-ups",
    "pataka": "pa-ta-ka",
    "counting": "breath-count",
    "counting on one breath": "breath-count",
}
_USUAL_AMOUNT = 10.0
"""Metres or steps of a course whose length the table does not say; a trend only needs it to be always the same."""
_MOST_NAMED = 5  # rows that one message names


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTable:
    """What a table held.

    Parameters
    ----------
    series : one for each test and side.
    last_day : the last day with a result.
    problems : rows and words that could not be used, each with what to do.
    """

    series: tuple[Series, ...]
    last_day: date
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    date: int
    test: int
    score: int
    side: int | None
    conditions: int | None
    felt: int | None
    amount: int | None
    unit: int | None


class _Unusable(Exception):
    """A row that cannot be used, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def read_session_table(path: Path) -> SessionTable:
    """Read a CSV file with the columns date, test, side, score, conditions and felt, one result a row.

    Parameters
    ----------
    path : the file; comma, semicolon or tab between the cells. Side, conditions and felt may be missing. Two more are
        understood: amount (metres walked, steps climbed) and unit.

    Returns
    -------
    SessionTable
        Series of every test that the battery knows. Scores are in the unit of the test; seconds of stairs and walk
        become a speed, unless `unit` says that they are one. A row that cannot be used is left out and named.

    Raises
    ------
    InputError
        The file cannot be read, lacks a column, or no row of it can be used.
    """
    table, where = _open(path), path.name
    columns = _columns(table, where)
    mark = decimal_mark([table.values(columns.score, row) for row in table.rows], table.delimiter)
    results: list[WrittenResult] = []
    refused: list[tuple[_Unusable, Row]] = []
    strange: Counter[str] = Counter()
    for row in table.rows:
        try:
            result, unknown = _result(table, columns, row, mark)
        except _Unusable as error:
            refused.append((error, row))
            continue
        strange.update(unknown)
        results.append(result)
    problems = [*_refusals(refused, where), *_strange_conditions(strange, where)]
    cut = table.cut_problem(where)
    if cut is not None:
        problems.append(cut)
    n_markers = sum(result.test.kind is TestKind.MARKER for result in results)
    if n_markers:
        problems.append(
            Problem(
                what=f"{n_markers} graded rows (markers) take no part in a trend",
                where=where,
                remedy="nothing needs doing",
            )
        )
    found = make_series(results)
    if not found.series:
        reason = f" ({problems[0].what})" if problems else ""
        raise InputError(what=f"no row of it can be used{reason}", where=where, remedy="see the columns in docs/cli.md")
    return SessionTable(
        series=found.series,
        last_day=max(session.day for each in found.series for session in each.sessions),
        problems=(*problems, *found.problems),
    )


def _open(path: Path) -> TextTable:
    try:
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise UnreadableFile(
                what="it is larger than any table of sessions", where=path.name, remedy="give one result a row"
            )
        table = read_table(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({error.strerror or 'unknown reason'})",
            where=path.name,
            remedy="check the name and that you may read it",
        ) from None
    if not table.rows:
        raise InputError(what="there is no session in it", where=path.name, remedy="give one result a row")
    return table


def _columns(table: TextTable, where: str) -> _Columns:
    def needed(*names: str) -> int:
        found = table.column(*names)
        if found is None:
            raise InputError(
                what=f'there is no column "{names[0]}"',
                where=where,
                remedy=f"its columns are: {', '.join(table.header[:30])}; needed are date, test and score",
            )
        return found

    return _Columns(
        date=needed("date", "day"),
        test=needed("test"),
        score=needed("score", "value", "result"),
        side=table.column("side"),
        conditions=table.column("conditions", "condition"),
        felt=table.column("felt", "felt weakness"),
        amount=table.column("amount", "metres", "steps"),
        unit=table.column("unit"),
    )


def _result(table: TextTable, columns: _Columns, row: Row, mark: str) -> tuple[WrittenResult, tuple[str, ...]]:
    test = _test(table.values(columns.test, row))
    side = _side(table.values(columns.side, row), test)
    conditions, unknown = conditions_from_text(table.values(columns.conditions, row))
    return (
        WrittenResult(
            test=test,
            side=side,
            day=_day(table.values(columns.date, row)),
            score=_score(table, columns, row, test, side, mark),
            conditions=conditions,
            felt=_felt(table.values(columns.felt, row), mark),
            where=row.where,
        ),
        unknown,
    )


def _test(name: str) -> StrengthTest:
    if not name:
        raise _Unusable("no test is named", "name the test")
    try:
        return find_test(_OTHER_NAMES.get(plain_word(name), name))
    except UnknownName as error:
        raise _Unusable(str(error).rstrip("."), "name it as the battery does, or leave it out") from None


def _side(text: str, test: StrengthTest) -> Side:
    side = _SIDES.get(text.casefold())
    if side is None:
        raise _Unusable(f'"{text[:20]}" is no side', "write left, right, or nothing")
    if side not in test.sides:
        has = "no sides" if Side.MIDDLE in test.sides else "a left and a right"
        raise _Unusable(f'side "{text[:20]}": {test.name} has {has}', f"write {' or '.join(test.sides)}")
    return side


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text[:10] if text[10:11] in ("T", " ") else text)
    except ValueError:
        raise _Unusable(f'"{text[:20]}" is no day' if text else "it has no day", "write days like 2026-11-22") from None
    if day < _EARLIEST:
        raise _Unusable(f"{day.isoformat()} is too long ago", "check the year")
    return day


def _score(table: TextTable, columns: _Columns, row: Row, test: StrengthTest, side: Side, mark: str) -> float:
    text = table.values(columns.score, row)
    value = parse_number(text, mark) if text else None
    if value is None:
        raise _Unusable(f'score "{text[:20]}" is no number' if text else "it has no score", "write a number")
    unit = table.values(columns.unit, row)
    amount_text = table.values(columns.amount, row)
    amount = parse_number(amount_text, mark) if amount_text else _USUAL_AMOUNT
    try:
        if test.better is Better.LOWER and unit.replace(" ", "") == test.score_unit:
            return test.score_of_speed(value, side=side)
        if test.is_whole_number:  # a mean of several counts is a score too
            test.score_of(round(value), side=side)
            return value
        return test.score_of(value, side=side, amount=amount)
    except InputError as error:
        hint = f'; for a speed, add a column "unit" with {test.score_unit}' if test.better is Better.LOWER else ""
        raise _Unusable(error.what, f"{error.remedy}{hint}") from None


def _felt(text: str, mark: str) -> float | None:
    if not text:
        return None
    felt = parse_number(text, mark)
    if felt is None or not 0.0 <= felt <= 10.0:
        raise _Unusable(f'felt weakness "{text[:20]}" is not on the scale', "write a number from 0 to 10")
    return felt


def _refusals(refused: list[tuple[_Unusable, Row]], where: str) -> list[Problem]:
    """One problem for each thing that is wrong, with its rows."""
    rows: dict[tuple[str, str], list[int]] = {}
    for error, row in refused:
        rows.setdefault((error.what, error.remedy), []).append(row.line)
    return [
        Problem(
            what=f"{what}; {'this row is' if len(lines) == 1 else f'these {len(lines)} rows are'} left out",
            where=f"{where}, line{'s' if len(lines) > 1 else ''} {_listed(lines)}",
            remedy=remedy,
        )
        for (what, remedy), lines in rows.items()
    ]


def _listed(lines: list[int]) -> str:
    more = ", ..." if len(lines) > _MOST_NAMED else ""
    return f"{', '.join(map(str, lines[:_MOST_NAMED]))}{more}"


def _strange_conditions(strange: Counter[str], where: str) -> list[Problem]:
    known = ", ".join(condition.value for condition in Condition)
    return [
        Problem(
            what=f'condition "{word[:30]}" is not known; {n} session{"s" if n > 1 else ""} with it used as usual',
            where=where,
            remedy=f"the conditions are {known}",
        )
        for word, n in strange.items()
    ]
