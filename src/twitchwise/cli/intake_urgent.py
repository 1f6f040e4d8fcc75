"""What cannot wait until the last card is answered at once, by the rules of urgency."""

from twitchwise.cli.terminal import open_console, print_points, print_prose
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers
from twitchwise.intake.said import said
from twitchwise.store.diary_store import DiaryStore
from twitchwise.urgency.at_once import cannot_wait, find_out_now
from twitchwise.urgency.model import Whom
from twitchwise.worry.personal import crisis_lines
from twitchwise.worry.words import say

__all__ = ["UrgentWords"]

_UNSURE = "not sure about thoughts of self-harm"


class UrgentWords:
    """Says what cannot wait, each reason one time.

    Parameters
    ----------
    store : the diary, for the person's own crisis lines; None where there is none.
    told : answers whose emergencies were told before.
    """

    def __init__(self, store: DiaryStore | None, *, told: Answers | None = None) -> None:
        self._store = store
        self._told: set[str] = set()
        if told is not None:
            self._told |= {reason.rule for reason in (*cannot_wait(told), *find_out_now(told))} | (
                {_UNSURE} if _is_unsure(told) else set()
            )

    def say(self, answers: Answers) -> None:
        """Says what is new among the emergencies."""
        new = [reason for reason in cannot_wait(answers) if reason.rule not in self._told]
        unsure = [reason for reason in find_out_now(answers) if reason.rule not in self._told]
        self._say_crisis(answers, is_said=any(reason.whom is Whom.CRISIS for reason in new))
        if not new and not unsure:
            return
        self._told |= {reason.rule for reason in (*new, *unsure)}
        console = open_console()
        console.print()
        for reason in new:
            print_prose(console, reason.what_to_do, style="bold red")
            print_prose(console, reason.why)
        for reason in unsure:
            print_prose(console, reason.why)
            print_prose(console, reason.what_to_do, style="bold")
        if any(reason.whom is Whom.CRISIS for reason in new):
            self._print_lines()
        if new:
            print_prose(console, said("urgent_go_on"))

    def _say_crisis(self, answers: Answers, *, is_said: bool) -> None:
        """Who is not sure about thoughts of self-harm is shown the way to help too."""
        if is_said or not _is_unsure(answers) or _UNSURE in self._told:
            return
        self._told.add(_UNSURE)
        console = open_console()
        console.print()
        print_prose(console, str(say("crisis_talk")), style="bold")
        print_prose(console, str(say("crisis_now")))
        self._print_lines()

    def _print_lines(self) -> None:
        lines = () if self._store is None else crisis_lines(self._store.load())
        print_points(open_console(), [str(say("crisis_line", line=line)) for line in lines])


def _is_unsure(answers: Answers) -> bool:
    return answers.reply(Feature.THOUGHTS_OF_SELF_HARM) is Reply.NOT_SURE
