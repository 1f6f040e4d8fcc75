from datetime import date

import pytest

from twitchwise.errors import InputError
from twitchwise.web.typed import typed_above_zero, typed_amount, typed_count, typed_day, typed_number


def test_a_comma_is_a_point_and_an_empty_field_is_no_answer() -> None:
    assert typed_number("34,5", "grip") == typed_amount("34.5", "cups", most=50.0) == 34.5
    assert typed_amount("", "cups", most=50.0) is None
    assert typed_above_zero("", "rate", below=50.0) is None
    assert typed_above_zero("0,5", "rate", below=50.0) == 0.5
    assert typed_count("", "calf", most=10) is None
    assert typed_day("") is None
    assert typed_count("7", "calf", most=10) == 7
    assert typed_day("2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "51", "x", "1e99"])
def test_what_cannot_be_an_amount_says_so_with_what_to_do(text: str) -> None:
    with pytest.raises(InputError, match="from 0 to 50"):
        typed_amount(text, "cups", most=50.0)


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "0", "50", "x"])
def test_what_is_not_above_zero_or_too_much_says_so(text: str) -> None:
    with pytest.raises(InputError, match="above 0"):
        typed_above_zero(text, "rate", below=50.0)


@pytest.mark.parametrize("text", ["1.5", "-1", "x", "11", "²", "٣"])
def test_what_cannot_be_counted_says_so(text: str) -> None:
    with pytest.raises(InputError, match="whole number"):
        typed_count(text, "calf", most=10)


@pytest.mark.parametrize("text", ["much", "nan", "inf", "-inf", "1e999"])
def test_what_is_no_number_says_so(text: str) -> None:
    with pytest.raises(InputError, match=r"write it like 34"):
        typed_number(text, "grip")


def test_what_is_no_day_says_so() -> None:
    with pytest.raises(InputError, match="write it like 2026"):
        typed_day("tomorrow")
