import json

from tests.worry.built_diaries import TODAY, check, diary, found, gad7, person
from twitchwise.report.worry_json import worry_object, worry_text
from twitchwise.worry.describe import describe_worry


def test_the_object_holds_what_is_known_and_what_is_not() -> None:
    kept = diary(person(126, link=3.5, seed=0).entries, gad7(12), check(1, 1, 1, 1, 0, 0))
    told = json.loads(worry_text(describe_worry(kept, TODAY)))
    assert told["gad7"]["score"] == 12
    assert told["gad7"]["band"] == "moderate"
    assert told["check"]["is_validated"] is False
    assert told["check"]["band"] is None
    assert told["spiral"]["state"] == "seen"
    for step in told["spiral"]["steps"]:
        difference = step["difference"]
        assert (difference["value"] is None) == ("reason" in difference)
    assert told["offers"]
    assert told["red_flags"]["now"]


def test_an_empty_diary_gives_nulls_with_reasons() -> None:
    told = worry_object(describe_worry(diary(), TODAY))
    assert told["gad7"] is None
    assert told["paused_until"] is None
    spiral = told["spiral"]
    assert isinstance(spiral, dict)
    assert spiral["worry_change"]["value"] is None
    assert spiral["worry_change"]["reason"]


def test_a_question_left_open_is_null_and_there_is_no_sum() -> None:
    told = json.loads(worry_text(describe_worry(diary(check(1, None, 1, 1, 0, 0)), TODAY)))
    assert told["check"] is None
    assert told["check_open"]["score"] is None
    assert told["check_open"]["answers"][1] is None


def test_who_needs_help_is_said() -> None:
    told = worry_object(describe_worry(diary(found("thoughts-of-self-harm", "yes")), TODAY))
    assert told["needs_crisis_help"] is True
