from datetime import date, datetime

import pytest

from twitchwise.body import find_site
from twitchwise.errors import InputError
from twitchwise.intake.model import NoticedSite, Precision
from twitchwise.intake.times import time_written, written_time

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2026-09-14T21:05", datetime(2026, 9, 14, 21, 5), Precision.MINUTE),
        ("2026-09-14 21:05", datetime(2026, 9, 14, 21, 5), Precision.MINUTE),
        ("2026-09-14", datetime(2026, 9, 14), Precision.DAY),
        ("2026-9", datetime(2026, 9, 1), Precision.MONTH),
        ("2024", datetime(2024, 1, 1), Precision.YEAR),
        ("today", datetime(2026, 11, 22), Precision.DAY),
        ("yesterday", datetime(2026, 11, 21), Precision.DAY),
        ("5 days ago", datetime(2026, 11, 17), Precision.DAY),
        ("3 weeks ago", datetime(2026, 11, 1), Precision.MONTH),
        ("two months ago", datetime(2026, 9, 22), Precision.MONTH),
        ("for 6 months", datetime(2026, 5, 22), Precision.MONTH),
        ("a year ago", datetime(2025, 11, 22), Precision.YEAR),
        ("about 1.5 years ago", datetime(2025, 5, 22), Precision.YEAR),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, at: datetime, precision: Precision) -> None:
    found = time_written(text, answered_on=DAY, where="since")
    assert (found.at, found.precision) == (at, precision)


@pytest.mark.parametrize(
    "text", ["2027", "2026-12", "soon", "2026-13", "2026-02-30", "1850", "99999 years ago", "x weeks"]
)
def test_what_is_no_past_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError, match="since"):
        time_written(text, answered_on=DAY, where="since")


@pytest.mark.parametrize(
    ("at", "precision"),
    [
        (datetime(2026, 9, 14, 21, 5), Precision.MINUTE),
        (datetime(2026, 9, 14), Precision.DAY),
        (datetime(2026, 9, 1), Precision.MONTH),
        (datetime(2026, 9, 14), Precision.MONTH),
        (datetime(2024, 1, 1), Precision.YEAR),
        (datetime(2024, 5, 22), Precision.YEAR),
    ],
)
def test_a_time_of_a_site_comes_back_as_it_was(at: datetime, precision: Precision) -> None:
    text = written_time(NoticedSite(site=find_site("left calf"), first_noticed=at, precision=precision))
    assert text is not None
    back = time_written(text, answered_on=DAY, where="sites")
    assert (back.at, back.precision) == (at, precision)


def test_an_unknown_time_is_not_written() -> None:
    assert written_time(NoticedSite(site=find_site("tongue"))) is None
