"""The page of all rules, written from the rules, so that page and program cannot differ.

`python -m twitchwise.urgency.reference > docs/urgency-rules.md`; a test fails when the page is stale.
"""

from twitchwise.evidence.lookup import cite
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.rules import Rule, group_texts, rules
from twitchwise.urgency.words import words

__all__ = ["rules_page"]

_COMMAND = "python -m twitchwise.urgency.reference > docs/urgency-rules.md"


def rules_page() -> str:
    """Every rule as Markdown: when it holds, what is said, whom to see, what it rests on."""
    parts = [
        "# The rules of urgency",
        f"<!-- Written by `{_COMMAND}`; change `library/rules.toml`, not this page. -->",
        f"{len(rules())} rules. [How urgency is decided](urgency.md) says how they work together. A rule counts "
        'its rung on a yes, one rung less on a "not sure". `maybe(...)` holds unless it is known not to, '
        '`perhaps(...)` takes a "not sure" for a yes. There is no "not": more said never makes a rule hold less.',
        "## Names that the rules use",
        _table(("name", "holds when"), [(f"`@{id_}`", f"`{text}`") for id_, text in group_texts().items()]),
    ]
    for level in Urgency:
        found = [rule for rule in rules() if rule.level is level]
        parts += [
            f"## {level.value.capitalize()}",
            f"{words(f'level.{level}')} {len(found)} rules.",
            _table(("rule", "holds when", "said", "what to do", "rests on"), [_row(rule) for rule in found]),
        ]
    parts += ["## Sources", "\n".join(f"- `fact {id_}`: {cite(id_)}" for id_ in _fact_ids())]
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> tuple[str, ...]:
    unless = f"; unless `{rule.unless_text}`" if rule.unless_text else ""
    unsure = f" *Not sure:* {rule.unsure}" if rule.unsure else ""
    rests = [f"`fact {id_}`" for id_ in rule.facts] + (["judgement"] if rule.is_judgement else [])
    return (
        f"`{rule.id}`",
        f"`{rule.when_text}`{unless}",
        f"{rule.why}{unsure}",
        f"{rule.what_to_do} **{rule.whom}**",
        ", ".join(rests),
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _fact_ids() -> list[str]:
    return sorted({id_ for rule in rules() for id_ in rule.facts})


if __name__ == "__main__":
    print(rules_page(), end="")
