"""What is said beside the reasons: what is open, what was looked at and when, what to watch for."""

from collections.abc import Iterator
from datetime import date

from twitchwise.clock import say_day, say_told_day
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Analyte, ExaminationKind
from twitchwise.urgency.known import Known
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Note, Unseen
from twitchwise.urgency.settling import clear_screen, normal_examinations
from twitchwise.urgency.words import words

__all__ = ["ANSWERS_GROW_OLD_DAYS", "asks_for_screen", "headline", "not_looked_at", "notes"]

ANSWERS_GROW_OLD_DAYS = 28
"""After four weeks it is said that answers may have changed; a choice, the longest of the spans of red flags."""

_CALM = (Urgency.ROUTINE, Urgency.SELF_CARE)
_WEAKNESS = (
    Feature.WEAKNESS_FELT,
    Feature.TASK_LOST,
    Feature.FINE_HAND_TROUBLE,
    Feature.ARM_RAISING_TROUBLE,
    Feature.RISING_TROUBLE,
    Feature.FOOT_DROP,
    Feature.WEAK_LEGS,
    Feature.WASTING,
)


def headline(level: Urgency, *, is_open: bool) -> str:
    """One sentence for the whole; it is calm only when no red flag is open."""
    return words("level.open") if is_open and level in _CALM else words(f"level.{level}")


def asks_for_screen(known: Known) -> bool:
    """Whether the next step is the first sitting: some weakness is said or unsure, and no act has been tried."""
    if known.latest_screen is not None or known.answers.reply(Feature.SCREEN_ACT_FAILED) is not Reply.NOT_ASKED:
        return False
    said = {known.answers.reply(feature) for feature in _WEAKNESS}
    return bool(said & {Reply.YES, Reply.NOT_SURE})


def not_looked_at(known: Known) -> Iterator[Unseen]:
    """What nobody can be asked for on the spot and that is not there."""
    judged = {each.lab.analyte for analyte in Analyte for each in known.judged_labs(analyte) if each.problem is None}
    if judged != set(Analyte):
        yield Unseen.BLOOD
    if not any(each.kind is ExaminationKind.NEUROLOGICAL for each in known.answers.examinations):
        yield Unseen.EXAMINATION
    if known.latest_screen is None:
        yield Unseen.FIRST_SITTING
    if known.strength is None:
        yield Unseen.WEEKLY_TESTS
    if not known.answers.medicines and known.answers.without_value.get(Item.MEDICINES) is not Reply.NO:
        yield Unseen.MEDICINES


def notes(known: Known, *, level: Urgency, today: date, is_open: bool, has_more: bool) -> Iterator[Note]:
    """Further sentences, in the order in which they are said.

    Parameters
    ----------
    level : of the judgement.
    today : the person's day.
    is_open : whether a red flag is unanswered.
    has_more : whether another question could bring the date forward.
    """
    answers = known.answers
    if is_open:
        yield _note("note.red-flags-open")
    if asks_for_screen(known) and level is not Urgency.NOW:
        yield _note("note.screen-meanwhile" if level is Urgency.DAYS else "note.do-the-screen")
    screened = clear_screen(known)
    if screened is not None:
        yield _note("note.screen-clear", day=say_day(screened.day))
    examined = normal_examinations(answers)
    dated = max((each.on for each in examined if each.on is not None), default=None)
    if dated is not None:
        yield _note("note.examined", day=say_told_day(dated))
    elif examined:
        yield _note("note.examined-undated")
    if has_more and not is_open:
        yield _note("note.weeks-open")
    if level in _CALM:
        if any(not_looked_at(known)):
            yield _note("note.not-looked-at")
        yield _note("note.watch")
    if (today - answers.answered_on).days > ANSWERS_GROW_OLD_DAYS:
        yield _note("note.answers-old", day=say_day(answers.answered_on))
    yield _note("note.limits")


def _note(id_: str, **computed: str) -> Note:
    return Note(id=f"urgency.{id_}", text=words(id_, **computed))
