"""What the joined assessment says, whatever was answered: in words, on the page and as JSON."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.vignettes import Kind, read_vignettes
from tests.generated_answers import any_answers, with_reply
from tests.never_said import caught
from tests.said_in import said_in
from twitchwise.causes.ranked import AlsState
from twitchwise.desk.assessing import assess_answers
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers
from twitchwise.report.assessment_json import assessment_text
from twitchwise.report.assessment_words import describe_assessment
from twitchwise.urgency.level import Urgency

pytestmark = pytest.mark.accuracy

_SIGNS = (
    Feature.TASK_LOST,
    Feature.FOOT_DROP,
    Feature.HEAD_DROP,
    Feature.WASTING,
    Feature.SCREEN_ACT_FAILED,
    Feature.WEAKNESS_SEEN_BY_DOCTOR,
    Feature.SPEECH_CHANGE,
    Feature.SWALLOWING_TROUBLE,
    Feature.BREATHLESS_LYING_FLAT,
)
_BOUND = re.compile(r"\b2(?:\.0)? ?(?:%|percent)")
_WHAT_IT_DESCRIBES = "describes how small the studies are, not your risk"


def _said(answers: Answers) -> list[str]:
    found = assess_answers(answers)
    as_json: object = json.loads(assessment_text(found))
    return [*said_in(found), *said_in(describe_assessment(found)), *said_in(as_json)]


@given(any_answers())
@settings(max_examples=150)
def test_nobody_is_told_that_it_is_not_als(answers: Answers) -> None:
    assert [sentence for text in _said(answers) for sentence in caught(text)] == []


def test_no_vignette_is_told_that_it_is_not_als() -> None:
    for vignette in read_vignettes():
        assert [sentence for text in _said(vignette.answers) for sentence in caught(text)] == [], vignette.id


def test_the_bound_of_the_studies_never_stands_without_what_it_describes() -> None:
    for vignette in read_vignettes():
        for text in _said(vignette.answers):
            assert not _BOUND.search(text) or _WHAT_IT_DESCRIBES in text, vignette.id


@given(any_answers(), st.sampled_from(_SIGNS))
@settings(max_examples=150)
def test_beside_a_sign_of_lost_strength_speech_or_breath_no_later_date_is_named(
    answers: Answers, sign: Feature
) -> None:
    found = assess_answers(with_reply(answers, sign, Reply.YES))
    assert found.judgement.level in {Urgency.NOW, Urgency.DAYS}
    assert found.causes.als.state is AlsState.SIGNS
    assert not found.causes.als.next_looks


def test_motor_neuron_disease_with_a_sign_is_told_of_it_and_of_no_later_date() -> None:
    for vignette in read_vignettes():
        if vignette.kind is Kind.MND and not vignette.is_held_out:
            als = assess_answers(vignette.answers).causes.als
            assert als.state is AlsState.SIGNS, vignette.id
            assert not als.next_looks, vignette.id
