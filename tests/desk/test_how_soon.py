from datetime import date, timedelta

from twitchwise.body import Side
from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.how_soon import how_soon, how_soon_at_once
from twitchwise.diary.model import Diary, Entry, Finding, TestResult
from twitchwise.diary.moment import on_date
from twitchwise.intake.feature import Feature, Reply
from twitchwise.strength.screen_acts import ActName, Outcome
from twitchwise.strength.screen_findings import ACT
from twitchwise.urgency.level import Urgency

TODAY = date(2026, 6, 1)


def _finding(name: str, answer: str) -> Finding:
    return Finding(entry_id=name, when=on_date(TODAY), name=name, answer=answer)


def _tests(test: str, unit: str, scores: list[float], side: Side) -> list[Entry]:
    first = TODAY - timedelta(weeks=len(scores))
    return [
        TestResult(
            entry_id=f"{test}-{side}-{week}",
            when=on_date(first + timedelta(weeks=week)),
            test=test,
            unit=unit,
            score=score,
            side=side.value,
        )
        for week, score in enumerate(scores)
    ]


def _falling() -> Diary:
    wobble = [1.0 + 0.03 * (-1.0) ** week for week in range(40)]
    grip = [round(38.0 * (1.0 - 0.01 * week) * wobble[week], 1) for week in range(40)]
    pinch = [round(6.0 * (1.0 - 0.01 * week) * wobble[week], 2) for week in range(40)]
    tests = [*_tests("grip", "kg", grip, Side.LEFT), *_tests("pinch", "kg", pinch, Side.LEFT)]
    return Diary(entries=tuple(sorted(tests, key=lambda each: each.when.local)))


def test_it_is_what_the_assessment_says() -> None:
    answered = [_finding(feature.value, Reply.NO.value) for feature in Feature]
    for diary in (
        Diary(entries=(_finding(Feature.SUDDEN_LOSS.value, Reply.YES.value),)),
        Diary(entries=(_finding(f"{ACT}{ActName.GRIP}/right", Outcome.FAILED.value),)),
        Diary(entries=tuple(answered)),
        _falling(),
    ):
        assert how_soon(diary, TODAY) == assess_diary(diary, today=TODAY).judgement


def test_at_once_nothing_but_a_measured_fall_is_missing() -> None:
    for diary, level in (
        (Diary(entries=(_finding(Feature.SUDDEN_LOSS.value, Reply.YES.value),)), Urgency.NOW),
        (Diary(entries=(_finding(f"{ACT}{ActName.GRIP}/right", Outcome.FAILED.value),)), Urgency.DAYS),
        (Diary(entries=tuple(_tests("hand-tasks", "0-4", [4.0, 0.0], Side.RIGHT))), Urgency.DAYS),
    ):
        assert how_soon_at_once(diary, TODAY).level is how_soon(diary, TODAY).level is level
    falling = _falling()
    assert how_soon(falling, TODAY).level is Urgency.DAYS
    assert how_soon_at_once(falling, TODAY).level is Urgency.ROUTINE
