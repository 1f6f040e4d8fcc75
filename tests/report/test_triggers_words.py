from dataclasses import replace

from tests.triggers.built_triggers import FIRST_DAY, a_trigger, an_investigated
from twitchwise.diary.model import Suspicion
from twitchwise.diary.moment import on_date
from twitchwise.estimate import NotMeasurable
from twitchwise.report.triggers_words import (
    EXPECTED,
    GOOD_NEWS,
    MEDICINE,
    before_you_start,
    describe_triggers,
    say_expected,
    say_size_of,
    say_suspicions,
    title_of,
)
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.verdict import Verdict


def found(*triggers: Trigger) -> Triggers:
    return an_investigated(*triggers).triggers


def suspicions(*names: str) -> tuple[Suspicion, ...]:
    return tuple(Suspicion(entry_id=name, when=on_date(FIRST_DAY), exposure=name) for name in names)


def test_only_what_is_likely_makes_the_headline() -> None:
    one = describe_triggers(found(a_trigger(), a_trigger("wine", verdict=Verdict.POSSIBLE)), n_days=100, n_answered=90)
    assert one.headline == "1 likely pattern in 90 answered days"
    assert one.likely == ("Coffee, left triceps. What coffee does to left-triceps, in words.",)
    assert len(one.possible) == 1
    assert not one.is_early


def test_nothing_found_says_what_could_have_been_seen() -> None:
    none = describe_triggers(found(a_trigger(verdict=Verdict.NONE)), n_days=100, n_answered=90)
    assert none.headline == "Nothing stands out in 90 answered days of 100"
    assert "2.0 times as many twitches would have been found with a chance of 80 %" in none.power
    assert "smaller effects may be there unseen" in none.power


def test_an_effect_that_cannot_be_told_is_said_with_its_reason() -> None:
    search = found(a_trigger(verdict=Verdict.NONE))
    assert search.power is not None
    unknown = replace(search, power=replace(search.power, rate_ratio=NotMeasurable(reason="too few days")))
    assert describe_triggers(unknown, n_days=100, n_answered=90).power.endswith("is not known: too few days.")


def test_too_early_names_what_is_missing_and_no_power() -> None:
    early = describe_triggers(
        found(*(a_trigger("wine", name, verdict=Verdict.TOO_EARLY) for name in ("a", "b"))), n_days=30, n_answered=20
    )
    assert early.is_early
    assert early.headline == "Too early to say anything: 20 answered days of 30"
    assert early.waiting == ("wine needs 6 days more.",)
    assert early.power == ""


def test_a_medicine_is_never_to_be_stopped_on_ones_own() -> None:
    plain = describe_triggers(found(a_trigger("medicine: salbutamol"), a_trigger("wine")), n_days=90, n_answered=90)
    assert [MEDICINE in words for words in plain.likely] == [True, False]


def test_suspicions_are_counted_by_what_became_of_them() -> None:
    search = found(
        a_trigger("wine", verdict=Verdict.NONE), a_trigger("heat", verdict=Verdict.NONE), a_trigger("caffeine")
    )
    said = say_suspicions(search, suspicions("wine", "heat", "coffee", "chocolate"))
    assert said == (
        "You suspected 4: 1 is likely (coffee), 2 are not supported (heat and wine), 1 needs more days (chocolate). "
        + GOOD_NEWS
    )
    assert GOOD_NEWS not in say_suspicions(search, suspicions("coffee"))
    assert say_suspicions(search, ()) == ""


def test_before_the_first_evening_every_length_is_told() -> None:
    first, *_ = before_you_start()
    for days, line in zip(EXPECTED, say_expected(), strict=True):
        assert line.n_days == days
        assert f"{days} days: {line.text}" in first
    assert GOOD_NEWS in before_you_start()


def test_a_finding_has_a_title_and_a_size() -> None:
    trigger = a_trigger("training load", "left-triceps, measured", ratios=(1.0, 1.0, 2.0, 1.0))
    assert title_of(trigger) == "Training load, left triceps, measured"
    assert say_size_of(trigger) == "about 2 times as many (1.6 to 2.5)"
    assert say_size_of(a_trigger(verdict=Verdict.TOO_EARLY)) == ""
