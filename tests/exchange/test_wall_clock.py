from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.exchange.wall_clock import day_comes_first, fixed_offset, moment_at, parse_date, parse_moment

EVENING = datetime(2025, 6, 30, 19, 56)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-30 19:56:00",
        "2025-06-30T19:56",
        "30 Jun 2025, 19:56",
        "30 juin 2025, 19:56",
        "30 juin 2025 à 19:56",
        "30. Juni 2025 um 19:56",
        "30 giu 2025, 19:56",
        "30 de junho de 2025 19:56",
        "30 czerwca 2025, 19:56",
        "30 июня 2025, 19:56",
        "30 Haz 2025, 19:56",
        "Jun 30, 2025, 7:56 PM",
        "Jun 30, 2025 at 7:56\u202fPM",
        "30.06.2025 19:56",
        "30/06/2025 19:56",
        "30. 06. 2025 19:56",
        "2025年6月30日 19:56",
        "2025年6月30日 下午7:56",
        "2025/06/30 19:56",
        "2025. 6. 30. 오후 7:56",
        "30th Jun 2025 7:56 pm",
    ],
)
def test_a_time_of_any_country_is_read(text: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.local, moment.zone, moment.is_date_only) == (EVENING, None, False)


def test_months_of_all_languages_are_told_apart() -> None:
    german = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    french = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."
    spanish = "ene feb mar abr may jun jul ago sep oct nov dic"
    polish = "sty lut mar kwi maj cze lip sie wrz paź lis gru"
    russian = "янв фев мар апр мая июн июл авг сен окт ноя дек"
    finnish = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
    turkish = "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara"
    for names in (german, french, spanish, polish, russian, finnish, turkish):
        days = [parse_date(f"5 {name} 2024") for name in names.split()]
        assert [day and day.month for day in days] == list(range(1, 13)), names


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2025-06-30 19:56:00 -0700", "-07:00"),
        ("2025-06-30T19:56:00+05:30", "+05:30"),
        ("2025-06-30T19:56:00.123456789Z", "UTC"),
        ("2025-06-30 19:56 +02", "+02:00"),
    ],
)
def test_a_written_offset_is_kept(text: str, zone: str) -> None:
    moment = parse_moment(text, zone="Europe/Berlin")
    assert moment is not None
    assert (moment.zone, moment.local.replace(microsecond=0)) == (zone, EVENING)


def test_a_date_alone_has_no_hour() -> None:
    moment = parse_moment("22nd Sep 2020")
    assert moment is not None
    assert moment.is_date_only
    assert moment.local == datetime(2020, 9, 22)


def test_day_and_month_are_told_by_the_column() -> None:
    assert day_comes_first(["01/02/2021", "02/13/2021"]) is False
    assert day_comes_first(["01/02/2021", "13/02/2021"]) is True
    assert day_comes_first(["01.02.2021"]) is True
    assert day_comes_first(["01/02/2021"]) is None
    moment = parse_moment("03/04/2021", day_first=False)
    assert moment is not None
    assert (moment.local.month, moment.local.day) == (3, 4)


@pytest.mark.parametrize(
    "text", ["", "x", "2025-13-01", "2025-02-30 10:00", "2025-06-30 25:00", "2025-06-30 10:61", "73"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_an_instant_is_shown_on_the_wall_of_a_zone() -> None:
    instant = datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    moment = moment_at(instant, "Europe/Berlin")
    assert (moment.local, moment.local.fold, moment.zone) == (datetime(2025, 10, 26, 2, 30), 1, "Europe/Berlin")
    assert moment_at(instant, None).zone == "UTC"
    assert fixed_offset(-12600.0) == "-03:30"
    assert fixed_offset(90_000) is None


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_none(text: str) -> None:
    parse_moment(text)
    parse_moment(text, day_first=False)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_written_time_comes_back(time: datetime) -> None:
    moment = parse_moment(time.replace(microsecond=0, fold=0).isoformat(" "))
    assert moment is not None
    assert moment.local == time.replace(microsecond=0, fold=0)
