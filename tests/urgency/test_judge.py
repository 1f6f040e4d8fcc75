import time
from datetime import date, timedelta

import pytest

from tests.urgency.cases import ANSWERED_ON, judge, person, sitting
from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import Rank, red_flags, unanswered_red_flags
from twitchwise.intake.model import Answers
from twitchwise.strength.screen_acts import Outcome
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement, Matter, Unseen, Whom

RED_FLAGS = (*red_flags(Rank.NOW), *red_flags(Rank.DAYS))
COMPANIONS = (
    "cramps",
    "tingling-hands-or-feet",
    "numbness",
    "stress",
    "panic-or-fast-breathing",
    "afraid-of-als",
    "fatigue",
    "short-sleep",
    "much-caffeine",
    "muscle-ache",
    "trained-this-muscle",
    "strained-this-muscle",
    "virus-before",
    "covid-or-vaccine-before",
    "family-twitching-or-cramps",
    "works-in-health-care",
    "widespread",
    "one-place",
    "better-when-used",
    "tremor",
    "jerks",
    "heat-or-lost-fluid",
    "tick-bite",
    "daytime-sleepiness",
    "much-screen-time",
)


def _rules(found: Judgement) -> list[str]:
    return [reason.rule for reason in found.because]


def test_twitching_alone_is_self_care_under_40_and_routine_from_40() -> None:
    assert judge("age=39").level is Urgency.SELF_CARE
    assert judge("age=40").level is Urgency.ROUTINE
    assert judge("age=40").reassures


@pytest.mark.parametrize("companion", COMPANIONS)
def test_a_harmless_companion_moves_nobody_up(companion: str) -> None:
    assert judge(companion).level is Urgency.SELF_CARE
    assert judge(f"{companion} age=62").level is Urgency.ROUTINE


def test_all_harmless_companions_together_move_nobody_up() -> None:
    assert judge(" ".join(COMPANIONS)).level is Urgency.SELF_CARE


def test_nothing_answered_is_never_calm() -> None:
    found = judge_urgency(Answers(answered_on=ANSWERED_ON, age_years=30), today=ANSWERED_ON)
    assert found.level is Urgency.ROUTINE
    assert not found.is_complete
    assert not found.reassures
    assert found.headline == "Questions about warning signs are still open, and they come first."
    assert [each.what for each in found.unanswered if each.level is Urgency.NOW]
    assert {each.what for each in found.unanswered} == set(
        unanswered_red_flags(Answers(answered_on=ANSWERED_ON, age_years=30))
    )


@pytest.mark.parametrize("flag", RED_FLAGS, ids=str)
def test_one_unanswered_red_flag_blocks_a_calm_answer(flag: Feature) -> None:
    found = judge(f"not-asked:{flag}")
    if flag in unanswered_red_flags(person(f"not-asked:{flag}").answers):
        assert [each.what for each in found.unanswered] == [flag]
        assert found.level is Urgency.ROUTINE
        assert not found.reassures
        assert "calm" in found.notes[0].text
    else:  # what it depends on was denied
        assert found.level is Urgency.SELF_CARE


def test_a_date_that_alone_decides_about_a_red_flag_blocks_a_calm_answer() -> None:
    undated = judge("weak-legs")
    assert [each.what for each in undated.unanswered] == [Matter.WEAKNESS_SINCE]
    assert not undated.reassures
    denied = judge("not-asked:weak-legs not-asked:one-sided not-asked:weakness-growing")
    assert denied.is_complete
    assert denied.level is Urgency.SELF_CARE
    assert judge("weak-legs weakness=10").level is Urgency.DAYS
    assert judge("weak-legs weakness=100").reassures


@pytest.mark.parametrize("flag", RED_FLAGS, ids=str)
def test_a_red_flag_that_is_not_sure_is_no_more_calming_than_one_not_asked(flag: Feature) -> None:
    asked, unasked, denied = judge(f"not-sure:{flag}"), judge(f"not-asked:{flag}"), judge("age=30")
    assert asked.level.rank <= denied.level.rank
    assert asked.level.rank <= unasked.level.rank or unasked.is_complete


@pytest.mark.parametrize("flag", red_flags(Rank.NOW), ids=str)
def test_a_not_sure_about_an_emergency_is_days_and_says_how_to_find_out(flag: Feature) -> None:
    sure, unsure = judge(flag.value), judge(f"not-sure:{flag}")
    if sure.level is Urgency.NOW:
        assert unsure.level is Urgency.DAYS
        assert "not sure" in unsure.because[0].why
        assert not unsure.because[0].is_sure
        assert unsure.because[0].whom is Whom.DOCTOR_IN_DAYS


def test_all_reasons_are_told_the_most_urgent_first() -> None:
    found = judge("family-als wasting breathless-at-rest weakness-felt age=50")
    assert found.level is Urgency.NOW
    assert _rules(found) == ["breathless", "wasting", "family-als"]
    assert found.because[0].features == (Feature.BREATHLESS_AT_REST,)
    assert "ng127_slow_weak" in found.facts


def test_a_reason_that_a_more_urgent_one_says_as_well_is_not_told_twice() -> None:
    assert _rules(judge("tetany tingling-mouth")) == ["hands-locked"]
    assert _rules(judge("tetany not-sure:tingling-mouth")) == ["cramped-hands", "hands-locked"]
    assert _rules(judge("tetany")) == ["cramped-hands"]


def test_how_things_stand_anyway_is_not_told_beside_what_asks_for_more() -> None:
    assert _rules(judge("wasting age=50")) == ["wasting"]
    assert _rules(judge("weakness-felt age=50")) == ["weakness-felt", "from-40"]


