"""How hard a text is to read, as a school grade."""

import re

_ENDS = re.compile(r"[.!?:;](?:\s|$)")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_grade(text: str) -> float:
    """School grade of a text.

    References
    ----------
    Kincaid, Fishburne, Rogers, Chissom 1975 (the Flesch-Kincaid grade). Syllables are counted by groups of vowels.
    """
    words = _WORD.findall(text)
    sentences = [part for part in _ENDS.split(text) if _WORD.search(part)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.casefold()))))
