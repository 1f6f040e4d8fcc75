from pathlib import Path

from twitchwise.intake.feature import Feature
from twitchwise.intake.item import Item
from twitchwise.intake.json_file import answers_from_json
from twitchwise.intake.reference import reference_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_the_questions_is_what_the_program_asks() -> None:
    stale = "write it again with `python -m twitchwise.intake.reference > docs/intake-questions.md`"
    assert (DOCS / "intake-questions.md").read_text(encoding="utf-8") == reference_text(), stale


def test_every_question_stands_on_the_page() -> None:
    page = reference_text()
    assert [each for each in (*Feature, *Item) if f"| `{each}` |" not in page] == []


def test_the_file_on_the_page_of_the_questions_can_be_read() -> None:
    page = (DOCS / "intake.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    answers = answers_from_json(example)
    assert answers.age_years == 34
    assert len(answers.sites) == 3
