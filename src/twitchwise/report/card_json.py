"""The card of red flags as part of a JSON object: it stands in every one that says something about a person."""

from twitchwise.evidence.lookup import cite
from twitchwise.evidence.red_flags import red_flag_card

__all__ = ["card_object"]


def card_object() -> dict[str, object]:
    """`now`, `days` and `weeks` (each a list of lines), `calm`, `sources`."""
    card = red_flag_card()
    return {
        "now": list(card.now),
        "days": list(card.days),
        "weeks": list(card.weeks),
        "calm": card.calm,
        "sources": [cite(source) for source in card.sources],
    }
