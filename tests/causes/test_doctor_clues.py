from datetime import date, timedelta

import pytest

from twitchwise.causes.doctor_clues import latest_examination, read_doctors, say_when
from twitchwise.causes.sign import Sign
from twitchwise.intake.feature import Reply
from twitchwise.intake.model import Analyte, Answers, Examination, ExaminationKind, ExaminationResult, Lab

TODAY = date(2026, 3, 2)
EMG, NCS = ExaminationKind.EMG, ExaminationKind.NERVE_CONDUCTION
NORMAL, ABNORMAL = ExaminationResult.NORMAL, ExaminationResult.ABNORMAL


def _seen(kind: ExaminationKind, result: ExaminationResult, days_ago: int | None = 30, words: str = "") -> Examination:
    on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return Examination(kind=kind, result=result, on=on, words=words)


def _read(*examinations: Examination, weak_days: int | None = None) -> dict[object, tuple[Reply, float]]:
    weak = None if weak_days is None else TODAY - timedelta(days=weak_days)
    answers = Answers(answered_on=TODAY, examinations=examinations, weakness_since=weak)
    return {clue: (each.reply, each.certainty) for clue, each in read_doctors(answers, TODAY).items()}


def test_a_normal_emg_counts_in_full_for_half_a_year() -> None:
    assert _read(_seen(EMG, NORMAL, 180))[Sign.EMG_NORMAL] == (Reply.YES, 1.0)
    assert _read(_seen(EMG, NORMAL, 190))[Sign.EMG_NORMAL] == (Reply.YES, 0.5)
    assert _read(_seen(EMG, NORMAL, None))[Sign.EMG_NORMAL] == (Reply.YES, 0.5)


def test_a_normal_emg_says_nothing_of_weakness_that_came_later() -> None:
    assert Sign.EMG_NORMAL not in _read(_seen(EMG, NORMAL, 400), weak_days=100)
    assert Sign.EMG_NORMAL in _read(_seen(EMG, NORMAL, 50), weak_days=100)


def test_something_that_was_found_once_stands() -> None:
    found = _read(_seen(EMG, ABNORMAL, 300), _seen(EMG, NORMAL, 10))
    assert found[Sign.EMG_ABNORMAL][0] is Reply.YES
    assert Sign.EMG_NORMAL not in found


def test_an_unclear_result_says_nothing() -> None:
    assert _read(_seen(EMG, ExaminationResult.UNCLEAR)) == {}


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Neuromyotonic discharges in both calves", Sign.EMG_NERVE_OVERACTIVE),
        ("after-discharges on stimulation", Sign.EMG_NERVE_OVERACTIVE),
        ("active denervation in three regions", Sign.EMG_NERVE_LOSS),
        ("partial conduction block of the ulnar nerve", Sign.NERVE_BLOCK),
    ],
)
def test_the_words_of_a_report_are_read(words: str, sign: Sign) -> None:
    assert _read(_seen(NCS, ABNORMAL, words=words))[sign] == (Reply.YES, 1.0)


@pytest.mark.parametrize("words", ["no conduction block", "There was no sign of denervation", "without myokymia"])
def test_what_a_report_denies_is_not_found(words: str) -> None:
    found = _read(_seen(NCS, ABNORMAL, words=words))
    assert not {Sign.NERVE_BLOCK, Sign.EMG_NERVE_LOSS, Sign.EMG_NERVE_OVERACTIVE} & set(found)


def test_blood_values_speak_by_the_range_of_the_laboratory() -> None:
    lab = Lab(analyte=Analyte.CALCIUM, value=1.7, unit="mmol/l", low=2.2, high=2.6, on=TODAY)
    found = read_doctors(Answers(answered_on=TODAY, labs=(lab,)), TODAY)
    assert found[Sign.CALCIUM_LOW].reply is Reply.YES
    assert found[Sign.CALCIUM_LOW].said == "1.7 mmol/l, 2 March 2026"
    assert found[Sign.CALCIUM_HIGH].reply is Reply.NO


def test_a_blood_value_that_cannot_be_judged_says_nothing() -> None:
    lab = Lab(analyte=Analyte.CALCIUM, value=1.7)
    assert read_doctors(Answers(answered_on=TODAY, labs=(lab,)), TODAY) == {}


def test_the_last_value_of_a_kind_counts() -> None:
    old = Lab(analyte=Analyte.TSH, value=0.01, unit="mU/l", on=TODAY - timedelta(days=400))
    new = Lab(analyte=Analyte.TSH, value=2.0, unit="mU/l", on=TODAY)
    found = read_doctors(Answers(answered_on=TODAY, labs=(new, old)), TODAY)
    assert found[Sign.TSH_LOW].reply is Reply.NO


def test_a_muscle_value_five_times_the_limit_is_very_high() -> None:
    def found(value: float) -> Reply:
        lab = Lab(analyte=Analyte.CK, value=value, unit="U/l", low=20.0, high=200.0)
        return read_doctors(Answers(answered_on=TODAY, labs=(lab,)), TODAY)[Sign.CK_VERY_HIGH].reply

    assert (found(990.0), found(1010.0)) == (Reply.NO, Reply.YES)


def test_the_latest_examination_is_the_one_with_the_last_date() -> None:
    undated, old, new = _seen(EMG, NORMAL, None), _seen(EMG, NORMAL, 90), _seen(EMG, NORMAL, 5)
    answers = Answers(answered_on=TODAY, examinations=(new, undated, old))
    assert latest_examination(answers, EMG) is new
    assert latest_examination(answers, NCS) is None
    assert say_when(None) == "you did not say when"
    assert say_when(date(2026, 10, 1)) == "October 2026"
