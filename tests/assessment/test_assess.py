"""The parts joined: what comes first, what is said to be known, the one step, the date."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.strength.built_series import MONDAY, fall, hand
from twitchwise.assessment.assess import assess
from twitchwise.assessment.model import Assessment, Step
from twitchwise.diary.model import Diary, Questionnaire
from twitchwise.diary.moment import on_date
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Sex,
)
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend import strength_trend
from twitchwise.urgency.level import Urgency
from twitchwise.worry.guard_rails import HIGH_SCORE_DAYS

TODAY = date(2026, 11, 22)
DENIED = dict.fromkeys((*red_flags(Rank.NOW), *red_flags(Rank.DAYS)), Reply.NO)


def told(said: Mapping[Feature, Reply] | None = None, **changes: object) -> Answers:
    answers = Answers(
        answered_on=TODAY,
        age_years=30,
        sex=Sex.FEMALE,
        twitching_since=TODAY - timedelta(days=60),
        replies={**DENIED, **(said or {})},
    )
    return replace(answers, **changes)  # type: ignore[arg-type]


def ids(found: Assessment) -> tuple[list[str], list[str]]:
    return [each.id for each in found.known], [each.id for each in found.unknown]


def standing(weeks: int, rate: float) -> StrengthStanding:
    acts = tuple(ActAnswer(act=act.name, side=side, outcome=Outcome.DONE) for act in ACTS for side in act.sides)
    return StrengthStanding(
        trend=strength_trend(hand(fall(rate), weeks), today=MONDAY + timedelta(weeks=weeks)),
        screened=Screened(day=MONDAY, result=screen_result(ScreenAnswers(acts=acts))),
    )


def test_an_emergency_leaves_one_step_and_no_date() -> None:
    found = assess(told({Feature.BREATHLESS_AT_REST: Reply.YES}), today=TODAY)
    assert found.judgement.level is Urgency.NOW
    assert found.next_step.step is Step.NOW
    assert (found.next_look.on, found.next_look.sentence.id) == (None, "look_now")
    assert found.spread.statement is None


def test_open_red_flags_come_before_everything_but_a_doctor() -> None:
    nothing = assess(Answers(answered_on=TODAY), today=TODAY)
    assert nothing.next_step.step is Step.QUESTIONS
    assert nothing.next_look.on is None
    assert ids(nothing)[1][0] == "unknown_red_flags"
    lost = assess(Answers(answered_on=TODAY, replies={Feature.TASK_LOST: Reply.YES}), today=TODAY)
    assert lost.next_step.step is Step.DAYS


def test_felt_weakness_without_a_first_sitting_leads_to_it() -> None:
    found = assess(told({Feature.WEAKNESS_FELT: Reply.YES}), today=TODAY)
    assert found.next_step.step is Step.SCREEN
    assert "unknown_screen" in ids(found)[1]


def test_twitching_alone_gets_a_date_while_it_goes_on_and_none_after_two_years() -> None:
    young = assess(told(), today=TODAY)
    assert young.judgement.level is Urgency.SELF_CARE
    assert young.next_look.on is not None
    assert young.next_look.on > TODAY
    old = assess(told(twitching_since=TODAY - timedelta(days=900)), today=TODAY)
    assert (old.next_look.on, old.next_look.sentence.id) == (None, "look_ended")


def test_what_doctors_found_counts_for_its_date() -> None:
    examined = Examination(kind=ExaminationKind.NEUROLOGICAL, result=ExaminationResult.NORMAL, on=date(2026, 10, 1))
    emg = Examination(kind=ExaminationKind.EMG, result=ExaminationResult.ABNORMAL)
    found = assess(told(examinations=(examined, emg)), today=TODAY)
    known, unknown = ids(found)
    assert {"known_examined", "known_abnormal"} <= set(known)
    assert "unknown_examination" not in unknown
    assert "October 2026" in next(each.text for each in found.known if each.id == "known_examined")


def test_blood_values_are_named_by_where_they_lie() -> None:
    labs = (
        Lab(analyte=Analyte.CALCIUM, value=1.6, unit="mmol/l", low=2.2, high=2.6),
        Lab(analyte=Analyte.TSH, value=2.0, unit="mU/l", low=0.4, high=4.0),
        Lab(analyte=Analyte.MAGNESIUM, value=0.8),
    )
    texts = {each.id: each.text for each in assess(told(labs=labs), today=TODAY).known}
    assert "calcium" in texts["known_blood_outside"]
    assert "TSH" in texts["known_blood_normal"]
    assert not any("magnesium" in text for text in texts.values())
    unknown = ids(assess(told(labs=labs), today=TODAY))[1]
    assert "unknown_blood_some" in unknown
    assert "unknown_blood" not in unknown
    assert "unknown_blood" in ids(assess(told(), today=TODAY))[1]


def test_steady_tests_and_a_fall_are_told_apart() -> None:
    steady = assess(told(), today=MONDAY + timedelta(weeks=50), strength=standing(50, 0.0))
    assert "known_strength_steady" in ids(steady)[0]
    falling = assess(told(), today=MONDAY + timedelta(weeks=40), strength=standing(40, 6.0))
    assert "known_strength_fall" in ids(falling)[0]
    assert falling.judgement.level.rank <= Urgency.DAYS.rank


def test_much_worry_turns_the_step_of_who_needs_no_doctor() -> None:
    answers = (3, 3, 2, 2, 1, 2, 3)
    diary = Diary(
        entries=(
            Questionnaire(entry_id="q", when=on_date(TODAY), name="gad-7", answers=answers, score=float(sum(answers))),
        )
    )
    calm = assess(told(), today=TODAY, diary=diary)
    assert calm.next_step.step is Step.WORRY
    assert calm.judgement.level is Urgency.WEEKS  # 16 points: the fear itself is for a doctor
    assert next(reason.rule for reason in calm.judgement.because) == "worry-severe"
    assert assess(told({Feature.TONGUE_TWITCHING: Reply.YES}), today=TODAY, diary=diary).next_step.step is Step.WEEKS
    assert assess(told({Feature.WASTING: Reply.YES}), today=TODAY, diary=diary).next_step.step is Step.DAYS


def test_an_old_sheet_of_worry_turns_no_step_any_more() -> None:
    day = TODAY - timedelta(days=HIGH_SCORE_DAYS)
    old = Questionnaire(entry_id="q", when=on_date(day), name="gad-7", answers=(3,) * 7, score=21.0)
    found = assess(told(), today=TODAY, diary=Diary(entries=(old,)))
    assert found.judgement == assess(told(), today=TODAY).judgement
    assert found.next_step.step is not Step.WORRY


def test_the_same_answers_give_the_same_assessment() -> None:
    answers = told({Feature.CRAMPS: Reply.YES, Feature.STRESS: Reply.YES})
    assert assess(answers, today=TODAY) == assess(answers, today=TODAY)


@pytest.mark.parametrize("feature", [Feature.WASTING, Feature.SPEECH_CHANGE, Feature.FOOT_DROP])
def test_nothing_is_said_of_pace_beside_a_red_flag(feature: Feature) -> None:
    found = assess(told({feature: Reply.YES}), today=TODAY)
    assert found.spread.statement is None


@pytest.mark.parametrize("unsure", [Feature.WEIGHT_LOSS, Feature.TONGUE_TWITCHING])
def test_after_some_weeks_nobody_is_told_that_two_years_are_over(unsure: Feature) -> None:
    found = assess(told({unsure: Reply.NOT_SURE}, twitching_since=TODAY - timedelta(days=20)), today=TODAY)
    assert found.next_look.sentence.id == "look_not_sure"
