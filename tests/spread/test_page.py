import doctest
from datetime import timedelta
from pathlib import Path

from twitchwise.evidence.lookup import find_fact
from twitchwise.spread.describe import FAST_UP_TO, MONTHS_UP_TO
from twitchwise.spread.first_times import QUIET_DAYS_BEFORE
from twitchwise.spread.model import Pace
from twitchwise.spread.wandering import MOST_SHARED, TWITCHING_DAYS_AT_LEAST, WANDERING_SITES_AT_LEAST

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spread.md"


def test_the_example_on_the_page_runs() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False) == (0, 9)


def test_the_page_says_what_the_code_does() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert QUIET_DAYS_BEFORE == 7
    assert "at least seven answered days" in text
    assert timedelta(days=7) <= FAST_UP_TO <= timedelta(days=8)
    assert timedelta(days=180) <= MONTHS_UP_TO <= timedelta(days=184)
    assert (TWITCHING_DAYS_AT_LEAST, WANDERING_SITES_AT_LEAST, MOST_SHARED) == (6, 3, 0.5)
    assert f"{find_fact('als_spread_interval').value} months" in text


def test_every_pace_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = {Pace.WITHIN_DAYS: "within minutes to days"}
    assert [
        p for p in Pace if p is not Pace.NO_PLACE and f"| {rows.get(p, p.value.replace('-', ' '))} |" not in text
    ] == []
