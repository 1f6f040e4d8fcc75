from pathlib import Path

from twitchwise.cli.reference import commands, reference_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


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
