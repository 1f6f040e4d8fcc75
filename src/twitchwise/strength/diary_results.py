"""The diary's test results as series."""

from datetime import date

from twitchwise.body import Side
from twitchwise.diary.model import Diary, TestResult
from twitchwise.errors import InputError, Problem, UnknownName
from twitchwise.strength.battery import find_test
from twitchwise.strength.condition_words import conditions_from_text
from twitchwise.strength.session_log import SeriesFound, WrittenResult, make_series

__all__ = ["results_of", "series_of_diary"]


def series_of_diary(diary: Diary) -> SeriesFound:
    """Every measured test of the diary as a series; what cannot be used is named."""
    problems: list[Problem] = []
    found = make_series(results_of(diary, problems))
    return SeriesFound(series=found.series, problems=(*problems, *found.problems))


def results_of(diary: Diary, problems: list[Problem] | None = None) -> list[WrittenResult]:
    """Every test result that can be understood, by day.

    Parameters
    ----------
    diary : with results of any kind.
    problems : gets what could not be understood.
    """
    results = []
    for entry in diary.of(TestResult):
        day = diary.rule.day_of(entry.when)
        try:
            results.append(_written(entry, day))
        except (InputError, UnknownName, ValueError) as error:
            if problems is not None:
                what, remedy = (
                    (error.what, error.remedy)
                    if isinstance(error, InputError)
                    else (str(error).rstrip("."), f'take it out with "twitchwise diary remove {entry.entry_id}"')
                )
                problems.append(
                    Problem(what=f"{what}; it is left out", where=f"{entry.test}, {day.isoformat()}", remedy=remedy)
                )
    return sorted(results, key=lambda each: each.day)


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
