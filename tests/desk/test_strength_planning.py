from datetime import date, timedelta

from twitchwise.body import Side
from twitchwise.desk.strength_planning import plan_tests
from twitchwise.diary.model import Diary, Finding, StrengthSeries, TestResult
from twitchwise.diary.moment import on_date
from twitchwise.report.strength_plan_words import plan_lines, plan_text, say_plan
from twitchwise.strength.planned import PlannedTest, PlannedTests

MONDAY = date(2026, 1, 5)


def _result(week: int, score: float, test: str = "grip") -> TestResult:
    return TestResult(
        entry_id=f"{test}-{week}",
        when=on_date(MONDAY + timedelta(weeks=week)),
        test=test,
        side="left",
        score=score,
        unit="kg",
    )


def _one(planned: PlannedTests, test: str, side: Side = Side.LEFT) -> PlannedTest:
    return next(each for each in planned.tests if (each.test.id, each.side) == (test, side))


def test_a_test_is_due_a_week_after_it_was_done() -> None:
    planned = plan_tests(Diary(entries=(_result(0, 38.0),)), MONDAY + timedelta(days=2))
    assert _one(planned, "grip").due == MONDAY + timedelta(weeks=1)
    assert _one(planned, "grip", Side.RIGHT).last is None
    assert any("grip, left: due on 2026-01-12" in line for line in plan_lines(planned))


def test_a_repeat_is_asked_for_where_the_result_asks_for_it() -> None:
    entries = [_result(k, round(40.0 - 0.5 * k + 0.5 * (-1.0) ** k, 1)) for k in range(23)]
    entries += [_result(k, 6.0 + 0.1 * (-1.0) ** k, "pinch") for k in range(23)]
    planned = plan_tests(Diary(entries=tuple(entries)), MONDAY + timedelta(weeks=22))
    grip = _one(planned, "grip")
    assert grip.last is not None
    assert (grip.due - grip.last, grip.repeat_until) == (timedelta(days=3), grip.last + timedelta(days=10))
    assert plan_lines(planned)[0].startswith("Repeat, rested: grip, left")


def test_an_answer_locks_and_an_open_question_is_only_open() -> None:
    falls = Finding(entry_id="f", when=on_date(MONDAY), name="strength-safety-falls", answer="yes")
    planned = plan_tests(Diary(entries=(falls,)), MONDAY + timedelta(days=1))
    assert _one(planned, "heel-raise").reasons
    assert not _one(planned, "foot-taps").is_to_ask
    grip = _one(planned, "grip")
    assert (grip.reasons, grip.is_to_ask) == ((), True)
    assert any(line.startswith("Locked: heel-raise") for line in plan_lines(planned))


def test_an_answer_of_long_ago_is_asked_again() -> None:
    falls = Finding(entry_id="f", when=on_date(MONDAY), name="strength-safety-falls", answer="yes")
    planned = plan_tests(Diary(entries=(falls,)), MONDAY + timedelta(days=60))
    assert _one(planned, "heel-raise").reasons == ()
    assert _one(planned, "heel-raise").is_to_ask


def test_the_plan_says_when_it_ends() -> None:
    series = StrengthSeries(entry_id="s", when=on_date(MONDAY), first_day=MONDAY, last_day=MONDAY + timedelta(days=181))
    assert "until 2026-07-05" in say_plan(plan_tests(Diary(entries=(series,)), MONDAY))
    assert "--start" in say_plan(plan_tests(Diary(), MONDAY))
    assert '"ends_on": "2026-07-05"' in plan_text(plan_tests(Diary(entries=(series,)), MONDAY))
