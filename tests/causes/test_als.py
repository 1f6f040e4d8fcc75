from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generated_answers import any_answers, without
from tests.urgency.cases import sitting, standing
from twitchwise.causes.rank import rank_causes
from twitchwise.causes.ranked import AlsStanding, AlsState, LookedAtKind
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import is_moot
from twitchwise.intake.model import Answers, Examination, ExaminationKind, ExaminationResult, Sex
from twitchwise.strength.screen_acts import Outcome
from twitchwise.strength.trend_result import State

TODAY = date(2026, 3, 2)
CALMS = {
    "als_none_told",
    "looked_strength_none",
    "looked_speech_none",
    "looked_breath_none",
    "looked_screen_none",
    "looked_tests_steady",
    "looked_examination_normal",
    "looked_emg_normal",
    "als_watched_two_years",
}
"""Sentences that could calm."""


def _denied(**more: object) -> Answers:
    answers = Answers(answered_on=TODAY, replies=dict.fromkeys(Feature, Reply.NO))
    return replace(answers, **more)  # type: ignore[arg-type]


def _als(answers: Answers, **more: object) -> AlsStanding:
    return rank_causes(answers, **more).als  # type: ignore[arg-type]


def _ids(als: AlsStanding) -> set[str]:
    return {sentence.id for sentence in (*als.says, *(looked.sentence for looked in als.looked_at))}


def _seen(kind: ExaminationKind, result: ExaminationResult, days_ago: int | None) -> Examination:
    return Examination(kind=kind, result=result, on=None if days_ago is None else TODAY - timedelta(days=days_ago))


def _calming(als: AlsStanding) -> set[str]:
    """What could calm, the figure of everybody and the followed people included."""
    found = _ids(als) & CALMS
    if als.followed_up is not None:
        found.add("followed_up")
    if als.new_cases is not None:
        found.add("new_cases")
    return found


@settings(max_examples=60)
@given(answers=any_answers(), data=st.data())
def test_leaving_an_answer_out_never_calms(answers: Answers, data: st.DataObject) -> None:
    features = [feature for feature in answers.replies if not is_moot(feature, answers)]
    if not features:
        return
    less = without(answers, data.draw(st.sampled_from(features)))
    assert _calming(_als(less)) <= _calming(_als(answers))


@settings(max_examples=30)
@given(answers=any_answers())
def test_leaving_age_sex_examinations_or_dates_out_never_calms(answers: Answers) -> None:
    full = _calming(_als(answers))
    assert _calming(_als(replace(answers, age_years=None))) <= full
    assert _calming(_als(replace(answers, sex=None))) <= full
    assert _calming(_als(replace(answers, twitching_since=None))) <= full
    normal = tuple(each for each in answers.examinations if each.result is not ExaminationResult.NORMAL)
    assert _calming(_als(replace(answers, examinations=normal))) <= full


def test_everything_denied_and_the_screen_done_is_told_as_such() -> None:
    als = _als(_denied())
    assert als.state is AlsState.NONE_TOLD
    assert als.followed_up is not None
    assert "not your risk" in als.followed_up.text


def test_without_the_screen_strength_rests_on_a_feeling() -> None:
    als = _als(without(_denied(), Feature.SCREEN_ACT_FAILED))
    assert als.state is AlsState.OPEN
    assert als.says[0].id == "als_open_screen"
    assert als.followed_up is None
    done = _als(without(_denied(), Feature.SCREEN_ACT_FAILED), screen=sitting(Outcome.DONE))
    assert done.state is AlsState.NONE_TOLD


def test_a_failed_act_or_a_measured_fall_is_a_sign() -> None:
    assert _als(_denied(), screen=sitting(Outcome.FAILED)).state is AlsState.SIGNS
    fell = _als(_denied(), strength=standing(State.FALL))
    assert fell.state is AlsState.SIGNS
    assert "looked_tests_fell" in _ids(fell)


def test_one_question_left_open_takes_the_calm_away() -> None:
    als = _als(without(_denied(), Feature.SWALLOWING_TROUBLE))
    assert als.state is AlsState.OPEN
    assert "looked_speech_open" in _ids(als)
    assert als.says[0].id == "als_open"


