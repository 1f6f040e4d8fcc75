from datetime import date, timedelta

from twitchwise.body import Side
from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.how_soon import how_soon
from twitchwise.diary.model import Diary, Entry, Finding, Questionnaire, TestResult
from twitchwise.diary.moment import on_date
from twitchwise.intake.feature import Feature, Reply
from twitchwise.strength.screen_acts import ActName, Outcome
from twitchwise.strength.screen_findings import ACT
from twitchwise.urgency.level import Urgency
from twitchwise.worry.guard_rails import HIGH_SCORE_DAYS

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


def _worry(score: int, *, day: date = TODAY) -> Questionnaire:
    answers = tuple(min(3, max(0, score - 3 * n)) for n in range(7))
    return Questionnaire(entry_id="worry", when=on_date(day), name="gad-7", answers=answers, score=float(score))


def test_it_is_what_the_assessment_says() -> None:
    answered = [_finding(feature.value, Reply.NO.value) for feature in Feature]
    for diary in (
        Diary(entries=(_finding(Feature.SUDDEN_LOSS.value, Reply.YES.value),)),
        Diary(entries=(_finding(f"{ACT}{ActName.GRIP}/right", Outcome.FAILED.value),)),
        Diary(entries=tuple(answered)),
        _falling(),
        Diary(entries=(*answered, _worry(20))),
    ):
        assert how_soon(diary, TODAY) == assess_diary(diary, today=TODAY).judgement


def test_a_measured_fall_and_what_was_answered_count_alike() -> None:
    for diary, level in (
        (Diary(entries=(_finding(Feature.SUDDEN_LOSS.value, Reply.YES.value),)), Urgency.NOW),
        (Diary(entries=(_finding(f"{ACT}{ActName.GRIP}/right", Outcome.FAILED.value),)), Urgency.DAYS),
        (Diary(entries=tuple(_tests("hand-tasks", "0-4", [4.0, 0.0], Side.RIGHT))), Urgency.DAYS),
        (_falling(), Urgency.DAYS),
    ):
        assert how_soon(diary, TODAY).level is level


def test_a_new_answer_counts_in_the_very_next_judgement() -> None:
    calm = _falling()
    calm = Diary(entries=calm.entries[:4])
    assert how_soon(calm, TODAY).level is not Urgency.NOW
    sudden = _finding(Feature.SUDDEN_LOSS.value, Reply.YES.value)
    assert how_soon(Diary(entries=(*calm.entries, sudden)).instead_of(calm), TODAY).level is Urgency.NOW


def test_fear_is_worth_a_doctor_by_itself_while_the_sheet_counts() -> None:
    told = [_finding(feature.value, Reply.NO.value) for feature in Feature]
    young = _finding("intake/age_years", "30")
    for score, level in ((9, Urgency.SELF_CARE), (10, Urgency.ROUTINE), (14, Urgency.ROUTINE), (15, Urgency.WEEKS)):
        assert how_soon(Diary(entries=(*told, young, _worry(score))), TODAY).level is level
    old = _worry(20, day=TODAY - timedelta(days=HIGH_SCORE_DAYS))
    assert how_soon(Diary(entries=(old, *told, young)), TODAY).level is Urgency.SELF_CARE
