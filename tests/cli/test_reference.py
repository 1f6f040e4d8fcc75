import re
from pathlib import Path

import pytest

from twitchwise.cli.reference import commands, reference_text

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_the_reference_is_what_the_command_line_says() -> None:
    stale = "docs/cli.md is stale: write it again with `python -m twitchwise.cli.reference > docs/cli.md`"
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == reference_text(), stale


def test_every_command_and_option_stands_in_the_reference() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in commands():
        assert f"## `{name}`" in page
        assert all(f"{option} " in page for p in command.params for option in p.opts if option.startswith("--"))


def test_every_command_is_mentioned_to_a_newcomer() -> None:
    start = (DOCS / "start.md").read_text(encoding="utf-8")
    assert [name for name, _ in commands() if name not in start] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS.rglob("*.md")], ids=lambda page: page.name)
def test_a_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_stands_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index] == []
