import pytest

from tests.triggers.built_triggers import FIRST_DAY, a_trigger
from twitchwise.body import find_site
from twitchwise.diary.model import Suspicion
from twitchwise.diary.moment import on_date
from twitchwise.triggers.suspicions import Standing, Suspected, compare_suspicions
from twitchwise.triggers.verdict import Verdict


def suspect(exposure: str, site: str | None = None) -> Suspicion:
    return Suspicion(
        entry_id=exposure,
        when=on_date(FIRST_DAY),
        exposure=exposure,
        site=None if site is None else find_site(site),
    )


@pytest.mark.parametrize(
    ("verdicts", "standing"),
    [
        ([Verdict.NONE, Verdict.LIKELY, Verdict.TOO_EARLY], Standing.LIKELY),
        ([Verdict.NONE, Verdict.POSSIBLE], Standing.POSSIBLE),
        ([Verdict.NONE, Verdict.TOO_EARLY], Standing.MORE_DAYS),
        ([Verdict.NONE, Verdict.NONE], Standing.NOT_SUPPORTED),
        ([], Standing.MORE_DAYS),
    ],
)
def test_the_best_over_all_muscles_is_said(verdicts: list[Verdict], standing: Standing) -> None:
    triggers = [a_trigger("wine", f"muscle {i}", verdict=verdict) for i, verdict in enumerate(verdicts)]
    (only,) = compare_suspicions(triggers, [suspect("Wine")])
    assert only == Suspected(exposure="wine", is_suspected=True, standing=standing)


@pytest.mark.parametrize(
    ("word", "column"),
    [("Coffee", "caffeine"), ("salbutamol", "medicine: salbutamol"), ("training", "training load"), ("heat", "Heat")],
)
def test_a_suspicion_is_found_under_the_name_of_the_diary(word: str, column: str) -> None:
    (only,) = compare_suspicions([a_trigger(column)], [suspect(word)])
    assert only.standing is Standing.LIKELY


def test_a_suspicion_about_one_site_is_compared_with_that_site() -> None:
    found = [a_trigger("wine", "left-triceps", verdict=Verdict.NONE), a_trigger("wine", "right-biceps")]
    about_triceps = compare_suspicions(found, [suspect("wine", "left triceps")])
    assert [(each.is_suspected, each.standing) for each in about_triceps] == [
        (True, Standing.NOT_SUPPORTED),
        (False, Standing.LIKELY),
    ]
    measured = [a_trigger("wine", "left-triceps, measured")]
    assert compare_suspicions(measured, [suspect("wine", "left triceps")])[0].standing is Standing.LIKELY


def test_only_what_is_likely_stands_beside_the_suspicions() -> None:
    found = [a_trigger("stress", verdict=Verdict.POSSIBLE), a_trigger("sleep"), a_trigger("sleep", "right-biceps")]
    compared = compare_suspicions(found, [suspect("wine"), suspect("beer"), suspect(" wine ")])
    assert [(each.exposure, each.is_suspected) for each in compared] == [
        ("beer", True),
        ("wine", True),
        ("sleep", False),
    ]
