from twitchwise.intake.cards import cards
from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import Rank, feature_words, red_flags
from twitchwise.strength.screen_acts import ActName


def test_every_feature_has_words_that_say_what_counts() -> None:
    for feature in Feature:
        words = feature_words(feature)
        assert not words.text.endswith(".")
        assert words.help.endswith(".")


def test_the_words_of_two_features_differ() -> None:
    assert len({feature_words(feature).text for feature in Feature}) == len(Feature)


def test_the_emergencies_are_red_flags_of_the_rank_now() -> None:
    now = red_flags(Rank.NOW)
    assert {Feature.BREATHLESS_AT_REST, Feature.SADDLE_NUMBNESS, Feature.THOUGHTS_OF_SELF_HARM} <= set(now)
    assert {Feature.WASTING, Feature.SPEECH_CHANGE, Feature.TASK_LOST} <= set(red_flags(Rank.DAYS))
    assert not set(now) & set(red_flags(Rank.DAYS))


def test_every_offered_act_is_one_of_the_strength_screen() -> None:
    offered = {act for feature in Feature for act in feature_words(feature).acts}
    assert offered <= set(ActName)
    assert feature_words(Feature.TASK_LOST).acts


def test_what_opens_or_closes_a_question_stands_on_an_earlier_card_or_on_the_same() -> None:
    place = {feature: n for n, card in enumerate(cards()) for feature in card.features}
    for feature in Feature:
        words = feature_words(feature)
        gates = [gate for gate in words.ask_if if isinstance(gate, Feature)]
        assert all(place[gate] < place[feature] or gate in _same_card(feature) for gate in gates), feature


def _same_card(feature: Feature) -> tuple[Feature, ...]:
    return next(card.features for card in cards() if feature in card.features)