def test_an_unknown_age_counts_as_the_older_one() -> None:
    found = judge("age=unknown")
    assert found.level is Urgency.ROUTINE
    assert _rules(found) == ["age-unknown"]


def test_an_eyelid_alone_is_self_care_for_three_months_at_any_age() -> None:
    assert judge("eyelid-only twitching=60 age=71").level is Urgency.SELF_CARE
    assert judge("site=left-orbicularis-oculi twitching=60 age=71").level is Urgency.SELF_CARE
    assert judge("eyelid-only twitching=100 age=30").level is Urgency.WEEKS
    unknown = judge("eyelid-only age=30")
    assert unknown.level is Urgency.SELF_CARE
    assert Matter.TWITCHING_SINCE in [each.what for each in unknown.still_open]


def test_felt_weakness_is_routine_and_leads_to_the_first_sitting() -> None:
    before = judge("weakness-felt not-asked:screen-act-failed")
    assert before.level is Urgency.ROUTINE
    assert before.asks_for_screen
    after = judge("weakness-felt screen=clear")
    assert after.level is Urgency.ROUTINE
    assert not after.asks_for_screen
    assert "no act failed" in " ".join(note.text for note in after.notes)


def test_felt_weakness_with_a_task_lost_or_an_act_failed_is_days() -> None:
    assert judge("weakness-felt task-lost").level is Urgency.DAYS
    assert judge("weakness-felt screen=failed").level is Urgency.DAYS


def test_a_whole_sitting_settles_what_one_was_not_sure_about_and_nothing_that_was_sure() -> None:
    assert judge("not-sure:task-lost").level is Urgency.WEEKS
    assert judge("not-sure:task-lost screen=clear").level is Urgency.ROUTINE
    assert judge("task-lost screen=clear").level is Urgency.DAYS
    assert judge("not-sure:head-drop screen=clear").level is Urgency.WEEKS


def test_a_sitting_before_the_weakness_began_settles_nothing() -> None:
    found = person("not-sure:task-lost weakness=10")
    early = sitting(Outcome.DONE, day=ANSWERED_ON - timedelta(days=20))
    assert judge_urgency(found.answers, screen=early, today=ANSWERED_ON).level is Urgency.WEEKS


def test_a_normal_examination_speaks_for_its_day_only() -> None:
    normal = "exam=neurological-examination:normal"
    assert judge(f"not-sure:wasting {normal}:20").level is Urgency.ROUTINE
    assert judge(f"not-sure:wasting {normal}:400").level is Urgency.WEEKS
    assert judge(f"not-sure:wasting {normal}").level is Urgency.WEEKS
    assert judge(f"not-sure:wasting weakness=10 {normal}:20").level is Urgency.WEEKS
    for sign in ("wasting", "weakness-growing", "task-lost", "foot-drop", "speech-change", "breathless-on-effort"):
        assert judge(f"{sign} {normal}:5 exam=emg:normal:5").level is Urgency.DAYS
    assert "It speaks for that time" in " ".join(note.text for note in judge(f"{normal}:20").notes)


def test_a_newer_normal_examination_stands_in_for_an_older_one_of_its_kind() -> None:
    assert judge("exam=emg:abnormal:300 exam=emg:normal:20").level is Urgency.SELF_CARE
    assert judge("exam=emg:abnormal exam=emg:normal:20").level is Urgency.WEEKS


def test_getting_better_does_not_lower_an_emergency() -> None:
    assert judge("sudden-loss course=better").level is Urgency.NOW
    assert judge("weakness-both-sides-in-weeks course=better").level is Urgency.NOW


def test_what_has_not_been_looked_at_is_said_beside_a_calm_answer() -> None:
    found = judge("age=30")
    assert {Unseen.BLOOD, Unseen.EXAMINATION, Unseen.FIRST_SITTING, Unseen.MEDICINES} <= set(found.not_looked_at)
    assert "cannot speak for you" in " ".join(note.text for note in found.notes)


def test_a_value_without_a_unit_is_a_problem_and_counts_as_not_looked_at() -> None:
    found = judge("lab=calcium:1.5:")
    assert found.problems
    assert Unseen.BLOOD in found.not_looked_at


def test_old_answers_are_said_to_be_old() -> None:
    later = judge_urgency(person("age=30").answers, today=ANSWERED_ON + timedelta(days=40))
    assert "2 March 2026" in " ".join(note.text for note in later.notes)
    assert later.level is Urgency.SELF_CARE


def test_spans_count_up_to_the_day_of_the_answers() -> None:
    later = judge_urgency(person("task-lost weakness=5").answers, today=ANSWERED_ON + timedelta(days=400))
    assert later.level is Urgency.NOW


def test_a_beginning_after_the_answers_counts_as_that_day() -> None:
    answers = Answers(answered_on=date(2026, 3, 2), weakness_since=date(2026, 3, 9))
    assert judge_urgency(answers, today=ANSWERED_ON).level is Urgency.ROUTINE


def test_every_judgement_ends_with_what_it_is_not() -> None:
    for words in ("age=30", "breathless-at-rest", "tongue-twitching"):
        assert judge(words).notes[-1].text.endswith("It is no diagnosis.")


def test_a_judgement_takes_milliseconds() -> None:
    judge("age=30")
    begun = time.process_time()
    for _ in range(10):
        judge("weakness-felt cramps palpitations lab=calcium:2.2:mmol/l medicine=omeprazole:200")
    assert time.process_time() - begun < 5.0  # 0.5 s each would be the whole assessment; this is a guard, no benchmark
