from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from tests.intake.persons import DAY, Person, ask, twitching_alone
from twitchwise.intake.asking import next_question, open_questions, whole_question
from twitchwise.intake.cards import ACT_CARD, cards, item_words
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, feature_words, is_moot, red_flags, unanswered_red_flags
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Sex
from twitchwise.urgency.judge import judge_urgency

EMPTY = Answers(answered_on=DAY)
CARDS_FOR_MOST = 12
SECONDS_AT_MOST = 180.0
WORDS_A_MINUTE = 238.0  # silent reading of non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047
SECONDS_A_CARD = 3.0  # to press the keys; a guess


def _red(feature: Feature) -> bool:
    return feature_words(feature).rank is not Rank.NONE


def _seconds(person: Person) -> float:
    """Time to read every line once, without the help texts, and to press keys."""
    words = 0
    asked = ask(person).questions
    for question in asked:
        lines = [question.card.title, *(feature_words(feature).text for feature in question.features)]
        lines += [item_words(item).text for item in question.items]
        words += sum(len(line.split()) for line in lines)
    return words / WORDS_A_MINUTE * 60 + SECONDS_A_CARD * len(asked)


def test_the_first_question_is_about_emergencies() -> None:
    first = next_question(EMPTY)
    assert first is not None
    assert Feature.SUDDEN_LOSS in first.features


def test_every_red_flag_is_asked_before_the_end() -> None:
    for person in [Person(), *twitching_alone(np.random.default_rng(1), 60)]:
        asked = ask(person)
        assert unanswered_red_flags(asked.answers) == ()
        for feature in (*red_flags(Rank.NOW), *red_flags(Rank.DAYS)):
            assert asked.answers.reply(feature) is not Reply.NOT_ASKED or is_moot(feature, asked.answers)


def test_red_flags_come_before_everything_else() -> None:
    order = [_red(feature) for card in cards() for feature in card.features]
    asked = ask(Person()).questions
    last_red = max(n for n, question in enumerate(asked) if any(map(_red, question.features)))
    assert all(any(map(_red, question.features)) for question in asked[: last_red + 1])
    assert any(order)


def test_no_card_of_red_flags_has_a_condition_that_a_no_could_close() -> None:
    for rank in (Rank.NOW, Rank.DAYS):
        for feature in red_flags(rank):
            words, card = feature_words(feature), next(card for card in cards() if feature in card.features)
            assert words.skip_if == ()
            if rank is Rank.NOW:
                assert words.ask_if == ()
                assert card.ask_if == ()
            assert card.skip_if == ()


def test_most_people_whose_twitching_is_alone_see_twelve_cards_at_most() -> None:
    counts = [len(ask(person).questions) for person in twitching_alone(np.random.default_rng(7), 200)]
    assert np.median(counts) <= CARDS_FOR_MOST
    assert max(counts) <= 16


def test_three_minutes_are_enough_to_read_the_cards_of_most_people() -> None:
    seconds = [_seconds(person) for person in twitching_alone(np.random.default_rng(7), 200)]
    assert np.median(seconds) <= SECONDS_AT_MOST


def test_nothing_is_asked_twice() -> None:
    for person in twitching_alone(np.random.default_rng(2), 50):
        asked = ask(person).questions
        features = [feature for question in asked for feature in question.features]
        items = [item for question in asked for item in question.items]
        assert len(set(features)) == len(features)
        assert len(set(items)) == len(items)


def test_asking_can_stop_at_any_card_and_go_on_with_what_is_missing() -> None:
    person = Person(yes=frozenset({Feature.CRAMPS, Feature.SHORT_SLEEP}))
    whole = ask(person)
    for n in range(len(whole.questions)):
        part = EMPTY
        for question in whole.questions[:n]:
            replies = {**part.replies, **{feature: person.reply(feature) for feature in question.features}}
            without = {**part.without_value, **dict.fromkeys(question.items, Reply.NOT_SURE)}
            part = replace(part, replies=MappingProxyType(replies), without_value=MappingProxyType(without))
        resumed = ask(person, part)
        assert len(resumed.questions) <= len(whole.questions) - n + 1
        assert resumed.answers.replies == whole.answers.replies


