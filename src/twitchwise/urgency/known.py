"""What is known of a person when urgency is judged."""

from dataclasses import dataclass

from twitchwise.intake.labs import LabJudgement, judge_lab
from twitchwise.intake.model import Analyte, Answers, Examination, ExaminationKind
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.urgency.condition import Span

__all__ = ["Known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Answers and measurements together.

    Parameters
    ----------
    answers : of the person.
    screened : the first sitting and its day, or None.
    strength : the weekly tests, or None.
    gad7 : points of the last sheet of questions on worry, where it still counts; or None.
    """

    answers: Answers
    screened: Screened | None = None
    strength: StrengthStanding | None = None
    gad7: int | None = None

    @property
    def latest_screen(self) -> Screened | None:
        """The newer of the two first sittings that may have been handed over."""
        kept = None if self.strength is None else self.strength.screened
        both = [each for each in (self.screened, kept) if each is not None]
        return max(both, key=lambda each: each.day, default=None)

    def lasted_days(self, span: Span) -> int | None:
        """Days from the beginning to the day of the answers, at least 0; None when the beginning is not known."""
        since = self.answers.first_began() if span is Span.TWITCHING else self.answers.weakness_since
        return None if since is None else max((self.answers.answered_on - since).days, 0)

    def judged_labs(self, analyte: Analyte) -> tuple[LabJudgement, ...]:
        """Every value given for an analyte, judged; more than one counts each by itself, as the worst of them."""
        return tuple(judge_lab(lab, sex=self.answers.sex) for lab in self.answers.labs if lab.analyte is analyte)

    def newest_examination(self, kind: ExaminationKind) -> tuple[Examination, ...]:
        """The newest dated one of a kind, and every one without a date, which may be newer still."""
        of_kind = [each for each in self.answers.examinations if each.kind is kind]
        dated = [each for each in of_kind if each.on is not None]
        newest = max((each.on for each in dated if each.on is not None), default=None)
        return tuple(each for each in of_kind if each.on is None or each.on == newest)
