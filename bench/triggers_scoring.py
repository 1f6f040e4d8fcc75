"""What twitchwise and the other rules say of many simulated people, and how often that is right."""

import multiprocessing
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from bench.triggers_people import Purpose, Truth, make_person, make_table, pair_truth
from bench.triggers_rules import PCMCI, RULES, Rule
from twitchwise.estimate import Estimate
from twitchwise.simulate.person import SimulatedPerson
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.find import Trigger, find_triggers
from twitchwise.triggers.verdict import LIKELY

__all__ = [
    "Answers",
    "Examined",
    "Score",
    "answer",
    "ask_pcmci",
    "examine",
    "examine_people",
    "reported",
    "score",
    "spread_of",
]

_PROCESSES = 2
_RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What twitchwise says of every pair, arrays (n_muscles, n_kinds).

    Parameters
    ----------
    probability : that it is a trigger; nan when it is too early.
    low, high : log of the ends of the 90 % interval of the rate ratio; nan when there is none.
    step : units of the table's column between the two kinds of days that the ratio compares.
    cpu_s : time of the whole analysis.
    """

    probability: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    step: NDArray[np.float64]
    cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One person: the truth, ours, and what each other rule reports, in the order of the rules."""

    truth: Truth
    answers: Answers
    counts_per_day: NDArray[np.float64]
    others: tuple[NDArray[np.bool_], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often a rule is right, over many people.

    Parameters
    ----------
    n_people, n_true, n_reported, n_false : counts; a pair of muscle and exposure counts once.
    people_with_false : share of people to whom at least one false trigger is reported.
    false_share : false among reported; nan when nothing is.
    power : share of true triggers that are reported; nan when there are none.
    own_power : the same for a muscle's own training.
    """

    n_people: int
    n_true: int
    n_reported: int
    n_false: int
    people_with_false: float
    false_share: float
    power: float
    own_power: float

    @property
    def false_per_person(self) -> float:
        """False reports for one person."""
        return self.n_false / self.n_people


def answer(person: SimulatedPerson) -> Answers:
    """Ask twitchwise."""
    table = make_table(person)
    start_s = time.process_time()
    triggers = find_triggers(table).triggers
    cpu_s = time.process_time() - start_s
    shape = (len(person.world.muscle_ids), -1)

    def collected(values: Iterable[float]) -> NDArray[np.float64]:
        return np.array(list(values)).reshape(shape)

    return Answers(
        probability=collected(np.nan if t.probability is None else t.probability for t in triggers),
        low=collected(_log_end(t, upper=False) for t in triggers),
        high=collected(_log_end(t, upper=True) for t in triggers),
        step=collected(t.contrast.high - t.contrast.low for t in triggers),
        cpu_s=cpu_s,
    )


def examine(number: int, *, world: PersonWorld, purpose: Purpose, rules: Sequence[Rule] = ()) -> Examined:
    """Simulate one person and let everybody judge the diary."""
    from threadpoolctl import threadpool_limits

    person = make_person(world, purpose, number)
    with threadpool_limits(1):
        return Examined(
            truth=pair_truth(person),
            answers=answer(person),
            counts_per_day=np.nanmean(person.counts, axis=1),
            others=tuple(rule.report(person) for rule in rules),
        )


@cache
def examine_people(
    world: PersonWorld, n_people: int, *, first: int = 0, purpose: Purpose = Purpose.BENCH, others: bool = False
) -> tuple[Examined, ...]:
    """Examine people `first` and on, two at a time; the same ones are examined once in a run.

    Parameters
    ----------
    others : also ask the rules of other trackers.
    """
    task = partial(examine, world=world, purpose=purpose, rules=RULES if others else ())
    with ProcessPoolExecutor(_PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        return tuple(pool.map(task, range(first, first + n_people), chunksize=2))


@cache
def ask_pcmci(world: PersonWorld, n_people: int) -> tuple[NDArray[np.bool_], ...]:
    """What PCMCI reports of the first people of the bench."""
    task = partial(_pcmci_of, world=world)
    with ProcessPoolExecutor(_PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        return tuple(pool.map(task, range(n_people), chunksize=2))


def score(truths: Sequence[Truth], reports: Sequence[NDArray[np.bool_]]) -> Score:
    """Compare reports with the truth; triggers that never happened count neither as true nor as missed.

    Parameters
    ----------
    truths, reports : one for each person.
    """
    acts = np.array([truth.acts for truth in truths])
    reported = np.array(list(reports))
    false, hit = reported & ~acts, reported & acts
    return Score(
        n_people=len(truths),
        n_true=int(acts.sum()),
        n_reported=int(reported.sum()),
        n_false=int(false.sum()),
        people_with_false=float(false.any(axis=(1, 2)).mean()),
        false_share=_share(false.sum(), reported.sum()),
        power=_share(hit.sum(), acts.sum()),
        own_power=_share(hit[:, :, 0].sum(), acts[:, :, 0].sum()),
    )


def reported(people: Sequence[Examined], above: float = LIKELY) -> list[NDArray[np.bool_]]:
    """What twitchwise reports above a probability."""
    return [np.asarray(np.nan_to_num(each.answers.probability) > above) for each in people]


def spread_of(numerators: NDArray[np.float64], denominators: NDArray[np.float64]) -> tuple[float, float]:
    """95 % interval of a ratio of sums over people, by drawing people anew.

    Parameters
    ----------
    numerators, denominators : (n_people,) float.
    """
    rng = np.random.default_rng(1)
    drawn = rng.integers(len(numerators), size=(_RESAMPLES, len(numerators)))
    below = denominators[drawn].sum(axis=1)
    ratios = numerators[drawn].sum(axis=1)[below > 0] / below[below > 0]
    if not ratios.size:
        return float("nan"), float("nan")
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(low), float(high)


def _pcmci_of(number: int, *, world: PersonWorld) -> NDArray[np.bool_]:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return PCMCI.report(make_person(world, Purpose.BENCH, number))


def _log_end(trigger: Trigger, *, upper: bool) -> float:
    if not isinstance(trigger.rate_ratio, Estimate):
        return float("nan")
    return float(np.log(trigger.rate_ratio.high if upper else trigger.rate_ratio.low))


def _share(part: np.integer, whole: np.integer) -> float:
    return float(part / whole) if whole else float("nan")
