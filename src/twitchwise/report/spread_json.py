"""How twitching came over the body, as an object for JSON."""

from twitchwise.evidence.lookup import cite
from twitchwise.spread.model import FirstNoticed, Spread
from twitchwise.spread.words import place_lines

__all__ = ["spread_object"]


def spread_object(spread: Spread) -> dict[str, object]:
    """`places`, `pace`, `span_hours`, `regions`, `statement` (null while withheld), `withheld`, `cautions`, `sources`.

    Notes
    -----
    `first_noticed` is a wall-clock time without a zone, as fine as `precision` says; null when it is not known.
    """
    span = spread.span
    return {
        "places": [_place(place, line) for place, line in zip(spread.places, place_lines(spread.places), strict=True)],
        "pace": spread.pace.value,
        "span_hours": None
        if span is None
        else {"shortest": span.shortest.total_seconds() / 3600, "longest": span.longest.total_seconds() / 3600},
        "regions": [region.value for region in spread.regions],
        "statement": None if spread.statement is None else spread.statement.text,
        "withheld": None if spread.withheld is None else spread.withheld.text,
        "cautions": [each.text for each in spread.cautions],
        "sources": cite(*spread.facts).splitlines() if spread.facts else [],
    }


def _place(place: FirstNoticed, line: str) -> dict[str, object]:
    return {
        "site": place.site.id,
        "first_noticed": None if place.at is None else place.at.isoformat(),
        "precision": place.precision.value,
        "had_just_read": place.had_just_read,
        "known": place.known.value,
        "words": line,
    }
