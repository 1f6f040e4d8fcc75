"""The first sitting: somebody who is already weak would only ever trend "steady", so this looks once at what is there.

acts and scores of both sides ->  ScreenResult
a failed act                      a finding that goes to urgency at once
a difference between the sides    alone: only noted; with a lost everyday task of that side: a finding
"""

from collections.abc import Iterable, Sequence

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import BOTH_SIDES, StrengthTest, TestKind
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome, ScreenAct
from twitchwise.strength.screen_model import (
    ActAnswer,
    FindingKind,
    LostTask,
    NotLookedAt,
    ScreenAnswers,
    ScreenFinding,
    ScreenResult,
    SideDifference,
    SideScores,
)

__all__ = [
    "MARKED_DIFFERENCE_PERCENT",
    "screen_result",
]

MARKED_DIFFERENCE_PERCENT = 20.0
"""mcgrath2023: 26 % of people past 50 differ by more than this between their hands, so it never alarms alone."""
_TWO_SIDED_95 = 1.96


def screen_result(answers: ScreenAnswers) -> ScreenResult:
    """What the first sitting says.

    Parameters
    ----------
    answers : acts, scores of both sides, lost everyday tasks.

    Raises
    ------
    InputError
        When an act is answered twice, a side does not exist, a score cannot be one, or a test has no sides.

    Notes
    -----
    The weaker side lies ``100 (1 - lower / higher)`` % below the better one. Even sides differ by chance, in 95 of 100
    sittings, by less than ``1.96 sqrt(2)`` times the error of the test. A difference is marked when it is beyond both
    that and 20 %. It is a finding only together with a lost everyday task of the same limb.
    """
    _check(answers)
    given = {(answer.act, answer.side): answer for answer in answers.acts}
    differences = tuple(_difference(scores) for scores in answers.scores)
    failed = tuple(
        _failed(act, side)
        for act, side in _every_side()
        if (act.name, side) in given and given[act.name, side].outcome is Outcome.FAILED
    )
    findings = (*failed, *_uneven_with_lost_task(differences, answers.lost_tasks))
    missing = tuple(
        NotLookedAt(act=act.name, side=side, outcome=_outcome(given, act, side))
        for act, side in _every_side()
        if _outcome(given, act, side) in {Outcome.NOT_TRIED, Outcome.NOT_SAFE}
    )
    with_effort = tuple(answer for answer in answers.acts if answer.outcome is Outcome.WITH_EFFORT)
    return ScreenResult(
        findings=findings,
        differences=differences,
        with_effort=with_effort,
        lost_tasks=answers.lost_tasks,
        not_looked_at=missing,
        headline=_headline(findings, answers.lost_tasks, missing, n_acts=len(_every_side())),
    )


def _every_side() -> list[tuple[ScreenAct, Side]]:
    return [(act, side) for act in ACTS for side in act.sides]


def _outcome(given: dict[tuple[ActName, Side], ActAnswer], act: ScreenAct, side: Side) -> Outcome:
    answer = given.get((act.name, side))
    return answer.outcome if answer else Outcome.NOT_TRIED


def _failed(act: ScreenAct, side: Side) -> ScreenFinding:
    which = "" if side is Side.MIDDLE else f", {side}"
    return ScreenFinding(
        kind=FindingKind.FAILED_ACT,
        region=act.region_of(side),
        side=side,
        act=act.name,
        sentence=f"{act.title}{which}: failed. {act.failed_looks_like} This does not wait for a trend.",
    )


