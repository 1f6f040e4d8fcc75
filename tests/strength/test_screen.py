import pytest

from twitchwise.body import Side
from twitchwise.errors import InputError, UnknownName
from twitchwise.evidence.lookup import find_fact
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import MARKED_DIFFERENCE_PERCENT, screen_result
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_model import (
    NOT_VALIDATED,
    ActAnswer,
    FindingKind,
    LostTask,
    ScreenAnswers,
    SideScores,
)

BUTTONS = LostTask(region=StrengthRegion.LEFT_HAND, task="buttons")


def _acts(**other: Outcome) -> tuple[ActAnswer, ...]:
    """Every act done, but for those named like heel_walk_left."""
    return tuple(
        ActAnswer(
            act=act.name,
            side=side,
            outcome=other.get(f"{act.name}_{side}".replace("-", "_"), Outcome.DONE),
        )
        for act in ACTS
        for side in act.sides
    )


def test_when_every_act_goes_nothing_is_found_and_the_limits_are_said() -> None:
    result = screen_result(ScreenAnswers(acts=_acts()))
    assert result.findings == ()
    assert result.is_complete
    assert not result.goes_to_urgency
    assert result.headline == "No act failed."
    assert result.limits == NOT_VALIDATED
    assert "not validated for early ALS" in result.limits


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name.value)
def test_a_failed_act_goes_to_urgency_at_once(act: object) -> None:
    for asked in ACTS:
        if asked is not act:
            continue
        for side in asked.sides:
            key = f"{asked.name}_{side}".replace("-", "_")
            result = screen_result(ScreenAnswers(acts=_acts(**{key: Outcome.FAILED})))
            (finding,) = result.findings
            assert (finding.kind, finding.act, finding.side) == (FindingKind.FAILED_ACT, asked.name, side)
            assert finding.region is asked.region_of(side)
            assert asked.failed_looks_like in finding.sentence
            assert result.goes_to_urgency


def test_an_act_with_effort_is_noted_and_is_no_finding() -> None:
    result = screen_result(ScreenAnswers(acts=_acts(toe_walk_left=Outcome.WITH_EFFORT)))
    assert result.findings == ()
    assert [answer.act for answer in result.with_effort] == [ActName.TOE_WALK]


@pytest.mark.parametrize("outcome", [Outcome.NOT_TRIED, Outcome.NOT_SAFE])
def test_an_act_that_was_not_tried_is_not_an_act_that_went(outcome: Outcome) -> None:
    result = screen_result(ScreenAnswers(acts=_acts(heel_walk_right=outcome)))
    (missing,) = result.not_looked_at
    assert (missing.act, missing.side, missing.outcome) == (ActName.HEEL_WALK, Side.RIGHT, outcome)
    assert not result.is_complete
    assert "could not be looked at" in result.headline


def test_without_answers_nothing_is_said() -> None:
    assert screen_result(ScreenAnswers()).headline == "Nothing was tried, so nothing can be said."


@pytest.mark.parametrize("left", [0.0, 10.0, 25.0, 39.0])
def test_a_difference_between_the_sides_never_alarms_alone(left: float) -> None:
    result = screen_result(ScreenAnswers(acts=_acts(), scores=(SideScores(test="grip", left=left, right=40.0),)))
    assert result.findings == ()
    assert not result.goes_to_urgency


def test_a_marked_difference_with_a_lost_task_of_that_limb_goes_to_urgency() -> None:
    scores = (SideScores(test="grip", left=28.0, right=40.0),)
    result = screen_result(ScreenAnswers(acts=_acts(), scores=scores, lost_tasks=(BUTTONS,)))
    (finding,) = result.findings
    assert (finding.kind, finding.side, finding.region) == (
        FindingKind.UNEVEN_WITH_LOST_TASK,
        Side.LEFT,
        StrengthRegion.LEFT_HAND,
    )
    assert "30 % below" in finding.sentence
    assert "buttons" in finding.sentence


@pytest.mark.parametrize(
    ("left", "right", "region"),
    [
        (40.0, 28.0, StrengthRegion.LEFT_HAND),  # the other hand is the weaker one
        (34.0, 40.0, StrengthRegion.LEFT_HAND),  # 15 %: ordinary
        (28.0, 40.0, StrengthRegion.LEFT_LEG),  # the lost task is of the leg
    ],
)
def test_a_lost_task_elsewhere_or_a_small_difference_does_not_make_the_difference_a_finding(
    left: float, right: float, region: StrengthRegion
) -> None:
    scores = (SideScores(test="grip", left=left, right=right),)
    lost = LostTask(region=region, task="something")
    result = screen_result(ScreenAnswers(acts=_acts(), scores=scores, lost_tasks=(lost,)))
    assert result.findings == ()


