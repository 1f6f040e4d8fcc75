"""Results of tests, in whatever order they were written down, become the series that the trend takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from twitchwise.body import Side
from twitchwise.errors import InputError, Problem
from twitchwise.strength.battery_model import StrengthTest, TestKind
from twitchwise.strength.series import Condition, Series, Session
from twitchwise.strength.slips import swapped_sides

__all__ = ["SeriesFound", "WrittenResult", "make_series", "sides_that_look_exchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenResult:
    """One result as it was written down.

    Parameters
    ----------
    test : of the battery.
    side : left, right or middle.
    day : the person's day.
    score : in the test's `score_unit`, higher is better.
    conditions : what was noted beside it.
    felt : felt weakness before it, 0-10, or None.
    where : how a message names it, "line 7".
    """

    test: StrengthTest
    side: Side
    day: date
    score: float
    conditions: frozenset[Condition] = frozenset()
    felt: float | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFound:
    """The series, and what could not be used as it stood."""

    series: tuple[Series, ...]
    problems: tuple[Problem, ...]


def make_series(results: Iterable[WrittenResult]) -> SeriesFound:
    """Sort results into series; of two of one day the first counts. Markers, which are graded, are left out.

    Parameters
    ----------
    results : in the order they were written down.
    """
    problems: list[Problem] = []
    by_key: dict[tuple[str, Side], list[WrittenResult]] = {}
    for result in results:
        if result.test.kind is TestKind.MEASURED:
            by_key.setdefault((result.test.id, result.side), []).append(result)
    kept = {key: _one_a_day(written, problems) for key, written in by_key.items()}
    problems += sides_that_look_exchanged([result for each in kept.values() for result in each])
    found = [_series(results, problems) for results in kept.values()]
    return SeriesFound(series=tuple(each for each in found if each is not None), problems=tuple(problems))


def sides_that_look_exchanged(results: Sequence[WrittenResult]) -> tuple[Problem, ...]:
    """One problem for each day of a test on which left and right look exchanged.

    Parameters
    ----------
    results : by day within each test and side, one a day.
    """
    found = []
    tests = {result.test.id: result.test for result in results if len(result.test.sides) > 1}
    for test in tests.values():
        left, right = (
            {result.day: result.score for result in results if result.test.id == test.id and result.side is side}
            for side in (Side.LEFT, Side.RIGHT)
        )
        for day in sorted(left.keys() & right.keys()):
            swapped = swapped_sides(
                test,
                left=left[day],
                right=right[day],
                earlier_left=[score for earlier, score in left.items() if earlier < day],
                earlier_right=[score for earlier, score in right.items() if earlier < day],
            )
            if swapped is not None:
                found.append(replace(swapped, where=f"{swapped.where}, {day.isoformat()}"))
    return tuple(found)


def _one_a_day(written: Sequence[WrittenResult], problems: list[Problem]) -> list[WrittenResult]:
    name = _name(written[0])
    if any(after.day < before.day for before, after in pairwise(written)):
        problems.append(
            Problem(what="the sessions were not in the order of their days", where=name, remedy="they were sorted")
        )
    by_day: dict[date, WrittenResult] = {}
    for result in sorted(written, key=lambda each: each.day):  # sorting keeps the order within a day
        first = by_day.setdefault(result.day, result)
        if first is not result:
            where = f" ({result.where})" if result.where else ""
            problems.append(
                Problem(
                    what=f"two results on {result.day.isoformat()}, {first.score:g} and {result.score:g}{where}",
                    where=name,
                    remedy="the first one counts: repeating on the same day mostly catches a good or a bad moment",
                )
            )
    return list(by_day.values())


def _series(results: Sequence[WrittenResult], problems: list[Problem]) -> Series | None:
    first = results[0]
    sessions = []
    for result in results:
        try:
            session = Session(day=result.day, score=result.score, conditions=result.conditions, felt=result.felt)
        except InputError as error:
            problems.append(Problem(what=error.what, where=f"{_name(first)}, {error.where}", remedy=error.remedy))
            continue
        sessions.append(session)
    if not sessions:
        return None
    return Series(
        test=first.test.id,
        side=first.side,
        regions=first.test.regions_of(first.side),
        error_percent=first.test.error_percent,
        sessions=tuple(sessions),
    )


def _name(result: WrittenResult) -> str:
    return result.test.name if result.side is Side.MIDDLE else f"{result.test.name}, {result.side}"
