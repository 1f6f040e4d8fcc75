from dataclasses import replace
from datetime import date
from types import MappingProxyType

from twitchwise.intake.circumstance import Circumstance, holds_any, is_denied, maybe_any
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, Examination, ExaminationKind, ExaminationResult, Sex

EMPTY = Answers(answered_on=date(2026, 11, 22))


def _with(reply: Reply) -> Answers:
    return replace(EMPTY, replies=MappingProxyType({Feature.CRAMPS: reply}))


def test_a_yes_holds_a_doubt_may_hold_and_only_a_no_denies() -> None:
    outcomes = {
        reply: (
            holds_any([Feature.CRAMPS], _with(reply)),
            maybe_any([Feature.CRAMPS], _with(reply)),
            is_denied([Feature.CRAMPS], _with(reply)),
        )
        for reply in Reply
    }
    assert outcomes == {
        Reply.YES: (True, True, False),
        Reply.NOT_SURE: (False, True, False),
        Reply.NO: (False, False, True),
        Reply.NOT_ASKED: (False, False, False),
    }


def test_circumstances_are_read_from_the_items() -> None:
    man = replace(EMPTY, sex=Sex.MALE, age_years=56)
    assert holds_any([Circumstance.MALE], man)
    assert holds_any([Circumstance.OVER_55], man)
    assert not holds_any([Circumstance.FEMALE, Circumstance.EXAMINED], man)
    assert not holds_any([Circumstance.OVER_55, Circumstance.MALE], EMPTY)
    seen = Examination(kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL)
    assert holds_any([Circumstance.EXAMINED], replace(EMPTY, examinations=(seen,)))


def test_no_condition_holds_for_no_one_and_is_denied_by_all() -> None:
    assert not holds_any([], EMPTY)
    assert is_denied([], EMPTY)
