"""Unknown is not zero, and what two programs tell is one thing."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from twitchwise.body import find_site
from twitchwise.diary.daily import (
    DaySpan,
    ExposureName,
    exposure_by_day,
    exposures_named,
    measured_by_day,
    noticed_by_day,
)
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Origin,
    RecordingMeasured,
    TwitchesNoticed,
)
from twitchwise.diary.moment import DayRule, Moment, on_date

FIRST = date(2026, 3, 1)
SPAN = DaySpan(first=FIRST, n_days=5)
CALF = find_site("left calf")


def _at(day: int, hour: int, minute: int = 0) -> Moment:
    return Moment(local=datetime(2026, 3, day, hour, minute))


def _answer(day: int, answer: Answer = Answer.NOTICED, *sites: str) -> DayAnswer:
    return DayAnswer(
        entry_id=f"a{day}",
        when=_at(day, 21),
        day=date(2026, 3, day),
        answer=answer,
        sites=tuple(find_site(site) for site in sites),
    )


def _noticed(day: int, hour: int, count: int | None, site: str | None = "left calf") -> TwitchesNoticed:
    where = None if site is None else find_site(site)
    return TwitchesNoticed(entry_id=f"n{day}-{hour}", when=_at(day, hour), site=where, count=count)


def _exposure(
    kind: ExposureKind,
    when: Moment,
    amount: float | None = None,
    *,
    program: str = "",
    total: bool = False,
    **more: object,
) -> Exposure:
    origin = Origin(program=program, source_key=str(when), import_id="i") if program else None
    return Exposure(
        entry_id=f"{kind}{when}{program}",
        when=when,
        kind=kind,
        amount=amount,
        origin=origin,
        is_day_total=total,
        **more,  # type: ignore[arg-type]
    )


def _column(kind: ExposureKind, *entries: Entry, name: str = "") -> list[float]:
    values = exposure_by_day(Diary(entries=entries), ExposureName(kind=kind, name=name), SPAN)
    return [float(value) for value in values]


def test_answered_nothing_noticed_and_not_asked_are_three_things() -> None:
    diary = Diary(entries=(_answer(1), _noticed(1, 9, 3), _noticed(1, 23, 2), _answer(2, Answer.NOTHING_NOTICED)))
    counts = noticed_by_day(diary, CALF, SPAN)
    np.testing.assert_array_equal(counts, [5, 0, np.nan, np.nan, np.nan])


def test_an_answer_about_one_muscle_says_nothing_of_another() -> None:
    diary = Diary(entries=(_answer(1, Answer.NOTHING_NOTICED, "left calf"),))
    assert noticed_by_day(diary, CALF, SPAN)[0] == 0
    assert np.isnan(noticed_by_day(diary, find_site("right calf"), SPAN)[0])
    assert np.isnan(noticed_by_day(diary, None, SPAN)[0])


def test_twitching_after_midnight_belongs_to_the_day_before() -> None:
    diary = Diary(entries=(_noticed(2, 1, 4),))
    assert noticed_by_day(diary, CALF, SPAN)[0] == 4
    assert noticed_by_day(Diary(entries=diary.entries, rule=DayRule(cut_hour=0)), CALF, SPAN)[1] == 4


def test_twitching_that_was_not_counted_is_one() -> None:
    assert noticed_by_day(Diary(entries=(_noticed(3, 9, None),)), CALF, SPAN)[2] == 1


def test_recordings_of_a_day_add_up_with_their_minutes() -> None:
    entries = tuple(
        RecordingMeasured(
            entry_id=str(n),
            when=_at(2, 9 + n),
            site=CALF,
            recording_kind="motion",
            sha256=str(n),
            n_twitches=n,
            analysed_min=2.0,
        )
        for n in (1, 3)
    )
    days = measured_by_day(Diary(entries=entries), CALF, SPAN)
    np.testing.assert_array_equal(days.counts, [np.nan, 4, np.nan, np.nan, np.nan])
    assert days.minutes[1] == 4.0


def test_a_night_belongs_to_the_morning_it_ended_on() -> None:
    night = _exposure(ExposureKind.SLEEP, _at(1, 23), 7.5, until=_at(2, 7))
    assert _column(ExposureKind.SLEEP, night)[:2] == pytest.approx([np.nan, 7.5], nan_ok=True)


def test_a_night_told_by_watch_and_phone_is_one_night_and_a_nap_adds() -> None:
    watch = _exposure(ExposureKind.SLEEP, _at(1, 23), 7.0, until=_at(2, 7), program="Watch")
    phone = _exposure(ExposureKind.SLEEP, _at(1, 22, 30), 8.5, until=_at(2, 7), program="Phone")
    nap = _exposure(ExposureKind.SLEEP, _at(2, 14), 0.5, until=_at(2, 14, 30), program="Watch")
    assert _column(ExposureKind.SLEEP, watch, phone, nap)[1] == 9.0


def test_cups_add_up_and_a_days_total_is_not_added_to_them() -> None:
    cups = [_exposure(ExposureKind.CAFFEINE, _at(1, hour), 90.0) for hour in (8, 11)]
    assert _column(ExposureKind.CAFFEINE, *cups)[0] == 180
    total = _exposure(ExposureKind.CAFFEINE, on_date(FIRST), 200.0, program="Cronometer", total=True)
    assert _column(ExposureKind.CAFFEINE, *cups, total)[0] == 200


def test_a_blank_is_unknown_for_coffee_and_none_for_illness_on_an_answered_day() -> None:
    coffee = _exposure(ExposureKind.CAFFEINE, _at(1, 8), 90.0)
    ill = _exposure(ExposureKind.ILLNESS, _at(1, 8))
    answers = (_answer(2), _answer(3))
    assert np.isnan(_column(ExposureKind.CAFFEINE, coffee, *answers)[1])
    assert _column(ExposureKind.ILLNESS, ill, *answers)[:3] == [1, 0, 0]
    assert np.isnan(_column(ExposureKind.ILLNESS, ill, *answers)[3])


def test_mere_ticks_are_none_on_days_on_which_their_program_wrote_something_else() -> None:
    ticked = _exposure(ExposureKind.ALCOHOL, _at(1, 22), program="Daylio")
    moods = [_exposure(ExposureKind.MOOD, _at(day, 22), 5.0, program="Daylio") for day in (1, 2)]
    column = _column(ExposureKind.ALCOHOL, ticked, *moods, _answer(3))
    assert column[:2] == [1, 0]
    assert np.isnan(column[2])  # the evening question does not ask what Daylio asks


def test_yes_and_no_are_one_and_nought() -> None:
    yes = _exposure(ExposureKind.CAFFEINE, on_date(FIRST), program="WHOOP", total=True)
    no = _exposure(ExposureKind.CAFFEINE, on_date(FIRST + timedelta(days=1)), 0.0, program="WHOOP", total=True)
    assert _column(ExposureKind.CAFFEINE, yes, no)[:2] == [1, 0]


def test_a_tick_beside_amounts_of_other_days_is_unknown_and_not_one_milligram() -> None:
    amounts = _exposure(ExposureKind.CAFFEINE, _at(1, 8), 190.0, program="Cronometer", total=True)
    ticks = [_exposure(ExposureKind.CAFFEINE, _at(day, 22), program="Daylio") for day in (1, 2)]
    column = _column(ExposureKind.CAFFEINE, amounts, *ticks)
    assert column[0] == 190
    assert np.isnan(column[1])


def test_a_week_of_fever_covers_each_of_its_days() -> None:
    fever = _exposure(ExposureKind.FEVER, _at(2, 8), 38.5, until=_at(4, 20))
    assert _column(ExposureKind.FEVER, fever)[1:4] == [38.5] * 3


def test_ratings_of_a_day_are_averaged() -> None:
    ratings = [_exposure(ExposureKind.STRESS, _at(1, hour), amount) for hour, amount in ((9, 2.0), (18, 6.0))]
    assert _column(ExposureKind.STRESS, *ratings)[0] == 4


def test_medicines_are_columns_of_their_own() -> None:
    entries = [_exposure(ExposureKind.MEDICINE, _at(1, 8), name=name) for name in ("salbutamol", "citalopram")]
    assert [name.text for name in exposures_named(Diary(entries=tuple(entries)))] == [
        "medicine: citalopram",
        "medicine: salbutamol",
    ]
    assert _column(ExposureKind.MEDICINE, *entries, name="salbutamol")[0] == 1


def test_days_outside_the_span_are_left_out() -> None:
    late = _noticed(9, 9, 3)
    assert np.isnan(noticed_by_day(Diary(entries=(late,)), CALF, SPAN)).all()
    assert FIRST + timedelta(days=4) in SPAN
    assert FIRST + timedelta(days=5) not in SPAN
