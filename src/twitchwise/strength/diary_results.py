"""The diary's test results as series."""

from dataclasses import dataclass
from datetime import date

from twitchwise.body import Side
from twitchwise.diary.model import Diary, TestResult
from twitchwise.diary.once import once_a_diary
from twitchwise.errors import InputError, Problem, UnknownName
from twitchwise.strength.battery import find_test
from twitchwise.strength.condition_words import conditions_from_text
from twitchwise.strength.session_log import SeriesFound, WrittenResult, make_series

__all__ = ["results_of", "series_of_diary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    """The results that can be understood, by day, and what could not be."""

    results: tuple[WrittenResult, ...]
    problems: tuple[Problem, ...]


@once_a_diary(TestResult)
def series_of_diary(diary: Diary) -> SeriesFound:
    """Every measured test of the diary as a series; what cannot be used is named."""
    understood = _understood(diary)
    found = make_series(understood.results)
    return SeriesFound(series=found.series, problems=(*understood.problems, *found.problems))


def results_of(diary: Diary) -> tuple[WrittenResult, ...]:
    """Every test result that can be understood, by day."""
    return _understood(diary).results


@once_a_diary(TestResult)
def _understood(diary: Diary) -> _Understood:
    results, problems = list[WrittenResult](), list[Problem]()
    for entry in diary.of(TestResult):
        day = diary.rule.day_of(entry.when)
        try:
            results.append(_written(entry, day))
        except (InputError, UnknownName, ValueError) as error:
            what, remedy = (
                (error.what, error.remedy)
                if isinstance(error, InputError)
                else (str(error).rstrip("."), f'take it out with "twitchwise diary remove {entry.entry_id}"')
            )
            problems.append(
                Problem(what=f"{what}; it is left out", where=f"{entry.test}, {day.isoformat()}", remedy=remedy)
            )
    return _Understood(results=tuple(sorted(results, key=lambda each: each.day)), problems=tuple(problems))


def _written(entry: TestResult, day: date) -> WrittenResult:
    test = find_test(entry.test)
    side = Side(entry.side)
    is_score = entry.unit == test.score_unit and entry.unit != test.unit
    score = entry.score if is_score else test.score_of(entry.score, side=side, amount=entry.amount)
    conditions, _ = conditions_from_text(";".join(entry.conditions))
    return WrittenResult(
        test=test,
        side=side,
        day=day,
        score=score,
        conditions=conditions,
        felt=None if entry.felt is None else float(entry.felt),
    )
