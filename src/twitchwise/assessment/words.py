"""The assessment's own sentences by their ids."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from twitchwise.evidence.model import Sentence
from twitchwise.evidence.texts import fill_sentence, read_sentences

__all__ = ["assessment_sentence", "sentence_ids"]


def assessment_sentence(id_: str, **computed: str) -> Sentence:
    """One sentence with its figures.

    Parameters
    ----------
    id_ : id of the sentence.
    computed : what belongs into its `{$name}` slots.
    """
    return fill_sentence(_templates()[id_], **computed)


def sentence_ids() -> tuple[str, ...]:
    """The id of every sentence."""
    return tuple(_templates())


@cache
def _templates() -> Mapping[str, Sentence]:
    return read_sentences((files("twitchwise.assessment") / "library" / "sentences.toml").read_text(encoding="utf-8"))
