from datetime import timedelta

from tests.worry.built_diaries import TODAY, diary, found
from twitchwise.intake.feature import Feature
from twitchwise.worry.personal import (
    AGREEMENT,
    AGREEMENT_DAYS,
    CRISIS_LINE,
    PAUSE,
    SELF_HARM,
    agreement_on,
    crisis_lines,
    has_self_harm_thoughts,
    pause_until,
)


def test_an_agreement_names_who_gave_it_and_ends() -> None:
    kept = diary(found(AGREEMENT, "Dr Who", 3))
    agreed = agreement_on(kept, TODAY)
    assert agreed is not None
    assert agreed.who == "Dr Who"
    assert agreement_on(kept, agreed.until) is not None
    assert agreement_on(kept, agreed.until + timedelta(days=1)) is None
    assert (agreed.until - agreed.given_on).days == AGREEMENT_DAYS - 1


def test_an_agreement_can_be_taken_back() -> None:
    assert agreement_on(diary(found(AGREEMENT, "Dr Who", 3), found(AGREEMENT, "no", 1)), TODAY) is None


def test_a_break_runs_to_its_last_day_and_can_be_ended() -> None:
    last = TODAY + timedelta(days=5)
    kept = diary(found(PAUSE, last.isoformat(), 3))
    assert pause_until(kept, TODAY) == last
    assert pause_until(kept, last) == last
    assert pause_until(kept, last + timedelta(days=1)) is None
    assert pause_until(diary(found(PAUSE, last.isoformat(), 3), found(PAUSE, "no", 1)), TODAY) is None


def test_crisis_lines_are_only_those_the_person_typed_in() -> None:
    assert crisis_lines(diary()) == ()
    kept = diary(found(f"{CRISIS_LINE}my line", "555 0100", 2), found(f"{CRISIS_LINE}old", "555 0101", 3))
    assert set(crisis_lines(kept)) == {"my line: 555 0100", "old: 555 0101"}
    gone = diary(*kept.entries, found(f"{CRISIS_LINE}old", "no"))
    assert crisis_lines(gone) == ("my line: 555 0100",)


def test_yes_and_not_sure_of_thoughts_of_self_harm_ask_for_help() -> None:
    assert SELF_HARM == Feature.THOUGHTS_OF_SELF_HARM
    for answer, needs_help in (("yes", True), ("not-sure", True), ("no", False)):
        assert has_self_harm_thoughts(diary(found(SELF_HARM, answer, 1)), TODAY) is needs_help
    assert not has_self_harm_thoughts(diary(found(SELF_HARM, "yes", 5), found(SELF_HARM, "no", 1)), TODAY)
    assert has_self_harm_thoughts(diary(found(SELF_HARM, "yes", 400)), TODAY)
    assert not has_self_harm_thoughts(diary(), TODAY)
