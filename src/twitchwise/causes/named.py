"""Names that hold a figure: a sentence of the library holds none of its own, so these stand in slots."""

from twitchwise.evidence.filling import fill
from twitchwise.evidence.model import Sentence

__all__ = ["filled"]

_NAMES = {
    "b_twelve": "B12",
    "glp_one": "GLP-1",
    "gm_one": "GM1",
    "potassium_channel": "CASPR2 and LGI1",
}


def filled(template: Sentence, said: str = "") -> Sentence:
    """A sentence with its slots filled.

    Parameters
    ----------
    template : may hold names with a figure, and one of the slots `{$date}`, `{$draws}`, `{$figure}`, `{$name}`,
        `{$value}`.
    said : what belongs into that slot: what the person typed, or what was computed.

    Raises
    ------
    LibraryError
        When the template holds a figure of its own.
    """
    slots = {name: words for name, words in _NAMES.items() if f"{{${name}}}" in template.text}
    slots |= {name: said for name in ("date", "draws", "figure", "name", "value") if f"{{${name}}}" in template.text}
    done = fill(template.text, id_=template.id, **slots)
    return Sentence(id=template.id, text=done.text, facts=tuple(dict.fromkeys((*template.facts, *done.facts))))
