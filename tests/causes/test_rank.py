"""The ranking on sketches of people whose cause is known, and what it must never do."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.causes.sketches import SKETCHES, TODAY, Sketch
from tests.generated_answers import any_answers, with_reply
from tests.never_said import caught
from tests.triggers.built_triggers import a_trigger
from twitchwise.causes.lanes import MOST_LIKELY_SHOWN
from twitchwise.causes.rank import rank_causes
from twitchwise.causes.ranked import Band, Causes, Lane
from twitchwise.diary.model import RecordingMeasured
from twitchwise.diary.moment import on_date
from twitchwise.evidence.lookup import cite
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, Medicine, Sex
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.verdict import Verdict

MIMICS = {"root-lesion", "neck-cord", "hereditary-neuropathy", "other-neuropathy", "mmn", "sma", "myasthenia", "als"}
LOST = (
    Feature.TASK_LOST, Feature.FINE_HAND_TROUBLE, Feature.FOOT_DROP, Feature.WASTING, Feature.SPEECH_CHANGE,
    Feature.SWALLOWING_TROUBLE, Feature.HEAD_DROP, Feature.SCREEN_ACT_FAILED, Feature.WEAKNESS_SEEN_BY_DOCTOR,
)  # fmt: skip


def _nobody(**more: object) -> Answers:
    return replace(Answers(answered_on=TODAY), **more)  # type: ignore[arg-type]


def _told(*yes: Feature, no: tuple[Feature, ...] = ()) -> Answers:
    return _nobody(replies={**dict.fromkeys(no, Reply.NO), **dict.fromkeys(yes, Reply.YES)})


def _likely(causes: Causes) -> list[str]:
    return [cause.id for cause in causes.likely]


def _rare(causes: Causes) -> list[str]:
    return [cause.id for cause in causes.not_to_be_missed]


def _all_texts(causes: Causes) -> list[str]:
    texts = [sentence.text for sentence in (*causes.notes, *causes.als.says)]
    texts += [looked.sentence.text for looked in causes.als.looked_at]
    for cause in causes.shown:
        texts += [cause.name, cause.what.text, cause.course.text, cause.tells_more.text, cause.to_do.text]
        texts += [point.sentence.text for point in (*cause.speaks_for, *cause.speaks_against)]
        texts += [open_.sentence.text for open_ in cause.not_known]
    return texts


@pytest.mark.parametrize("sketch", SKETCHES, ids=[sketch.name for sketch in SKETCHES])
def test_the_cause_of_a_sketch_stands_among_the_first_three(sketch: Sketch) -> None:
    found = rank_causes(sketch.answers)
    assert set(_likely(found)[:3]) & set(sketch.causes)


def test_half_of_what_was_told_still_leads_to_most_causes() -> None:
    rng = np.random.default_rng(7)
    first, either = 0, 0
    for sketch in SKETCHES:
        kept = {feature: reply for feature, reply in sketch.answers.replies.items() if rng.random() < 0.5}
        found = rank_causes(replace(sketch.answers, replies=kept))
        first += bool(set(_likely(found)[:3]) & set(sketch.causes))
        either += bool({*_likely(found), *_rare(found)} & set(sketch.causes))
    assert first / len(SKETCHES) >= 0.6
    assert either / len(SKETCHES) >= 0.8


@pytest.mark.parametrize("sketch", SKETCHES[::3], ids=[sketch.name for sketch in SKETCHES[::3]])
def test_everyday_companions_do_not_push_a_specific_cause_away(sketch: Sketch) -> None:
    companions = (Feature.STRESS, Feature.MUCH_CAFFEINE, Feature.SHORT_SLEEP, Feature.FATIGUE)
    told = {**dict.fromkeys(companions, Reply.YES), **sketch.answers.replies}
    found = rank_causes(replace(sketch.answers, replies=told))
    assert set(_likely(found)[:3]) & set(sketch.causes)


@settings(max_examples=40)
@given(answers=any_answers(), seed=st.integers(2, 10_000))
def test_another_seed_gives_the_same_order(answers: Answers, seed: int) -> None:
    first, second = rank_causes(answers), rank_causes(answers, seed=seed)
    assert _likely(first)[:3] == _likely(second)[:3]


@settings(max_examples=40)
@given(answers=any_answers())
def test_what_is_shown_keeps_its_promises(answers: Answers) -> None:
    found = rank_causes(answers)
    assert len(found.likely) <= MOST_LIKELY_SHOWN
    assert "als" in _rare(found)
    assert len(set(_likely(found))) == len(found.likely)
    for cause in found.shown:
        if cause.id == "als":
            assert cause.shares is None
            assert cause.share is None
            assert cause.band is not Band.DOES_NOT_FIT
        else:
            shares = cause.shares
            assert shares is not None
            assert shares.fits + shares.possible + shares.does_not_fit == pytest.approx(1.0)
            assert cause.share == max(shares.fits, shares.possible, shares.does_not_fit)
            assert cause.band in (Band.FITS, Band.POSSIBLE)
        assert all(cite(fact) for fact in cause.sources)
        assert all(0.0 <= abs(point.low) <= 5.0 and point.low <= point.high for point in cause.speaks_for)
    assert "causes_teaching" in {note.id for note in found.notes}
    assert [text for text in _all_texts(found) if caught(text)] == []


@settings(max_examples=40)
@given(answers=any_answers(), sign=st.sampled_from(LOST))
def test_lost_strength_or_speech_keeps_als_and_its_mimics_possible(answers: Answers, sign: Feature) -> None:
    found = rank_causes(with_reply(answers, sign, Reply.YES))
    shown = {cause.id: cause for cause in found.shown}
    assert shown["als"].band in (Band.FITS, Band.POSSIBLE)
    in_days = [cause for cause in found.shown if cause.id in MIMICS]
    assert len(in_days) >= 7
    assert all("within days" in cause.to_do.text for cause in in_days)
    assert found.notes[0].id == "causes_days"


def test_every_mimic_is_named_to_a_man_whose_hand_grows_weak() -> None:
    answers = replace(_told(Feature.FINE_HAND_TROUBLE, Feature.WEAKNESS_GROWING), sex=Sex.MALE, age_years=50)
    found = rank_causes(answers)
    assert {*MIMICS, "kennedy"} <= {cause.id for cause in found.shown}


def test_no_harmless_cause_leads_the_list_of_somebody_who_lost_strength() -> None:
    harmless = {cause.id for cause in rank_causes(_nobody()).likely}
    for lost in ((Feature.TASK_LOST, Feature.WEAKNESS_GROWING), (Feature.FOOT_DROP,), (Feature.SPEECH_CHANGE,)):
        found = rank_causes(_told(Feature.WIDESPREAD, Feature.CRAMPS, *lost))
        assert _likely(found)[0] not in harmless


def test_a_pressed_nerve_comes_before_als_until_what_was_told_carries_it() -> None:
    hand = (Feature.FINE_HAND_TROUBLE, Feature.WASTING, Feature.ONE_SIDED, Feature.WEAKNESS_GROWING)
    painless = (Feature.NUMBNESS, Feature.PAIN_DOWN_A_LIMB, Feature.BACK_OR_NECK_PAIN)

    def first(*yes: Feature, no: tuple[Feature, ...] = ()) -> str:
        told = replace(_told(*yes, no=no), age_years=61, sex=Sex.MALE, weakness_since=TODAY - timedelta(days=200))
        return _likely(rank_causes(told))[0]

    assert first(*hand) == "root-lesion"
    assert first(*hand, no=painless) == "als"
    assert first(*hand, Feature.BRISK_REFLEXES_SEEN) == "als"
    assert first(*hand, Feature.TONGUE_TWITCHING) == "als"


def test_kennedy_disease_is_not_named_to_a_woman() -> None:
    answers = replace(_told(Feature.FINE_HAND_TROUBLE), sex=Sex.FEMALE)
    assert "kennedy" not in {cause.id for cause in rank_causes(answers).shown}


def test_als_stays_out_of_the_first_lane_while_nothing_is_lost() -> None:
    found = rank_causes(_told(Feature.WIDESPREAD, Feature.CRAMPS, Feature.AFRAID_OF_ALS))
    assert "als" not in _likely(found)
    assert _rare(found)[-1] == "als"
    als = found.not_to_be_missed[-1]
    assert (als.band, als.shares, als.lane) == (None, None, Lane.NOT_TO_BE_MISSED)


def test_nobody_at_all_gets_common_causes_and_is_told_that_little_is_known() -> None:
    found = rank_causes(_nobody())
    assert {"benign-fasciculation", "normal-twitching"} <= set(_likely(found))
    assert all(cause.band is Band.POSSIBLE for cause in found.likely)
    assert "causes_little_known" in {note.id for note in found.notes}
    assert all(cause.not_known for cause in found.likely if cause.id == "after-training")


def test_medicines_share_one_place_and_name_one_another() -> None:
    medicines = tuple(Medicine(name=name) for name in ("pyridostigmine", "lithium", "salbutamol"))
    found = rank_causes(_nobody(medicines=medicines))
    shown = [cause for cause in found.likely if cause.id.startswith("medicine-")]
    assert [cause.id for cause in shown] == ["medicine-cholinesterase"]
    assert any("lithium" in name for name in shown[0].also)


def _score_of(cause: str, found: Causes) -> float:
    shares = {each.id: each.shares for each in found.shown}[cause]
    return 0.0 if shares is None else shares.fits


def test_a_trigger_counts_by_its_probability() -> None:
    def found(verdict: Verdict) -> Causes:
        trigger = a_trigger("training load", verdict=verdict, belongs_to="triceps")
        return rank_causes(_nobody(), triggers=Triggers(triggers=(trigger,), power=None, problems=()))

    def pull(causes: Causes) -> float:
        (cause,) = [each for each in causes.likely if each.id == "after-training"]
        return sum(point.high for point in cause.speaks_for)

    assert pull(found(Verdict.LIKELY)) == pytest.approx(1.3 * 0.97)
    assert pull(found(Verdict.POSSIBLE)) == pytest.approx(1.3 * 0.7)
    assert pull(found(Verdict.TOO_EARLY)) == 0.0
    assert _likely(found(Verdict.LIKELY))[0] == "after-training"


def test_a_recording_moves_no_cause_and_says_why() -> None:
    recording = RecordingMeasured(
        entry_id="r", when=on_date(TODAY), recording_kind="video", sha256="0", n_twitches=900, analysed_min=10.0
    )
    answers = _told(Feature.WIDESPREAD)
    with_it, without = rank_causes(answers, measurements=(recording,)), rank_causes(answers)
    assert _likely(with_it) == _likely(without)
    assert "causes_rate_says_little" in {note.id for note in with_it.notes}
    assert "causes_rate_says_little" not in {note.id for note in without.notes}


def test_every_point_names_what_it_rests_on() -> None:
    found = rank_causes(_told(Feature.VIRUS_BEFORE, Feature.WIDESPREAD))
    virus = next(cause for cause in found.likely if cause.id == "after-virus")
    point = virus.speaks_for[0]
    assert (point.clue, point.grade.value, point.facts) == (Feature.VIRUS_BEFORE, "derived", ("postviral_bfs",))
    assert "postviral_bfs" in virus.sources
    assert point.sentence.text == "You had an infection in the weeks before."


def test_what_was_not_asked_is_unknown_and_what_was_denied_is_not() -> None:
    asked = rank_causes(_told(Feature.MUSCLE_ACHE, no=(Feature.TRAINED_THIS_MUSCLE,)))
    unasked = rank_causes(_told(Feature.MUSCLE_ACHE))
    open_ = {each.clue for cause in unasked.likely if cause.id == "after-training" for each in cause.not_known}
    assert Feature.TRAINED_THIS_MUSCLE in open_
    assert _likely(unasked).index("after-training") < len(_likely(unasked))
    assert "after-training" not in _likely(asked)[:3]


def test_what_was_not_sure_stands_first_among_what_is_not_known() -> None:
    unsure = rank_causes(_nobody(replies={Feature.STRAINED_THIS_MUSCLE: Reply.NOT_SURE}))
    strain = next(cause for cause in unsure.likely if cause.id == "muscle-strain")
    assert strain.not_known[0].clue is Feature.STRAINED_THIS_MUSCLE
    assert strain.not_known[0].reply is Reply.NOT_SURE
    assert strain.speaks_for == ()


def test_short_breath_alone_brings_no_row_of_grave_illnesses() -> None:
    found = rank_causes(_told(Feature.BREATHLESS_AT_REST, Feature.PANIC_OR_FAST_BREATHING))
    assert _likely(found)[0] == "anxiety"
    assert "als" not in _likely(found)
    assert len(found.not_to_be_missed) <= 2


def test_of_als_nothing_is_said_for_or_against_one_person_by_age_sex_or_place() -> None:
    answers = replace(_told(Feature.WIDESPREAD, Feature.CRAMPS), age_years=66, sex=Sex.MALE)
    als = rank_causes(answers).not_to_be_missed[-1]
    assert als.speaks_for == ()


def test_the_day_of_the_ranking_can_be_another_than_that_of_the_answers() -> None:
    answers = _nobody(twitching_since=TODAY - timedelta(days=10))
    later = rank_causes(answers, today=TODAY + timedelta(days=300))
    assert later.today == TODAY + timedelta(days=300)
    assert _likely(later)[0] == "benign-fasciculation"
