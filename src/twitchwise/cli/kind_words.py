"""How many entries of a kind, in words."""

__all__ = ["KINDS", "say_kind"]

KINDS = {
    "day-answer": ("answered day", "answered days"),
    "exposure": ("exposure", "exposures"),
    "finding": ("answer about a sign", "answers about signs"),
    "investigation": ("search for triggers", "searches for triggers"),
    "learned-exercise": ("explained exercise", "explained exercises"),
    "note": ("note", "notes"),
    "questionnaire": ("questionnaire", "questionnaires"),
    "recording-measured": ("measured recording", "measured recordings"),
    "strength-series": ("series of strength tests", "series of strength tests"),
    "suspicion": ("suspicion", "suspicions"),
    "test-result": ("strength test", "strength tests"),
    "trial-plan": ("self-trial", "self-trials"),
    "twitches-noticed": ("noticing of twitches", "noticings of twitches"),
    "workout": ("workout", "workouts"),
}
"""Kind of entry -> one, several."""


def say_kind(n: int, kind: str) -> str:
    """A number of entries of one kind.

    Examples
    --------
    >>> say_kind(1, "note"), say_kind(157, "workout")
    ('1 note', '157 workouts')
    """
    one, several = KINDS.get(kind, (kind.replace("-", " "), kind.replace("-", " ")))
    return f"{n} {one if n == 1 else several}"
