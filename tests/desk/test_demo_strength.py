from pathlib import Path

import pytest

from twitchwise.desk.demo_strength import STRENGTH_FOLDER, StrengthShown, show_strength
from twitchwise.estimate import Estimate
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend_result import State


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path) -> StrengthShown:
    return show_strength(folder, seed=0, on_progress=lambda _doing, _share: None)


def test_who_feels_weak_is_steady_and_never_falls(shown: StrengthShown) -> None:
    person = shown.people[0]
    assert person.felt_most > person.felt_middle > 0
    assert person.falls == ()
    assert {region.state for region in person.last.regions} == {State.STEADY}


def test_who_declines_is_seen_to_after_months_and_by_as_much(shown: StrengthShown) -> None:
    person = shown.people[1]
    (fall,) = person.falls
    assert fall.region is StrengthRegion.RIGHT_HAND
    assert 8 < fall.week < 40
    assert person.region is not None
    assert isinstance(person.region.loss, Estimate)
    assert person.region.loss.low < person.true_loss_percent < person.region.loss.high


def test_who_is_weak_from_the_start_is_caught_by_the_first_sitting_and_missed_by_the_trend(
    shown: StrengthShown,
) -> None:
    person = shown.people[2]
    assert {finding.region for finding in person.screened.findings} == {StrengthRegion.LEFT_HAND}
    assert person.falls == ()
    assert person.region is not None
    assert person.region.state is State.STEADY
    assert [each.screened.goes_to_urgency for each in shown.people] == [False, False, True]


def test_the_page_of_the_decline_is_written(folder: Path, shown: StrengthShown) -> None:
    page = (folder / STRENGTH_FOLDER / "index.html").read_text(encoding="utf-8")
    assert "Tests of the right hand agree on a fall" in page
    assert len(shown.people) == 3
