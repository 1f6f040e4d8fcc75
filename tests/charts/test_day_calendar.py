from datetime import date, timedelta

from twitchwise.charts.day_calendar import draw_day_calendar


def test_each_kind_of_day_looks_different_without_colour() -> None:
    first = date(2026, 8, 1)
    counts = (None, 0.0, 1.0, 3.0, 8.0, 9.0)
    svg = draw_day_calendar({first + timedelta(days=i): count for i, count in enumerate(counts)})
    assert svg.count("<circle") == 1  # answered, nothing noticed
    greys = [part[:7] for part in svg.split('fill="')[1:] if part.startswith("#") and part[:7] != "#1f2a33"]
    assert len(greys) == len(set(greys)) == 4


def test_the_months_stand_below_each_other_over_the_turn_of_a_year() -> None:
    svg = draw_day_calendar({date(2025, 12, 31): 1.0, date(2026, 2, 1): 0.0})
    assert [name in svg for name in ("2025-12", "2026-01", "2026-02")] == [True] * 3
    assert "2 answered, 1 with twitching" in svg
