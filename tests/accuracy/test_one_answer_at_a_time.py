"""From everything denied, one answer changed at a time: every feature, at both sides of 40 years."""

from datetime import date

import pytest

from tests.generated_answers import ANSWERED_ON, with_reply, without
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, is_moot, red_flags
from twitchwise.intake.model import Answers, Sex
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement

pytestmark = pytest.mark.accuracy

_DENIED = dict.fromkeys(Feature, Reply.NO)
_CALMING = {Feature.EYELID_ONLY}  # a yes tells of less, not of more
_RED_FLAGS = {*red_flags(Rank.NOW), *red_flags(Rank.DAYS)}


def _person(age_years: int) -> Answers:
    return Answers(
        answered_on=ANSWERED_ON,
        replies=_DENIED,
        age_years=age_years,
        sex=Sex.FEMALE,
        twitching_since=date(2026, 1, 12),
    )


def _judged(answers: Answers) -> Judgement:
    return judge_urgency(answers, today=ANSWERED_ON)


@pytest.mark.parametrize(("age_years", "rung"), [(30, Urgency.SELF_CARE), (50, Urgency.ROUTINE)])
def test_who_denies_everything_is_on_the_rung_of_twitching_alone(age_years: int, rung: Urgency) -> None:
    judgement = _judged(_person(age_years))
    assert judgement.level is rung
    assert judgement.reassures


@pytest.mark.parametrize("age_years", [30, 50])
@pytest.mark.parametrize("feature", sorted(set(Feature) - _CALMING))
def test_more_said_of_one_feature_is_never_calmer(feature: Feature, age_years: int) -> None:
    person = _person(age_years)
    denied, unknown, unsure, said = (
        _judged(each)
        for each in (
            person,
            without(person, feature),
            with_reply(person, feature, Reply.NOT_SURE),
            with_reply(person, feature, Reply.YES),
        )
    )
    assert said.level.rank <= unsure.level.rank <= denied.level.rank
    assert unknown.level.rank <= denied.level.rank
    if feature in _RED_FLAGS and not is_moot(feature, person):
        assert not unknown.reassures
