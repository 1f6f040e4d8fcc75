"""The places on the body where a muscle can twitch: a closed list of muscles, their sides and their stable ids."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from twitchwise.errors import UnknownName

__all__ = ["Muscle", "Region", "Side", "Site", "all_sites", "find_muscle", "find_site", "muscles"]


class Side(StrEnum):
    """Left and right as the person feels them; middle for a muscle that has no sides here."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class Region(StrEnum):
    """The four regions of the ALS criteria: head, arms with neck and diaphragm, trunk, legs.

    References
    ----------
    Brooks et al. 2000, ALS and Other Motor Neuron Disorders 1:293, doi 10.1080/146608200300079536: the neck and the
    diaphragm count as cervical, back and abdomen as thoracic.
    """

    BULBAR = "bulbar"
    CERVICAL = "cervical"
    THORACIC = "thoracic"
    LUMBOSACRAL = "lumbosacral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """One muscle, or a small group that nobody can tell apart through the skin.

    Parameters
    ----------
    id : stable id, lower case with hyphens; never changed once published.
    name : plain name with the anatomical one in brackets, "calf (gastrocnemius)".
    region : which region of the ALS criteria it belongs to.
    sides : the sides a site of it can have.
    uberon : id in the UBERON anatomy ontology, "UBERON:0001388".
    fma : id in the Foundational Model of Anatomy, "FMA:22541".
    also : other names a person may type.
    """

    id: str
    name: str
    region: Region
    sides: tuple[Side, ...]
    uberon: str
    fma: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A muscle on one side: where a recording is made or a twitch is noticed."""

    muscle: Muscle
    side: Side

    @property
    def id(self) -> str:
        """The stable id, "left-gastrocnemius", or "tongue" for a muscle without sides."""
        return self.muscle.id if self.side is Side.MIDDLE else f"{self.side}-{self.muscle.id}"

    @property
    def name(self) -> str:
        """The name for the person, "left calf (gastrocnemius)"."""
        return self.muscle.name if self.side is Side.MIDDLE else f"{self.side} {self.muscle.name}"


def muscles() -> tuple[Muscle, ...]:
    """Every muscle of the vocabulary, from head to foot."""
    return _MUSCLES


@cache
def all_sites() -> tuple[Site, ...]:
    """Every site, from head to foot, left before right.

    Examples
    --------
    >>> [site.id for site in all_sites()][:2]
    ['left-frontalis', 'right-frontalis']
    """
    return tuple(Site(muscle=muscle, side=side) for muscle in _MUSCLES for side in muscle.sides)


def find_site(text: str) -> Site:
    """The site that `text` names: its id, or a plain name with its side in front or behind.

    Parameters
    ----------
    text : "left-gastrocnemius", "left calf", "calf, right", "tongue"; case and punctuation do not matter.

    Raises
    ------
    UnknownName
        When nothing fits, or when the side is missing; the message names the closest sites.

    Examples
    --------
    >>> find_site("left calf").id
    'left-gastrocnemius'
    """
    words = _words(text)
    text = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."
    sides = [_SIDE_WORDS[word] for word in words if word in _SIDE_WORDS]
    name = " ".join(word for word in words if word not in _SIDE_WORDS)
    muscle = _by_name().get(name)
    if muscle is None:
        raise UnknownName(_no_such_site(text, name, sides[0] if sides else None))
    side = sides[0] if len(sides) == 1 else None
    if Side.MIDDLE in muscle.sides and (not sides or side is Side.MIDDLE):
        return Site(muscle=muscle, side=Side.MIDDLE)
    if side is None or side not in muscle.sides:
        known = " or ".join(Site(muscle=muscle, side=possible).id for possible in muscle.sides)
        lack = "names a side of a muscle that has none" if muscle.sides == _MIDLINE else "does not say which side"
        raise UnknownName(f'"{text}" {lack}; use {known}.')
    return Site(muscle=muscle, side=side)


