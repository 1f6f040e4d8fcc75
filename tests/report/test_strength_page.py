import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.report.read_pages import Page
from tests.strength.built_series import MONDAY, fall, hand
from twitchwise.body import Side
from twitchwise.errors import Problem
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.strength_page import strength_page, write_strength_folder
from twitchwise.report.strength_words import STRENGTH_CAUTION, TO_DOCTOR, describe_strength
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, LostTask, ScreenAnswers
from twitchwise.strength.standing import Screened, SeriesDates, StrengthStanding
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import StrengthTrend

NEVER_SAID = ("perceived", "not als", "no als", "you are well", "all clear", "harmless")


def standing(weeks: int, rate: float = 0.0) -> StrengthStanding:
    return StrengthStanding(
        trend=strength_trend(hand(fall(rate), weeks), today=MONDAY + timedelta(weeks=weeks)),
        screened=Screened(
            day=MONDAY,
            result=screen_result(
                ScreenAnswers(acts=(ActAnswer(act=ActName.HEEL_WALK, side=Side.LEFT, outcome=Outcome.DONE),))
            ),
        ),
        dates=SeriesDates(first_day=MONDAY, last_day=MONDAY + timedelta(days=181), is_running=True, next_result=None),
    )


EARLY, STEADY, FALLS = standing(3), standing(50), standing(40, 6.0)


def text_of(found: StrengthStanding) -> str:
    return " ".join(Page(strength_page(found)).text.split())


@pytest.mark.parametrize("found", [EARLY, STEADY, FALLS])
def test_every_page_has_its_caution_its_card_and_keeps_to_its_words(found: StrengthStanding) -> None:
    text = text_of(found)
    assert STRENGTH_CAUTION in text
    assert red_flag_card().calm in text
    own = text.partition("When to see a doctor")[0].casefold()
    assert not [words for words in NEVER_SAID if words in own]
    for region in found.trend.regions:
        assert all(sentence in text for sentence in region.sentences)


@pytest.mark.parametrize("found", [EARLY, STEADY, FALLS])
def test_a_page_fetches_nothing_and_its_ids_are_its_own(found: StrengthStanding) -> None:
    html = strength_page(found)
    page = Page(html)
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "img")]
    assert not re.findall(r'(?:src|href)="(?!#)', html)


def test_a_fall_is_for_a_doctor_and_steady_is_not() -> None:
    assert TO_DOCTOR in text_of(FALLS)
    assert TO_DOCTOR not in text_of(STEADY)
    assert "about 1 in 12 healthy people see this within a year" in text_of(FALLS)
    assert "keep the next date" in text_of(STEADY)


def test_before_it_is_known_the_page_says_when_it_would_be() -> None:
    assert "When it would be known: steady, if nothing falls, in about" in text_of(EARLY)


def test_headlines_name_the_gravest_thing_first() -> None:
    assert describe_strength(EARLY).headline == "Too early to tell"
    assert describe_strength(STEADY).headline == "The measured tests are steady"
    assert describe_strength(FALLS).headline.startswith("Tests of the left hand agree on a fall")
    failed = ActAnswer(act=ActName.RISE, side=Side.MIDDLE, outcome=Outcome.FAILED)
    result = screen_result(ScreenAnswers(acts=(failed,)))
    screened = replace(STEADY, screened=Screened(day=MONDAY, result=result))
    assert describe_strength(screened).headline.startswith("The first sitting of 2026-01-05 has findings")
    assert describe_strength(screened).to_doctor == TO_DOCTOR


def test_a_whole_first_sitting_without_any_test_is_a_result_and_a_part_of_one_is_none() -> None:
    done = tuple(ActAnswer(act=act.name, side=side, outcome=Outcome.DONE) for act in ACTS for side in act.sides)
    no_test = StrengthStanding(trend=StrengthTrend(today=MONDAY, regions=(), sides=()))
    whole = Screened(day=MONDAY, result=screen_result(ScreenAnswers(acts=done)))
    part = Screened(day=MONDAY, result=screen_result(ScreenAnswers(acts=done[:2])))
    assert describe_strength(replace(no_test, screened=whole)).headline == "In the first sitting no act failed"
    assert describe_strength(replace(no_test, screened=part)).headline == "No test has a result yet"


def test_what_was_not_looked_at_is_not_called_nothing() -> None:
    text = text_of(STEADY)
    assert "Not looked at, which is not the same as nothing there: walk on the heels (right)" in text
    without = text_of(replace(STEADY, screened=None))
    assert "There was no first sitting" in without


def test_a_lost_task_is_shown_without_any_failed_act() -> None:
    result = screen_result(ScreenAnswers(lost_tasks=(LostTask(region=StrengthRegion.LEFT_HAND, task="<b>keys</b>"),)))
    html = strength_page(replace(STEADY, screened=Screened(day=MONDAY, result=result)))
    assert "&lt;b&gt;keys" in html
    assert TO_DOCTOR in html


def test_problems_are_listed() -> None:
    problem = Problem(what="two results on one day", where="Hand grip", remedy="the first one counts")
    assert str(problem) in text_of(replace(STEADY, problems=(problem,)))


def test_the_folder_holds_page_charts_and_numbers(tmp_path: Path) -> None:
    write_strength_folder(FALLS, tmp_path)
    told = json.loads((tmp_path / "strength.json").read_text(encoding="utf-8"))
    (region,) = told["regions"]
    assert (region["region"], region["state"], len(region["tests"])) == ("left-hand", "a fall", 2)
    assert region["loss_percent"]["low"] < region["loss_percent"]["value"] < region["loss_percent"]["high"]
    assert told["goes_to_urgency"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "index.html",
        "strength.json",
        "regions.svg",
        "when.svg",
        "scores-grip-left.svg",
        "scores-pinch-left.svg",
    }
