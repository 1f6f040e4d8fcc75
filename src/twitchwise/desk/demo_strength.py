"""Three people in the demo who test their strength for a year: feeling weak, declining, weak from the first."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np

from twitchwise.body import Side
from twitchwise.desk.measuring import Progress
from twitchwise.desk.strength_standing import write_standing
from twitchwise.simulate.strength_person import StrengthCohort, simulate_strength
from twitchwise.simulate.strength_person_world import REGION_TESTS, StrengthWorld
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, Outcome
from twitchwise.strength.screen_model import ActAnswer, LostTask, ScreenAnswers, ScreenResult, SideScores
from twitchwise.strength.series import Series, Session
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import RegionTrend, State, StrengthTrend

__all__ = ["FIRST_SITTING_DAY", "STRENGTH_FOLDER", "FirstSaid", "StrengthPerson", "StrengthShown", "show_strength"]

STRENGTH_FOLDER = "strength"
_REGIONS = ("left-leg", "right-leg", "left-hand", "right-hand")
_TESTS = tuple(test for region in _REGIONS for test in REGION_TESTS[region])
_WEEKS = 52
FIRST_SITTING_DAY = date(2026, 1, 5)
_DECLINING, _RATE_PERCENT = StrengthRegion.RIGHT_HAND, 2.7
_WEAK, _WEAK_PERCENT = StrengthRegion.LEFT_HAND, 40.0
_LOST_TASK = "buttons"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSaid:
    """The week after the first session in which something was first said of a region."""

    region: StrengthRegion
    week: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthPerson:
    """One person, what is true, and what was said when.

    Parameters
    ----------
    title : who, in a few words.
    truth : what was put in.
    concerned : the region it was put in; None for nowhere.
    felt_middle, felt_most : felt weakness over the year, 0-10.
    screened : the first sitting.
    steady, falls : regions and the week in which each was first called steady, or a fall.
    last : what is said after a year.
    true_loss_percent : lost since the first session in the concerned region, %, by the truth.
    """

    title: str
    truth: str
    concerned: StrengthRegion | None
    felt_middle: float
    felt_most: float
    screened: ScreenResult
    steady: tuple[FirstSaid, ...]
    falls: tuple[FirstSaid, ...]
    last: StrengthTrend
    true_loss_percent: float

    @property
    def region(self) -> RegionTrend | None:
        """What is said of the concerned region after a year."""
        return next((each for each in self.last.regions if each.region is self.concerned), None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthShown:
    """The three people, side by side."""

    people: tuple[StrengthPerson, ...]
    n_weeks: int
    n_tests: int


def show_strength(folder: Path, *, seed: int, on_progress: Progress) -> StrengthShown:
    """Simulate three people, ask every week what can be said, and write the page of the one who declines.

    Parameters
    ----------
    folder : gets a folder with the page.
    seed : of the people.
    on_progress : told what is being done and the share of it all.
    """
    base = StrengthWorld(tests=_TESTS, n_weeks=_WEEKS)
    plans = (
        ("feels weak, is steady", "nothing put in", None, base),
        (
            "truly declines",
            f"{_DECLINING.label} loses {_RATE_PERCENT:g} % a month",
            _DECLINING,
            base.declining(_DECLINING.value, _RATE_PERCENT),
        ),
        (
            "already weak at first",
            f"{_WEAK.label} lacks {_WEAK_PERCENT:.0f} % from the start, {_LOST_TASK} are lost",
            _WEAK,
            StrengthWorld(tests=_TESTS, n_weeks=_WEEKS, weak_region=_WEAK.value, weak_percent=_WEAK_PERCENT),
        ),
    )
    people = []
    for n, (title, truth, concerned, world) in enumerate(plans):
        on_progress(f"testing strength for a year, person {n + 1} of {len(plans)}", n / (len(plans) + 1))
        cohort = simulate_strength(world, rng=np.random.default_rng([seed, n]))
        people.append(_show(cohort, title=title, truth=truth, concerned=concerned))
    on_progress("drawing", len(plans) / (len(plans) + 1))
    declining = people[1]
    write_standing(
        StrengthStanding(trend=declining.last, screened=Screened(day=FIRST_SITTING_DAY, result=declining.screened)),
        folder / STRENGTH_FOLDER,
    )
    return StrengthShown(people=tuple(people), n_weeks=_WEEKS, n_tests=len(_TESTS))


def _show(cohort: StrengthCohort, *, title: str, truth: str, concerned: StrengthRegion | None) -> StrengthPerson:
    series = _series(cohort)
    steady: dict[StrengthRegion, int] = {}
    falls: dict[StrengthRegion, int] = {}
    trend = strength_trend((), today=FIRST_SITTING_DAY)
    for week in range(_WEEKS + 1):
        today = FIRST_SITTING_DAY + timedelta(weeks=week)
        trend = strength_trend((_until(each, today) for each in series), today=today)
        for region in trend.regions:
            if region.state is State.STEADY:
                steady.setdefault(region.region, week)
            elif region.state is State.FALL:
                falls.setdefault(region.region, week)
    felt = [float(each) for each in cohort.felt[0]]
    rows = [i for i, test in enumerate(cohort.world.tests) if concerned is not None and test.region == concerned]
    true = [100.0 * (1.0 - float(cohort.true_percent[i, 0, -1] / cohort.true_percent[i, 0, 0])) for i in rows]
    return StrengthPerson(
        title=title,
        truth=truth,
        concerned=concerned,
        felt_middle=median(felt),
        felt_most=max(felt),
        screened=_sit(cohort, concerned if cohort.world.weak_region else None),
        steady=tuple(FirstSaid(region=region, week=week) for region, week in steady.items()),
        falls=tuple(FirstSaid(region=region, week=week) for region, week in falls.items()),
        last=trend,
        true_loss_percent=max(true, default=0.0),
    )


def _until(series: Series, today: date) -> Series:
    return replace(series, sessions=tuple(session for session in series.sessions if session.day <= today))


def _series(cohort: StrengthCohort) -> tuple[Series, ...]:
    return tuple(
        Series(
            test=test.test,
            side=test.side,
            regions=(StrengthRegion(test.region),),
            error_percent=test.published_percent,
            sessions=tuple(
                Session(
                    day=FIRST_SITTING_DAY + timedelta(days=int(day)),
                    score=float(cohort.scores[i, 0, j]),
                    felt=float(cohort.felt[0, j]),
                )
                for j, day in enumerate(cohort.calendar.days)
            ),
        )
        for i, test in enumerate(cohort.world.tests)
    )


def _sit(cohort: StrengthCohort, weak: StrengthRegion | None) -> ScreenResult:
    """Scores of the first session; no act fails, as is usual at 40 % (docs/bench-strength-screen.md)."""
    scores = {(test.test, test.side): float(cohort.scores[i, 0, 0]) for i, test in enumerate(cohort.world.tests)}
    return screen_result(
        ScreenAnswers(
            acts=tuple(ActAnswer(act=act.name, side=side, outcome=Outcome.DONE) for act in ACTS for side in act.sides),
            scores=tuple(
                SideScores(test=name, left=scores[name, Side.LEFT], right=scores[name, Side.RIGHT])
                for name in ("grip", "pinch")
            ),
            lost_tasks=() if weak is None else (LostTask(region=weak, task=_LOST_TASK),),
        )
    )
