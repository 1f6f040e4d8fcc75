"""The ranking on sketches of people whose cause is known, and what it must never do."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.causes.built_answers import likely, nobody, rare, told
from tests.causes.sketches import SKETCHES, TODAY, Sketch
from tests.generated_answers import any_answers, with_reply
from tests.never_said import caught
from tests.triggers.built_triggers import a_trigger
from twitchwise.causes.lanes import MOST_LIKELY_SHOWN
from twitchwise.causes.rank import rank_causes
from twitchwise.causes.ranked import Band, Causes
from twitchwise.diary.model import RecordingMeasured
from twitchwise.diary.moment import on_date
from twitchwise.evidence.lookup import cite
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, Sex
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.verdict import Verdict

MIMICS = {"root-lesion", "neck-cord", "hereditary-neuropathy", "other-neuropathy", "mmn", "sma", "myasthenia", "als"}
LOST = (
    Feature.TASK_LOST, Feature.FINE_HAND_TROUBLE, Feature.FOOT_DROP, Feature.WASTING, Feature.SPEECH_CHANGE,
    Feature.SWALLOWING_TROUBLE, Feature.HEAD_DROP, Feature.SCREEN_ACT_FAILED, Feature.WEAKNESS_SEEN_BY_DOCTOR,
)  # fmt: skip


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
    assert set(likely(found)[:3]) & set(sketch.causes)


def test_half_of_what_was_told_still_leads_to_most_causes() -> None:
    rng = np.random.default_rng(7)
    first, either = 0, 0
    for sketch in SKETCHES:
        kept = {feature: reply for feature, reply in sketch.answers.replies.items() if rng.random() < 0.5}
        found = rank_causes(replace(sketch.answers, replies=kept))
        first += bool(set(likely(found)[:3]) & set(sketch.causes))
        either += bool({*likely(found), *rare(found)} & set(sketch.causes))
    assert first / len(SKETCHES) >= 0.6
    assert either / len(SKETCHES) >= 0.8


@pytest.mark.parametrize("sketch", SKETCHES[::3], ids=[sketch.name for sketch in SKETCHES[::3]])
def test_everyday_companions_do_not_push_a_specific_cause_away(sketch: Sketch) -> None:
    companions = (Feature.STRESS, Feature.MUCH_CAFFEINE, Feature.SHORT_SLEEP, Feature.FATIGUE)
    both = {**dict.fromkeys(companions, Reply.YES), **sketch.answers.replies}
    found = rank_causes(replace(sketch.answers, replies=both))
    assert set(likely(found)[:3]) & set(sketch.causes)


@settings(max_examples=40)
@given(answers=any_answers(), seed=st.integers(2, 10_000))
def test_another_seed_gives_the_same_order(answers: Answers, seed: int) -> None:
    first, second = rank_causes(answers), rank_causes(answers, seed=seed)
    assert likely(first)[:3] == likely(second)[:3]


@settings(max_examples=40)
@given(answers=any_answers())
def test_what_is_shown_keeps_its_promises(answers: Answers) -> None:
    found = rank_causes(answers)
    assert len(found.likely) <= MOST_LIKELY_SHOWN
    assert "als" in rare(found)
    assert len(set(likely(found))) == len(found.likely)
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


def test_kennedy_disease_is_not_named_to_a_woman() -> None:
    answers = replace(told(Feature.FINE_HAND_TROUBLE), sex=Sex.FEMALE)
    assert "kennedy" not in {cause.id for cause in rank_causes(answers).shown}


def test_a_trigger_counts_by_its_probability() -> None:
    def found(verdict: Verdict) -> Causes:
        trigger = a_trigger("training load", verdict=verdict, belongs_to="triceps")
        return rank_causes(nobody(), triggers=Triggers(triggers=(trigger,), power=None, problems=()))

    def pull(causes: Causes) -> float:
        (cause,) = [each for each in causes.likely if each.id == "after-training"]
        return sum(point.high for point in cause.speaks_for)

    assert pull(found(Verdict.LIKELY)) == pytest.approx(1.3 * 0.97)
    assert pull(found(Verdict.POSSIBLE)) == pytest.approx(1.3 * 0.7)
    assert pull(found(Verdict.TOO_EARLY)) == 0.0
    assert likely(found(Verdict.LIKELY))[0] == "after-training"


def test_a_recording_moves_no_cause_and_says_why() -> None:
    recording = RecordingMeasured(
        entry_id="r", when=on_date(TODAY), recording_kind="video", sha256="0", n_twitches=900, analysed_min=10.0
    )
    answers = told(Feature.WIDESPREAD)
    with_it, without = rank_causes(answers, measurements=(recording,)), rank_causes(answers)
    assert likely(with_it) == likely(without)
    assert "causes_rate_says_little" in {note.id for note in with_it.notes}
    assert "causes_rate_says_little" not in {note.id for note in without.notes}


def test_the_day_of_the_ranking_can_be_another_than_that_of_the_answers() -> None:
    answers = nobody(twitching_since=TODAY - timedelta(days=10))
    later = rank_causes(answers, today=TODAY + timedelta(days=300))
    assert later.today == TODAY + timedelta(days=300)
    assert likely(later)[0] == "benign-fasciculation"