def test_a_sign_asks_for_a_doctor_and_names_no_later_date() -> None:
    als = _als(replace(_denied(), replies={**dict.fromkeys(Feature, Reply.NO), Feature.WASTING: Reply.YES}))
    assert als.state is AlsState.SIGNS
    assert "within days" in als.says[0].text
    assert als.next_looks == ()
    assert als.followed_up is None


def test_a_normal_emg_speaks_for_its_date() -> None:
    als = _als(_denied(examinations=(_seen(ExaminationKind.EMG, ExaminationResult.NORMAL, 420),)))
    emg = next(looked for looked in als.looked_at if looked.kind is LookedAtKind.EMG)
    assert (emg.is_done, emg.on) == (True, TODAY - timedelta(days=420))
    assert emg.sentence.text.endswith("normal, 6 January 2025. It speaks for that date.")
    assert "als_normal_then" in _ids(als)


def test_something_that_a_doctor_found_is_told_as_such() -> None:
    als = _als(_denied(examinations=(_seen(ExaminationKind.EMG, ExaminationResult.ABNORMAL, 20),)))
    assert {"als_found", "looked_emg_abnormal"} <= _ids(als)


def test_dates_for_another_look_come_every_half_year_until_two_years() -> None:
    began = TODAY - timedelta(days=100)
    seen = _seen(ExaminationKind.NEUROLOGICAL, ExaminationResult.NORMAL, 30)
    als = _als(_denied(twitching_since=began, examinations=(seen,)))
    assert als.next_looks[-1] == began + timedelta(days=730)
    assert als.next_looks[0] == TODAY - timedelta(days=30) + timedelta(days=183)
    assert list(als.next_looks) == sorted(als.next_looks)
    assert len(als.next_looks) == 4


def test_an_examination_longer_ago_than_half_a_year_asks_for_a_look_now() -> None:
    seen = _seen(ExaminationKind.NEUROLOGICAL, ExaminationResult.NORMAL, 300)
    als = _als(_denied(twitching_since=TODAY - timedelta(days=310), examinations=(seen,)))
    assert als.next_looks[0] == TODAY


def test_after_two_years_there_are_no_dates_left() -> None:
    als = _als(_denied(twitching_since=TODAY - timedelta(days=2000)))
    assert als.next_looks == ()
    assert "als_watched_two_years" in _ids(als)


def test_the_figure_is_that_of_everybody_of_this_age_and_sex() -> None:
    als = _als(_denied(age_years=30, sex=Sex.FEMALE))
    assert als.new_cases is not None
    assert als.new_cases.sentences[0].text == "Of 100,000 women aged 30, fewer than 1 get ALS in a year."
    assert _als(_denied(age_years=30)).new_cases is None
    assert "als_age_sex_unknown" in _ids(_als(_denied()))


def test_als_in_the_family_is_a_reason_to_tell_a_doctor() -> None:
    replies = {**dict.fromkeys(Feature, Reply.NO), Feature.FAMILY_ALS: Reply.YES}
    assert "als_family" in _ids(_als(replace(_denied(), replies=replies)))


def test_two_soft_signs_together_are_a_sign_and_one_names_no_later_date() -> None:
    def told(*yes: Feature) -> AlsStanding:
        replies = {**dict.fromkeys(Feature, Reply.NO), **dict.fromkeys(yes, Reply.YES)}
        return _als(replace(_denied(), replies=replies))

    both = told(Feature.BREATHLESS_ON_EFFORT, Feature.WEIGHT_LOSS)
    assert both.state is AlsState.SIGNS
    one = told(Feature.WEIGHT_LOSS)
    assert (one.state, one.next_looks) == (AlsState.OPEN, ())
    assert told(Feature.MORNING_HEADACHE, Feature.BEHAVIOUR_CHANGE).state is AlsState.NONE_TOLD


def test_not_sure_about_strength_names_no_later_date() -> None:
    replies = {**dict.fromkeys(Feature, Reply.NO), Feature.TASK_LOST: Reply.NOT_SURE}
    assert _als(replace(_denied(), replies=replies)).next_looks == ()
