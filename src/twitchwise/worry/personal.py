"""What a person keeps in the diary about the fear: an agreement with a clinician, a break, numbers for a crisis."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.diary.investigation import LONGEST_DAYS
from twitchwise.diary.model import Diary, Finding
from twitchwise.intake.feature import Feature, Reply

__all__ = [
    "AGREEMENT",
    "AGREEMENT_DAYS",
    "CRISIS_LINE",
    "PAUSE",
    "SELF_HARM",
    "Agreement",
    "agreement_on",
    "crisis_lines",
    "has_self_harm_thoughts",
    "pause_until",
]

AGREEMENT = "clinician-agrees-to-daily-diary"
"""Name of the finding; its answer is who agreed, or "no" when there is no agreement any more."""

PAUSE = "pause-until"
"""Name of the finding; its answer is the last day of the break, or "no" when it was ended."""

CRISIS_LINE = "crisis-line/"
"""Begins the name of the finding, the name of the line comes after it; its answer is the number, or "no"."""

SELF_HARM = Feature.THOUGHTS_OF_SELF_HARM.value
"""Name of the finding, as the intake calls it."""

AGREEMENT_DAYS = LONGEST_DAYS
"""An agreement holds for one search for triggers; a choice."""

_NO = Reply.NO.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A clinician agreed to a daily diary.

    Parameters
    ----------
    who : as typed.
    given_on, until : first and last day on which it holds.
    """

    who: str
    given_on: date
    until: date


def agreement_on(diary: Diary, today: date) -> Agreement | None:
    """The agreement that holds on `today`, or None."""
    last = max(_findings(diary, AGREEMENT, today), key=lambda each: each[0], default=None)
    if last is None or last[1].answer.casefold() == _NO:
        return None
    until = last[0] + timedelta(days=AGREEMENT_DAYS - 1)
    return Agreement(who=last[1].answer, given_on=last[0], until=until) if today <= until else None


def pause_until(diary: Diary, today: date) -> date | None:
    """The last day of the break that runs on `today`, or None."""
    last = max(_findings(diary, PAUSE, today), key=lambda each: each[0], default=None)
    if last is None:
        return None
    try:
        until = date.fromisoformat(last[1].answer)
    except ValueError:
        return None
    return until if today <= until else None


def crisis_lines(diary: Diary) -> tuple[str, ...]:
    """The crisis lines that the person typed in, "name: number"; this program knows none of its own."""
    lines: dict[str, str] = {}
    for finding in diary.of(Finding):
        if finding.name.startswith(CRISIS_LINE):
            lines[finding.name.removeprefix(CRISIS_LINE)] = finding.answer
    return tuple(f"{name}: {number}" for name, number in lines.items() if number.casefold() != _NO)


def has_self_harm_thoughts(diary: Diary, today: date) -> bool:
    """Whether the last answer about thoughts of self-harm, here or in the intake, was yes or not sure.

    It holds until it is answered otherwise: that nobody asked since does not make it a "no".
    """
    last = max(_findings(diary, SELF_HARM, today), key=lambda each: each[0], default=None)
    return last is not None and last[1].answer.casefold() in {Reply.YES.value, Reply.NOT_SURE.value}


def _findings(diary: Diary, name: str, today: date) -> Iterator[tuple[date, Finding]]:
    for finding in diary.of(Finding):
        day = diary.rule.day_of(finding.when)
        if finding.name == name and day <= today:
            yield day, finding
