from dataclasses import replace
from datetime import date

from tests.causes.built_answers import likely, nobody, told
from twitchwise.causes.rank import rank_causes
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers, Sex


def test_every_point_names_what_it_rests_on() -> None:
    found = rank_causes(told(Feature.VIRUS_BEFORE, Feature.WIDESPREAD))
    virus = next(cause for cause in found.likely if cause.id == "after-virus")
    point = virus.speaks_for[0]
    assert (point.clue, point.grade.value, point.facts) == (Feature.VIRUS_BEFORE, "derived", ("postviral_bfs",))
    assert "postviral_bfs" in virus.sources
    assert point.sentence.text == "You had an infection in the weeks before."


def test_what_was_not_asked_is_unknown_and_what_was_denied_is_not() -> None:
    asked = rank_causes(told(Feature.MUSCLE_ACHE, no=(Feature.TRAINED_THIS_MUSCLE,)))
    unasked = rank_causes(told(Feature.MUSCLE_ACHE))
    open_ = {each.clue for cause in unasked.likely if cause.id == "after-training" for each in cause.not_known}
    assert Feature.TRAINED_THIS_MUSCLE in open_
    assert likely(unasked).index("after-training") < len(likely(unasked))
    assert "after-training" not in likely(asked)[:3]


def test_what_was_not_sure_stands_first_among_what_is_not_known() -> None:
    unsure = rank_causes(nobody(replies={Feature.STRAINED_THIS_MUSCLE: Reply.NOT_SURE}))
    strain = next(cause for cause in unsure.likely if cause.id == "muscle-strain")
    assert strain.not_known[0].clue is Feature.STRAINED_THIS_MUSCLE
    assert strain.not_known[0].reply is Reply.NOT_SURE
    assert strain.speaks_for == ()


def test_of_als_nothing_is_said_for_or_against_one_person_by_age_sex_or_place() -> None:
    answers = replace(told(Feature.WIDESPREAD, Feature.CRAMPS), age_years=66, sex=Sex.MALE)
    als = rank_causes(answers).not_to_be_missed[-1]
    assert als.speaks_for == ()


def test_nobody_hears_that_a_weakness_is_not_growing_who_never_told_of_one() -> None:
    denied = dict.fromkeys((*red_flags(Rank.NOW), *red_flags(Rank.DAYS), Feature.WEAKNESS_FELT), Reply.NO)
    told = Answers(answered_on=date(2026, 11, 22), age_years=30, replies=denied)
    felt = replace(told, replies={**denied, Feature.WEAKNESS_FELT: Reply.YES})
    for answers, is_said in ((told, False), (felt, True)):
        against = {point.clue for cause in rank_causes(answers).shown for point in cause.speaks_against}
        assert (Feature.WEAKNESS_GROWING in against) == is_said
