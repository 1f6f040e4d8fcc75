"""The rules that twitchwise is compared with: what other trackers do, and the best general method there is."""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bench.triggers_people import table_values
from twitchwise.simulate.person import SimulatedPerson

__all__ = ["PCMCI", "RULES", "Rule", "adjusted", "has_tigramite"]

_LAGS = (0, 1, 2, 3)
_RATE = 0.10  # share of false findings asked of Benjamini and Hochberg
_DIFFERENCE = 1.20
_STRONG = 0.3
_BLOCK_DAYS = 14
_PERMUTATIONS = 999
_FEWEST_DAYS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way to say which exposures set a muscle's twitching off.

    Parameters
    ----------
    name : as in the tables.
    report : from a person to (n_muscles, n_kinds) bool, what is reported.
    """

    name: str
    report: Callable[[SimulatedPerson], NDArray[np.bool_]]


def adjusted(p_values: NDArray[np.float64], rate: float = _RATE) -> NDArray[np.bool_]:
    """Which of the p values are kept by Benjamini and Hochberg (1995); nan is never kept."""
    flat = np.where(np.isnan(p_values), 1.0, p_values).ravel()
    order = np.sort(flat)
    below = np.flatnonzero(order <= rate * np.arange(1, flat.size + 1) / flat.size)
    limit = order[below[-1]] if below.size else -1.0
    return np.asarray(np.where(np.isnan(p_values), np.inf, p_values) <= limit)


def _pairs(person: SimulatedPerson) -> list[tuple[int, int, NDArray[np.float64], NDArray[np.float64]]]:
    """Muscle, kind, counts and column of every pair."""
    return [
        (row, column, counts, table_values(exposure))
        for row, (muscle_id, counts) in enumerate(zip(person.world.muscle_ids, person.counts, strict=True))
        for column, exposure in enumerate(person.exposures_of(muscle_id))
    ]


def _later(values: NDArray[np.float64], lag: int) -> NDArray[np.float64]:
    """What the column was `lag` days before each day."""
    return np.concatenate([np.full(lag, np.nan), values[: values.size - lag]])


def _correlations(person: SimulatedPerson) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pearson's r and its p value, (n_muscles, n_kinds, n_lags); nan where there is nothing to compare."""
    from scipy.special import stdtr

    shape = (len(person.counts), len(person.exposures_of(person.world.muscle_ids[0])), len(_LAGS))
    r, p = np.full(shape, np.nan), np.full(shape, np.nan)
    for (row, column, counts, values), lag in product(_pairs(person), _LAGS):
        before = _later(values, lag)
        both = np.isfinite(counts) & np.isfinite(before)
        n = int(both.sum())
        if n < _FEWEST_DAYS or counts[both].std() == 0 or before[both].std() == 0:
            continue
        r[row, column, lag] = np.corrcoef(counts[both], before[both])[0, 1]
        t = abs(r[row, column, lag]) * np.sqrt((n - 2) / max(1e-12, 1 - r[row, column, lag] ** 2))
        p[row, column, lag] = 2 * stdtr(n - 2, -t)
    return r, p


def _with_without(person: SimulatedPerson) -> NDArray[np.bool_]:
    """A difference of a fifth between days with more and days with less of it, on the same day or the next."""
    found = np.zeros((len(person.counts), len(person.exposures_of(person.world.muscle_ids[0]))), dtype=bool)
    for (row, column, counts, values), lag in product(_pairs(person), (0, 1)):
        before = _later(values, lag)
        both = np.isfinite(counts) & np.isfinite(before)
        with_it = both & (before > np.median(before[both])) if both.any() else both
        without = both & ~with_it
        if with_it.any() and without.any():
            more, less = counts[with_it].mean(), counts[without].mean()
            found[row, column] |= bool(max(more, less) >= _DIFFERENCE * max(min(more, less), 1e-9))
    return found


def _pearson_any_lag(person: SimulatedPerson) -> NDArray[np.bool_]:
    return np.asarray((_correlations(person)[1] < 0.05).any(axis=2))


def _pearson_strong(person: SimulatedPerson) -> NDArray[np.bool_]:
    return np.asarray((np.abs(_correlations(person)[0][:, :, :2]) >= _STRONG).any(axis=2))


def _pearson_adjusted(person: SimulatedPerson) -> NDArray[np.bool_]:
    return np.asarray(adjusted(_correlations(person)[1]).any(axis=2))


