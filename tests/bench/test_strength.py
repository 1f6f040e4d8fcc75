from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from bench.strength import SECTIONS, main
from bench.strength_effort import Effort
from bench.strength_people import Purpose, listen
from bench.strength_rules import RULES, baseline_band, below_first, weekly_slope
from bench.strength_scoring import NEVER, fall_week, percent_within, week_by_which
from bench.strength_single import FIRST_DAY, series_of
from twitchwise.simulate.strength_person import simulate_strength
from twitchwise.simulate.strength_person_world import (
    STRENGTH_WORLDS,
    StrengthWorld,
    StrengthWorldName,
    synthetic_region,
)
from twitchwise.strength.trend import LEAST_RATE_PERCENT, strength_trend
from twitchwise.strength.trend_result import State

_LEAST = Effort(people=25, singles=2, repeats=1)


@pytest.mark.parametrize("section", ["healthy", "weak", "intervals", "shapes", "speed"])
def test_a_section_is_printed_and_stored(section: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "bench-strength.md"
    assert main([section, "--write"], page=page, efforts=(_LEAST, _LEAST)) == 0
    title, _ = SECTIONS[section]
    assert f"## {title}\n" in capsys.readouterr().out
    text = page.read_text()
    assert text.startswith("# Strength\n")
    assert f"python -m bench.strength {section}`" in text


def test_an_unknown_section_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["sick"])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    "world",
    [
        StrengthWorld().declining("right-hand", 6.0),
        replace(STRENGTH_WORLDS[StrengthWorldName.ILLNESS], illnesses_per_year=5.0),
        STRENGTH_WORLDS[StrengthWorldName.INJURY],
        STRENGTH_WORLDS[StrengthWorldName.STOPPED],
    ],
    ids=["falls", "ill", "injured", "stopped"],
)
def test_the_arrays_say_what_the_public_function_says_to_each_person(world: StrengthWorld) -> None:
    cohort = simulate_strength(world, n_people=2, rng=np.random.default_rng([Purpose.TUNING.value, 7]))
    heard = listen(cohort)
    for person in range(2):
        series = series_of(cohort, person)
        for j in range(6, cohort.calendar.days.size, 3):
            trend = strength_trend(series, today=FIRST_DAY + timedelta(days=int(cohort.calendar.days[j])))
            for region in trend.regions:
                said = heard.regions[region.region]
                assert (region.state is State.FALL) == said.is_fall[person, j]
                assert (region.state is State.REPEAT) == said.is_repeat[person, j]
                bound = said.bound[person, j]
                if np.isfinite(bound):
                    expected = max(float(bound), LEAST_RATE_PERCENT)
                    assert region.excluded_rate_percent_per_month == pytest.approx(expected)
                else:
                    assert region.excluded_rate_percent_per_month is None


def test_the_first_score_rule_waits_for_a_fall_by_the_mdc() -> None:
    weeks = np.arange(1.0, 4.0)
    assert below_first(weeks, np.array([[100.0, 84.0, 83.0]]), 6.0).tolist() == [[False, False, True]]


def test_the_band_rule_is_silent_during_its_baseline() -> None:
    weeks = np.arange(1.0, 7.0)
    alarms = baseline_band(weeks, np.array([[100.0, 100.0, 60.0, 140.0, 89.0, 88.0]]), 6.0)
    assert alarms.tolist() == [[False] * 5 + [True]]


def test_the_slope_rule_agrees_with_a_known_regression() -> None:
    from scipy.stats import linregress

    rng = np.random.default_rng(1)
    weeks = np.arange(1.0, 31.0)
    scores = 100.0 - 0.2 * weeks + 6.0 * rng.normal(size=(20, 30))
    alarms = weekly_slope(weeks, scores, 6.0)
    for person in range(20):
        for j in range(30):
            if j < 7:
                assert not alarms[person, j]
                continue
            line = linregress(weeks[2 : j + 1], scores[person, 2 : j + 1])
            assert alarms[person, j] == (line.slope < 0.0 and line.pvalue < 0.05)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_reads_a_few_sessions(rule: str) -> None:
    assert not RULES[rule](np.arange(1.0, 4.0), np.full((2, 3), 100.0), 6.0).any()


def test_people_who_never_hear_it_count_in_the_week_by_which() -> None:
    world = replace(StrengthWorld(), tests=synthetic_region(6.0, 6.0), n_weeks=10)
    heard = fall_week([listen(simulate_strength(world, n_people=3, rng=np.random.default_rng(1)))], ("both-legs",))
    assert week_by_which(heard, 0.5) == NEVER
    assert percent_within(heard, 52.0) == 0.0
