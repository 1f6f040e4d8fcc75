from pathlib import Path

from twitchwise.urgency.reference import rules_page
from twitchwise.urgency.rules import rules

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_rules_is_the_one_of_the_program() -> None:
    stale = "write it again with `python -m twitchwise.urgency.reference > docs/urgency-rules.md`"
    assert (DOCS / "urgency-rules.md").read_text(encoding="utf-8") == rules_page(), stale


def test_every_rule_stands_on_it_with_what_it_rests_on() -> None:
    page = rules_page()
    for rule in rules():
        assert f"`{rule.id}`" in page
        assert rule.what_to_do in page
        assert all(f"`fact {id_}`" in page for id_ in rule.facts)
