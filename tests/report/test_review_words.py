from dataclasses import replace

from tests.twitches.built_labels import a_candidate, labels_in, labels_of
from twitchwise.evidence.lookup import find_fact
from twitchwise.report.review_words import (
    LABEL_FACT,
    reason_lines,
    say_agreement,
    say_at,
    say_decision,
    say_event,
    say_score,
    say_stopped,
)
from twitchwise.twitches.labels import Decision, Label
from twitchwise.twitches.model import Reason
from twitchwise.twitches.review_score import score_labels
from twitchwise.twitches.reviewers import compare_reviewers


def test_an_event_is_told_without_what_the_program_decided() -> None:
    texts = {say_event(a_candidate(61.5, decision)) for decision in Decision}
    assert texts == {"1:01.500, lasts 0.1 s, 20 mg"}


def test_an_unknown_size_is_left_out() -> None:
    assert say_event(replace(a_candidate(0.0), size=None), place="E3") == "0:00.000, lasts 0.1 s, at E3"


def test_every_reason_has_words() -> None:
    for reason in Reason:
        assert say_decision(a_candidate(1.0, Decision.SET_ASIDE, reason=reason.value)).endswith(".")
    assert "tremor" in say_decision(a_candidate(1.0, Decision.DOUBTFUL, reason="tremor"))


def test_a_time_never_rounds_up_to_sixty_seconds() -> None:
    assert say_at(119.9999) == "1:59.999"


def test_the_end_says_how_to_go_on() -> None:
    assert list(say_stopped(3, 10, 0)) == ["3 of 10 events have a label. The same command goes on from here."]
    assert list(say_stopped(10, 10, 0)) == ["Every event has a label."]
    assert "nothing to look at" in next(iter(say_stopped(0, 0, 0)))
    assert "kept, not counted" in list(say_stopped(1, 2, 3))[1]


def test_a_score_says_both_shares_with_their_ranges() -> None:
    text = " ".join(say_score(score_labels(labels_of("aaaaaaaaar"))))
    assert text.startswith("10 labels by anna, in 1 recording.")
    assert "(precision): 90 % (60 to 98 %)" in text
    assert "recall among the proposed" in text


def test_the_rules_are_told_one_by_one() -> None:
    labels = labels_in([(Decision.SET_ASIDE, Label.ACCEPT, 2), (Decision.SET_ASIDE, Label.UNSURE, 1)])
    assert reason_lines(score_labels(labels)) == ("set aside, heartbeat: 2 accepted, 0 rejected, 1 unsure",)


def test_two_reviewers_are_told_or_why_not() -> None:
    told = " ".join(say_agreement(compare_reviewers(labels_of("aarr"), labels_of("aara", reviewer="ben"))))
    assert "kappa 0.50" in told
    assert "cannot be compared" in say_agreement(compare_reviewers(labels_of("a"), ()))[0]


def test_that_people_differ_rests_on_a_fact() -> None:
    assert "0.49" in find_fact(LABEL_FACT).note
