from twitchwise.diary.exercise_muscles import movement_of
from twitchwise.diary.exercise_muscles_arms import ARM_RULES
from twitchwise.diary.exercise_muscles_garmin import garmin_category, garmin_category_named
from twitchwise.diary.exercise_muscles_legs import LEG_RULES
from twitchwise.diary.exercise_muscles_model import ExerciseKind, rule
from twitchwise.diary.exercise_muscles_sports import SPORT_RULES
from twitchwise.diary.exercise_muscles_stretches import STRETCH_RULES
from twitchwise.diary.exercise_muscles_trunk import TRUNK_RULES
from twitchwise.diary.exercise_muscles_whole import WHOLE_BODY_RULES

EVERY_RULE = (*ARM_RULES, *LEG_RULES, *TRUNK_RULES, *WHOLE_BODY_RULES, *SPORT_RULES, *STRETCH_RULES)


def test_alternatives_are_or_groups_are_and_bars_are_or() -> None:
    curl = rule("curl", "leg|hamstring curl, nordic", "hamstrings", unless="wrist")
    assert curl.fits(frozenset({"hamstring", "curl"}))
    assert curl.fits(frozenset({"nordic"}))
    assert not curl.fits(frozenset({"leg"}))
    assert not curl.fits(frozenset({"nordic", "wrist"}))


def test_the_order_is_stretch_then_sport_then_whole_body_then_parts() -> None:
    found = {
        "hamstring stretch": "hamstring stretch",
        "running treadmill": "running",
        "clean press": "clean and press",
        "leg curl": "leg curl",
        "curl": "biceps curl",
    }
    for words, movement in found.items():
        rule_found = movement_of(frozenset(words.split()))
        assert rule_found is not None
        assert rule_found.movement == movement
    assert movement_of(frozenset({"nothing"})) is None


def test_every_rule_has_muscles_and_none_twice() -> None:
    for each in EVERY_RULE:
        assert each.primary, each.movement
        both = each.primary + each.secondary
        assert len(set(both)) == len(both), each.movement


def test_only_sports_are_counted_by_the_minute_and_all_of_them_are() -> None:
    for each in EVERY_RULE:
        assert (each.hard_sets_per_min > 0) == (each.kind is ExerciseKind.CARDIO), each.movement


def test_garmin_s_categories_agree_with_the_rules_for_their_names() -> None:
    # 53 are given out: 0-53 without 48 and 51, and "unknown", which has no muscles.
    known = [number for number in range(60) if garmin_category(number)]
    assert known == [number for number in range(54) if number not in {48, 51}]
    for number, words in {
        7: "curl",
        15: "leg curl",
        23: "row",
        28: "squat",
        24: "shoulder press",
        21: "pullup",
    }.items():
        category, by_name = garmin_category(number), movement_of(frozenset(words.split()))
        assert category is not None
        assert by_name is not None
        assert category.primary == by_name.primary


def test_a_category_is_found_by_its_name_too() -> None:
    assert garmin_category_named("hip stability") is garmin_category(11)
    assert garmin_category_named("nothing of the kind") is None
