from pathlib import Path

import pytest

from twitchwise.strength import battery
from twitchwise.strength.reference import Page, page_of_test, pages, screen_page, write_pages
from twitchwise.strength.screen_acts import ACTS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_in_the_documentation_is_the_one_of_the_program(page: Page) -> None:
    stale = f"docs/{page.name} is stale: write it again with `python -m twitchwise.strength.reference docs`"
    assert (DOCS / page.name).read_text(encoding="utf-8") == page.text, stale


def test_no_page_of_a_test_is_left_over() -> None:
    written = {path.name for path in DOCS.glob("test-*.md")}
    assert written == {f"test-{test.id}.md" for test in battery.tests()}
    assert {path.name for path in (DOCS / "images").glob("test-*.svg")} == {
        Path(page.name).name for page in pages() if page.name.endswith(".svg")
    }


def test_the_list_of_pages_names_every_test() -> None:
    listed = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [test.id for test in battery.tests() if f"(test-{test.id}.md)" not in listed] == []


def test_a_page_says_what_the_battery_says() -> None:
    for test in battery.tests():
        page = page_of_test(test)
        assert all(step in page for step in test.steps)
        assert test.stop_rule in page
        assert battery.STOP_ON_EVERY_CARD in page


def test_the_page_of_the_first_sitting_shows_every_act_and_its_limits() -> None:
    page = screen_page()
    assert all(act.failed_looks_like in page for act in ACTS)
    assert "not validated for early ALS" in page


def test_the_pages_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert (tmp_path / "images" / "test-grip.svg").is_file()
    assert len(list(tmp_path.rglob("*.*"))) == len(pages())
