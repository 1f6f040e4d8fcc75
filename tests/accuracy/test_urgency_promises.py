"""How soon someone should look, whatever was answered: danger is never talked down, and silence is no "no"."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.vignettes import read_vignettes
from tests.generated_answers import ANSWERED_ON, any_answers, with_reply, without
from tests.never_said import caught
from tests.said_in import said_in
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, is_moot, red_flags
from twitchwise.intake.model import Answers
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.model import Judgement

pytestmark = pytest.mark.accuracy

_RED_FLAGS = (*red_flags(Rank.NOW), *red_flags(Rank.DAYS))


def _judged(answers: Answers) -> Judgement:
    return judge_urgency(answers, today=ANSWERED_ON)


@given(any_answers(), st.sampled_from(_RED_FLAGS))
@settings(max_examples=300)
def test_adding_a_red_flag_never_lowers_urgency(answers: Answers, flag: Feature) -> None:
    assume(not answers.has(flag))
    before, after = _judged(answers), _judged(with_reply(answers, flag, Reply.YES))
    assert after.level.rank <= before.level.rank
    assert not after.reassures or before.reassures


@given(any_answers(), st.sampled_from(Feature))
@settings(max_examples=300)
def test_not_sure_never_lowers_urgency(answers: Answers, feature: Feature) -> None:
    assume(answers.reply(feature) in {Reply.NO, Reply.NOT_ASKED})
    before, after = _judged(answers), _judged(with_reply(answers, feature, Reply.NOT_SURE))
    assert after.level.rank <= before.level.rank


@given(any_answers(), st.sampled_from(_RED_FLAGS))
@settings(max_examples=300)
def test_a_red_flag_that_is_no_longer_known_never_reassures(answers: Answers, flag: Feature) -> None:
    assume(flag in answers.replies)
    before, after = _judged(answers), _judged(without(answers, flag))
    assert not after.reassures or before.reassures
    if answers.reply(flag) is Reply.NO:
        assert after.level.rank <= before.level.rank


@given(any_answers(), st.data())
@settings(max_examples=300)
def test_what_is_no_longer_known_is_named_as_open_when_the_answer_grows_calmer(
    answers: Answers, data: st.DataObject
) -> None:
    assume(answers.replies)
    feature = data.draw(st.sampled_from(sorted(answers.replies)))
    less = without(answers, feature)
    assume(not is_moot(feature, less))  # a yes against everything it depends on: nobody is asked that question
    before, after = _judged(answers), _judged(less)
    if after.level.rank > before.level.rank:
        assert answers.reply(feature) is not Reply.NO
        assert feature in {each.what for each in (*after.unanswered, *after.still_open)}


@given(any_answers())
def test_a_date_of_weakness_or_twitching_taken_away_never_reassures(answers: Answers) -> None:
    before = _judged(answers)
    for less_known in (replace(answers, weakness_since=None), replace(answers, twitching_since=None)):
        assert not _judged(less_known).reassures or before.reassures


@given(any_answers())
def test_an_age_taken_away_never_gives_a_calmer_rung(answers: Answers) -> None:
    before, after = _judged(answers), _judged(replace(answers, age_years=None))
    assert after.level.rank <= before.level.rank or not after.reassures


@given(any_answers())
@settings(max_examples=300)
def test_nobody_is_told_that_it_is_not_als(answers: Answers) -> None:
    assert [sentence for text in said_in(_judged(answers)) for sentence in caught(text)] == []


def test_no_vignette_is_told_that_it_is_not_als() -> None:
    for vignette in read_vignettes():
        texts = said_in(judge_urgency(vignette.answers, today=ANSWERED_ON))
        assert [sentence for text in texts for sentence in caught(text)] == [], vignette.id
