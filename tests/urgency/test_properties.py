"""What holds for anybody's answers."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.generated_answers import any_answers, with_reply, without
from tests.never_said import caught
from tests.urgency.cases import ANSWERED_ON
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, is_moot, red_flags, unanswered_red_flags
from twitchwise.intake.model import Answers
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement, Matter

RED_FLAGS = st.sampled_from((*red_flags(Rank.NOW), *red_flags(Rank.DAYS)))


def _judge(answers: Answers) -> Judgement:
    return judge_urgency(answers, today=ANSWERED_ON)


def _open(found: Judgement) -> set[Feature | Matter]:
    return {each.what for each in (*found.unanswered, *found.still_open)}


@settings(max_examples=200, deadline=None)
@given(answers=any_answers(), flag=RED_FLAGS)
def test_adding_a_red_flag_never_lowers_urgency(answers: Answers, flag: Feature) -> None:
    assert _judge(with_reply(answers, flag, Reply.YES)).level.rank <= _judge(answers).level.rank


@settings(max_examples=200, deadline=None)
@given(answers=any_answers(), flag=RED_FLAGS)
def test_not_sure_never_lowers_urgency(answers: Answers, flag: Feature) -> None:
    unsure = _judge(with_reply(answers, flag, Reply.NOT_SURE)).level
    assert unsure.rank <= _judge(with_reply(answers, flag, Reply.NO)).level.rank
    assert unsure.rank <= _judge(without(answers, flag)).level.rank
    assert unsure.rank <= _judge(with_reply(answers, flag, Reply.YES)).level.one_below.rank


@settings(max_examples=200, deadline=None)
@given(answers=any_answers(), feature=st.sampled_from(Feature))
def test_an_answer_taken_away_never_calms(answers: Answers, feature: Feature) -> None:
    less = without(answers, feature)
    assume(not is_moot(feature, less))  # a yes to what everything else denies contradicts itself
    before, after = _judge(answers), _judge(less)
    if after.level.rank > before.level.rank:
        assert feature in _open(after)
        assert not after.reassures or any("date forward" in note.text for note in after.notes)
    if before.unanswered:
        assert not after.reassures


@settings(max_examples=200, deadline=None)
@given(answers=any_answers())
def test_an_age_or_a_beginning_taken_away_never_calms(answers: Answers) -> None:
    before = _judge(answers)
    undated = replace(answers, weakness_since=None)
    assert not _judge(undated).reassures or before.reassures
    for less, matter in (
        (replace(answers, age_years=None), Matter.AGE),
        (undated, Matter.WEAKNESS_SINCE),
        (replace(answers, twitching_since=None), Matter.TWITCHING_SINCE),
    ):
        after = _judge(less)
        assert after.level.rank <= before.level.rank or matter in _open(after)


@settings(max_examples=100, deadline=None)
@given(answers=any_answers())
def test_no_answers_are_calmed_while_a_red_flag_is_unanswered(answers: Answers) -> None:
    found = _judge(answers)
    if unanswered_red_flags(answers):
        assert not found.is_complete
    if not found.is_complete:
        assert found.level is not Urgency.SELF_CARE
        assert not found.reassures


@settings(max_examples=100, deadline=None)
@given(answers=any_answers())
def test_nobody_is_told_what_it_is_not(answers: Answers) -> None:
    found = _judge(answers)
    texts = [found.headline, *(note.text for note in found.notes)]
    texts += [text for reason in found.because for text in (reason.why, reason.what_to_do)]
    assert [caught(text) for text in texts if caught(text)] == []
    assert found.because
