from datetime import date, timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.day_totals import DayTotals
from twitchwise.exchange.model import ImportFile


def test_parts_add_up_to_days_and_today_is_not_over() -> None:
    collector = Collector(ImportFile(path=Path("x.csv"), import_id="i1"), "Someone")
    totals = DayTotals(collector, "Europe/Berlin")
    day, today = date(2024, 2, 29), utc_now().date()
    for amount in (1.1, 2.2):
        totals.add(day, ExposureKind.CAFFEINE, amount)
    totals.add(today, ExposureKind.CAFFEINE, 5.0)
    totals.add(today - timedelta(days=1), ExposureKind.CAFFEINE, 7.0)
    assert totals.of(day, ExposureKind.SODIUM) is None
    totals.put()
    result = collector.result()
    assert [entry.amount for entry in result.entries if isinstance(entry, Exposure)] == [3.3, 7.0]
    assert (result.entries[0].when.zone, result.entries[0].when.is_date_only) == ("Europe/Berlin", True)
    assert result.skipped[0].reason == "today, which is not over"
