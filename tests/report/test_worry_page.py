import json
from pathlib import Path

import pytest

from tests.never_said import caught
from tests.report.read_pages import Page
from tests.worry.built_diaries import TODAY, check, diary, found, gad7, person
from twitchwise.diary.model import Diary
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.worry_page import worry_page, write_worry_folder
from twitchwise.worry.describe import describe_worry

AFRAID = diary(person(126, link=3.5, seed=0).entries, gad7(16), check(3, 3, 2, 2, 1, 1))
IN_NEED = diary(*AFRAID.entries, found("thoughts-of-self-harm", "yes"))


def _text(kept: Diary) -> str:
    return " ".join(Page(worry_page(describe_worry(kept, TODAY))).text.split())


@pytest.mark.parametrize("kept", [diary(), AFRAID, IN_NEED])
def test_every_page_has_the_card_and_never_clears_of_a_disease(kept: Diary) -> None:
    text = _text(kept)
    assert red_flag_card().calm in text
    assert "Weakness that can be measured and that grows is for a doctor" in text
    assert caught(text) == ()


def test_crisis_help_stands_above_everything() -> None:
    text = _text(IN_NEED)
    assert text.index("your local emergency number") < text.index("What you answered")
    assert "your local emergency number" not in _text(AFRAID)


def test_the_check_is_never_shown_without_its_label() -> None:
    assert "was never validated" in _text(AFRAID)


def test_a_page_has_one_main_heading_and_a_picture_with_words() -> None:
    for kept in (AFRAID, IN_NEED, diary()):
        page = Page(worry_page(describe_worry(kept, TODAY)))
        assert sum(tag == "h1" for tag, _ in page.tags) == 1
    html = worry_page(describe_worry(AFRAID, TODAY))
    assert html.count('role="img"') == 2
    assert "The picture in words" in html


def test_what_a_person_typed_is_escaped() -> None:
    kept = diary(found("crisis-line/<b>x</b>", "<script>"), found("thoughts-of-self-harm", "yes"))
    html = worry_page(describe_worry(kept, TODAY))
    assert "<script>" not in html
    assert "<b>x</b>" not in html


def test_the_folder_holds_page_numbers_and_picture(tmp_path: Path) -> None:
    write_worry_folder(describe_worry(AFRAID, TODAY), tmp_path / "full")
    assert {path.name for path in (tmp_path / "full").iterdir()} == {"index.html", "worry.json", "spiral.svg"}
    assert json.loads((tmp_path / "full" / "worry.json").read_text())["gad7"]["score"] == 16
    write_worry_folder(describe_worry(diary(), TODAY), tmp_path / "empty")
    assert {path.name for path in (tmp_path / "empty").iterdir()} == {"index.html", "worry.json"}
