import re
from datetime import date, timedelta

from twitchwise.charts.week_bars import WeekBar, draw_week_bars, say_week_bars


def weeks(*pairs: tuple[int, int]) -> list[WeekBar]:
    monday = date(2026, 8, 3)
    return [
        WeekBar(first_day=monday + timedelta(weeks=i), n_answered=answered, n_with=with_)
        for i, (answered, with_) in enumerate(pairs)
    ]


def test_the_height_of_a_bar_is_the_share_of_answered_days() -> None:
    heights = [
        float(h) for h in re.findall(r'<rect[^>]* height="([\d.]+)"', draw_week_bars(weeks((7, 7), (4, 2), (5, 0))))
    ]
    assert heights[1] == heights[0] / 2
    assert heights[2] == 0


def test_a_week_without_an_answer_is_a_dot_and_no_bar() -> None:
    svg = draw_week_bars(weeks((0, 0), (7, 3)))
    assert svg.count("<rect") == 1
    assert svg.count("<circle") == 1


def test_the_same_is_said_in_words() -> None:
    assert "2026-08-03: 3 of 7" in say_week_bars(weeks((7, 3), (0, 0)))
    assert "2026-08-10" not in say_week_bars(weeks((7, 3), (0, 0)))
    assert "no day answered" in say_week_bars(weeks((0, 0)))


def test_two_years_fit_the_width() -> None:
    svg = draw_week_bars(weeks(*[(7, 3)] * 104))
    rights = [float(x) + float(w) for x, w in re.findall(r'<rect x="([\d.]+)"[^>]* width="([\d.]+)"', svg)]
    assert max(rights) <= 300
