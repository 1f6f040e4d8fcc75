import re
from datetime import timedelta

import pytest

from tests.readability import grade
from tests.spread.built_people import TODAY, answers, told
from twitchwise.evidence.lookup import cite
from twitchwise.spread import words
from twitchwise.spread.first_times import first_times
from twitchwise.spread.words import place_lines, say_span, spread_sentence

TEMPLATES = vars(words)["_templates"]()


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(minutes=91), "2 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=15), "3 weeks"),
        (timedelta(days=100), "4 months"),
        (timedelta(days=365.25 * 3), "3 years"),
    ],
)
def test_a_span_is_said_in_the_unit_that_fits(span: timedelta, said: str) -> None:
    assert say_span(span) == said
    assert say_span(span, is_most=True) == f"up to {said}"


def test_a_place_is_said_no_finer_than_it_is_known() -> None:
    lines = place_lines(
        first_times(None, answers(told("tongue", "2026-11-01T08:05", read=True), told("lips", None)), today=TODAY)
    )
    assert lines[0] == (
        "tongue (intrinsic muscles): 1 November 2026, 08:05, from memory; you had just been reading about twitching"
    )
    assert lines[1].endswith("first time not known")


def test_every_sentence_reads_at_about_grade_eight() -> None:
    grades = {id_: grade(template.text) for id_, template in TEMPLATES.items()}
    assert max(grades.values()) <= 9.0, grades


def test_every_sentence_rests_on_facts_or_owns_up_to_judgement() -> None:
    for template in TEMPLATES.values():
        assert template.is_judgement or cite(*template.facts)


def test_the_pace_is_compared_with_weakness_and_with_no_other_disease() -> None:
    for id_, template in TEMPLATES.items():
        assert not re.search(r"poison|withdraw|calcium|Guillain|neuropath|Lyme", template.text), id_
        if "als_spread" in template.text:
            assert "weakness" in template.text, id_
        assert not re.search(r"\bnot (?:have )?(?:ALS|MND)\b|no ALS|rules? out|exclude", template.text), id_


def test_a_sentence_takes_its_figures_from_facts() -> None:
    assert "13 months" in spread_sentence("wandering").text