def _block_permutation(person: SimulatedPerson) -> NDArray[np.bool_]:
    """Largest |r| over lags against the same with blocks of 14 days of counts shuffled."""
    n_muscles, n_days = person.counts.shape
    n_kinds = len(person.exposures_of(person.world.muscle_ids[0]))
    rng = np.random.default_rng(0)
    blocks = np.array_split(np.arange(n_days), max(1, round(n_days / _BLOCK_DAYS)))
    orders = [np.arange(n_days)]
    orders += [np.concatenate([blocks[i] for i in rng.permutation(len(blocks))]) for _ in range(_PERMUTATIONS)]
    shuffled = np.array(orders)
    p = np.full((n_muscles, n_kinds), np.nan)
    for row, column, counts, values in _pairs(person):
        lagged = np.array([_standardised(_later(values, lag)) for lag in _LAGS])
        if not lagged.any():
            continue
        strongest = np.abs(_standardised(counts)[shuffled] @ lagged.T).max(axis=1)
        p[row, column] = (1 + np.count_nonzero(strongest[1:] >= strongest[0])) / (1 + _PERMUTATIONS)
    return adjusted(p)


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean 0, SD 1, unknown at 0; all 0 when nothing varies."""
    known = values[np.isfinite(values)]
    if known.size < _FEWEST_DAYS or known.std() == 0:
        return np.zeros_like(values)
    return np.asarray(np.nan_to_num((values - known.mean()) / known.std()), dtype=np.float64)


def has_tigramite() -> bool:
    """Whether PCMCI can be run here."""
    return importlib.util.find_spec("tigramite") is not None


def _pcmci(person: SimulatedPerson) -> NDArray[np.bool_]:
    """PCMCI (Runge et al. 2019) with partial correlation on log(1 + counts), one muscle at a time, then BH.

    It is told which way effects run: nothing acts on an exposure but exposures of earlier days. Unknown exposures stand
    at their mean, as in ours; days without an answer are masked as targets.
    """
    p = []
    for muscle_id, counts in zip(person.world.muscle_ids, person.counts, strict=True):
        columns = [_standardised(np.log1p(counts))]
        columns += [_standardised(table_values(exposure)) for exposure in person.exposures_of(muscle_id)]
        of_muscle = np.full((len(columns) - 1, len(_LAGS)), np.nan)
        varies = [i for i, column in enumerate(columns) if column.any()]
        if varies[0] == 0:
            of_muscle[np.array(varies[1:]) - 1] = _pcmci_p_values(
                np.column_stack([columns[i] for i in varies]), np.isnan(counts)
            )
        p.append(of_muscle)
    return np.asarray(adjusted(np.array(p)).any(axis=2))


def _pcmci_p_values(data: NDArray[np.float64], not_answered: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Of every exposure (columns 1 and on) and lag for the counts (column 0)."""
    frames = importlib.import_module("tigramite.data_processing")
    methods = importlib.import_module("tigramite.pcmci")
    tests = importlib.import_module("tigramite.independence_tests.parcorr")
    mask = np.zeros(data.shape, dtype=bool)
    mask[:, 0] = not_answered
    exposures = range(1, data.shape[1])
    links = {target: {(source, -lag): "-?>" for source in exposures for lag in _LAGS[1:]} for target in exposures}
    for target in exposures:
        links[target][0, 0] = "<?-"
    links[0] = {(source, -lag): "-?>" for source in exposures for lag in _LAGS}
    links[0] |= {(0, -lag): "-?>" for lag in _LAGS[1:]}
    search = methods.PCMCI(
        dataframe=frames.DataFrame(data, mask=mask), cond_ind_test=tests.ParCorr(mask_type="y"), verbosity=0
    )
    result = search.run_pcmci(link_assumptions=links, tau_min=0, tau_max=_LAGS[-1], pc_alpha=0.2)
    return np.asarray(result["p_matrix"][1:, 0])


RULES = (
    Rule(name="with/without differ by 20 %, same or next day", report=_with_without),
    Rule(name="Pearson, any lag 0-3, p < .05", report=_pearson_any_lag),
    Rule(name="Pearson, at least 0.3, lag 0-1", report=_pearson_strong),
    Rule(name="Pearson, all lags, BH 10 %", report=_pearson_adjusted),
    Rule(name="14-day block permutation, BH 10 %", report=_block_permutation),
)
PCMCI = Rule(name="PCMCI (tigramite), BH 10 %", report=_pcmci)
