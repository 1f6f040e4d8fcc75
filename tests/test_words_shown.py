"""Every text the program can show is searched for sentences and words it must never hold.

What is searched: texts in the code (not its docstrings), the help of every command, all data files, all templates, and
the pages of the documentation. What only comes together while the program runs is searched by `test_outputs`.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.never_said import caught
from tests.unkind_words import unkind
from twitchwise.cli.reference import commands

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "twitchwise"
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md"]
DATA = sorted(SOURCE.rglob("*.toml"))
TEMPLATES = sorted(path for ending in ("html", "css", "js", "typ", "j2") for path in SOURCE.rglob(f"*.{ending}"))

QUOTED = {"title", "says"}
"""Keys of the data files that hold what others wrote: titles of papers, the claims of an article."""

UNDERSTOOD = {"exchange/plain_words.py"}
"""Modules that know words in order to read them, not to show them."""

_NEVER = re.compile(r"\bnever\b", re.IGNORECASE)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts(path: Path) -> Iterator[str]:
    """Every text of a module but its docstrings; what is filled in later stands as "..."."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed_over = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            passed_over |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "..." for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            yield node.value


def _values(content: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for name, inside in content.items():
            yield from _values(inside, name)
    elif isinstance(content, list):
        for inside in content:
            yield from _values(inside, key)
    elif isinstance(content, str):
        yield key, content


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=_name)
def test_no_text_of_the_code_clears_of_disease_or_shames(path: Path) -> None:
    texts = list(_texts(path))
    assert [sentence for text in texts for sentence in caught(text)] == []
    if path.relative_to(SOURCE).as_posix() not in UNDERSTOOD:
        assert [word for text in texts for word in unkind(text)] == []


@pytest.mark.parametrize("path", DATA, ids=_name)
def test_no_text_of_the_data_clears_of_disease_or_shames(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    own = [text for key, text in _values(content) if key not in QUOTED]
    assert [sentence for text in own for sentence in caught(text)] == []
    assert [word for text in own for word in unkind(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_template_clears_of_disease_or_shames(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace('loading="lazy"', "")  # told to the browser, shown to nobody
    assert caught(text) == ()
    assert unkind(text) == ()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_page_of_the_documentation_clears_of_disease(page: Path) -> None:
    parts = re.split(r"\n\s*\n|\||\n(?=[-#])", page.read_text(encoding="utf-8"))
    found = [sentence for part in parts for sentence in caught(part)]
    assert [sentence for sentence in found if not _NEVER.search(sentence)] == []  # a page may say what is never said


def test_no_help_text_clears_of_disease_or_shames() -> None:
    for name, command in commands():
        texts = [command.help or "", *(getattr(part, "help", None) or "" for part in command.params)]
        assert [sentence for text in texts for sentence in caught(text)] == [], name
        assert [word for text in texts for word in unkind(text)] == [], name


@pytest.mark.parametrize(
    "text",
    ["It is just anxiety.", "It is all in your head.", "You missed two days.", "Well done!"],
)
def test_the_list_of_unkind_words_catches_what_it_should(text: str) -> None:
    assert unkind(text)


@pytest.mark.parametrize("text", ["Worry can make muscles twitch.", "Felt weakness, 0 to 10.", "A fall: see a doctor."])
def test_the_list_of_unkind_words_lets_plain_ones_pass(text: str) -> None:
    assert unkind(text) == ()
