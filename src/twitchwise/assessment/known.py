"""What is known of a person, and what is not known yet."""

from collections.abc import Iterator, Sequence

from twitchwise.assessment.words import assessment_sentence
from twitchwise.clock import say_day, say_told_day
from twitchwise.evidence.model import Sentence
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.labs import LabLevel, judge_lab
from twitchwise.intake.model import Answers, Examination, ExaminationKind, ExaminationResult
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend_result import State
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.verdict import Verdict
from twitchwise.urgency.model import Judgement, Unseen

__all__ = ["what_is_known", "what_is_not_known"]

_NAMES = {
    ExaminationKind.NEUROLOGICAL: "known_examined",
    ExaminationKind.EMG: "known_emg",
}
_UNKNOWN = {
    Unseen.FIRST_SITTING: "unknown_screen",
    Unseen.WEEKLY_TESTS: "unknown_trend",
    Unseen.EXAMINATION: "unknown_examination",
    Unseen.BLOOD: "unknown_blood",
    Unseen.MEDICINES: "unknown_medicines",
}


def what_is_known(
    answers: Answers, *, strength: StrengthStanding | None, triggers: Triggers | None
) -> tuple[Sentence, ...]:
    """What was looked at and what it said, each with its date.

    Parameters
    ----------
    answers : examinations and blood values.
    strength : first sitting and weekly tests.
    triggers : of the person's diary.
    """
    return (*_strength(strength), *_examinations(answers.examinations), *_blood(answers), *_triggers(triggers))


def what_is_not_known(judgement: Judgement, answers: Answers, *, triggers: Triggers | None) -> tuple[Sentence, ...]:
    """What was not asked or looked at, what matters most first."""
    found = []
    if judgement.unanswered:
        found.append(assessment_sentence("unknown_red_flags", count=str(len(judgement.unanswered))))
    for unseen, id_ in _UNKNOWN.items():
        if unseen is Unseen.FIRST_SITTING and answers.reply(Feature.SCREEN_ACT_FAILED) in {Reply.YES, Reply.NO}:
            continue  # an act was tried, and its result stands among the answers
        if unseen in judgement.not_looked_at:
            has_some = unseen is Unseen.BLOOD and bool(answers.labs)
            found.append(assessment_sentence(f"{id_}_some" if has_some else id_))
    judged = [] if triggers is None else [each for each in triggers.triggers if each.verdict is not Verdict.TOO_EARLY]
    if not judged:
        found.append(assessment_sentence("unknown_triggers"))
    return tuple(found)


def _strength(strength: StrengthStanding | None) -> Iterator[Sentence]:
    if strength is None:
        return
    regions = strength.trend.regions
    for state, id_ in ((State.FALL, "known_strength_fall"), (State.STEADY, "known_strength_steady")):
        named = [region.region.label for region in regions if region.state is state]
        if named:
            yield assessment_sentence(id_, regions=", ".join(named))
    if strength.screened is not None:
        yield _screen(strength.screened)


def _screen(screened: Screened) -> Sentence:
    id_ = "known_screen_failed" if screened.result.goes_to_urgency else "known_screen_clear"
    return assessment_sentence(id_, date=say_day(screened.day))


def _examinations(examinations: Sequence[Examination]) -> Iterator[Sentence]:
    for each in examinations:
        id_ = _NAMES.get(each.kind)
        if each.result is ExaminationResult.NORMAL and id_ is not None:
            yield (
                assessment_sentence(f"{id_}_undated")
                if each.on is None
                else assessment_sentence(id_, date=say_told_day(each.on))
            )
    unusual = [each.kind.plain_name for each in examinations if each.result is ExaminationResult.ABNORMAL]
    if unusual:
        yield assessment_sentence("known_abnormal", tests=", ".join(dict.fromkeys(unusual)))


def _blood(answers: Answers) -> Iterator[Sentence]:
    judged = [(lab, judge_lab(lab, answers.sex).level) for lab in answers.labs]
    for levels, id_ in (
        ({LabLevel.LOW, LabLevel.HIGH}, "known_blood_outside"),
        ({LabLevel.NORMAL}, "known_blood_normal"),
    ):
        names = [lab.analyte.plain_name for lab, level in judged if level in levels]
        if names:
            yield assessment_sentence(id_, names=", ".join(dict.fromkeys(names)))


def _triggers(triggers: Triggers | None) -> Iterator[Sentence]:
    likely = [] if triggers is None else [each for each in triggers.triggers if each.verdict is Verdict.LIKELY]
    if likely:
        yield assessment_sentence("known_trigger", names=", ".join(dict.fromkeys(each.exposure for each in likely)))
