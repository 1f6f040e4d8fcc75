"""Which tests are due, which are locked, and which region needs another one."""

from datetime import date, timedelta

from twitchwise.desk.strength_safety import lock_of, reasons_answered, safety_on
from twitchwise.desk.strength_standing import standing_if_any
from twitchwise.desk.strength_writing import REPEAT_AFTER_DAYS
from twitchwise.diary.model import Diary, TestResult
from twitchwise.diary.strength_plan import current_strength_series, series_end
from twitchwise.strength.battery import tests
from twitchwise.strength.diary_results import series_of_diary
from twitchwise.strength.planned import PlannedTest, PlannedTests
from twitchwise.strength.trend_result import RegionTrend, State

__all__ = ["plan_tests"]

_WEEK_DAYS = 7
_REPEAT_BEFORE_DAYS = 10


def plan_tests(diary: Diary, today: date) -> PlannedTests:
    """The tests of the battery with the day each is due.

    Parameters
    ----------
    diary : with or without results.
    today : the person's day.
    """
    done = _last_days(diary, today)
    running = current_strength_series(diary, today)
    answers = safety_on(diary, today)
    regions = _regions(diary, today)
    repeat = {region.region for region in regions if region.state is State.REPEAT}
    planned = []
    for test in tests():
        for side in test.sides:
            last = done.get((test.id, side.value))
            is_repeat = last is not None and bool(set(test.regions_of(side)) & repeat)
            apart = REPEAT_AFTER_DAYS if is_repeat else _WEEK_DAYS
            due = today if last is None else last + timedelta(days=max(apart, test.days_between))
            reasons = reasons_answered(test, answers, side)
            planned.append(
                PlannedTest(
                    test=test,
                    side=side,
                    last=last,
                    due=due,
                    repeat_until=last + timedelta(days=_REPEAT_BEFORE_DAYS) if is_repeat and last else None,
                    reasons=reasons,
                    is_to_ask=not reasons and lock_of(test, answers, side) is not None,
                )
            )
    return PlannedTests(
        today=today,
        ends_on=None if running is None else series_end(running),
        tests=tuple(planned),
        regions=regions,
    )


def _last_days(diary: Diary, today: date) -> dict[tuple[str, str], date]:
    last: dict[tuple[str, str], date] = {}
    for entry in diary.of(TestResult):
        day = diary.rule.day_of(entry.when)
        if day <= today:
            key = (entry.test, entry.side)
            last[key] = max(day, last.get(key, day))
    return last


def _regions(diary: Diary, today: date) -> tuple[RegionTrend, ...]:
    if not series_of_diary(diary).series:
        return ()
    standing = standing_if_any(diary, today)
    return () if standing is None else standing.trend.regions
