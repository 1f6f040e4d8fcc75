"""Figures into words: a sentence holds no number of its own, every one comes from a fact or from a computation."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import find_fact, marks
from twitchwise.evidence.model import Fact, Mark

__all__ = ["Filled", "fill", "plain_figure"]

_SLOT = re.compile(r"\{([^{}]*)\}")
_FACT_SLOT = re.compile(r"(?P<id>[a-z][a-z0-9_]*)(?:\.(?P<end>low|high))?(?::(?P<form>percent|whole|rate))?")
_COMPUTED_SLOT = re.compile(r"\$[a-z_]+")
_SHARES = ("fraction", "probability")
_YEARLY = frozenset({"per 100000 person-years", "per 100000 per year"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Words with their figures in place.

    Parameters
    ----------
    text : the words.
    facts : ids of the facts that gave figures, in the order of the words.
    """

    text: str
    facts: tuple[str, ...]


def fill(template: str, *, id_: str = "", **computed: str) -> Filled:
    """Put the figures of facts into a template.

    Parameters
    ----------
    template : words with slots. `{fact_id}` is the value of a fact, `{fact_id.low}` and `{fact_id.high}` the ends of
        its range. `:percent` says "11 percent", `:whole` rounds, `:rate` says "2.2 of 100,000 people a year".
        `{$name}` takes a computed figure.
    id_ : id of the sentence; some figures may be shown in one sentence only.
    computed : the figures of the `{$name}` slots, as text.

    Raises
    ------
    LibraryError
        When the template holds a number of its own, or a slot that cannot be filled: a fact that is barred, that has
        no such figure, or that belongs into another sentence.
    UnknownName
        When a slot names no fact.

    Notes
    -----
    A figure of a fact that nobody read in the original, or that was computed by us, says so in brackets after it.

    Examples
    --------
    >>> fill("a unit moves the skin for about {unit_contraction_time} ms").text
    'a unit moves the skin for about 81 ms'
    """
    if re.search(r"\d", _SLOT.sub("", template)):
        raise LibraryError(f'"{template[:60]}" holds a number of its own; numbers come from facts')
    used: dict[str, None] = {}
    marked: set[str] = set()
    missing = set(computed)

    def figure(match: re.Match[str]) -> str:
        slot = match.group(1)
        if _COMPUTED_SLOT.fullmatch(slot):
            if slot[1:] not in computed:
                raise LibraryError(f"nothing was given for {{{slot}}}")
            missing.discard(slot[1:])
            return computed[slot[1:]]
        found = _figure(slot, id_)
        used[found.fact.id] = None
        if not found.mark or found.fact.id in marked:  # once a sentence is enough
            return found.text
        marked.add(found.fact.id)
        return f"{found.text} ({found.mark})"

    text = _SLOT.sub(figure, template)
    if missing or "{" in text or "}" in text:
        raise LibraryError(f'"{template[:60]}" has no place for {", ".join(sorted(missing)) or "a slot that is open"}')
    return Filled(text=text, facts=tuple(used))


def plain_figure(number: float) -> str:
    """A figure as people write it: three digits that count at most, thousands apart."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


_FORMS: dict[str, Callable[[float], str]] = {
    "percent": lambda number: f"{number:.0f} percent" if number >= 1 else f"{number:.1g} percent",
    "whole": lambda number: f"{number:,.0f}",
    "rate": lambda number: f"{number:.2g} of 100,000 people a year",
}
_FITS: dict[str, Callable[[Fact], bool]] = {
    "percent": lambda fact: fact.unit.startswith(("percent", *_SHARES)),
    "whole": lambda _: True,
    "rate": lambda fact: fact.unit in _YEARLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    fact: Fact
    text: str
    mark: str


def _figure(slot: str, sentence: str) -> _Figure:
    found = _FACT_SLOT.fullmatch(slot)
    if found is None:
        raise LibraryError(f"{{{slot}}} is no slot")
    fact = find_fact(found["id"])
    if fact.barred:
        raise LibraryError(f'fact "{fact.id}" is never shown: {fact.barred}')
    if fact.only_in and fact.only_in != sentence:
        raise LibraryError(f'the figure of "{fact.id}" is shown in the sentence "{fact.only_in}" only')
    end = found["end"]
    figures = fact.held or fact
    number = {None: figures.value, "low": figures.low, "high": figures.high}[end]
    form = found["form"]
    if number is None or (form is not None and not _FITS[form](fact)):
        raise LibraryError(f"{{{slot}}}: the fact has no such figure")
    if form == "percent" and fact.unit.startswith(_SHARES):
        number *= 100
    return _Figure(
        fact=fact,
        text=plain_figure(number) if form is None else _FORMS[form](number),
        mark="; ".join(
            _said(mark, is_end=end is not None) for mark in marks(fact) if _said(mark, is_end=end is not None)
        ),
    )


def _said(mark: Mark, *, is_end: bool) -> str:
    """What a mark says beside one figure: of a fact computed in part, the ends of the range are what was computed."""
    if mark is Mark.PARTLY_DERIVED:
        return Mark.DERIVED.value if is_end else ""
    return mark.value
