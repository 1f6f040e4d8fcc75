import re

import pytest

from twitchwise.errors import UnknownName
from twitchwise.evidence.lookup import cite, facts, find_fact, find_source, marks, sources
from twitchwise.evidence.model import Mark, Topic


def test_every_fact_has_a_source_that_can_be_cited() -> None:
    assert len(facts()) > 300
    for fact in facts():
        assert find_source(fact.source).title
        assert cite(fact.id) == cite(fact.source)


def test_a_citation_is_one_line() -> None:
    for source in sources():
        line = cite(source.id)
        assert "\n" not in line
        assert line.endswith(".")
        assert source.is_placeholder or str(source.year) in line


def test_a_source_nobody_opened_says_so() -> None:
    assert cite("eisen1994").endswith("Not read in the original.")
    assert "Not read" not in cite("mills2011")


def test_teaching_is_not_dressed_up_as_a_study() -> None:
    assert cite("emergencies") == "General clinical teaching; no study was found."


def test_several_are_cited_together_each_source_once() -> None:
    lines = cite("als_spread_interval", "fujimura2011", "als_spread_rapid_limit", "doublet_window").splitlines()
    assert len(lines) == 2
    assert lines[0] == cite("fujimura2011")


def test_a_claim_and_a_sentence_are_cited_by_what_they_rest_on() -> None:
    assert cite("schwane1983") in cite("lactic_acid").splitlines()
    assert cite("mattiuzzi2024") in cite("followed_examined").splitlines()


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("als_spread_interval", ()),
        ("als_inc_women_30", (Mark.DERIVED,)),
        ("als_strong_muscle_fp", (Mark.PARTLY_DERIVED,)),
        ("fasc_ever_healthy", (Mark.UNVERIFIED,)),
        ("als_fasc_first", (Mark.UNVERIFIED,)),
        ("qr_abs_upper", (Mark.UNVERIFIED, Mark.DERIVED)),
        ("exercise_lag", (Mark.TEACHING,)),
    ],
)
def test_what_was_not_read_and_what_was_computed_is_marked(id_: str, expected: tuple[Mark, ...]) -> None:
    assert marks(id_) == expected
    assert marks(find_fact(id_)) == expected


def test_every_fact_of_a_source_nobody_read_is_marked() -> None:
    for fact in facts():
        if not find_source(fact.source).verified:
            assert {Mark.UNVERIFIED, Mark.TEACHING} & set(marks(fact)), fact.id
        if "DERIVED" in f"{fact.note} {fact.statement} {fact.unit}" and not find_source(fact.source).is_placeholder:
            assert {Mark.DERIVED, Mark.PARTLY_DERIVED} & set(marks(fact)), fact.id


def test_places_to_find_a_source_are_well_formed() -> None:
    for source in sources():
        assert source.doi is None or re.fullmatch(r"10\.\d{4,}/\S+", source.doi)
        assert source.pmid is None or re.fullmatch(r"\d{6,8}", source.pmid)
        assert source.pmcid is None or re.fullmatch(r"PMC\d{6,8}", source.pmcid)
        assert 1900 < source.year <= 2026


def test_no_source_stands_in_the_library_twice() -> None:
    for place in ("doi", "pmid", "pmcid"):
        known = [getattr(source, place).casefold() for source in sources() if getattr(source, place)]
        assert len(set(known)) == len(known)


def test_fractions_lie_between_nothing_and_everything() -> None:
    for fact in facts():
        if fact.unit == "fraction":
            numbers = [number for number in (fact.value, fact.low, fact.high) if number is not None]
            assert all(0.0 <= number <= 1.0 for number in numbers), fact.id


def test_facts_can_be_asked_for_by_topic() -> None:
    assert {fact.topic for fact in facts(Topic.MEASUREMENT)} == {Topic.MEASUREMENT}
    assert sum(len(facts(topic)) for topic in Topic) == len(facts())
    assert facts("anxiety") == facts(Topic.ANXIETY)


@pytest.mark.parametrize(
    ("id_", "value", "low", "high"),
    [
        ("doublet_window", None, 10.0, 110.0),
        ("isolated_interval", 250.0, None, None),
        ("avid_rate_by_strategy", None, 27.4, 71.1),
        ("spiqe_detector", 0.836, None, None),
        ("spiqe_specificity", 0.916, None, None),
        ("spiqe_accuracy", 0.879, None, None),
        ("spiqe_noise_limit", 100.0, None, None),
        ("fp_observation_time", 90.0, None, None),
        ("fasc_ah_max_rate", 100.0, None, None),
        ("mri_rate_healthy", 7.7, 4.3, 9.7),
        ("tremor_band", None, 6.0, 12.0),
    ],
)
def test_the_figures_that_the_measuring_code_uses_are_those_of_the_papers(
    id_: str, value: float | None, low: float | None, high: float | None
) -> None:
    fact = find_fact(id_)
    assert (fact.value, fact.low, fact.high) == (value, low, high)


@pytest.mark.parametrize("ask", [find_fact, find_source, cite, facts])
def test_an_unknown_name_is_answered_in_one_sentence(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UnknownName) as caught:
        ask("no_such_thing_" + "x" * 500)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_an_unknown_name_is_answered_with_the_closest_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean doublet_window"):
        find_fact("doublet_windows")
