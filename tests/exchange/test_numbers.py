import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.exchange.numbers import decimal_mark, parse_duration_s, parse_number


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("12", ".", 12.0),
        (" 7 ", ".", 7.0),
        ("12,5", ",", 12.5),
        ("1.234,5", ",", 1234.5),
        ("1.234,5", ".", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("1,234", ".", 1234.0),
        ("1.234", ",", 1234.0),
        ("1.234", ".", 1.234),
        ("0,125", ",", 0.125),
        ("0.125", ",", 0.125),
        ("12,5", ".", 12.5),
        ("1'234.5", ".", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1.234.567", ",", 1234567.0),
        ("1.234.567", ".", 1234567.0),
        ("1.033E-3", ".", 0.001033),
        ("-3", ".", -3.0),
        (".5", ".", 0.5),
    ],
)
def test_a_number_of_any_country_is_read(text: str, mark: str, value: float) -> None:
    assert parse_number(text, mark) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "--", "x", "12 kg", "1:30", "nan", "inf", "1e400", "1,2,3,4.5.6", "+", ".", ","])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_the_decimal_mark_is_that_of_most_cells() -> None:
    assert decimal_mark(["80,5", "100", "1.250"], ";") == ","
    assert decimal_mark(["80.5", "100", "1,250"], ";") == "."
    assert decimal_mark(["1,250"], ";") == ","
    assert decimal_mark([], ";") == "."


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2h 18m", 8280),
        ("53m", 3180),
        ("2h", 7200),
        ("240h 5m", 864300),
        ("1小时13分钟", 4380),
        ("1時間13分", 4380),
        ("1시간 13분", 4380),
        ("1 Std. 20 Min.", 4800),
        ("1 ч 20 мин", 4800),
        ("1 ora 20 min", 4800),
        ("1h30", 5400),
        ("45min 30s", 2730),
        ("1:13:05", 4385),
        ("1:13", 4380),
        ("1.5 h", 5400),
        ("1 day 2 hours", 93600),
    ],
)
def test_a_duration_in_any_language_is_read(text: str, seconds: float) -> None:
    assert parse_duration_s(text) == seconds


@pytest.mark.parametrize("text", ["", "73", "abc", "h", "1x 2y", "12-13", "9" * 400 + "h"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert parse_duration_s(text) is None


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    parse_number(text)
    parse_number(text, ",")
    parse_duration_s(text)
    decimal_mark([text])
