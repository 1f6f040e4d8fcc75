"""From entries to the table of the search."""

from datetime import date, datetime, timedelta

import numpy as np

from twitchwise.body import find_site
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    RecordingMeasured,
    TwitchesNoticed,
    Workout,
)
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet
from twitchwise.estimate import NotMeasurable
from twitchwise.triggers.diary_table import ANYWHERE, TRAINING, table_of_diary
from twitchwise.triggers.table import DayTable

FIRST = date(2026, 3, 1)


def _at(day: int, hour: int = 12) -> Moment:
    return Moment(local=datetime(2026, 3, 1, hour) + timedelta(days=day))


def _answered(day: int) -> DayAnswer:
    return DayAnswer(entry_id=f"a{day}", when=_at(day, 21), day=FIRST + timedelta(days=day), answer=Answer.NOTICED)


def _noticed(day: int, site: str | None, count: int = 2) -> TwitchesNoticed:
    return TwitchesNoticed(
        entry_id=f"n{day}{site}", when=_at(day), site=None if site is None else find_site(site), count=count
    )


def _table(*entries: Entry, days: int = 6) -> DayTable:
    table = table_of_diary(Diary(entries=entries), FIRST, FIRST + timedelta(days=days - 1))
    assert isinstance(table, DayTable)
    return table


def test_each_site_is_an_outcome_and_an_answered_day_without_it_is_zero() -> None:
    table = _table(
        _answered(0), _noticed(0, "left calf"), _answered(1), _noticed(1, "tongue"), _noticed(3, "left calf")
    )
    by_name = {outcome.name: outcome for outcome in table.outcomes}
    np.testing.assert_array_equal(by_name["left-gastrocnemius"].counts, [2, 0, np.nan, 2, np.nan, np.nan])
    np.testing.assert_array_equal(by_name["tongue"].counts, [0, 2, np.nan, np.nan, np.nan, np.nan])
    assert by_name["tongue"].muscle == "tongue"


def test_training_is_zero_between_workouts_and_unknown_after_the_last() -> None:
    workouts = [
        Workout(
            entry_id=f"w{day}",
            when=_at(day),
            sets=(ExerciseSet(exercise="Standing Calf Raise (Machine)", reps=12),) * 3,
        )
        for day in (0, 3)
    ]
    table = _table(_noticed(0, "left calf"), _noticed(1, "tongue"), *workouts)
    loads = {exposure.belongs_to: exposure.values for exposure in table.exposures if exposure.name == TRAINING}
    assert set(loads) == {"gastrocnemius", "tongue"}
    np.testing.assert_allclose(loads["gastrocnemius"], [np.log(4), 0, 0, np.log(4), np.nan, np.nan])


def test_measured_recordings_are_outcomes_of_their_own() -> None:
    recording = RecordingMeasured(
        entry_id="r",
        when=_at(2),
        site=find_site("left calf"),
        recording_kind="motion",
        sha256="x",
        n_twitches=7,
        analysed_min=2.5,
    )
    (outcome,) = _table(recording).outcomes
    assert outcome.is_measured
    assert outcome.minutes is not None
    assert (outcome.counts[2], outcome.minutes[2]) == (7, 2.5)


def test_twitching_without_a_place_is_one_outcome_for_the_whole_body() -> None:
    (outcome,) = _table(_noticed(0, None), _answered(1)).outcomes
    assert outcome.name == ANYWHERE
    np.testing.assert_array_equal(outcome.counts[:2], [2, 0])


def test_stress_is_felt_and_coffee_is_not() -> None:
    done = [
        Exposure(entry_id=kind, when=_at(0), kind=kind, amount=3.0)
        for kind in (ExposureKind.STRESS, ExposureKind.CAFFEINE)
    ]
    table = _table(_noticed(0, "left calf"), *done)
    assert {exposure.name: exposure.is_felt for exposure in table.exposures} == {"caffeine": False, "stress": True}


def test_a_diary_without_twitching_has_no_table() -> None:
    found = table_of_diary(Diary(entries=(_answered(0),)), FIRST, FIRST)
    assert isinstance(found, NotMeasurable)
    assert isinstance(table_of_diary(Diary(), FIRST, FIRST - timedelta(days=1)), NotMeasurable)


def test_what_follows_twitching_as_much_as_it_goes_before_is_no_exposure() -> None:
    kinds = [kind for kind in ExposureKind if not kind.may_be_trigger]
    fear = [Exposure(entry_id=kind.value, when=_at(1), kind=kind, amount=5.0) for kind in kinds]
    coffee = Exposure(entry_id="c", when=_at(1), kind=ExposureKind.CAFFEINE, amount=90.0)
    table = _table(_answered(1), _noticed(1, "left calf"), coffee, *fear)
    assert [exposure.name for exposure in table.exposures] == ["caffeine"]
    assert sorted(kinds) == ["checking", "felt-weakness", "searching", "worry"]
