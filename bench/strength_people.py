"""The simulated people that strength rules are judged on, and what the engine says to each of them every week."""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.strength_person import StrengthCohort, simulate_strength
from twitchwise.simulate.strength_person_world import StrengthWorld
from twitchwise.strength.agreement import Agreement, Voices, agree, hear_test
from twitchwise.strength.following import follow_scores, is_recovering, make_plan, percent_of_first

__all__ = ["Cohort", "Purpose", "cohorts", "listen"]

Array = NDArray[np.float64]
Marks = NDArray[np.bool_]

_TOGETHER = 25  # who share dates and events
_TOGETHER_WITHOUT_EVENTS = 100  # who share dates only


class Purpose(Enum):
    """Who may look at a person: thresholds are chosen on some (seeds 101-106 and TUNING), and judged on others."""

    TUNING = 11
    BENCH = 12
    FLOOR = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """People who share dates, and what each region says on every day of a session.

    Parameters
    ----------
    people : the simulated ones.
    is_excluded : (n_tests, n) bool, marked sessions, and those after an illness or injury that the engine leaves out.
    regions : one agreement for each region, by its name.
    """

    people: StrengthCohort
    is_excluded: Marks
    regions: dict[str, Agreement]

    @property
    def weeks(self) -> Array:
        """The week in which each session lies, the first in week 1, (n,) float."""
        return np.asarray(np.rint(self.people.calendar.days / 7.0) + 1.0)


def cohorts(world: StrengthWorld, n_people: int, purpose: Purpose) -> list[Cohort]:
    """The people kept for a purpose, as the engine sees them; the same number in another world has the same seed."""
    has_events = world.illnesses_per_year > 0.0 or world.injury_percent > 0.0 or world.stop_percent > 0.0
    together = min(_TOGETHER if has_events else _TOGETHER_WITHOUT_EVENTS, n_people)
    return [
        listen(simulate_strength(world, n_people=together, rng=np.random.default_rng([purpose.value, number])))
        for number in range(-(-n_people // together))
    ]


def listen(people: StrengthCohort) -> Cohort:
    """Let the engine follow a cohort from session to session, and each region speak on each of their days."""
    calendar, tests = people.calendar, people.world.tests
    shape = (len(tests), calendar.days.size)
    is_marked = people.world.is_marked
    excluded = np.zeros(shape, dtype=bool)
    if is_marked:
        unwell = calendar.ill | calendar.injured
        excluded = unwell | is_recovering(calendar.days.astype(float), unwell) | calendar.stopped
    restarts = np.flatnonzero(calendar.stopped) if is_marked else np.array([], dtype=int)
    parts: list[list[Voices]] = [[] for _ in tests]
    edges = [0, *(restarts + 1), shape[1]]
    for start, end in pairwise(edges):
        if start == end:
            continue
        ends_with_mark = end - 1 in restarts
        for i, said in enumerate(_stretch(people, excluded, start, end)):
            parts[i].append(_silent_at_end(said) if ends_with_mark else said)
    voices = [
        Voices(
            above=np.concatenate([part.above for part in each], axis=1),
            bound=np.concatenate([part.bound for part in each], axis=1),
            alone=np.concatenate([part.alone for part in each], axis=1),
        )
        for each in parts
    ]
    names = dict.fromkeys(test.region for test in tests)
    regions = {
        name: agree(tuple(voice for voice, test in zip(voices, tests, strict=True) if test.region == name))
        for name in names
    }
    return Cohort(people=people, is_excluded=excluded, regions=regions)


def _stretch(people: StrengthCohort, excluded: Marks, start: int, end: int) -> list[Voices]:
    """What each test says in the sessions from `start` to `end`, with learning from `start`."""
    tests, days = people.world.tests, people.calendar.days[start:end].astype(float)
    n_tests = len(tests)
    usual = ~excluded[:, start:end]
    errors = np.array([np.nan if test.published_percent is None else test.published_percent for test in tests])
    scores = people.scores[:, :, start:end]
    plan = make_plan(
        np.broadcast_to(days, (n_tests, days.size)),
        np.broadcast_to(np.arange(start, end, dtype=float), (n_tests, days.size)),
        usual,
        errors,
    )
    followed = follow_scores(plan, percent_of_first(scores, np.broadcast_to(usual[:, None], scores.shape)))
    sessions = np.arange(days.size)
    return [hear_test(days, followed.of(i, sessions), plan.is_kept[i], days) for i in range(n_tests)]


def _silent_at_end(voices: Voices) -> Voices:
    """At the session that marks a lasting change there is nothing to say yet."""
    above, bound, alone = voices.above.copy(), voices.bound.copy(), voices.alone.copy()
    above[:, -1], bound[:, -1], alone[:, -1] = -np.inf, np.inf, np.inf
    return Voices(above=above, bound=bound, alone=alone)