def test_not_sure_about_weakness_offers_an_act_and_not_a_dead_end() -> None:
    for feature in (Feature.TASK_LOST, Feature.WEAKNESS_FELT, Feature.WASTING, Feature.FOOT_DROP):
        asked = ask(Person(not_sure=frozenset({feature})))
        offered = next(question for question in asked.questions if question.card.id == ACT_CARD)
        assert offered.acts == feature_words(feature).acts != ()
        assert offered.features == (Feature.SCREEN_ACT_FAILED,)


def test_weakness_that_is_only_felt_offers_an_act() -> None:
    asked = ask(Person(yes=frozenset({Feature.WEAKNESS_FELT})))
    assert any(question.acts for question in asked.questions)


@pytest.mark.parametrize("feature", [Feature.TASK_LOST, Feature.WASTING, Feature.WEAKNESS_SEEN_BY_DOCTOR])
def test_no_act_is_offered_where_a_doctor_is_to_look_anyway(feature: Feature) -> None:
    asked = ask(Person(yes=frozenset({feature}), not_sure=frozenset({Feature.WEAKNESS_FELT})))
    assert not any(question.acts for question in asked.questions)


def test_an_act_that_was_declined_is_not_offered_again() -> None:
    answers = replace(
        EMPTY,
        replies=MappingProxyType({Feature.TASK_LOST: Reply.NOT_SURE, Feature.SCREEN_ACT_FAILED: Reply.NOT_SURE}),
    )
    assert not any(question.acts for question in open_questions(answers))


def test_pregnancy_is_not_asked_of_men_or_of_the_old() -> None:
    for person in (Person(sex=Sex.MALE), Person(age_years=70)):
        assert ask(person).answers.reply(Feature.PREGNANT) is Reply.NOT_ASKED
    assert ask(Person()).answers.reply(Feature.PREGNANT) is Reply.NO


def test_amounts_are_asked_only_where_they_can_matter() -> None:
    assert not any(item in question.items for question in ask(Person()).questions for item in (Item.CAFFEINE_MG,))
    asked = ask(Person(yes=frozenset({Feature.MUCH_CAFFEINE})))
    assert any(Item.CAFFEINE_MG in question.items for question in asked.questions)


def test_weakness_opens_the_questions_about_its_course() -> None:
    asked = ask(Person(yes=frozenset({Feature.FOOT_DROP})))
    assert asked.answers.weakness_since is not None
    assert asked.answers.reply(Feature.WEAKNESS_GROWING) is Reply.NO
    assert ask(Person()).answers.reply(Feature.WEAKNESS_GROWING) is Reply.NOT_ASKED


def test_what_depends_on_something_open_is_not_moot() -> None:
    assert not is_moot(Feature.WEAKNESS_GROWING, EMPTY)
    denied = ask(Person()).answers
    assert is_moot(Feature.WEAKNESS_GROWING, denied)
    doubted = replace(denied, replies=MappingProxyType({**denied.replies, Feature.FALLS: Reply.NOT_SURE}))
    assert not is_moot(Feature.WEAKNESS_GROWING, doubted)
    assert unanswered_red_flags(doubted) == (Feature.WEAKNESS_GROWING,)


def test_every_follow_up_can_come_up() -> None:
    for feature in Feature:
        for gate in feature_words(feature).ask_if:
            if isinstance(gate, Feature):
                asked = ask(Person(yes=frozenset({gate, *_way_to(gate)}), sex=Sex.MALE))
                assert asked.answers.reply(feature) is not Reply.NOT_ASKED, (feature, gate)


def _way_to(feature: Feature) -> list[Feature]:
    """What has to be answered with yes for a feature to be asked at all."""
    gates = [gate for gate in feature_words(feature).ask_if if isinstance(gate, Feature)]
    return [gates[0], *_way_to(gates[0])] if gates else []


def test_after_the_last_card_no_red_flag_is_open_to_the_rules_of_urgency() -> None:
    for person in [Person(), *twitching_alone(np.random.default_rng(3), 40)]:
        assert judge_urgency(ask(person).answers, today=DAY).is_complete


def test_a_card_gone_over_again_holds_what_was_answered_and_nothing_that_does_not_apply() -> None:
    answers = ask(Person()).answers
    assert next_question(answers) is None
    for card in cards():
        whole = whole_question(card, answers)
        assert whole is None or not any(is_moot(feature, answers) for feature in whole.features)
    first = whole_question(cards()[0], answers)
    assert first is not None
    assert first.features == tuple(each for each in cards()[0].features if not is_moot(each, answers))
