import math

import pytest

from twitchwise.errors import InputError
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.evidence.lookup import cite, find_fact
from twitchwise.evidence.proportion import AlsNewCases, als_new_cases, followed_up


def rate(age_years: float, sex: str) -> Estimate:
    found = als_new_cases(age_years, sex).rate
    assert isinstance(found, Estimate)
    return found


def told(found: AlsNewCases) -> str:
    return " ".join(sentence.text for sentence in found.sentences)


@pytest.mark.parametrize(
    ("age_years", "women", "men"),
    [
        (25, 0.07, 0.13),
        (30, 0.16, 0.30),
        (35, 0.33, 0.63),
        (40, 0.63, 1.2),
        (45, 1.1, 2.1),
        (50, 1.8, 2.8),
        (55, 2.9, 4.4),
        (65, 6.5, 9.8),
        (75, 13.0, 19.5),
    ],
)
def test_the_curve_is_the_one_of_the_evidence(age_years: float, women: float, men: float) -> None:
    assert rate(age_years, "female").value == pytest.approx(women, rel=0.06)
    assert rate(age_years, "male").value == pytest.approx(men, rel=0.06)


@pytest.mark.parametrize("id_", ["als_inc_women_25", "als_inc_women_30", "als_inc_women_35", "als_inc_women_45"])
def test_the_curve_agrees_with_the_facts_computed_from_it(id_: str) -> None:
    assert find_fact(id_).value == pytest.approx(rate(float(id_[-2:]), "female").value, abs=0.01)


@pytest.mark.parametrize(("age_years", "id_"), [(52, "mnd_inc_women_50_54"), (72, "mnd_inc_women_70_74")])
def test_the_interval_meets_that_of_the_count(age_years: float, id_: str) -> None:
    counted, found = find_fact(id_), rate(age_years, "female")
    assert counted.low is not None
    assert counted.high is not None
    assert found.low < counted.high
    assert found.high > counted.low
    assert found.low < found.value < found.high


def test_below_forty_the_curve_is_trusted_within_a_factor_of_two() -> None:
    young = rate(30, "male")
    assert young.high / young.value >= 2.0
    assert young.value / young.low >= 2.0


def test_the_curve_is_held_flat_from_its_peak() -> None:
    assert rate(77, "female").value == rate(95, "female").value
    assert rate(70, "female").value < rate(77, "female").value


def test_the_level_stands_between_the_two_ages_that_were_counted() -> None:
    assert rate(math.sqrt(52 * 72), "female").value == pytest.approx(4.87)


@pytest.mark.parametrize(
    ("age_years", "sex", "words"),
    [
        (30, "female", "Of 100,000 women aged 30, fewer than 1 get ALS in a year."),
        (37.9, "male", "Of 100,000 men aged 37, fewer than 1 get ALS in a year."),
        (39, "male", "Of 100,000 men aged 39, about 1 get ALS in a year."),
        (39, "female", "Of 100,000 women aged 39, fewer than 1 get ALS in a year."),
        (52, "female", "Of 100,000 women aged 52, about 2 get ALS in a year."),
        (80, "male", "Of 100,000 men aged 80, about 22 get ALS in a year."),
    ],
)
def test_the_number_is_said_out_of_one_fixed_denominator(age_years: float, sex: str, words: str) -> None:
    assert als_new_cases(age_years, sex).sentences[0].text == words


def test_it_is_said_to_count_everybody_and_to_be_no_personal_figure() -> None:
    for age in (20, 44, 45, 80):
        text = told(als_new_cases(age, "female"))
        assert "everybody, twitching or not" in text
        assert "no figure for you alone" in text
        assert "We computed it" in text
        assert " in X" not in text


def test_below_forty_five_it_is_marked_as_carried_down() -> None:
    young, older = als_new_cases(44.9, "female"), als_new_cases(45, "female")
    assert young.is_carried_down
    assert not older.is_carried_down
    assert "carrying the curve" in told(young)
    assert "carrying the curve" not in told(older)


def test_every_sentence_can_be_cited() -> None:
    found = als_new_cases(60, "male")
    assert {"als_age_slope_eu", "als_curve_anchor_women"} <= set(found.facts)
    assert len(cite(*found.facts).splitlines()) >= 3
    assert followed_up().facts


def test_for_children_there_is_no_figure() -> None:
    found = als_new_cases(12, "male")
    assert isinstance(found.rate, NotMeasurable)
    assert found.sentences == ()


@pytest.mark.parametrize("age_years", [-1.0, 121.0, math.nan, math.inf])
def test_what_is_no_age_is_refused_in_one_sentence(age_years: float) -> None:
    with pytest.raises(InputError, match="not an age"):
        als_new_cases(age_years, "male")


def test_a_sex_the_registers_do_not_count_is_refused() -> None:
    with pytest.raises(InputError, match="registers"):
        als_new_cases(40, "any")
