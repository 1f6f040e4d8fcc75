"""What doctors and laboratories found: examinations by their latest date, blood values, words of a report."""

import re
from collections.abc import Iterable
from datetime import date

from twitchwise.causes.reading import Reading, yes_if
from twitchwise.causes.sign import Clue, Sign
from twitchwise.clock import say_told_day
from twitchwise.evidence.lookup import find_fact
from twitchwise.intake.feature import Reply
from twitchwise.intake.labs import LabJudgement, LabLevel, judge_lab
from twitchwise.intake.model import Analyte, Answers, Examination, ExaminationKind, ExaminationResult, Lab

__all__ = ["latest_examination", "read_doctors", "say_when"]

_NORMAL_AND_NOT = {
    ExaminationKind.NEUROLOGICAL: (Sign.EXAMINATION_NORMAL, Sign.EXAMINATION_ABNORMAL),
    ExaminationKind.EMG: (Sign.EMG_NORMAL, Sign.EMG_ABNORMAL),
    ExaminationKind.NERVE_CONDUCTION: (None, Sign.NERVE_TEST_ABNORMAL),
    ExaminationKind.MRI: (None, Sign.MRI_ABNORMAL),
}
_LOW_AND_HIGH: dict[Analyte, tuple[Sign | None, Sign | None]] = {
    Analyte.CALCIUM: (Sign.CALCIUM_LOW, Sign.CALCIUM_HIGH),
    Analyte.MAGNESIUM: (Sign.MAGNESIUM_LOW, None),
    Analyte.POTASSIUM: (Sign.POTASSIUM_LOW, Sign.POTASSIUM_HIGH),
    Analyte.SODIUM: (Sign.SODIUM_LOW, Sign.SODIUM_HIGH),
    Analyte.TSH: (Sign.TSH_LOW, Sign.TSH_HIGH),
    Analyte.CK: (None, Sign.CK_HIGH),
    Analyte.B12: (Sign.B12_LOW, None),
}
_IN_REPORTS = {
    Sign.EMG_NERVE_OVERACTIVE: r"neuromyoton|myokymi|after-?\s?discharge|hyperexcitab|doublet|multiplet",
    Sign.EMG_NERVE_LOSS: r"denervat|chronic neurogenic|reinnervat|anterior horn|motor neurone? (?:loss|disease)",
    Sign.NERVE_BLOCK: r"conduction block|motor block",
}
_DENIED = re.compile(r"\b(?:no|not|without|nor|negative for|absence of|absent)\b[^.;]{0,40}$", re.IGNORECASE)
_OLD = 0.5  # of the weight, for a normal result that is older than the next look would be, or without a date
_DAYS_A_MONTH = 30.44


def read_doctors(answers: Answers, today: date) -> dict[Clue, Reading]:
    """The clues in examinations and blood values."""
    return {**_examinations(answers, today), **_reports(answers.examinations), **_labs(answers)}


def latest_examination(
    answers: Answers, kind: ExaminationKind, result: ExaminationResult | None = None
) -> Examination | None:
    """The last one of a kind, of a result when one is named; those without a date come before all others."""
    fitting = [each for each in answers.examinations if each.kind is kind and result in (None, each.result)]
    return max(fitting, key=lambda each: each.on or date.min, default=None)


def say_when(day: date | None) -> str:
    """When something was done, in words."""
    return "you did not say when" if day is None else say_told_day(day)


def _examinations(answers: Answers, today: date) -> dict[Clue, Reading]:
    """An abnormal result stands; a normal one speaks for its date, and not at all for weakness that came later."""
    found: dict[Clue, Reading] = {}
    for kind, (normal, abnormal) in _NORMAL_AND_NOT.items():
        bad = latest_examination(answers, kind, ExaminationResult.ABNORMAL)
        good = latest_examination(answers, kind, ExaminationResult.NORMAL)
        if bad is not None:
            found[abnormal] = Reading(reply=Reply.YES, said=say_when(bad.on))
        elif good is not None:
            found[abnormal] = Reading(reply=Reply.NO, said=say_when(good.on))
            certainty = _speaks_today(good, answers, today)
            if normal is not None and certainty > 0.0:
                found[normal] = Reading(reply=Reply.YES, certainty=certainty, said=say_when(good.on))
    return found


def _speaks_today(examination: Examination, answers: Answers, today: date) -> float:
    if examination.on is None:
        return _OLD
    if answers.weakness_since is not None and examination.on < answers.weakness_since:
        return 0.0
    months = find_fact("fasc_review_6m").value or 0.0
    return 1.0 if (today - examination.on).days <= months * _DAYS_A_MONTH else _OLD


def _reports(examinations: Iterable[Examination]) -> dict[Clue, Reading]:
    found: dict[Clue, Reading] = {}
    for examination in examinations:
        for sign, pattern in _IN_REPORTS.items():
            for match in re.finditer(pattern, examination.words, re.IGNORECASE):
                if not _DENIED.search(examination.words[: match.start()]):
                    found[sign] = yes_if(True)
    return found


def _labs(answers: Answers) -> dict[Clue, Reading]:
    found: dict[Clue, Reading] = {}
    for lab in sorted(answers.labs, key=lambda each: each.on or date.min):
        judged = judge_lab(lab, answers.sex)
        if judged.level is LabLevel.CANNOT_JUDGE:
            continue
        said = _say_value(lab)
        low, high = _LOW_AND_HIGH[lab.analyte]
        for sign, level in ((low, LabLevel.LOW), (high, LabLevel.HIGH)):
            if sign is not None:
                found[sign] = Reading(reply=Reply.YES if judged.level is level else Reply.NO, said=said)
        if lab.analyte is Analyte.CK:
            found[Sign.CK_VERY_HIGH] = Reading(reply=Reply.YES if _is_very_high(judged) else Reply.NO, said=said)
    return found


def _is_very_high(judged: LabJudgement) -> bool:
    times = find_fact("rhabdo_ck").value
    return judged.times_upper_limit is not None and times is not None and judged.times_upper_limit >= times


def _say_value(lab: Lab) -> str:
    return f"{lab.value:g} {lab.unit}".strip() + ("" if lab.on is None else f", {say_when(lab.on)}")
