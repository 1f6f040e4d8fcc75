from datetime import date, timedelta

import pytest

from tests.report.read_pages import Page
from twitchwise.assessment.assess import assess
from twitchwise.assessment.model import Assessment
from twitchwise.body import find_site
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers, NoticedSite, Sex
from twitchwise.report.assessment_page import assessment_page
from twitchwise.report.assessment_words import describe_assessment

TODAY = date(2026, 11, 22)
DENIED = dict.fromkeys((*red_flags(Rank.NOW), *red_flags(Rank.DAYS)), Reply.NO)
NEVER_SAID = ("not als", "no als", "all clear", "you are well", "hypochondri")


def found(*features: Feature, age_years: int = 30) -> Assessment:
    answers = Answers(
        answered_on=TODAY,
        age_years=age_years,
        sex=Sex.MALE,
        twitching_since=TODAY - timedelta(days=50),
        sites=(NoticedSite(site=find_site("left calf")), NoticedSite(site=find_site("tongue"))),
        replies={**DENIED, **dict.fromkeys(features, Reply.YES)},
    )
    return assess(answers, today=TODAY)


ALL = (
    found(),
    found(Feature.STRESS, Feature.CRAMPS, Feature.WEAKNESS_FELT, age_years=52),
    found(Feature.WASTING, Feature.TASK_LOST, Feature.WEAKNESS_GROWING, age_years=64),
    found(Feature.BREATHLESS_AT_REST),
    assess(Answers(answered_on=TODAY), today=TODAY),
)


@pytest.mark.parametrize("shown", ALL)
def test_every_page_says_how_soon_first_and_carries_the_card(shown: Assessment) -> None:
    page = Page(assessment_page(shown))
    text = " ".join(page.text.split())
    plain = describe_assessment(shown)
    assert text.index(plain.headline) < text.index(plain.next_step) < text.index("What it could be")
    assert red_flag_card().calm in text
    assert not [words for words in NEVER_SAID if words in text.casefold()]
    for line in (*plain.known, *plain.unknown, *plain.spread):
        assert line in text


@pytest.mark.parametrize("shown", ALL)
def test_a_page_fetches_nothing(shown: Assessment) -> None:
    html = assessment_page(shown)
    assert "<script" not in html
    assert 'src="http' not in html


def test_red_is_kept_for_now() -> None:
    assert 'id="result" class="now"' in assessment_page(found(Feature.BREATHLESS_AT_REST))
    assert 'id="result" class="now"' not in assessment_page(found(Feature.WASTING))


def test_in_an_emergency_the_card_comes_next_and_the_rest_is_folded_away() -> None:
    html = assessment_page(found(Feature.BREATHLESS_AT_REST))
    folded = html.index('<details class="later">')
    assert html.index("Everything else can wait") < html.index(red_flag_card().calm) < folded
    assert folded < html.index("What it could be</h2>") < html.index("ALS in proportion")
    assert html.count(red_flag_card().calm) == 1
    assert '<details class="later">' not in assessment_page(found())


def test_what_stands_in_both_lists_is_argued_once() -> None:
    both = found(Feature.WASTING, Feature.TASK_LOST, Feature.WEAKNESS_GROWING, Feature.SPEECH_CHANGE, age_years=64)
    plain = describe_assessment(both)
    likely = {cause.name for cause in plain.likely}
    told_twice = [cause for cause in plain.rare if cause.name in likely]
    assert told_twice
    for cause in told_twice:
        assert (len(cause.speaks_for), cause.speaks_against) == (1, ())
        assert "above" in cause.speaks_for[0]
