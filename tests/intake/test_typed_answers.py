from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.errors import InputError
from twitchwise.intake.asking import has_item
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.json_file import answers_from_json, answers_to_json
from twitchwise.intake.model import (
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Medicine,
    Precision,
    Sex,
    TwitchCourse,
)
from twitchwise.intake.typed_answers import typed_ticks, with_replies, with_typed_item

DAY = date(2026, 11, 22)
EMPTY = Answers(answered_on=DAY)
THREE = (Feature.CRAMPS, Feature.STIFFNESS, Feature.TREMOR)


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        ("0", "no no no"),
        ("none", "no no no"),
        ("2", "no yes no"),
        ("1 3", "yes no yes"),
        ("1,3", "yes no yes"),
        ("3?", "no no not-sure"),
        ("?3 1", "yes no not-sure"),
        ("3 ?", "no no not-sure"),
    ],
)
def test_numbers_tick_the_lines_of_a_card(text: str, replies: str) -> None:
    assert [reply.value for reply in typed_ticks(THREE, text).values()] == replies.split()


@pytest.mark.parametrize("text", ["", "  ", "4", "0 2", "yes", "-1", "1.5", "?", "99999999999"])
def test_a_slip_is_refused_and_never_taken_for_a_no(text: str) -> None:
    with pytest.raises(InputError, match="from 1 to 3"):
        typed_ticks(THREE, text)


def test_an_answer_can_be_changed() -> None:
    first = with_replies(EMPTY, {Feature.CRAMPS: Reply.YES})
    assert with_replies(first, {Feature.CRAMPS: Reply.NO}).reply(Feature.CRAMPS) is Reply.NO


def test_values_are_read_in_their_short_form() -> None:
    answers = with_typed_item(EMPTY, Item.AGE_YEARS, "34")
    answers = with_typed_item(answers, Item.SEX, "woman")
    answers = with_typed_item(answers, Item.TWITCHING_SINCE, "3 weeks ago")
    answers = with_typed_item(answers, Item.TWITCH_COURSE, "3")
    answers = with_typed_item(answers, Item.CAFFEINE_MG, "180,5")
    answers = with_typed_item(answers, Item.QUESTION, "Is it  harmless?")
    assert (answers.age_years, answers.sex) == (34, Sex.FEMALE)
    assert answers.twitching_since == date(2026, 11, 1)
    assert answers.twitch_course is TwitchCourse.COMES_AND_GOES
    assert answers.caffeine_mg == 180.5
    assert answers.question == "Is it harmless?"


@pytest.mark.parametrize("text", ["1", "woman", "w", "f", "female", "WOMAN"])
def test_a_choice_can_be_typed_in_several_ways(text: str) -> None:
    assert with_typed_item(EMPTY, Item.SEX, text).sex is Sex.FEMALE


def test_places_carry_their_times() -> None:
    answers = with_typed_item(
        EMPTY, Item.SITES, "left calf (2026-09-14T21:05, after reading), both thighs, tongue (2026-08)"
    )
    calf, tongue = answers.sites[0], answers.sites[-1]
    assert calf.first_noticed == datetime(2026, 9, 14, 21, 5)
    assert (calf.precision, calf.had_just_read) == (Precision.MINUTE, True)
    assert (tongue.precision, tongue.had_just_read) == (Precision.MONTH, None)
    assert len(answers.sites) == 6


def test_the_whole_body_is_an_answer() -> None:
    answers = with_typed_item(EMPTY, Item.SITES, "whole body")
    assert answers.has(Feature.WIDESPREAD)
    assert has_item(answers, Item.SITES)


def test_medicines_carry_their_dates() -> None:
    text = "omeprazole 20 mg (2023), sertraline (2 months ago), diazepam (2019, stopped 2 weeks ago), zinc"
    omeprazole, sertraline, diazepam, zinc = with_typed_item(EMPTY, Item.MEDICINES, text).medicines
    assert omeprazole == Medicine(name="omeprazole 20 mg", started=date(2023, 1, 1))
    assert sertraline.started == date(2026, 9, 22)
    assert (diazepam.started, diazepam.stopped) == (date(2019, 1, 1), date(2026, 11, 8))
    assert zinc == Medicine(name="zinc")


def test_examinations_carry_result_and_date() -> None:
    emg, exam, ncs = with_typed_item(
        EMPTY, Item.EXAMINATIONS, "EMG normal 2026-08, examination abnormal (3 weeks ago), nerve conduction unclear"
    ).examinations
    assert emg == Examination(kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL, on=date(2026, 8, 1))
    assert (exam.kind, exam.on) == (ExaminationKind.NEUROLOGICAL, date(2026, 11, 1))
    assert (ncs.kind, ncs.result) == (ExaminationKind.NERVE_CONDUCTION, ExaminationResult.UNCLEAR)


def test_nothing_typed_means_not_known_and_none_means_none() -> None:
    unknown = with_typed_item(EMPTY, Item.MEDICINES, "")
    none = with_typed_item(EMPTY, Item.MEDICINES, "none")
    assert unknown.without_value == {Item.MEDICINES: Reply.NOT_SURE}
    assert none.without_value == {Item.MEDICINES: Reply.NO}
    assert with_typed_item(none, Item.MEDICINES, "zinc").without_value == {}


def test_a_value_that_is_taken_back_is_gone() -> None:
    answers = with_typed_item(with_typed_item(EMPTY, Item.AGE_YEARS, "34"), Item.AGE_YEARS, "?")
    assert answers.age_years is None


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Item.AGE_YEARS, "old"),
        (Item.AGE_YEARS, "34.5"),
        (Item.AGE_YEARS, "150"),
        (Item.AGE_YEARS, "nan"),
        (Item.SEX, "7"),
        (Item.TWITCHING_SINCE, "long ago"),
        (Item.TWITCHING_SINCE, "2031"),
        (Item.SITES, "left calf, elbowish"),
        (Item.SITES, "left calf (whenever)"),
        (Item.EXAMINATIONS, "xray normal"),
        (Item.EXAMINATIONS, "emg fine"),
        (Item.LABS, "iron 5"),
        (Item.SLEEP_H, "25"),
    ],
)
def test_what_cannot_be_a_value_is_refused_in_a_sentence(item: Item, text: str) -> None:
    with pytest.raises(InputError) as refused:
        with_typed_item(EMPTY, item, text)
    assert "\n" not in str(refused.value)


@given(
    st.sampled_from(Item),
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            ["left calf", "(", ")", ",", "2026-09", "3 weeks ago", "emg", "normal", "TSH", "1.4", "<", "stopped"]
        ),
        max_size=7,
    ).map(" ".join),
)
def test_anything_typed_is_a_value_or_a_refusal(item: Item, text: str) -> None:
    try:
        answers = with_typed_item(EMPTY, item, text)
    except InputError:
        return
    assert has_item(answers, item)
    assert answers_from_json(answers_to_json(answers)) == answers


@given(
    st.text(max_size=20)
    | st.lists(st.sampled_from(["1", "2?", "0", "?", "3n", ",", "-", "99"]), max_size=4).map(" ".join)
)
def test_anything_ticked_is_replies_to_all_or_a_refusal(text: str) -> None:
    try:
        replies = typed_ticks(THREE, text)
    except InputError:
        return
    assert tuple(replies) == THREE
