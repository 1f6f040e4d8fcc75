"""Places as people write them: one site, both sides of a muscle, a limb, or the whole body."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from twitchwise.body import Muscle, Side, Site, find_muscle, find_site, muscles
from twitchwise.errors import InputError, UnknownName
from twitchwise.intake.library_files import StrictTable, read_tables, table_of

__all__ = ["NamedPlace", "place_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """What a person's words for a place mean.

    Parameters
    ----------
    sites : the sites; several for a limb or for both sides.
    is_whole_body : the words were "whole body" or the like; then there are no sites.
    """

    sites: tuple[Site, ...] = ()
    is_whole_body: bool = False


def place_named(text: str, *, where: str = "sites") -> NamedPlace:
    """The sites that `text` means.

    Parameters
    ----------
    text : an id or a name of a site ("left calf"); a muscle without a side, which means both sides ("calves", "both
        calves", "calf"); a limb or part ("left arm", "legs", "face", "trunk"), which means its large muscles; or "whole
        body".
    where : what to call it in a refusal.

    Raises
    ------
    InputError
        No place is called so; the nearest names are given.

    Examples
    --------
    >>> [site.id for site in place_named("both calves").sites]
    ['left-gastrocnemius', 'right-gastrocnemius']
    """
    try:
        return _one_place(text, where)
    except InputError:
        parts = [part.strip() for part in re.split(r"\s+(?:and|or|plus)\s+|\s*[&/+,;]\s*", text) if part.strip()]
        if len(parts) <= 1:
            raise
        return _several_places(parts, where)


def _several_places(parts: list[str], where: str) -> NamedPlace:
    """ "Left arm and leg" share a side, "left arm and legs" do not; "upper and lower limbs" share a noun."""
    side = re.match(r"(left|right|both)\b", parts[0].casefold())
    noun = parts[-1].split()[-1]
    places = []
    for part in parts:
        named = f"{part} {noun}" if part.casefold() in _WITHOUT_NOUN else part
        words = named.casefold().split()
        is_plural = _singular(words[-1]) != words[-1]
        is_own = side is None or is_plural or any(word in _SIDES or word in _BOTH for word in words)
        try:
            places.append(_one_place(named if is_own or side is None else f"{side[1]} {named}", where))
        except InputError:
            places.append(_one_place(named, where))  # a muscle without sides
    return NamedPlace(
        sites=tuple(dict.fromkeys(site for place in places for site in place.sites)),
        is_whole_body=any(place.is_whole_body for place in places),
    )


def _one_place(text: str, where: str) -> NamedPlace:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    sides = tuple(_SIDES[word] for word in words if word in _SIDES)
    full = [word for word in words if word not in _SIDES and word not in _BOTH]
    plain = [word for word in full if word not in _EMPTY_WORDS]
    name, singular = " ".join(plain), " ".join(_singular(word) for word in plain)
    tables = _tables()
    if sides and full and singular in _HALF_BODY:
        return NamedPlace(sites=_of_muscles(tables.parts["hemibody"], sides))
    if not sides and full and singular in tables.whole_body:
        return NamedPlace(is_whole_body=True)
    if singular in tables.parts:
        return NamedPlace(sites=_of_muscles(tables.parts[singular], sides))
    try:
        return NamedPlace(sites=(find_site(text),))
    except UnknownName as unknown:
        muscle = _muscle_named(" ".join(full)) or _muscle_named(name)
        if muscle is None or (sides and not set(sides) & set(muscle.sides)):
            raise _refusal(text, name, where) from unknown
        return NamedPlace(sites=_of_muscles((muscle.id,), sides))


class _Table(StrictTable):
    whole_body: frozenset[str]
    parts: dict[str, tuple[str, ...]]


@cache
def _tables() -> _Table:
    return table_of(_Table, dict(read_tables("places.toml")), "places.toml")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us", "ps", "igs")) else word


_EMPTY_WORDS = frozenset(
    {
        "the",
        "my",
        "of",
        "in",
        "on",
        "muscle",
        "muscles",
        "area",
        "areas",
        "region",
        "side",
        "fasciculations",
        "twitching",
        "surrounding",
    }
)
_BOTH = frozenset({"both", "two", "bilateral", "bilaterally", "each"})
_SIDES: Mapping[str, Side] = MappingProxyType({"left": Side.LEFT, "l": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT})
_WITHOUT_NOUN = frozenset({"upper", "lower", "proximal", "distal", "left", "right", "inner", "outer"})
_HALF_BODY = frozenset({"", "body", "hemibody", "half", "half body"})


def _of_muscles(ids: tuple[str, ...], sides: tuple[Side, ...]) -> tuple[Site, ...]:
    by_id = {muscle.id: muscle for muscle in muscles()}
    return tuple(
        Site(muscle=by_id[id_], side=side)
        for id_ in ids
        for side in by_id[id_].sides
        if not sides or side in sides or side is Side.MIDDLE
    )


def _muscle_named(name: str) -> Muscle | None:
    for form in (name, name.removesuffix("s"), name.removesuffix("es")):
        try:
            return find_muscle(form)
        except UnknownName:
            continue
    return None


def _refusal(text: str, name: str, where: str) -> InputError:
    names = [form for muscle in muscles() for form in (muscle.id, muscle.name.partition(" (")[0], *muscle.also)]
    near = list(
        dict.fromkeys(difflib.get_close_matches(name, [*names, *_tables().parts, "whole body"], n=3, cutoff=0.5))
    )
    return InputError(
        what=f'"{text[:60]}" is no place on the body that is known here',
        where=where,
        remedy=f"did you mean {' or '.join(near)}" if near else 'write it like "left calf", "both thighs" or "arms"',
    )
