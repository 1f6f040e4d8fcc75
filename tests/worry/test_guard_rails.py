from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worry.built_diaries import TODAY, check, diary, found, gad7, grips, on, rated, recorded, worried
from twitchwise.body import find_site
from twitchwise.diary.model import Diary, Entry, ExposureKind, Investigation, StrengthSeries, TrialBlock, TrialPlan
from twitchwise.diary.moment import on_date
from twitchwise.evidence.lookup import cite
from twitchwise.worry.guard_rails import (
    HIGH_SCORE_DAYS,
    OFTEN_DAYS,
    Act,
    RailName,
    advice_for,
    find_rail,
    high_worry,
    is_investigating,
)
from twitchwise.worry.personal import AGREEMENT, PAUSE

CALF = find_site("left calf")


def _investigation(days_ago: int, n_days: int = 84, *, is_renewal: bool = False) -> Investigation:
    first = TODAY - timedelta(days=days_ago)
    return Investigation(
        entry_id=f"i{days_ago}",
        when=on_date(first),
        first_day=first,
        last_day=first + timedelta(days=n_days - 1),
        is_renewal=is_renewal,
    )


def _rails(kept: Diary, act: Act, days: int = 0) -> set[RailName]:
    return {each.rail for each in advice_for(kept, act, TODAY + timedelta(days=days), site=CALF)}


@pytest.mark.parametrize("name", RailName)
def test_a_rail_has_a_reason_with_sources_and_a_way_past_it(name: RailName) -> None:
    rail = find_rail(name)
    assert rail.rule
    assert rail.reason
    assert rail.basis
    assert rail.way_past
    assert rail.kept_by
    assert rail.sources
    assert all(cite(source) for source in rail.sources)


_ENTRIES = st.lists(
    st.sampled_from(
        [
            gad7(21),
            gad7(10, 5),
            check(3, 3, 3, 3, 3, 3),
            found(PAUSE, (TODAY + timedelta(days=9)).isoformat()),
            found("thoughts-of-self-harm", "yes"),
            _investigation(3),
            _investigation(90, is_renewal=True),
            *worried(2, 4, 6, 8, 10),
            *recorded(1, 2, 3),
            *grips(40, 40, 40),
            *(rated(ExposureKind.SEARCHING, ago, 60.0) for ago in range(7)),
        ]
    ),
    max_size=25,
)


@given(_ENTRIES, st.integers(-3, 60))
def test_reporting_a_red_flag_meets_no_rail_whatever_the_diary_holds(entries: list[Entry], days: int) -> None:
    assert advice_for(diary(entries), Act.REPORT_RED_FLAG, TODAY + timedelta(days=days), site=CALF) == ()


@given(_ENTRIES)
def test_whatever_waits_has_a_way_past_it_and_writing_a_day_down_never_waits(entries: list[Entry]) -> None:
    for act in Act:
        for advice in advice_for(diary(entries), act, TODAY, site=CALF):
            assert advice.way_past
            assert not (advice.waits and act in {Act.LOG_DAY, Act.SEE_RESULT})


def test_once_a_week_is_enough_outside_an_investigation() -> None:
    days = [rated(ExposureKind.WORRY, ago, 3.0) for ago in range(OFTEN_DAYS)]
    assert RailName.RARE_CHECK_INS in _rails(diary(days), Act.LOG_DAY)
    assert RailName.RARE_CHECK_INS not in _rails(diary(days[1:]), Act.LOG_DAY)
    assert RailName.RARE_CHECK_INS not in _rails(diary(days, _investigation(3)), Act.LOG_DAY)


def test_a_sheet_answered_within_days_stands() -> None:
    assert _rails(diary(gad7(7)), Act.ANSWER_GAD7, 13) == {RailName.COOL_DOWN}
    assert _rails(diary(gad7(7)), Act.ANSWER_GAD7, 14) == set()
    answered = check(1, 1, 1, 1, 1, 1)
    assert _rails(diary(answered), Act.ANSWER_CHECK, 6) == {RailName.COOL_DOWN}
    assert _rails(diary(answered), Act.ANSWER_CHECK, 7) == set()
    assert _rails(diary(replace(answered, answers=(1, None, 1, 1, 1, 1))), Act.ANSWER_CHECK) == set()


