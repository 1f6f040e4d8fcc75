import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.report.read_pages import Page
from tests.triggers.built_triggers import FIRST_DAY, a_table, a_trigger, an_investigated
from twitchwise.diary.model import Investigation, Suspicion
from twitchwise.diary.moment import on_date
from twitchwise.errors import InputError, Problem
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.triggers_page import triggers_page, write_triggers_folder
from twitchwise.report.triggers_words import DIARY_CAUTION, before_you_start
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.verdict import Verdict

LIKELY = an_investigated(
    a_trigger("coffee"), a_trigger("wine", verdict=Verdict.POSSIBLE), a_trigger("heat", verdict=Verdict.NONE)
)
NOTHING = an_investigated(a_trigger("coffee", verdict=Verdict.NONE))
EARLY = an_investigated(a_trigger("coffee", verdict=Verdict.TOO_EARLY))
SUSPECTED = replace(
    LIKELY, suspicions=(Suspicion(entry_id="1", when=on_date(FIRST_DAY), exposure="heat"),), n_answered=88
)
EVERY = [LIKELY, NOTHING, EARLY, SUSPECTED]


def text_of(found: Investigated) -> str:
    return " ".join(Page(triggers_page(found)).text.split())


def opened(found: Investigated, heading: str) -> bool:
    """Whether the first fold under a heading is open."""
    fold = re.search(rf'id="{heading}".*?<details( open)?>', triggers_page(found), flags=re.DOTALL)
    assert fold
    return fold[1] is not None


@pytest.mark.parametrize("found", EVERY)
def test_the_caution_stands_directly_under_the_headline_and_the_card_is_there(found: Investigated) -> None:
    page = Page(triggers_page(found))
    (headline,) = re.findall(r'<h1 id="result">(.*?)</h1>', triggers_page(found))
    caution = page.text.index(DIARY_CAUTION)
    assert page.text[page.text.index(headline) + len(headline) : caution].strip() == ""
    card = red_flag_card()
    for line in (*card.now, *card.days, *card.weeks, card.calm):
        assert line in page.text


@pytest.mark.parametrize("found", EVERY)
def test_the_page_asks_nothing_of_the_network_and_runs_no_script(found: Investigated) -> None:
    page = Page(triggers_page(found))
    assert "script" not in {tag for tag, _ in page.tags}
    assert not page.values("src")
    assert all(address.startswith("#") for address in page.values("href") + page.values("xlink:href"))


@pytest.mark.parametrize("found", EVERY)
def test_the_page_can_be_read_aloud(found: Investigated) -> None:
    page = Page(triggers_page(found))
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert all(attributes.get("aria-label") for tag, attributes in page.tags if tag == "svg")
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert set(page.values("aria-labelledby")) <= set(ids)
    assert {address[1:] for address in page.values("href")} <= set(ids)


def test_a_likely_finding_comes_with_its_words_and_both_charts() -> None:
    html = triggers_page(LIKELY)
    section = html[html.index('<section aria-labelledby="finding-1">') : html.index('id="possible"')]
    assert "What coffee does to left-triceps, in words." in section
    labels = [value for value in Page(section).values("aria-label") if value]
    assert [label.split(" ")[0] for label in labels] == ["How", "How", "100", "100"]  # each for phone and desk


def test_what_is_possible_only_is_folded_and_what_is_not_likely_is_not_named_above_the_folds() -> None:
    page = text_of(LIKELY)
    assert not opened(LIKELY, "possible")
    assert page.index("Possible, no more") < page.index("What wine does")
    assert "What heat does" not in page


def test_nothing_found_shows_the_days_and_what_could_have_been_seen() -> None:
    page = text_of(NOTHING)
    assert page.index("Nothing stands out in 90 answered days of 100") < page.index("2.0 times as many twitches")
    assert opened(NOTHING, "days")
    assert not opened(LIKELY, "days")


def test_too_early_says_what_is_missing_and_what_so_many_days_can_find() -> None:
    page = text_of(EARLY)
    assert "coffee needs 6 days more." in page
    assert opened(EARLY, "before")
    assert not opened(NOTHING, "before")
    assert "What could have been seen" not in page
    for sentence in before_you_start()[1:]:
        assert sentence in page


def test_suspicions_are_told_only_when_there_are_some() -> None:
    assert "You suspected 1: 1 is not supported (heat)." in text_of(SUSPECTED)
    assert "You suspected" not in text_of(LIKELY)


def test_the_investigation_says_when_it_ends() -> None:
    last = FIRST_DAY + timedelta(days=83)
    running = Investigation(entry_id="1", when=on_date(FIRST_DAY), first_day=FIRST_DAY, last_day=last)
    assert "ends by itself after 2026-05-24" in text_of(replace(LIKELY, investigation=running))
    stopped = replace(running, stopped_on=FIRST_DAY + timedelta(days=9))
    assert "was ended on 2026-03-11" in text_of(replace(LIKELY, investigation=stopped))


def test_numbered_days_are_given_no_dates() -> None:
    assert "2026-03-02 to 2026-06-09: 100 days, 90 of them answered" in text_of(LIKELY)
    numbered = replace(LIKELY, table=replace(a_table(("coffee", "wine", "heat")), is_dated=False))
    assert "2026" not in triggers_page(numbered)


def test_problems_are_told() -> None:
    problem = Problem(what="it is not known on 70 % of the days", where="wine", remedy="fill it in")
    known = replace(LIKELY, triggers=replace(LIKELY.triggers, problems=(problem,)))
    assert str(problem) in text_of(known)


def test_hostile_names_are_text_and_never_markup() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    table = a_table((hostile,), outcomes=(hostile,))
    found = an_investigated(a_trigger(hostile, hostile), table=table)
    page = replace(found, suspicions=(Suspicion(entry_id="1", when=on_date(FIRST_DAY), exposure=hostile),))
    assert "<img" not in triggers_page(page)


def test_many_findings_are_all_told_and_the_first_drawn() -> None:
    names = tuple(f"thing {i}" for i in range(15))
    html = triggers_page(an_investigated(*(a_trigger(name) for name in names), table=a_table(names)))
    assert html.count("in words.") == 15
    assert html.count("How many times as many twitches of") == 24  # twelve, for phone and desk


def test_the_folder_holds_every_document(tmp_path: Path) -> None:
    write_triggers_folder(SUSPECTED, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "days-1.svg",
        "days-2.svg",
        "days.svg",
        "index.html",
        "lags-1.svg",
        "lags-2.svg",
        "suspicions.svg",
        "triggers.json",
    ]
    found = json.loads((tmp_path / "out" / "triggers.json").read_text())
    assert [each["exposure"] for each in found["triggers"]] == ["coffee", "wine", "heat"]


def test_charts_with_nothing_to_draw_are_left_away(tmp_path: Path) -> None:
    write_triggers_folder(EARLY, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["days.svg", "index.html", "triggers.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        write_triggers_folder(LIKELY, tmp_path / "out")


def test_the_same_search_gives_the_same_page() -> None:
    assert triggers_page(LIKELY) == triggers_page(LIKELY)
