from datetime import date

import pytest

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers
from twitchwise.urgency.at_once import cannot_wait, find_out_now

TODAY = date(2026, 11, 22)


def answers(**replies: Reply) -> Answers:
    told = {Feature(name.replace("_", "-")): reply for name, reply in replies.items()}
    return Answers(answered_on=TODAY, replies=told, age_years=34)


def test_a_yes_is_for_now_and_a_not_sure_is_to_be_found_out() -> None:
    yes, unsure = answers(breathless_at_rest=Reply.YES), answers(breathless_at_rest=Reply.NOT_SURE)
    assert cannot_wait(yes)
    assert not find_out_now(yes)
    assert not cannot_wait(unsure)
    assert "sit still for five minutes" in find_out_now(unsure)[0].why


def test_what_is_no_emergency_waits_for_the_end() -> None:
    for name in ("task_lost", "weakness_felt", "stress"):
        for reply in (Reply.YES, Reply.NOT_SURE, Reply.NO):
            told = answers(**{name: reply})
            assert not cannot_wait(told)
            assert not find_out_now(told)


def test_thoughts_of_self_harm_have_words_of_their_own() -> None:
    assert not find_out_now(answers(thoughts_of_self_harm=Reply.NOT_SURE))


@pytest.mark.parametrize("feature", sorted(set(red_flags(Rank.NOW)) - {Feature.THOUGHTS_OF_SELF_HARM}))
def test_every_reason_of_a_not_sure_says_what_to_do(feature: Feature) -> None:
    told = Answers(answered_on=TODAY, replies={feature: Reply.NOT_SURE}, age_years=34)
    assert all(reason.why and reason.what_to_do for reason in find_out_now(told))
