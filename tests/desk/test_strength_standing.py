from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.strength_standing import (
    result_day,
    standing_of_diary,
    start_strength,
    stop_strength,
    write_standing,
)
from twitchwise.diary.model import Diary, StrengthSeries, TestResult
from twitchwise.diary.moment import DayRule, on_date
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend_result import State

MONDAY = date(2026, 1, 5)
TODAY = DayRule().today(utc_now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def _result(week: int, test: str, score: float, **more: object) -> TestResult:
    return TestResult(
        entry_id=f"{test}-{week}-{more.get('side', 'left')}",
        when=on_date(MONDAY + timedelta(weeks=week)),
        test=test,
        unit="kg",
        score=score,
        **{"side": "left", **more},  # type: ignore[arg-type]
    )


def _diary(n_weeks: int, *, fall: float = 0.0) -> Diary:
    entries = []
    for week in range(n_weeks):
        share = 1.0 - fall / 100.0 * week / 4.35
        entries.append(_result(week, "grip", round(38.0 * share * (1.0 + 0.03 * (-1.0) ** week), 1)))
        entries.append(_result(week, "pinch", round(6.0 * share * (1.0 - 0.03 * (-1.0) ** week), 2)))
    return Diary(entries=tuple(entries))


def _series(n_days: int = 182, **more: object) -> StrengthSeries:
    return StrengthSeries(
        entry_id="series",
        when=on_date(MONDAY),
        first_day=MONDAY,
        last_day=MONDAY + timedelta(days=n_days - 1),
        **more,  # type: ignore[arg-type]
    )


def test_a_fall_and_a_steady_hand_are_told_apart() -> None:
    today = MONDAY + timedelta(weeks=39)
    for fall, state in ((0.0, State.STEADY), (6.0, State.FALL)):
        (region,) = standing_of_diary(_diary(40, fall=fall), today=today).trend.regions
        assert (region.region, region.state) == (StrengthRegion.LEFT_HAND, state)


def test_a_result_stands_for_a_week() -> None:
    diary = _diary(30)
    results = [standing_of_diary(diary, today=MONDAY + timedelta(days=133 + n)) for n in range(7)]
    assert {each.trend.today for each in results} == {MONDAY + timedelta(weeks=19)}
    assert len({each.trend for each in results}) == 1


def test_a_score_of_midweek_waits_for_the_next_result() -> None:
    midweek = TestResult(
        entry_id="late",
        when=on_date(MONDAY + timedelta(weeks=10, days=2)),
        test="pinch",
        side="right",
        score=6.0,
        unit="kg",
    )
    diary = Diary(entries=(*_diary(11).entries, midweek))
    found = standing_of_diary(diary, today=MONDAY + timedelta(weeks=10, days=3))
    assert found.n_waiting == 1
    assert [region.region for region in found.trend.regions] == [StrengthRegion.LEFT_HAND]
    after = standing_of_diary(diary, today=MONDAY + timedelta(weeks=11))
    assert after.n_waiting == 0
    assert StrengthRegion.RIGHT_HAND in {region.region for region in after.trend.regions}


def test_an_ended_series_keeps_its_last_result() -> None:
    diary = Diary(entries=(*_diary(26).entries, _series()))
    for weeks in (26, 40, 80):
        found = standing_of_diary(diary, today=MONDAY + timedelta(weeks=weeks))
        assert found.trend.today == MONDAY + timedelta(days=181)
        assert found.dates is not None
        assert (found.dates.is_running, found.dates.next_result) == (False, None)


def test_weeks_are_counted_from_the_first_day_of_the_series() -> None:
    diary = Diary(entries=(_series(),))
    assert result_day(diary, (), MONDAY + timedelta(days=20)) == MONDAY + timedelta(days=14)


def test_two_results_of_one_day_and_a_strange_one_are_named_and_lose_nothing_else() -> None:
    twice = TestResult(entry_id="x", when=on_date(MONDAY), test="grip", side="left", score=44.0, unit="kg")
    strange = TestResult(entry_id="y", when=on_date(MONDAY), test="bench-press", score=80.0, unit="kg")
    diary = Diary(entries=(*_diary(12).entries, twice, strange))
    found = standing_of_diary(diary, today=MONDAY + timedelta(weeks=11))
    said = " ".join(str(problem) for problem in found.all_problems)
    assert "two results on 2026-01-05, 38 and 44" in said or "two results on 2026-01-05, 39.1 and 44" in said
    assert 'no test "bench-press"' in said
    assert [test.kept for test in found.trend.regions[0].tests] == [10, 10]


def test_a_lost_everyday_act_is_shown_whatever_the_trend_says() -> None:
    marker = TestResult(entry_id="m", when=on_date(MONDAY), test="hand-tasks", side="right", score=0.0, unit="grade")
    found = standing_of_diary(Diary(entries=(*_diary(12).entries, marker)), today=MONDAY + timedelta(weeks=11))
    assert found.goes_to_urgency
    assert found.failed_markers[0].endswith("on 2026-01-05")


def test_an_empty_diary_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match="no test of strength"):
        standing_of_diary(Diary(), today=MONDAY)


def test_a_series_begins_once_ends_and_is_renewed_once(store: DiaryStore) -> None:
    begun = start_strength(store)
    assert (begun.last_day - begun.first_day).days == 181
    with pytest.raises(InputError, match="one is running already"):
        start_strength(store)
    assert stop_strength(store).stopped_on == TODAY
    with pytest.raises(InputError, match="none are running"):
        stop_strength(store)


def test_the_page_is_written_whole_and_again(tmp_path: Path) -> None:
    found = standing_of_diary(_diary(20), today=MONDAY + timedelta(weeks=19))
    folder = tmp_path / "out"
    write_standing(found, folder)
    write_standing(found, folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "index.html",
        "strength.json",
        "regions.svg",
        "when.svg",
        "scores-grip-left.svg",
        "scores-pinch-left.svg",
    }
