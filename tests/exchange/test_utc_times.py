from datetime import datetime
from pathlib import Path

import pytest

from twitchwise.diary.moment import Moment
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.model import ImportFile
from twitchwise.exchange.utc_times import UtcTimes, parse_utc, utc_key

NOON = Moment(local=datetime(2024, 7, 1, 12, 0), zone="UTC")


def collector(zone: str | None) -> Collector:
    return Collector(ImportFile(path=Path("x.csv"), import_id="i1", zone=zone), "Someone")


@pytest.mark.parametrize(
    ("zone", "hour", "name"), [("Asia/Tokyo", 21, "Asia/Tokyo"), (None, 12, "UTC"), ("Atlantis/Main", 12, "UTC")]
)
def test_utc_is_put_on_the_persons_clock_where_it_is_known(zone: str | None, hour: int, name: str) -> None:
    gathered = collector(zone)
    times = UtcTimes(gathered)
    moments = [times.moment_of(NOON), times.moment_of(NOON)]
    assert [(moment.local.hour, moment.zone) for moment in moments] == [(hour, name)] * 2
    assert len(gathered.result().problems) == (name == "UTC")  # told once


def test_a_moment_with_another_offset_or_none_stays_as_written() -> None:
    times = UtcTimes(collector("Asia/Tokyo"))
    for zone in ("+02:00", None):
        moment = Moment(local=datetime(2024, 7, 1, 12, 0), zone=zone)
        assert times.moment_of(moment) is moment


def test_keys_are_the_same_whatever_offset_is_written() -> None:
    texts = ("2024-07-01T12:00:00.250Z", "2024-07-01T14:00:00+02:00", "2024-07-01T12:00:00")
    instants = [instant for text in texts if (instant := parse_utc(text)) is not None]
    assert {utc_key(instant) for instant in instants} == {"2024-07-01T12:00:00Z"}
    assert [parse_utc(text) for text in ("", "0001-01-01T00:00:00+14:00", "12:00")] == [None, None, None]
