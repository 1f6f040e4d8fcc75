"""Sentences that no output may hold: "it is not ALS" and its relatives.

A sentence is caught when it clears the reader of motor neuron disease, promises that nothing is wrong, or gives a
personal chance of it. What a study counted, and that nothing here can exclude anything, may be said.
"""

import re

__all__ = ["caught", "clears_of_als"]


def _any_of(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_BAD = _any_of("serious", "dangerous", "fatal", "deadly", "severe", "sinister", "bad")
_ILLNESS = _any_of("disease", "illness", "condition", "cause", "reason", "thing") + "s?"
_ALS = _any_of(
    r"als\b",
    r"mnd\b",
    r"a?myotrophic\w*(?: lateral sclerosis)?",
    r"motor[ -]neurone?(?: disease)?",
    r"lou gehrig\S*(?: disease)?",
    rf"(?:a |any |the |some )?{_BAD}(?: \w+)? {_ILLNESS}",
)
_SURELY = _any_of("definitely", "certainly", "surely", "clearly", "simply", "really", "truly", "obviously")
_MAYBE = _any_of("(?:almost|most|very) (?:certainly|likely)", "likely", "probably", "just", "at all")
_OF = _any_of("a sign (?:of|for)", "due to", "caused by", "because of", "from", "about", "anything like", "related to")
_SOME = _any_of("any", "a", "the", "an", "early", "case of", "form of", "part of")
_THEN = rf"(?:\s+{_any_of(_SURELY, _MAYBE, _OF, _SOME)})*\s+"
"""Words that may stand between "is not" and the disease."""

_IS_NOT = _any_of("(?:is|are|was|were|being) not", "isn't", "aren't", "wasn't", "weren't", "not being", "'s not")
_DO_NOT = _any_of("(?:do|does|did|will|can|could)(?: not|n't)", "cannot", "can't", "won't")
_HAVE = _any_of(
    "have", "suffer from", "show", "get", "develop", "(?:look|sound) like", "(?:point|speak) (?:to|for)", "mean",
    "suggest", "fit", "come from", "need to fear",
)  # fmt: skip
_VERY = "(?:very |extremely |highly |most |quite |rather )?"
_TRACE = "(?:(?:signs?|evidence|risk|danger|chance|hint|trace) of |reason to fear |any |a )*"
_WITHOUT = _any_of("no", "without", "(?:free|clear|cleared) (?:of|from)", "nothing like")
_GONE = _any_of(
    "ruled out", "excluded", "impossible", "out of the question", "off the table", "not (?:possible|present)"
)

_UNABLE = _any_of(
    _DO_NOT, r"never", r"nor", r"no(?: \w+){1,5} can", r"(?:nobody|nothing(?: \w+)?) can", r"is not able to",
    r"not enough to", r"too (?:little|early|few) to", r"can neither find nor",
)  # fmt: skip
_SETTLE = _any_of(
    "rule out", "exclude", "clear you of", "say (?:whether|that|if|what|it)", "tell", "answer", "mean that"
)
_MAY_BE_SAID = re.compile(
    rf"\b{_UNABLE}\s+(?:yet |fully |by itself |by themselves |alone |safely )?{_SETTLE}\b[^.,;:!?]*", re.IGNORECASE
)
"""That a test, a list of answers or this program settles nothing is honest; it is taken out before the search."""

_FORBIDDEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_IS_NOT}{_THEN}{_ALS}",
        rf"\b(?:it|this|that|these|yours|twitching|what you have)\s+{_DO_NOT}\s+be{_THEN}{_ALS}",
        rf"\b{_DO_NOT}\s+{_HAVE}{_THEN}{_ALS}",
        rf"\b(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)){_THEN}{_ALS}",
        rf"\b{_ALS}[^.;:!?]{{0,30}}\b{_GONE}",
        rf"\b{_WITHOUT}\s+{_TRACE}{_ALS}(?!\s*(?:case|patient|score|index|rate))",
        rf"\b{_ALS}\s+(?:is|seems|looks|becomes|would be)\s+{_VERY}(?:unlikely|improbable)\b",
        rf"\b(?:unlikely|improbable)\s+(?:that\s+)?(?:you|your|this|it)\b[^.;:!?]*{_ALS}",
        rf"\b(?:you|this|it|that)\s+(?:is|are)\s+{_VERY}unlikely\s+to\s+(?:be|have|get|develop){_THEN}{_ALS}",
        rf"\byour\s+(?:own |personal )?{_any_of('chance', 'risk', 'odds', 'probability', 'likelihood')}\s+"
        rf"(?:of|for|to have|of having){_THEN}{_ALS}\s*(?:is|are|of|:|=|lies|stands)",
        r"\b(?:you|your twitching|your muscles)\s+(?:are|is)\s+(?:\w+\s+)?"
        r"(?:safe|fine|healthy|benign|harmless|all right|okay|ok)\b",
        rf"\b(?:{_SURELY}|completely|entirely|always|absolutely|guaranteed|proven)\s+"
        r"(?:benign|harmless|safe|innocent|nothing)\b",
        r"\b(?:nothing|no reason|no need|no cause)\s+(?:at all\s+)?to\s+(?:worry|be worried|be afraid|fear)\b",
        r"\b(?:nothing (?:is )?(?:wrong|serious)|nothing dangerous)\b",
        r"\byou (?:can|may)(?: now)? (?:stop worrying|relax|forget|be sure|rest assured)\b",
        r"\b(?:all[- ]clear|clean bill of health|rest assured|don't worry|do not worry)\b",
    )
)


def caught(text: str) -> tuple[str, ...]:
    """The sentences of a text that must not be said."""
    sentences = re.split(r"(?<=[.!?;:])\s+|\n{2,}", text)
    return tuple(" ".join(sentence.split()) for sentence in sentences if clears_of_als(sentence))


def clears_of_als(sentence: str) -> bool:
    """Whether a sentence tells the reader that it is not ALS, in these or other words."""
    plain = " ".join(sentence.split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    left = _MAY_BE_SAID.sub(" ", plain)
    return any(pattern.search(left) for pattern in _FORBIDDEN)
