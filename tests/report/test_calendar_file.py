from datetime import UTC, date, datetime

from twitchwise.report.calendar_file import CalendarDate, calendar_text

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_date_is_a_whole_day_without_an_alarm() -> None:
    lines = _lines(
        calendar_text([CalendarDate(day=date(2026, 12, 31), title="It ends; today, at last")], written_at=NOW)
    )
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:It ends\\; today\\, at last" in lines
    assert not any("ALARM" in line for line in lines)


def test_what_comes_each_week_ends() -> None:
    each = CalendarDate(day=date(2026, 11, 23), title="Tests", weekly_until=date(2027, 5, 23))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270523" in _lines(calendar_text([each], written_at=NOW))


def test_no_line_is_longer_than_a_calendar_takes_and_nothing_is_lost() -> None:
    words = "wörd " * 60
    text = calendar_text([CalendarDate(day=date(2026, 11, 23), title="x", words=words)], written_at=NOW)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"DESCRIPTION:{words}" in _lines(text)


def test_the_same_date_keeps_its_name() -> None:
    each = CalendarDate(day=date(2026, 11, 23), title="Tests")
    again = calendar_text([each], written_at=NOW.replace(hour=20))
    uid = [line for line in _lines(calendar_text([each], written_at=NOW)) if line.startswith("UID")]
    assert uid == [line for line in _lines(again) if line.startswith("UID")]
