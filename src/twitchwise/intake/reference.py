"""The page of every question: `python -m twitchwise.intake.reference > docs/intake-questions.md`."""

from twitchwise.intake.cards import Card, cards, item_words
from twitchwise.intake.circumstance import Condition
from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import Rank, feature_words
from twitchwise.intake.item import Item

__all__ = ["reference_text"]

_HEAD = """# Every question

Written from the program itself (`python -m twitchwise.intake.reference > docs/intake-questions.md`). The cards stand in
the order in which they are asked; the id is the name in a file of answers. "now" and "days" are the ranks of the red
flags: how soon a yes leads to a doctor, alone or together with another one. How soon it is in fact, the rules on
[The rules of urgency](urgency-rules.md) decide.
"""
_RANKS = {Rank.NOW: "now", Rank.DAYS: "days", Rank.NONE: ""}


def reference_text() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *(_card(card) for card in cards())])


def _card(card: Card) -> str:
    lines = [f"## {card.title}", "", card.help, ""]
    if card.features:
        lines += ["| id | rank | line | what counts | asked |", "|---|---|---|---|---|"]
        lines += [_feature(feature) for feature in card.features]
        lines.append("")
    if card.items:
        lines += ["| id | question | how | asked |", "|---|---|---|---|"]
        lines += [_item(item) for item in card.items]
        lines.append("")
    return "\n".join(lines)


def _feature(feature: Feature) -> str:
    words = feature_words(feature)
    asked = _asked(words.ask_if, words.skip_if)
    return f"| `{feature}` | {_RANKS[words.rank]} | {words.text} | {words.help} | {asked} |"


def _item(item: Item) -> str:
    words = item_words(item)
    choices = "".join(f"; `{choice.value}`: {choice.text}" for choice in words.choices)
    return f"| `{item}` | {words.text} | {words.help}{choices} | {_asked(words.ask_if, ())} |"


def _asked(ask_if: tuple[Condition, ...], skip_if: tuple[Condition, ...]) -> str:
    parts = []
    if ask_if:
        parts.append(f"after {', '.join(f'`{each}`' for each in ask_if)}")
    if skip_if:
        parts.append(f"not after {', '.join(f'`{each}`' for each in skip_if)}")
    return "; ".join(parts) or "always"


if __name__ == "__main__":
    print(reference_text(), end="")
