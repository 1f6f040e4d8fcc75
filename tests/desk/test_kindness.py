"""The guard rails where they are felt: kind words, waits with a way past them, and red flags that meet none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.report.built_measurements import a_measurement
from tests.worry.built_diaries import worried
from twitchwise.body import Side, find_site
from twitchwise.clock import utc_now
from twitchwise.desk.calm import keep_answers, start_pause
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.kindness import kind_words, recording_waits, rests_today
from twitchwise.desk.strength_diary import last_screen
from twitchwise.desk.strength_writing import write_screen
from twitchwise.desk.writing import keep_measurement, now_by_the_clock, start_investigation
from twitchwise.diary.model import Entry
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.store.diary_store import DiaryStore
from twitchwise.strength.screen_acts import ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers
from twitchwise.twitches.model import Measurement
from twitchwise.worry.guard_rails import Act
from twitchwise.worry.questions import SetName

TODAY = DayRule().today(utc_now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def _recorded(sha256: str = "a", site: str = "left calf") -> Measurement:
    measurement = a_measurement()
    return replace(
        measurement,
        recording=replace(measurement.recording, sha256=sha256 * 64, started_at_utc=None),
        options=replace(measurement.options, site=find_site(site)),
    )


def _moved_to_today(entries: list[Entry]) -> list[Entry]:
    last = max(entry.when.local for entry in entries).date()
    shift = timedelta(days=(TODAY - last).days)
    return [replace(entry, when=Moment(local=entry.when.local + shift)) for entry in entries]


def test_a_second_recording_of_a_place_within_a_week_waits_with_its_reason(store: DiaryStore) -> None:
    now = now_by_the_clock(store.load().rule)
    assert recording_waits(store.load(), _recorded(), now) is None
    keep_measurement(store, _recorded())
    waits = recording_waits(store.load(), _recorded("b"), now)
    assert waits is not None
    assert "--again" in waits.text
    assert recording_waits(store.load(), _recorded("b", "tongue"), now) is None
    assert recording_waits(store.load(), _recorded(), now) is None  # the same file: it is said to be there already


def test_in_an_investigation_recordings_do_not_wait(store: DiaryStore) -> None:
    keep_measurement(store, _recorded())
    start_investigation(store)
    assert recording_waits(store.load(), _recorded("b"), now_by_the_clock(store.load().rule)) is None


def test_daily_questions_rest_with_a_high_sheet_and_on_a_break(store: DiaryStore) -> None:
    assert rests_today(store.load(), TODAY) is None
    keep_answers(store, SetName.GAD7, (3, 3, 3, 3, 0, 0, 0))
    rests = rests_today(store.load(), TODAY)
    assert rests is not None
    assert rests.id == "log_high_worry"
    start_pause(store, n_weeks=1)
    rests = rests_today(store.load(), TODAY)
    assert rests is not None
    assert rests.id == "pause_is_on"


def test_a_break_is_offered_beside_a_result_and_never_more_than_two_things_are_said(store: DiaryStore) -> None:
    store.add(_moved_to_today(worried(2, 4, 5, 6, 8)))
    keep_answers(store, SetName.GAD7, (3, 3, 3, 3, 3, 3, 3))
    (offer,) = kind_words(store.load(), Act.SEE_RESULT, TODAY)
    assert offer.id == "offer_pause_unmeasured"
    assert 1 <= len(kind_words(store.load(), Act.LOG_DAY, TODAY)) <= 2


def test_a_red_flag_is_taken_down_with_every_rail_in_force(store: DiaryStore) -> None:
    store.add(_moved_to_today(worried(2, 4, 5, 6, 8)))
    keep_answers(store, SetName.GAD7, (3, 3, 3, 3, 3, 3, 3))
    start_pause(store, n_weeks=8)
    for _ in range(2):  # even twice a day
        failed = ActAnswer(act=ActName.HEEL_WALK, side=Side.LEFT, outcome=Outcome.FAILED)
        write_screen(store, ScreenAnswers(acts=(failed,)))
    screened = last_screen(store.load(), TODAY)
    assert screened is not None
    assert screened.result.goes_to_urgency
    assert kind_words(store.load(), Act.REPORT_RED_FLAG, TODAY) == ()
    assert kind_words(store.load(), Act.SEE_RESULT, date.max) == ()
