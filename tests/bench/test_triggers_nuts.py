import pytest

from bench.triggers_exact import series_of
from bench.triggers_nuts import has_numpyro, run_numpyro
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.fit import fit_series, rank_settings


@pytest.mark.skipif(not has_numpyro(), reason="does not apply here: NumPyro (optional group bench) is not installed")
def test_numpyro_agrees_with_the_engine() -> None:
    series = series_of(1, 1, world=PersonWorld(n_days=60))
    settings = [candidate.setting for candidate in rank_settings(series)]
    chain = run_numpyro(series, settings, seed=1, draws=200, warm_up=100)
    assert chain.probabilities == pytest.approx(fit_series(series).probabilities(series.priors), abs=0.06)
