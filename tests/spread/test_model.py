from datetime import datetime, timedelta

import pytest

from twitchwise.body import find_site
from twitchwise.intake.model import Precision
from twitchwise.spread.model import FirstNoticed, Known, PaceSpan, end_of, span_of, start_of


def _first(at: str, precision: Precision, known: Known = Known.RECALLED) -> FirstNoticed:
    return FirstNoticed(
        site=find_site("tongue"),
        at=datetime.fromisoformat(at),
        precision=precision,
        had_just_read=None,
        known=known,
    )


@pytest.mark.parametrize(
    ("at", "precision", "end"),
    [
        ("2026-12-31T23:59", Precision.MINUTE, "2027-01-01T00:00"),
        ("2026-02-28T00:00", Precision.DAY, "2026-03-01T00:00"),
        ("2026-12-01T00:00", Precision.MONTH, "2027-01-01T00:00"),
        ("2026-01-01T00:00", Precision.YEAR, "2027-01-01T00:00"),
    ],
)
def test_a_time_ends_where_the_next_of_its_kind_begins(at: str, precision: Precision, end: str) -> None:
    assert end_of(datetime.fromisoformat(at), precision) == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("precision", "start"),
    [
        (Precision.MINUTE, "2026-11-20T21:05"),
        (Precision.DAY, "2026-11-20T00:00"),
        (Precision.MONTH, "2026-11-01T00:00"),
        (Precision.YEAR, "2026-01-01T00:00"),
    ],
)
def test_a_time_begins_where_its_kind_begins(precision: Precision, start: str) -> None:
    at = datetime.fromisoformat("2026-11-20T21:05:31+02:00")
    assert start_of(at, precision) == datetime.fromisoformat(start)


def test_two_days_may_lie_two_days_apart_or_nearly_none() -> None:
    span = span_of([_first("2026-11-01", Precision.DAY), _first("2026-11-02", Precision.DAY)])
    assert span == PaceSpan(shortest=timedelta(0), longest=timedelta(days=2))


def test_a_year_holds_a_day_of_it() -> None:
    span = span_of([_first("2026-01-01", Precision.YEAR), _first("2026-06-01", Precision.DAY)])
    assert span == PaceSpan(shortest=timedelta(0), longest=timedelta(days=365))


def test_one_dated_place_makes_no_span() -> None:
    by_then = _first("2026-11-02", Precision.DAY, Known.BY_THEN)
    assert span_of([_first("2026-11-01", Precision.DAY), by_then]) is None
