import doctest
import re
from pathlib import Path

from twitchwise.evidence.lookup import facts, sources
from twitchwise.evidence.texts import text_ids

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"


def test_the_page_names_only_facts_and_sources_that_exist() -> None:
    known = {fact.id for fact in facts()} | {source.id for source in sources()} | {*text_ids()}
    named = set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+)+)`", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 15
    assert named - known == set()


def test_the_page_counts_what_is_there() -> None:
    counts = re.findall(r"(\d+) sources and (\d+) facts", PAGE.read_text(encoding="utf-8"))
    assert sum(int(n_sources) for n_sources, _ in counts) == len(sources())
    assert sum(int(n_facts) for _, n_facts in counts) == len(facts())


def test_the_example_on_the_page_runs() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False) == (0, 3)
