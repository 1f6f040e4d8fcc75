"""Answers that nobody would make up by hand, for the property tests: any age, any mix of replies, dates, labs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from hypothesis import strategies as st

from twitchwise.body import all_sites
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
    NoticedSite,
    Precision,
    Sex,
    TwitchCourse,
    WeaknessCourse,
)

__all__ = ["ANSWERED_ON", "any_answers", "with_reply", "without"]

ANSWERED_ON = date(2026, 3, 2)
_SAID = (Reply.YES, Reply.NO, Reply.NOT_SURE)
_UNITS = {
    Analyte.CALCIUM: ("mmol/l", 0.5, 4.5),
    Analyte.MAGNESIUM: ("mmol/l", 0.1, 3.0),
    Analyte.POTASSIUM: ("mmol/l", 1.2, 9.0),
    Analyte.SODIUM: ("mmol/l", 100.0, 175.0),
    Analyte.TSH: ("mU/l", 0.0, 90.0),
    Analyte.CK: ("U/l", 10.0, 90_000.0),
    Analyte.B12: ("pg/ml", 30.0, 1_900.0),
}
_MEDICINES = (
    "omeprazole",
    "salbutamol",
    "sertraline",
    "lithium",
    "diazepam",
    "furosemide",
    "donepezil",
    "no such drug",
)


def with_reply(answers: Answers, feature: Feature, reply: Reply) -> Answers:
    """The same answers but for one reply."""
    return replace(answers, replies=MappingProxyType({**answers.replies, feature: reply}))


def without(answers: Answers, feature: Feature) -> Answers:
    """The same answers as if this feature had not been asked."""
    left = {each: reply for each, reply in answers.replies.items() if each is not feature}
    return replace(answers, replies=MappingProxyType(left))


def _days() -> st.SearchStrategy[date]:
    return st.integers(0, 4000).map(lambda days: ANSWERED_ON - timedelta(days=days))


def _replies() -> st.SearchStrategy[Mapping[Feature, Reply]]:
    """A few things said beside a background that was asked and denied, not asked, or mixed."""
    few = st.dictionaries(st.sampled_from(Feature), st.sampled_from(_SAID), max_size=8)
    background = st.one_of(
        st.just(dict.fromkeys(Feature, Reply.NO)),
        st.just({}),
        st.dictionaries(st.sampled_from(Feature), st.sampled_from((Reply.NO, Reply.NO, Reply.NOT_SURE)), max_size=60),
    )
    return st.builds(lambda under, over: MappingProxyType({**under, **over}), background, few)


def _sites() -> st.SearchStrategy[tuple[NoticedSite, ...]]:
    one = st.builds(
        lambda site, day, precision, read: NoticedSite(
            site=site,
            first_noticed=None if day is None else datetime.combine(day, time()),
            precision=precision,
            had_just_read=read,
        ),
        st.sampled_from(all_sites()),
        st.none() | _days(),
        st.sampled_from(Precision),
        st.none() | st.booleans(),
    )
    return st.lists(one, max_size=5, unique_by=lambda noticed: noticed.site).map(tuple)


def _labs() -> st.SearchStrategy[tuple[Lab, ...]]:
    def lab(analyte: Analyte, place: float, on: date | None) -> Lab:
        unit, low, high = _UNITS[analyte]
        return Lab(analyte=analyte, value=round(low + place * (high - low), 3), unit=unit, on=on)

    one = st.builds(lab, st.sampled_from(Analyte), st.floats(0, 1), st.none() | _days())
    return st.lists(one, max_size=2).map(tuple)


def any_answers() -> st.SearchStrategy[Answers]:
    """Answers of anybody."""
    medicine = st.builds(
        Medicine,
        name=st.sampled_from(_MEDICINES),
        started=st.none() | _days(),
        changed=st.none() | _days(),
        stopped=st.none() | _days(),
    )
    examination = st.builds(
        Examination,
        kind=st.sampled_from(ExaminationKind),
        result=st.sampled_from(ExaminationResult),
        on=st.none() | _days(),
    )
    return st.builds(
        Answers,
        answered_on=st.just(ANSWERED_ON),
        replies=_replies(),
        age_years=st.none() | st.integers(12, 98),
        sex=st.none() | st.sampled_from(Sex),
        sites=_sites(),
        twitching_since=st.none() | _days(),
        twitch_course=st.none() | st.sampled_from(TwitchCourse),
        weakness_since=st.none() | _days(),
        weakness_course=st.none() | st.sampled_from(WeaknessCourse),
        medicines=st.lists(medicine, max_size=2).map(tuple),
        examinations=st.lists(examination, max_size=2).map(tuple),
        labs=_labs(),
        sleep_h=st.none() | st.floats(0, 14),
        caffeine_mg=st.none() | st.floats(0, 1500),
        alcohol_g=st.none() | st.floats(0, 300),
    )
