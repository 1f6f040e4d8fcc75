"""What it could be, whatever was answered: nobody is cleared of ALS, and ALS is never hidden."""

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.vignettes import read_vignettes
from tests.generated_answers import ANSWERED_ON, any_answers
from tests.never_said import caught
from tests.said_in import said_in
from twitchwise.causes.rank import rank_causes
from twitchwise.causes.ranked import AlsState
from twitchwise.evidence.proportion import followed_up
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers

pytestmark = pytest.mark.accuracy

_BOUND = re.compile(r"\b2(?:\.0)? ?(?:%|percent)")
_WHAT_IT_DESCRIBES = "describes how small the studies are, not your risk"


def _everything_denied(answers: Answers) -> Answers:
    return replace(answers, replies=MappingProxyType(dict.fromkeys(Feature, Reply.NO)))


@given(any_answers())
@settings(max_examples=300)
def test_nobody_is_told_that_it_is_not_als(answers: Answers) -> None:
    texts = said_in(rank_causes(answers, today=ANSWERED_ON))
    assert [sentence for text in texts for sentence in caught(text)] == []


def test_no_vignette_is_told_that_it_is_not_als() -> None:
    for vignette in read_vignettes():
        texts = said_in(rank_causes(vignette.answers, today=ANSWERED_ON))
        assert [sentence for text in texts for sentence in caught(text)] == [], vignette.id


@given(any_answers(), st.integers(0, 5))
@settings(max_examples=200)
def test_als_stands_among_what_must_not_be_missed_whatever_was_told(answers: Answers, seed: int) -> None:
    causes = rank_causes(answers, today=ANSWERED_ON, seed=seed)
    assert "als" in [each.id for each in causes.not_to_be_missed]
    assert len(causes.likely) <= 5


def test_the_follow_up_studies_are_shown_to_who_told_of_no_sign_with_what_their_bound_describes() -> None:
    assert _BOUND.search(followed_up().text)
    for vignette in read_vignettes()[::10]:
        causes = rank_causes(_everything_denied(vignette.answers), today=ANSWERED_ON)
        if causes.als.state is AlsState.NONE_TOLD:
            assert causes.als.followed_up is not None
            assert _WHAT_IT_DESCRIBES in causes.als.followed_up.text


@given(any_answers(), st.booleans())
@settings(max_examples=200)
def test_the_bound_of_the_studies_never_stands_without_what_it_describes(answers: Answers, denies: bool) -> None:
    asked = _everything_denied(answers) if denies else answers
    for text in said_in(rank_causes(asked, today=ANSWERED_ON)):
        assert not _BOUND.search(text) or _WHAT_IT_DESCRIBES in text