def test_a_lost_task_alone_is_told_to_urgency_and_is_no_finding_of_the_screen() -> None:
    result = screen_result(ScreenAnswers(acts=_acts(), lost_tasks=(BUTTONS,)))
    assert result.findings == ()
    assert result.goes_to_urgency
    assert "lost everyday task" in result.headline


def test_two_tests_of_one_limb_make_one_finding() -> None:
    scores = (SideScores(test="grip", left=28.0, right=40.0), SideScores(test="pinch", left=4.0, right=8.0))
    assert len(screen_result(ScreenAnswers(scores=scores, lost_tasks=(BUTTONS,))).findings) == 1


def test_a_noisy_test_needs_a_larger_difference() -> None:
    scores = (SideScores(test="heel-raise", left=14.0, right=20.0), SideScores(test="grip", left=28.0, right=40.0))
    heel, grip = screen_result(ScreenAnswers(scores=scores)).differences
    assert heel.below_percent == pytest.approx(grip.below_percent) == pytest.approx(30.0)
    assert heel.noise_percent == pytest.approx(1.96 * 2**0.5 * 14.0)
    assert (heel.is_marked, grip.is_marked) == (False, True)
    assert "39 % by chance" in heel.sentence


def test_two_sides_that_do_nothing_are_alike() -> None:
    (difference,) = screen_result(
        ScreenAnswers(scores=(SideScores(test="heel-raise", left=0.0, right=0.0),))
    ).differences
    assert (difference.weaker, difference.below_percent, difference.is_marked) == (None, 0.0, False)


def test_the_limit_of_an_ordinary_difference_is_that_of_the_study() -> None:
    fact = find_fact("st_grip_sides_20")
    assert fact.value == 0.26
    assert f"more than {MARKED_DIFFERENCE_PERCENT:.0f} percent" in fact.statement


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (ScreenAnswers(acts=(*_acts(), _acts()[0])), "answered twice"),
        (ScreenAnswers(acts=(ActAnswer(act=ActName.TONGUE, side=Side.LEFT, outcome=Outcome.DONE),)), "give middle"),
        (ScreenAnswers(scores=(SideScores(test="plank", left=1, right=2),)), "no two sides"),
        (ScreenAnswers(scores=(SideScores(test="heel-walk", left=1, right=2),)), "no two sides"),
        (ScreenAnswers(scores=(SideScores(test="grip", left=-1, right=2),)), "cannot be a result"),
        (ScreenAnswers(scores=(SideScores(test="grip", left=1, right=2),) * 2), "answered twice"),
        (ScreenAnswers(lost_tasks=(LostTask(region=StrengthRegion.LEFT_HAND, task=" "),)), "without a name"),
    ],
)
def test_answers_that_contradict_themselves_are_refused_in_a_sentence(answers: ScreenAnswers, why: str) -> None:
    with pytest.raises(InputError, match=why):
        screen_result(answers)


def test_scores_of_an_unknown_test_are_refused() -> None:
    with pytest.raises(UnknownName):
        screen_result(ScreenAnswers(scores=(SideScores(test="arm-wrestling", left=1, right=2),)))


def test_every_act_says_what_a_failed_one_looks_like() -> None:
    assert [act.name for act in ACTS] == list(ActName)
    for act in ACTS:
        assert act.steps
        assert act.failed_looks_like.endswith(".")
        assert len(act.sides) == len(act.regions)


@pytest.mark.parametrize("word", ["ALS is", "not ALS", "no ALS", "perceived", "healthy"])
def test_no_result_excuses_or_accuses(word: str) -> None:
    scores = (SideScores(test="grip", left=28.0, right=40.0),)
    for acts in (_acts(), _acts(rise_middle=Outcome.FAILED), ()):
        for lost in ((), (BUTTONS,)):
            result = screen_result(ScreenAnswers(acts=acts, scores=scores, lost_tasks=lost))
            said = " ".join((result.headline, *(f.sentence for f in result.findings), result.differences[0].sentence))
            assert word not in said