def _difference(scores: SideScores) -> SideDifference:
    test = _test_with_sides(scores.test)
    left = test.score_of(scores.left, side=Side.LEFT)
    right = test.score_of(scores.right, side=Side.RIGHT)
    better = max(left, right)
    below = 0.0 if better == 0.0 else 100.0 * (1.0 - min(left, right) / better)
    weaker = None if left == right else Side.LEFT if left < right else Side.RIGHT
    noise = None if test.error_percent is None else _TWO_SIDED_95 * 2.0**0.5 * test.error_percent
    is_marked = below > max(MARKED_DIFFERENCE_PERCENT, noise or 0.0)
    return SideDifference(
        test=test.id,
        weaker=weaker,
        below_percent=below,
        noise_percent=noise,
        is_marked=is_marked,
        sentence=_difference_sentence(test, weaker, below, noise),
    )


def _difference_sentence(test: StrengthTest, weaker: Side | None, below: float, noise: float | None) -> str:
    if weaker is None:
        return f"{test.name}: both sides alike."
    ordinary = (
        "no study says how far even sides differ by chance here"
        if noise is None
        else f"two even sides differ by up to {noise:.0f} % by chance alone"
    )
    return (
        f"{test.name}: the {weaker} side is {below:.0f} % below the other; {ordinary}. A difference alone is no sign "
        f"of disease: one in four people past 50 differs by more than {MARKED_DIFFERENCE_PERCENT:.0f} % in grip."
    )


def _uneven_with_lost_task(
    differences: Sequence[SideDifference], lost_tasks: Sequence[LostTask]
) -> tuple[ScreenFinding, ...]:
    """One finding a limb whose marked difference and lost task fall together."""
    found: dict[StrengthRegion, ScreenFinding] = {}
    for difference in differences:
        if not difference.is_marked or difference.weaker is None:
            continue
        test = find_test(difference.test)
        (region,) = test.regions_of(difference.weaker)
        tasks = [lost.task for lost in lost_tasks if lost.region is region]
        if tasks and region not in found:
            found[region] = ScreenFinding(
                kind=FindingKind.UNEVEN_WITH_LOST_TASK,
                region=region,
                side=difference.weaker,
                act=None,
                sentence=(
                    f"{test.name}: {region.label} is {difference.below_percent:.0f} % below the other side, and an "
                    f"everyday task of it is lost ({', '.join(tasks)}). Together they do not wait for a trend."
                ),
            )
    return tuple(found.values())


def _headline(
    findings: Sequence[ScreenFinding], lost_tasks: Sequence[LostTask], missing: Sequence[NotLookedAt], *, n_acts: int
) -> str:
    if findings:
        what = "one finding" if len(findings) == 1 else f"{len(findings)} findings"
        return f"The screen has {what} that a doctor should look at; how soon stands beside it."
    if lost_tasks:
        return "No act failed, but a lost everyday task is for a doctor to look at; how soon stands beside it."
    if len(missing) == n_acts:
        return "Nothing was tried, so nothing can be said."
    if missing:
        sides = "side of an act" if len(missing) == 1 else "sides of acts"
        return f"No act that was tried failed. {len(missing)} {sides} could not be looked at."
    return "No act failed."


def _test_with_sides(name: str) -> StrengthTest:
    test = find_test(name)
    if test.sides != BOTH_SIDES or test.kind is TestKind.MARKER:
        raise InputError(what="it has no two sides to compare", where=test.name, remedy="leave it out of the screen")
    return test


def _check(answers: ScreenAnswers) -> None:
    sides = {act.name: act.sides for act in ACTS}
    _check_once((f"{answer.act}, {answer.side}" for answer in answers.acts), "act")
    _check_once((scores.test for scores in answers.scores), "test")
    for answer in answers.acts:
        if answer.side not in sides[answer.act]:
            known = " or ".join(sides[answer.act])
            raise InputError(what=f'it has no side "{answer.side}"', where=answer.act.value, remedy=f"give {known}")
    for lost in answers.lost_tasks:
        if not lost.task.strip():
            raise InputError(what="a lost task without a name", where=lost.region.value, remedy="say which task")


def _check_once(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError(what=f"this {what} is answered twice", where=name, remedy="keep one answer of a sitting")
        seen.add(name)
