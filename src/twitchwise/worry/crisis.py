"""What is said after thoughts of self-harm, the same wherever it is said."""

from datetime import date

from twitchwise.diary.model import Diary
from twitchwise.worry.personal import crisis_lines, has_self_harm_thoughts
from twitchwise.worry.words import Sentence, say

__all__ = ["crisis_help"]


def crisis_help(diary: Diary, today: date) -> tuple[Sentence, ...]:
    """Where help is, the person's own crisis lines with it; empty when the last answer was no, or when nobody asked.

    Parameters
    ----------
    diary : with the answer and the lines that the person typed in.
    today : the person's day; what was written down later is not looked at.
    """
    if not has_self_harm_thoughts(diary, today):
        return ()
    lines = [say("crisis_line", line=line) for line in crisis_lines(diary)] or [say("crisis_no_line")]
    return (say("crisis_now"), say("crisis_talk"), *lines)