def find_muscle(text: str) -> Muscle:
    """The muscle that `text` names, without a side: its id or a plain name.

    Raises
    ------
    UnknownName
        When nothing fits; the message names the closest muscles.

    Examples
    --------
    >>> find_muscle("calves").id
    'gastrocnemius'
    """
    name = " ".join(_words(text))
    muscle = _by_name().get(name)
    if muscle is not None:
        return muscle
    near = [
        _by_name()[match].id for match in difflib.get_close_matches(name, _by_name(), n=2 * _N_SUGGESTIONS, cutoff=0.5)
    ]
    shown = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."
    if not near:
        raise UnknownName(f'"{shown}" is no muscle known here; muscles are named like triceps, quadriceps or calf.')
    raise UnknownName(f'"{shown}" is no muscle known here; did you mean {" or ".join(dict.fromkeys(near))}?')


_SIDE_WORDS = {
    "left": Side.LEFT,
    "l": Side.LEFT,
    "right": Side.RIGHT,
    "r": Side.RIGHT,
    "middle": Side.MIDDLE,
}
_N_SUGGESTIONS = 3
_LONGEST_QUOTE = 60  # of what the person typed, in a message on one line


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


@cache
def _by_name() -> dict[str, Muscle]:
    """Every accepted name, without its side, as plain words."""
    found: dict[str, Muscle] = {}
    for muscle in _MUSCLES:
        plain = muscle.name.partition("(")[0]
        for name in (muscle.id, muscle.name, plain, *muscle.also):
            found.setdefault(" ".join(_words(name)), muscle)
    return found


def _no_such_site(text: str, name: str, side: Side | None) -> str:
    near: list[str] = []
    for match in difflib.get_close_matches(name, _by_name(), n=2 * _N_SUGGESTIONS, cutoff=0.5):
        muscle = _by_name()[match]
        site = Site(muscle=muscle, side=side if side in muscle.sides else muscle.sides[0])
        if site.id not in near:
            near.append(site.id)
    if not near:
        return f'"{text}" is no site known here; sites are named like left-gastrocnemius, right-deltoid or tongue.'
    return f'"{text}" is no site known here; did you mean {" or ".join(near[:_N_SUGGESTIONS])}?'


_PAIRED = (Side.LEFT, Side.RIGHT)
_MIDLINE = (Side.MIDDLE,)


def _muscle(
    id_: str, name: str, region: Region, uberon: int, fma: int, *also: str, sides: tuple[Side, ...] = _PAIRED
) -> Muscle:
    return Muscle(
        id=id_, name=name, region=region, sides=sides, uberon=f"UBERON:{uberon:07}", fma=f"FMA:{fma}", also=also
    )


_B, _C, _T, _L = Region.BULBAR, Region.CERVICAL, Region.THORACIC, Region.LUMBOSACRAL

