import json

from tests.spread.built_people import ANSWERED, TODAY, answers, told
from twitchwise.report.spread_json import spread_object
from twitchwise.spread.describe import describe_spread

SAID = answers(told("left calf", "2026-11-20T21:05"), told("tongue", "2026-11-20T22:05", read=True), since="2026-11-20")


def test_the_object_holds_places_pace_and_words() -> None:
    plain = spread_object(describe_spread(None, SAID, red_flags=ANSWERED, today=TODAY))
    again = json.loads(json.dumps(plain, allow_nan=False))
    assert [each["site"] for each in again["places"]] == ["left-gastrocnemius", "tongue"]
    assert again["places"][1]["had_just_read"] is True
    assert again["pace"] == "within-days"
    assert again["span_hours"]["longest"] > 1.0
    assert again["withheld"] is None
    assert again["sources"]


def test_what_is_withheld_gives_its_reason() -> None:
    plain = spread_object(describe_spread(None, SAID, red_flags=None, today=TODAY))
    assert plain["statement"] is None
    assert "red flags" in str(plain["withheld"])


def test_an_empty_diary_gives_an_object_too() -> None:
    plain = spread_object(describe_spread(None, None, red_flags=ANSWERED, today=TODAY))
    assert (plain["places"], plain["pace"], plain["span_hours"]) == ([], "no-place", None)
