"""Simulated people who test their strength at home: scores over weeks, and what is true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.strength_events import Calendar, draw_calendar
from twitchwise.simulate.strength_person_world import StrengthWorld

__all__ = ["StrengthCohort", "simulate_strength"]

Array = NDArray[np.float64]

_DAYS_PER_MONTH = 365.25 / 12
_GAIN_SHAPE = 4.0
_PACE_SPREAD = 0.4
_DEPTH_SPREAD = 0.3
_SPELL_WEEKS = 1.5
_HABIT_SPREAD = 0.15  # people differ in how strong they are
_SIDE_SPREAD = 0.085  # and the grip of their hands by 12 % (n 1359; strength.md 12.1)
_BAD_ERRORS = 2.0
_WORRY_AR = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthCohort:
    """People who share dates and events, and nothing else.

    Parameters
    ----------
    world : what was asked for.
    calendar : the dates and events.
    scores : (n_tests, n_people, n) float, in each test's unit, higher is better.
    felt : (n_people, n) float, felt weakness 0-10; it goes with worry, not with strength.
    true_percent : (n_tests, n_people, n) float, true strength, % of what it would be with nothing wrong.
    gain_percent : (n_tests, n_people) float, what practice adds in the end, % of the first score.
    """

    world: StrengthWorld
    calendar: Calendar
    scores: Array
    felt: Array
    true_percent: Array
    gain_percent: Array


def simulate_strength(world: StrengthWorld, *, n_people: int = 1, rng: np.random.Generator) -> StrengthCohort:
    """Simulate people who do the same tests on the same days.

    Parameters
    ----------
    world : what they do and what happens to them.
    n_people : how many; they share the calendar only.
    rng : source of randomness; each part (calendar, habits, practice, noise, worry) has its own stream.

    Notes
    -----
    score = first * (strength(t) + practice(k)) * (1 + error * noise): noise is a sum of Student-t parts, one of the
    day, one of a spell that fades, one of the test's own. Practice is a hyperbola for one half of the people and an
    exponential for the other. Nothing here is drawn from the model that judges it: that one has Gaussian parts, a
    wandering level and one exponential of practice.

    Examples
    --------
    >>> cohort = simulate_strength(StrengthWorld(n_weeks=26), n_people=3, rng=np.random.default_rng(1))
    >>> cohort.scores.shape == (len(cohort.world.tests), 3, cohort.calendar.days.size)
    True
    """
    calendar_rng, habit_rng, practice_rng, noise_rng, worry_rng = rng.spawn(5)
    calendar = draw_calendar(world, calendar_rng)
    shape = (len(world.tests), n_people, calendar.days.size)
    true = _true_strength(world, calendar, n_people, habit_rng)
    gain = practice_rng.gamma(_GAIN_SHAPE, world.gain_percent / 100.0 / _GAIN_SHAPE, shape[:2])
    practice = gain[..., None] * _learned(world, shape, practice_rng)
    noise = _noise(world, calendar.days, shape, noise_rng)
    errors = np.array([test.error_percent for test in world.tests])[:, None, None] / 100.0
    # The root mean square over people is the stated error.
    own = habit_rng.lognormal(-(world.error_spread**2), world.error_spread, (shape[0], n_people, 1))
    first = np.array([test.first_score for test in world.tests])[:, None, None]
    first = first * _habits(world, n_people, habit_rng)
    scores = np.maximum(first * (true + practice) * (1.0 + errors * own * noise), 0.0)
    counted = np.array([test.is_count for test in world.tests])[:, None, None]
    return StrengthCohort(
        world=world,
        calendar=calendar,
        scores=np.where(counted, np.rint(scores), scores),
        felt=_worry(shape[1:], worry_rng),
        true_percent=100.0 * true,
        gain_percent=100.0 * gain,
    )


def _habits(world: StrengthWorld, n_people: int, rng: np.random.Generator) -> Array:
    """How much better or worse than typical each person is at each test; the two sides of a test are much alike."""
    names = list(dict.fromkeys(test.test for test in world.tests))
    habit = rng.lognormal(0.0, _HABIT_SPREAD, (len(names), n_people, 1))
    side = rng.lognormal(0.0, _SIDE_SPREAD, (len(world.tests), n_people, 1))
    return np.asarray(habit[[names.index(test.test) for test in world.tests]] * side)


def _true_strength(world: StrengthWorld, calendar: Calendar, n_people: int, rng: np.random.Generator) -> Array:
    """Share of full strength, (n_tests, n_people, n)."""
    months = calendar.days / _DAYS_PER_MONTH
    ageing = 1.0 - world.ageing_percent_per_year / 100.0 * months / 12.0
    declining = np.array([test.region == world.declining_region for test in world.tests])
    weak = np.array([test.region == world.weak_region for test in world.tests])
    fall = 1.0 - declining[:, None] * world.decline_percent_per_month / 100.0 * months
    start = 1.0 - weak * world.weak_percent / 100.0
    depth = rng.lognormal(0.0, _DEPTH_SPREAD, (1, n_people, 1))
    dips = 1.0 - np.minimum(depth * (calendar.dip[:, None] + calendar.stop), 1.0)
    return np.asarray(start[:, None, None] * np.maximum(fall, 0.0)[:, None] * ageing * dips)


def _learned(world: StrengthWorld, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Share of what practice adds that is there already."""
    pace = world.practice_pace * rng.lognormal(0.0, _PACE_SPREAD, (*shape[:2], 1))
    done = np.arange(shape[2])
    is_hyperbola = rng.random((1, shape[1], 1)) < 0.5
    left = np.where(is_hyperbola, pace / (pace + done), 0.5 ** (done / pace))
    return np.asarray(1.0 - left)


def _noise(world: StrengthWorld, days: NDArray[np.int64], shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Noise of unit variance but for the bad sessions."""
    n_tests, n_people, n = shape
    together = rng.standard_t(world.tail_degrees, (1, n_people, n))
    own = rng.standard_t(world.tail_degrees, shape)
    unit = np.sqrt((world.tail_degrees - 2.0) / world.tail_degrees)
    spell = np.empty((1 if world.carried_together else n_tests, n_people, n))
    spell[..., 0] = rng.normal(size=spell.shape[:2])
    for j in range(1, n):
        kept = 0.5 ** ((days[j] - days[j - 1]) / 7.0 / (_SPELL_WEEKS * np.log(2.0)))
        spell[..., j] = kept * spell[..., j - 1] + np.sqrt(1.0 - kept**2) * rng.normal(size=spell.shape[:2])
    rest = 1.0 - world.day_share - world.carried_share
    noise = unit * (np.sqrt(world.day_share) * together + np.sqrt(rest) * own) + np.sqrt(world.carried_share) * spell
    return np.asarray(noise - _BAD_ERRORS * (rng.random(shape) < world.bad_share))


def _worry(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Felt weakness, 0-10, that comes and goes by itself."""
    wander = np.empty(shape)
    wander[:, 0] = rng.normal(size=shape[0])
    for j in range(1, shape[1]):
        wander[:, j] = _WORRY_AR * wander[:, j - 1] + np.sqrt(1.0 - _WORRY_AR**2) * rng.normal(size=shape[0])
    return np.asarray(np.clip(np.rint(3.5 + 2.0 * wander), 0.0, 10.0))
