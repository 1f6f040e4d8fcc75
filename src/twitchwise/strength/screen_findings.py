"""Under which names the answers of a first sitting stand in the diary, and which of them are for a doctor."""

from datetime import date

from twitchwise.diary.model import Diary, Finding
from twitchwise.strength.screen_acts import Outcome

__all__ = ["ACT", "LOST", "SCORES", "holds_failed_act"]

ACT = "strength-screen-act-"
LOST = "strength-screen-lost-"
SCORES = "strength-screen-scores-"
"""A side or task comes after a slash."""


def holds_failed_act(diary: Diary, first: date, last: date) -> bool:
    """Whether an act was last answered with "failed", or a task was said to be lost, from `first` to `last`."""
    acts: dict[str, str] = {}
    for finding in diary.of(Finding):
        if not first <= diary.rule.day_of(finding.when) <= last:
            continue
        if finding.name.startswith(LOST) and finding.answer.strip():
            return True
        if finding.name.startswith(ACT):
            acts[finding.name] = finding.answer
    return Outcome.FAILED.value in acts.values()