# Numbers: UBERON (CC BY 3.0) and the FMA cross references in its release of April 2026.
_MUSCLES: tuple[Muscle, ...] = (
    _muscle("frontalis", "forehead (frontalis)", _B, 10952, 46757, "brow", "eyebrow"),
    _muscle("orbicularis-oculi", "eyelid (orbicularis oculi)", _B, 1578, 46779, "eye", "lid"),
    _muscle("masseter", "jaw (masseter)", _B, 1597, 48996, "jaw muscle"),
    _muscle("orbicularis-oris", "lips (orbicularis oris)", _B, 10933, 46841, "lip", "mouth", sides=_MIDLINE),
    _muscle("mentalis", "chin (mentalis)", _B, 8596, 46825, sides=_MIDLINE),
    _muscle("tongue", "tongue (intrinsic muscles)", _B, 1576, 46701, sides=_MIDLINE),
    _muscle("sternocleidomastoid", "neck (sternocleidomastoid)", _C, 1128, 13407, "side of the neck", "scm"),
    _muscle("trapezius", "top of the shoulder (trapezius)", _C, 2380, 9626, "trap", "traps", "upper back"),
    _muscle("deltoid", "shoulder (deltoid)", _C, 1476, 32521, "delt", "delts"),
    _muscle("pectoralis-major", "chest (pectoralis major)", _C, 2381, 9627, "pec", "pecs", "pectoralis"),
    _muscle("biceps", "front of the upper arm (biceps brachii)", _C, 1507, 37670, "biceps brachii", "upper arm"),
    _muscle("brachialis", "upper arm above the elbow (brachialis)", _C, 1506, 37667),
    _muscle("triceps", "back of the upper arm (triceps brachii)", _C, 1509, 37688, "triceps brachii"),
    _muscle("forearm", "forearm (forearm muscles)", _C, 4487, 39089, "forearm muscle", "lower arm"),
    _muscle(
        "abductor-pollicis-brevis",
        "ball of the thumb (abductor pollicis brevis)",
        _C,
        8465,
        37373,
        "thenar",
        "thumb",
        "apb",
    ),
    _muscle(
        "first-dorsal-interosseous", "thumb web (first dorsal interosseous)", _C, 2988, 37424, "fdi", "web of the thumb"
    ),
    _muscle("dorsal-interossei", "back of the hand (dorsal interossei)", _C, 1503, 37418, "interossei"),
    _muscle("hand", "hand (muscles of the hand)", _C, 1500, 37372, "palm", "finger", "fingers"),
    _muscle("latissimus-dorsi", "side of the back (latissimus dorsi)", _C, 1112, 13357, "lat", "lats"),
    _muscle("diaphragm", "diaphragm", _C, 1103, 13295, sides=_MIDLINE),
    _muscle("intercostals", "between the ribs (intercostal muscles)", _T, 1111, 13354, "intercostal", "rib", "ribs"),
    _muscle("rectus-abdominis", "belly (rectus abdominis)", _T, 2382, 9628, "abdomen", "stomach", "abs"),
    _muscle("external-oblique", "flank (external oblique)", _T, 5442, 13335, "oblique", "side of the belly"),
    _muscle("erector-spinae", "along the spine (erector spinae)", _T, 2462, 71302, "back", "lower back", "spine"),
    _muscle("gluteus-maximus", "buttock (gluteus maximus)", _L, 1370, 22314, "glute", "glutes", "bottom"),
    _muscle("gluteus-medius", "side of the buttock (gluteus medius)", _L, 1371, 22315, "hip"),
    _muscle("tensor-fasciae-latae", "outer hip (tensor fasciae latae)", _L, 1376, 22423, "tfl"),
    _muscle(
        "quadriceps",
        "thigh (quadriceps femoris)",
        _L,
        1377,
        22428,
        "quadriceps femoris",
        "quad",
        "quads",
        "front of the thigh",
    ),
    _muscle("rectus-femoris", "mid-thigh (rectus femoris)", _L, 1378, 22430),
    _muscle("vastus-medialis", "inner thigh above the knee (vastus medialis)", _L, 1380, 22432, "vmo"),
    _muscle("vastus-lateralis", "outer thigh (vastus lateralis)", _L, 1379, 22431),
    _muscle("hamstrings", "back of the thigh (hamstrings)", _L, 2463, 81022, "hamstring", "hams"),
    _muscle("adductors", "inner thigh (adductors)", _L, 952, 74998, "adductor", "groin"),
    _muscle("gracilis", "inmost thigh (gracilis)", _L, 950, 43882),
    _muscle("gastrocnemius", "calf (gastrocnemius)", _L, 1388, 22541, "calf muscle", "calves", "gastroc"),
    _muscle("soleus", "deep calf (soleus)", _L, 1389, 22542, "lower calf"),
    _muscle("tibialis-anterior", "shin (tibialis anterior)", _L, 1385, 22532, "tibialis", "front of the shin"),
    _muscle(
        "fibularis-longus", "outer shin (fibularis longus)", _L, 1387, 22539, "peroneus longus", "fibularis", "peroneus"
    ),
    _muscle("abductor-hallucis", "arch of the foot (abductor hallucis)", _L, 8464, 37448, "arch", "inner foot"),
    _muscle(
        "extensor-digitorum-brevis",
        "top of the foot (extensor digitorum brevis)",
        _L,
        372,
        51140,
        "edb",
        "back of the foot",
    ),
    _muscle("foot", "foot (muscles of the foot)", _L, 1498, 37369, "sole", "toe", "toes"),
)
