"""Places as people write them: one site, both sides of a muscle, a limb, or the whole body."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from twitchwise.body import Muscle, Side, Site, find_muscle, find_site, muscles
from twitchwise.errors import InputError, UnknownName

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
    words = [word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in _EMPTY_WORDS]
    sides = tuple(_SIDES[word] for word in words if word in _SIDES)
    name = " ".join(word for word in words if word not in _SIDES and word not in _BOTH)
    if name in _WHOLE_BODY:
        return NamedPlace(is_whole_body=True)
    if name in _PARTS:
        return NamedPlace(sites=_of_muscles(_PARTS[name], sides))
    try:
        return NamedPlace(sites=(find_site(text),))
    except UnknownName as unknown:
        muscle = _muscle_named(name)
        if muscle is None or (sides and not set(sides) & set(muscle.sides)):
            raise _refusal(text, name, where) from unknown
        return NamedPlace(sites=_of_muscles((muscle.id,), sides))


_EMPTY_WORDS = frozenset({"the", "my", "of", "in", "muscle", "muscles", "area", "side"})
_BOTH = frozenset({"both", "two", "bilateral", "bilaterally"})
_SIDES: Mapping[str, Side] = MappingProxyType({"left": Side.LEFT, "l": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT})
_WHOLE_BODY = frozenset(
    {
        "whole body",
        "all over",
        "everywhere",
        "all over body",
        "entire body",
        "body",
        "body wide",
        "generalised",
        "generalized",
        "widespread",
        "diffuse",
        "all limbs",
        "four limbs",
        "many places",
    }
)
_LEG = ("quadriceps", "hamstrings", "gastrocnemius", "tibialis-anterior")
_ARM = ("deltoid", "biceps", "triceps", "forearm")
_THIGH = ("quadriceps", "hamstrings")
_TRUNK = ("pectoralis-major", "rectus-abdominis", "erector-spinae")
_FACE = ("frontalis", "orbicularis-oculi", "orbicularis-oris", "mentalis")
_UPPER_ARM = ("biceps", "triceps")
_LOWER_LEG = ("gastrocnemius", "tibialis-anterior")
_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "leg": _LEG,
        "legs": _LEG,
        "lower limb": _LEG,
        "lower limbs": _LEG,
        "lower extremity": _LEG,
        "lower extremities": _LEG,
        "lower leg": _LOWER_LEG,
        "lower legs": _LOWER_LEG,
        "thigh": _THIGH,
        "thighs": _THIGH,
        "arm": _ARM,
        "arms": _ARM,
        "upper limb": _ARM,
        "upper limbs": _ARM,
        "upper extremity": _ARM,
        "upper extremities": _ARM,
        "upper arm": _UPPER_ARM,
        "upper arms": _UPPER_ARM,
        "limbs": (*_ARM, *_LEG),
        "arms and legs": (*_ARM, *_LEG),
        "extremities": (*_ARM, *_LEG),
        "trunk": _TRUNK,
        "torso": _TRUNK,
        "face": _FACE,
        "cheek": ("orbicularis-oris",),
        "eyelids": ("orbicularis-oculi",),
        "lower eyelid": ("orbicularis-oculi",),
        "upper eyelid": ("orbicularis-oculi",),
        "eyes": ("orbicularis-oculi",),
        "hands": ("hand",),
        "feet": ("foot",),
        "shoulders": ("deltoid",),
        "shoulder girdle": ("deltoid", "trapezius"),
        "buttocks": ("gluteus-maximus",),
        "hips": ("gluteus-medius",),
        "forearms": ("forearm",),
        "shins": ("tibialis-anterior",),
        "chest wall": ("pectoralis-major", "intercostals"),
    }
)
"""Parts of the body with their large muscles: a choice, so that a limb counts as a limb and not as one muscle."""


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
    near = list(dict.fromkeys(difflib.get_close_matches(name, [*names, *_PARTS, "whole body"], n=3, cutoff=0.5)))
    return InputError(
        what=f'"{text[:60]}" is no place on the body that is known here',
        where=where,
        remedy=f"did you mean {' or '.join(near)}" if near else 'write it like "left calf", "both thighs" or "arms"',
    )
