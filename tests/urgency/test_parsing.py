import pytest

from twitchwise.evidence.loading import LibraryError
from twitchwise.intake.feature import Feature
from twitchwise.intake.medicines import MedicineGroup
from twitchwise.intake.model import Analyte
from twitchwise.urgency.condition import (
    AgeIs,
    AllOf,
    AnyOf,
    AtLeast,
    HasFeature,
    LabValue,
    LastsFor,
    Maybe,
    MedicineTaken,
    MedicineTime,
    Relation,
    Span,
    features_of,
)
from twitchwise.urgency.parsing import parse_condition


def _has(feature: Feature) -> HasFeature:
    return HasFeature(feature=feature)


def test_and_binds_closer_than_or() -> None:
    assert parse_condition("wasting or falls and cramps") == AnyOf(
        parts=(_has(Feature.WASTING), AllOf(parts=(_has(Feature.FALLS), _has(Feature.CRAMPS))))
    )


def test_brackets_go_first() -> None:
    found = parse_condition("(wasting or falls) and cramps")
    assert isinstance(found, AllOf)
    assert list(features_of(found)) == [Feature.WASTING, Feature.FALLS, Feature.CRAMPS]


def test_a_name_stands_for_its_condition() -> None:
    assert parse_condition("@thin", named={"thin": _has(Feature.WASTING)}) == _has(Feature.WASTING)


def test_numbers_and_spans_are_read_with_their_units() -> None:
    assert parse_condition("age >= 40") == AgeIs(relation=Relation.AT_LEAST, years=40)
    assert parse_condition("weakness-for <= 4 weeks") == LastsFor(
        span=Span.WEAKNESS, relation=Relation.AT_MOST, days=28.0
    )
    assert parse_condition("lab potassium < 2.5") == LabValue(
        analyte=Analyte.POTASSIUM, relation=Relation.BELOW, value=2.5
    )


def test_medicines_are_ever_taken_new_or_long_in_use() -> None:
    assert parse_condition("medicine any new") == MedicineTaken(group=None, time=MedicineTime.NEW)
    assert parse_condition("medicine lithium") == MedicineTaken(group=MedicineGroup.LITHIUM, time=MedicineTime.EVER)


def test_at_least_and_maybe_take_what_is_in_their_brackets() -> None:
    found = parse_condition("at least 2 of (cramps, tremor or falls, fast-pulse)")
    assert isinstance(found, AtLeast)
    assert (found.count, len(found.parts)) == (2, 3)
    assert parse_condition("maybe(falls)") == Maybe(part=_has(Feature.FALLS))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "missing at the end"),
        ("wastng", "no feature"),
        ("not wasting", "no feature"),
        ("wasting and", "missing at the end"),
        ("wasting falls", "left over"),
        ("(wasting", 'missing before "the end"'),
        ("wasting; falls", "cannot be read"),
        ("age is 40", "none of"),
        ("age >= forty", "no number"),
        ("weakness-for <= 4 moons", "no span"),
        ("lab gold low", "none of"),
        ("ck >= 5", 'missing before "the end"'),
        ("examination emg fine", "none of"),
        ("medicine aspirn", "none of"),
        ("site nose", "nose"),
        ("site calf", "is named gastrocnemius"),
        ("@thin", "no condition is named"),
        ("at least 3 of (cramps, falls)", "can not be"),
        ("screen fine", "none of"),
    ],
)
def test_a_word_that_is_not_known_is_refused(text: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        parse_condition(text)
