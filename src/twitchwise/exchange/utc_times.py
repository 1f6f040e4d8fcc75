"""Times of programs that write UTC, put on the clock of the place where the person lives."""

from datetime import UTC, datetime

from twitchwise.diary.moment import Moment
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.wall_clock import moment_at, zone_or_none

__all__ = ["UtcTimes", "parse_utc", "utc_key"]

_UTC_NAMES = {"UTC", "+00:00"}


class UtcTimes:
    """Turns instants into moments; where nobody knows the person's zone they stay UTC, and that is told once.

    Parameters
    ----------
    collector : of the import; knows the zone, takes the problem.
    """

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self.zone = zone_or_none(collector.file.zone)
        self._is_told = False

    def moment(self, instant: datetime) -> Moment:
        """What the clock on the wall showed at an aware instant."""
        if self.zone is None and not self._is_told:
            self._is_told = True
            self._collector.problem(
                "it states times in UTC only, and where you live is not known, so they stay UTC",
                "say where you live (time zone) and import it again",
            )
        return moment_at(instant, self.zone)

    def moment_of(self, moment: Moment) -> Moment:
        """A moment as it was read: one in UTC is put on the person's clock, any other stays as written."""
        return self.moment(moment.local.replace(tzinfo=UTC)) if moment.zone in _UTC_NAMES else moment


def parse_utc(text: str) -> datetime | None:
    """An ISO time, "2022-07-16T16:08:25.000Z"; one without an offset is UTC, as formats that use this define it.

    Examples
    --------
    >>> parse_utc("2022-07-16T16:08:25.000Z").isoformat(), parse_utc("noon")
    ('2022-07-16T16:08:25+00:00', None)
    """
    try:
        time = datetime.fromisoformat(text.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def utc_key(instant: datetime) -> str:
    """How an instant is written in source keys: whole seconds, whatever zone the person has told meanwhile."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