def test_the_earlier_answer_is_named_with_its_date() -> None:
    (advice,) = advice_for(diary(gad7(7, 3)), Act.ANSWER_GAD7, TODAY)
    assert (TODAY - timedelta(days=3)).isoformat() in advice.sentence.text
    assert advice.until == TODAY + timedelta(days=11)


def test_one_recording_of_a_place_a_week_outside_an_investigation() -> None:
    kept = diary(recorded(3.0))
    assert _rails(kept, Act.KEEP_RECORDING, 6) == {RailName.ONE_RECORDING_A_WEEK}
    assert _rails(kept, Act.KEEP_RECORDING, 7) == set()
    assert _rails(kept, Act.KEEP_RECORDING, -6) == {RailName.ONE_RECORDING_A_WEEK}
    assert advice_for(kept, Act.KEEP_RECORDING, TODAY, site=find_site("tongue")) == ()
    assert _rails(diary(recorded(3.0), _investigation(3)), Act.KEEP_RECORDING, 6) == set()
    trial = TrialPlan(
        entry_id="t",
        when=on(0),
        exposure="caffeine",
        seed=1,
        blocks=(TrialBlock(first_day=TODAY, n_days=14, is_with=True),),
    )
    assert is_investigating(diary(trial), TODAY)
    assert _rails(diary(recorded(3.0), trial), Act.KEEP_RECORDING, 6) == set()


def test_a_high_sheet_asks_for_an_agreement_before_a_daily_diary() -> None:
    assert _rails(diary(gad7(10)), Act.START_INVESTIGATION) == {RailName.NO_DAILY_DIARY}
    assert _rails(diary(gad7(9)), Act.START_INVESTIGATION) == set()
    assert _rails(diary(gad7(10), found(AGREEMENT, "Dr Who")), Act.START_INVESTIGATION) == set()
    assert _rails(diary(gad7(10)), Act.START_TRIAL) == {RailName.NO_DAILY_DIARY}
    assert _rails(diary(gad7(10)), Act.LOG_DAY) == {RailName.NO_DAILY_DIARY}


def test_a_high_sheet_counts_for_eight_weeks_and_not_for_ever() -> None:
    assert high_worry(diary(gad7(15)), TODAY + timedelta(days=HIGH_SCORE_DAYS - 1)) is not None
    assert high_worry(diary(gad7(15)), TODAY + timedelta(days=HIGH_SCORE_DAYS)) is None
    assert high_worry(diary(gad7(15, 3), gad7(4)), TODAY) is None


def test_what_has_an_end_is_not_begun_twice() -> None:
    assert RailName.END_DATES in _rails(diary(_investigation(3)), Act.START_INVESTIGATION)
    assert RailName.END_DATES in _rails(diary(_investigation(90, is_renewal=True)), Act.START_INVESTIGATION)
    series = StrengthSeries(
        entry_id="s", when=on(3), first_day=TODAY - timedelta(days=3), last_day=TODAY + timedelta(days=178)
    )
    assert _rails(diary(series), Act.START_STRENGTH) == {RailName.END_DATES}
    assert _rails(diary(), Act.START_STRENGTH) == set()


def test_a_break_is_kept_by_what_is_started_and_offered_when_worry_climbs() -> None:
    paused = found(PAUSE, (TODAY + timedelta(days=9)).isoformat())
    assert _rails(diary(paused), Act.START_INVESTIGATION) == {RailName.PAUSE_OFFER}
    assert _rails(diary(paused), Act.START_STRENGTH) == {RailName.PAUSE_OFFER}
    climbing = worried(2, 4, 5, 6, 8)
    assert _rails(diary(climbing), Act.SEE_RESULT) == {RailName.PAUSE_OFFER}
    assert _rails(diary(climbing, paused), Act.SEE_RESULT) == set()
