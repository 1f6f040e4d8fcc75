"""The short card of red flags that every output carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from twitchwise.evidence.filling import fill
from twitchwise.evidence.loading import LibraryError, Row, parse_toml, read_library_file
from twitchwise.evidence.lookup import find_fact

__all__ = ["RedFlagCard", "read_card", "red_flag_card"]

_TABLES = ("now", "days", "weeks", "calm", "brief")


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagCard:
    """When twitching, or what comes with it, needs a doctor, and how soon.

    Parameters
    ----------
    now : signs of an emergency.
    days : signs that a doctor should look at within days.
    weeks : reasons for an ordinary appointment within weeks.
    calm : what holds for most people, and what this program does not do.
    brief : the most urgent of it in two sentences, for where the whole card would stand under an everyday entry.
    sources : ids of the sources all this rests on, for `cite`.
    """

    now: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    calm: str
    brief: str
    sources: tuple[str, ...]


@cache
def red_flag_card() -> RedFlagCard:
    """The card in plain words.

    Notes
    -----
    Every line names the facts it rests on; the card does not load when one of them is unknown, or when a line rests
    on teaching alone outside the emergencies.
    """
    return read_card(read_library_file("red_flags.toml"))


def read_card(text: str) -> RedFlagCard:
    """The card from the text of its file.

    Raises
    ------
    LibraryError
        When a line has no fact behind it, or the file is not of the agreed shape.
    UnknownName
        When a fact is named that is not in the library.
    """
    tables = parse_toml(text)
    used: dict[str, None] = {}
    lines = {rung: _lines(tables.pop(rung, None), rung, used) for rung in _TABLES}
    if tables:
        raise LibraryError(f"unknown tables on the red-flag card: {', '.join(sorted(tables))}")
    return RedFlagCard(
        now=lines["now"],
        days=lines["days"],
        weeks=lines["weeks"],
        calm=" ".join(lines["calm"]),
        brief=" ".join(lines["brief"]),
        sources=tuple(used),
    )


def _lines(rows: object, rung: str, used: dict[str, None]) -> tuple[str, ...]:
    if not isinstance(rows, list) or not rows:
        raise LibraryError(f'the red-flag card has no lines under "{rung}"')
    return tuple(_line(Row({"id": f"{rung} {n}", **row}), used) for n, row in enumerate(rows, start=1))


def _line(row: Row, used: dict[str, None]) -> str:
    rung = row.text("id")
    words, fact_ids = fill(row.text("text")), row.texts("facts")
    row.finish()
    studied = list(_sources_of(fact_ids))
    if not studied and not rung.startswith("now"):
        raise row.broken("rests on teaching alone")
    used.update(dict.fromkeys(studied))
    return words.text


def _sources_of(fact_ids: Iterable[str]) -> Iterable[str]:
    for fact_id in fact_ids:
        source = find_fact(fact_id).source
        if source != "none_expert":  # stands for "no study was found" and is never shown as evidence
            yield source
