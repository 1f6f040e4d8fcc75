"""What it could be, whatever was answered: nobody is cleared of ALS, and ALS is never hidden."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.vignettes import read_vignettes
from tests.generated_answers import ANSWERED_ON, any_answers
from tests.never_said import caught
from tests.said_in import said_in
from twitchwise.causes.rank import rank_causes
from twitchwise.intake.model import Answers

pytestmark = pytest.mark.accuracy


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
