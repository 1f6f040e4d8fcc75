"""The room's sentences that belong to no single cause, and the names of lanes and bands."""

from collections.abc import Mapping
from functools import cache

from twitchwise.causes.loading import read_causes_file
from twitchwise.causes.named import filled
from twitchwise.causes.ranked import Band, Lane
from twitchwise.errors import UnknownName
from twitchwise.evidence.model import Sentence
from twitchwise.evidence.texts import read_sentences

__all__ = ["band_words", "lane_words", "say"]


def say(id_: str, said: str = "") -> Sentence:
    """A sentence of the room.

    Parameters
    ----------
    id_ : its id.
    said : what belongs into its slot.

    Raises
    ------
    UnknownName
        When there is no such sentence.
    """
    if id_ not in _sentences():
        raise UnknownName(f'There is no sentence "{id_[:60]}" among the causes.')
    return filled(_sentences()[id_], said)


def lane_words(lane: Lane) -> Sentence:
    """What a lane is called."""
    return say(f"lane_{lane}")


def band_words(band: Band) -> Sentence:
    """What a band is called."""
    return say(f"band_{band}")


@cache
def _sentences() -> Mapping[str, Sentence]:
    return read_sentences(read_causes_file("sentences.toml"))
