"""The first sitting out of its answers in the diary, and everyday acts that were graded 0."""

from collections.abc import Sequence
from datetime import date

from twitchwise.body import Side
from twitchwise.diary.model import Diary, Finding, TestResult
from twitchwise.strength.battery import tests
from twitchwise.strength.battery_model import BOTH_SIDES, TestKind
from twitchwise.strength.diary_results import results_of
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_findings import ACT, LOST, SCORES
from twitchwise.strength.screen_model import ActAnswer, LostTask, ScreenAnswers, SideScores
from twitchwise.strength.session_log import WrittenResult
from twitchwise.strength.standing import Screened

__all__ = ["failed_markers", "last_screen"]


def last_screen(diary: Diary, today: date) -> Screened | None:
    """The last first sitting up to today, or None."""
    answers = [
        (diary.rule.day_of(finding.when), finding)
        for finding in diary.of(Finding)
        if finding.name.startswith((ACT, LOST, SCORES)) and diary.rule.day_of(finding.when) <= today
    ]
    if not answers:
        return None
    day = max(given for given, _ in answers)
    of_the_day = [finding for given, finding in answers if given == day]
    acts = [finding for finding in of_the_day if finding.name.startswith(ACT)]
    lost = sorted((finding for finding in of_the_day if finding.name.startswith(LOST)), key=lambda each: each.name)
    return Screened(
        day=day,
        result=screen_result(
            ScreenAnswers(
                acts=tuple(answer for answer in map(_act_answer, acts) if answer is not None),
                scores=_side_scores(diary, day),
                lost_tasks=tuple(task for task in map(_lost_task, lost) if task is not None),
            )
        ),
    )


def failed_markers(diary: Diary, today: date) -> tuple[str, ...]:
    """Everyday acts whose last grade is 0: not done, or only with help."""
    last: dict[tuple[str, Side], WrittenResult] = {}
    for result in results_of(diary):
        if result.test.kind is TestKind.MARKER and result.day <= today:
            last[result.test.id, result.side] = result
    return tuple(
        f"{result.test.name}, {result.side}: not done, or only with help, on {result.day.isoformat()}"
        for result in last.values()
        if result.score == 0.0
    )


def _act_answer(finding: Finding) -> ActAnswer | None:
    act, _, side = finding.name.removeprefix(ACT).partition("/")
    known = {each.name.value: each for each in ACTS}
    if act not in known or side not in set(known[act].sides) or finding.answer not in set(Outcome):
        return None
    return ActAnswer(act=ActName(act), side=Side(side), outcome=Outcome(finding.answer))


def _lost_task(finding: Finding) -> LostTask | None:
    region, _, _ = finding.name.removeprefix(LOST).partition("/")
    if region not in set(StrengthRegion) or not finding.answer.strip():
        return None
    return LostTask(region=StrengthRegion(region), task=finding.answer)


def _side_scores(diary: Diary, day: date) -> tuple[SideScores, ...]:
    """Tests of which both sides were done on the day of the sitting."""
    entries: Sequence[TestResult] = [each for each in diary.of(TestResult) if diary.rule.day_of(each.when) == day]
    found = []
    for test in tests():
        if test.sides != BOTH_SIDES or test.kind is TestKind.MARKER:
            continue
        scores = {each.side: each.score for each in reversed(entries) if each.test == test.id}
        if scores.keys() >= {"left", "right"}:
            found.append(SideScores(test=test.id, left=scores["left"], right=scores["right"]))
    return tuple(found)
