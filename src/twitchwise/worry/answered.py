"""Questionnaires about worry out of the diary: the latest, and those before it."""

from dataclasses import dataclass
from datetime import date

from twitchwise.diary.model import Diary, Questionnaire
from twitchwise.errors import InputError
from twitchwise.worry.questions import Gad7Band, SetName, band_of, question_set, score_of

__all__ = ["Answered", "answered_sets", "latest_answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One time a question set was answered.

    Parameters
    ----------
    name : which set.
    day : the person's day.
    answers : points of each question, None for one left open.
    score : the sum; None when a question was left open.
    entry_id : of the diary's entry.
    """

    name: SetName
    day: date
    answers: tuple[int | None, ...]
    score: int | None
    entry_id: str

    @property
    def band(self) -> Gad7Band | None:
        """What the sum of a complete GAD-7 is called; None for anything else, the check has no bands."""
        return None if self.score is None or self.name is not SetName.GAD7 else band_of(self.score)

    @property
    def n_open(self) -> int:
        """How many questions were left open."""
        return sum(answer is None for answer in self.answers)


def answered_sets(diary: Diary, name: SetName, today: date) -> tuple[Answered, ...]:
    """Every time a set was answered up to `today`, the earliest first; what cannot be one is passed over.

    Notes
    -----
    The sum is worked out again from the answers: a sum that another program wrote down beside them is not trusted.
    """
    asked = question_set(name)
    found = []
    for entry in diary.of(Questionnaire):
        day = diary.rule.day_of(entry.when)
        if entry.name != name or day > today:
            continue
        try:
            score = score_of(asked, entry.answers)
        except InputError:
            continue
        found.append(Answered(name=name, day=day, answers=entry.answers, score=score, entry_id=entry.entry_id))
    return tuple(sorted(found, key=lambda each: each.day))


def latest_answered(diary: Diary, name: SetName, today: date) -> Answered | None:
    """The last complete one up to `today`, or None."""
    complete = [each for each in answered_sets(diary, name, today) if each.score is not None]
    return complete[-1] if complete else None
