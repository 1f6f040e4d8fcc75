import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.errors import InputError
from twitchwise.evidence.lookup import find_fact
from twitchwise.worry.questions import Gad7Band, SetName, band_of, question_set, score_of

GAD7 = question_set(SetName.GAD7)
CHECK = question_set(SetName.CHECK)


def test_the_gad7_stands_word_for_word() -> None:
    assert GAD7.stem == "Over the last 2 weeks, how often have you been bothered by the following problems?"
    assert GAD7.options == ("Not at all", "Several days", "More than half the days", "Nearly every day")
    assert GAD7.questions == (
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid as if something awful might happen",
    )


def test_the_bands_begin_at_the_cuts_of_the_study() -> None:
    cuts = {
        Gad7Band.MILD: find_fact("gad7_mild").value,
        Gad7Band.MODERATE: find_fact("gad7_moderate").value,
        Gad7Band.SEVERE: find_fact("gad7_severe").value,
    }
    for band, cut in cuts.items():
        assert cut is not None
        assert band_of(int(cut)) is band
        assert band_of(int(cut) - 1) is not band
    assert band_of(0) is Gad7Band.MINIMAL
    assert band_of(GAD7.most) is Gad7Band.SEVERE


@given(st.lists(st.integers(0, 3), min_size=7, max_size=7))
def test_a_complete_sheet_is_the_sum_of_its_points(answers: list[int]) -> None:
    assert score_of(GAD7, tuple(answers)) == sum(answers)


@given(st.lists(st.integers(0, 3), min_size=7, max_size=7), st.sets(st.integers(0, 6), min_size=1))
def test_a_question_left_open_is_never_counted_as_nothing(answers: list[int], left_open: set[int]) -> None:
    given_ = tuple(None if number in left_open else answer for number, answer in enumerate(answers))
    assert score_of(GAD7, given_) is None


@pytest.mark.parametrize("answers", [(), (0,) * 6, (0,) * 8, (0, 0, 0, 0, 0, 0, 4), (-1, 0, 0, 0, 0, 0, 0)])
def test_answers_that_cannot_be_are_refused_in_one_sentence(answers: tuple[int, ...]) -> None:
    with pytest.raises(InputError, match="GAD-7"):
        score_of(GAD7, answers)


def test_the_own_check_says_that_it_was_never_validated() -> None:
    assert GAD7.is_validated
    assert not CHECK.is_validated
    assert "never validated" in CHECK.note
    assert 4 <= len(CHECK.questions) <= 6
    assert "not a diagnosis" in GAD7.note
