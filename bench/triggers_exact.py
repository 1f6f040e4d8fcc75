"""Whether the approximations hold: evidence against importance sampling, probabilities against long chains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.tables import Table, number
from bench.triggers_effort import Effort
from bench.triggers_nuts import has_numpyro, run_numpyro
from bench.triggers_people import Purpose, make_person, make_table
from bench.triggers_sampler import Chain, run_gibbs
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.contrast import compare_days
from twitchwise.triggers.fit import fit_series, log_evidence, rank_settings
from twitchwise.triggers.laplace import find_mode, log_likelihood
from twitchwise.triggers.model import Setting, prior_mean, set_columns, slow_covariance, weight_factor
from twitchwise.triggers.series import LAGS_DAYS, Series, build_series
from twitchwise.triggers.threads import one_thread

__all__ = ["chain_tables", "evidence_tables", "sampled_evidence", "series_of"]

_DRAWS = 4000
_NUTS_SETTINGS = 6


def series_of(person: int, muscle: int, *, world: PersonWorld | None = None) -> Series:
    """What the engine is fitted to, one muscle of a person of the bench."""
    table = make_table(make_person(world or PersonWorld(), Purpose.BENCH, person))
    outcome = table.outcomes[muscle]
    answered = np.isfinite(outcome.counts)
    exposures = [e for e in table.exposures_of(outcome) if compare_days(e, answered).is_enough]
    return build_series(outcome, tuple(exposures))


def sampled_evidence(
    series: Series, setting: Setting, acting: tuple[int, ...], rng: np.random.Generator, n_draws: int = _DRAWS
) -> float:
    """Log probability of the counts by importance sampling around the mode.

    Parameters
    ----------
    series, setting, acting : as for the engine's own `log_evidence`.
    n_draws : how many draws, mirror images included.

    Notes
    -----
    In f = mean + L z with L L' the prior covariance, z is standard normal; it is drawn from the normal at the mode with
    the curvature there, each draw with its mirror image, and weighted by likelihood x prior / density.
    """
    own = _columns(series)[:, set_columns(acting)]
    covariance = slow_covariance(series, setting) + own @ own.T
    mean = prior_mean(series)
    fit = find_mode(series.counts, mean, covariance, setting.size)
    n = series.counts.size
    root = np.linalg.cholesky(covariance + 1e-10 * np.eye(n))
    centre = np.linalg.solve(root, fit.mode - mean)
    curvature = np.eye(n) + (root.T * fit.curvature) @ root
    spread = np.linalg.inv(np.linalg.cholesky(curvature)).T
    log_volume = float(np.linalg.slogdet(spread)[1])
    half = rng.standard_normal((n_draws // 2, n))
    draws = np.concatenate([half, -half])
    z = centre + draws @ spread.T
    log_rates = mean + z @ root.T
    total = series.counts + setting.size
    from_counts = (series.counts * log_rates - total * np.log(setting.size + np.exp(log_rates))).sum(axis=1)
    at_mode = series.counts @ fit.mode - total @ np.log(setting.size + np.exp(fit.mode))
    constant = log_likelihood(series.counts, fit.mode, setting.size) - float(at_mode)
    weights = from_counts - 0.5 * (z**2).sum(axis=1) + 0.5 * (draws**2).sum(axis=1) + log_volume
    return float(np.logaddexp.reduce(weights) - np.log(len(weights)) + constant)


def evidence_tables(effort: Effort) -> list[Table]:
    """Laplace's evidence against importance sampling, for no exposure and for likely and unlikely sets of them."""
    rows = []
    rng = np.random.default_rng(1)
    with one_thread():
        for label, world in [("usual", PersonWorld()), ("rare twitches, 0.3 a day", PersonWorld(typical_count=0.3))]:
            alone, against = [], []
            for person in range(effort.evidences):
                series = series_of(person, person % 6, world=world)
                setting = rank_settings(series, 1)[0].setting
                sets: list[tuple[int, ...]] = [(), (0,), (1,), (0, 1), (0, 2, 3)]
                gaps = [log_evidence(series, setting, s) - sampled_evidence(series, setting, s, rng) for s in sets]
                alone += gaps
                against += [gap - gaps[0] for gap in gaps[1:]]
            for what, gaps in [("evidence", alone), ("evidence over that of no exposure", against)]:
                sizes = np.abs(gaps)
                rows.append(
                    (label, what, str(len(gaps)), number(float(sizes.mean()), 3), number(float(sizes.max()), 3))
                )
    return [
        Table(
            title="Log evidence against importance sampling",
            columns=("twitches", "of what", "comparisons", "mean absolute difference", "largest"),
            rows=rows,
            before=(
                f"{effort.evidences} people, one muscle of each, best setting, five sets of exposures;"
                f" {_DRAWS} draws each. Probabilities depend on the second row of each pair only."
            ),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    ours: NDArray[np.float64]
    chain: Chain


def chain_tables(effort: Effort) -> list[Table]:
    """Inclusion probabilities against long chains on the same model, and against NumPyro."""
    rows, after = [], []
    short = PersonWorld(n_days=60)
    with one_thread():
        for label, world in [("120 days", PersonWorld()), ("60 days", short)]:
            gibbs = [_compare_gibbs(person, world, effort.chain_sweeps) for person in range(effort.chains)]
            rows.append(_compared_row(label, "own Gibbs sampler, all 60 settings", gibbs))
        if effort.nuts_chains and has_numpyro():
            nuts = [_compare_numpyro(person) for person in range(effort.nuts_chains)]
            rows.append(_compared_row("120 days", "NumPyro, NUTS, the best six settings", nuts))
        elif effort.nuts_chains:
            after.append("NumPyro was not run: it is not installed (group `bench`).")
    return [
        Table(
            title="Probabilities against long chains",
            columns=(
                "diary",
                "chain",
                "series",
                "probabilities",
                "mean absolute difference",
                "largest",
                "within 0.05",
                "largest difference of two chains",
            ),
            rows=rows,
            before=(
                "One muscle of each of the first people of the bench, the same model and priors. The last column is the"
                " chains' own error."
            ),
            after=after,
        )
    ]


def _compare_gibbs(person: int, world: PersonWorld, sweeps: int) -> _Compared:
    series = series_of(person, person % 6, world=world)
    ours = fit_series(series).probabilities(series.priors)
    return _Compared(
        ours=ours, chain=run_gibbs(series, np.random.default_rng([1, person]), sweeps=sweeps, warm_up=sweeps // 10)
    )


def _compare_numpyro(person: int) -> _Compared:
    series = series_of(person, person % 6)
    ours = fit_series(series).probabilities(series.priors)
    settings = [candidate.setting for candidate in rank_settings(series, _NUTS_SETTINGS)]
    return _Compared(ours=ours, chain=run_numpyro(series, settings, seed=person))


def _compared_row(diary: str, label: str, compared: Sequence[_Compared]) -> tuple[str, ...]:
    gaps = np.concatenate([np.abs(each.ours - each.chain.probabilities) for each in compared])
    own = max(float(each.chain.disagreement.max()) for each in compared)
    return (
        diary,
        label,
        str(len(compared)),
        str(gaps.size),
        number(float(gaps.mean()), 3),
        number(float(gaps.max()), 3),
        f"{100 * float(np.mean(gaps <= 0.05)):.0f} %",
        number(own, 3),
    )


def _columns(series: Series) -> NDArray[np.float64]:
    """Lags for weights whose prior is the standard normal."""
    factor = weight_factor()
    n_lags = len(LAGS_DAYS)
    blocks = [series.lags[:, i * n_lags : (i + 1) * n_lags] @ factor for i in range(series.priors.size)]
    return np.concatenate(blocks, axis=1)
