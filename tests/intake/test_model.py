from datetime import date, datetime

from twitchwise.body import find_site
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Analyte, Answers, ExaminationKind, NoticedSite


def test_what_was_not_asked_is_not_a_no() -> None:
    answers = Answers(answered_on=date(2026, 11, 22), replies={Feature.CRAMPS: Reply.NO})
    assert answers.reply(Feature.CRAMPS) is Reply.NO
    assert answers.reply(Feature.WASTING) is Reply.NOT_ASKED
    assert not answers.has(Feature.WASTING)


def test_twitching_began_at_the_earliest_time_that_is_known() -> None:
    calf = NoticedSite(site=find_site("left calf"), first_noticed=datetime(2026, 9, 3, 21, 15))
    tongue = NoticedSite(site=find_site("tongue"))
    assert Answers(answered_on=date(2026, 11, 22), sites=(calf, tongue)).first_began() == date(2026, 9, 3)
    assert Answers(answered_on=date(2026, 11, 22), sites=(tongue,)).first_began() is None
    assert Answers(
        answered_on=date(2026, 11, 22), sites=(calf,), twitching_since=date(2025, 1, 1)
    ).first_began() == date(2025, 1, 1)


def test_examinations_and_blood_values_are_called_what_people_call_them() -> None:
    assert [kind.plain_name for kind in ExaminationKind] == [
        "neurological examination",
        "EMG",
        "nerve conduction",
        "MRI",
        "ultrasound",
    ]
    assert [each.plain_name for each in (Analyte.TSH, Analyte.B12, Analyte.CALCIUM)] == ["TSH", "B12", "calcium"]
