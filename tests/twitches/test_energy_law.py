import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import gammaincc

from twitchwise.twitches.energy_law import EnergyLaw, fit_energy_laws

_SHAPE = 5.0


def _sums(n: int, flicker: float, seed: int) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    return (rng.gamma(_SHAPE, 2.0, n) * np.exp(flicker * rng.standard_normal(n))).astype(np.float32)


def _fit(values: NDArray[np.float32], *, n_sums: int = 1, flickers: bool = True) -> EnergyLaw:
    (law,) = fit_energy_laws([values], (_SHAPE,), n_sums=n_sums, first_mean=2.0 * _SHAPE, flickers=flickers)
    return law


def test_a_steady_level_gives_the_gamma_law() -> None:
    energy = np.array([1.0, 5.0, 12.0, 40.0], np.float32)
    found = EnergyLaw(shape=_SHAPE, scale=1.0).surprise(energy)
    assert found == pytest.approx(-np.log(gammaincc(_SHAPE, energy.astype(float))), abs=2e-3)


@pytest.mark.parametrize("flicker", [0.0, 0.2, 0.43, 0.6])
def test_flicker_is_read_from_low_sums(flicker: float) -> None:
    assert _fit(_sums(200_000, flicker, 1)).flicker == pytest.approx(flicker, abs=0.04)


@pytest.mark.parametrize("flicker", [0.0, 0.43])
def test_rest_exceeds_a_surprise_as_often_as_it_says(flicker: float) -> None:
    surprise = _fit(_sums(100_000, flicker, 2)).surprise(_sums(1_000_000, flicker, 3))
    for level, margin in ((3.0, 0.1), (6.0, 0.25), (9.0, 0.5)):  # a flicker of 0.08 is read into steady noise
        assert float(np.mean(surprise > level)) == pytest.approx(np.exp(-level), rel=margin)


def test_twitches_hardly_change_the_flicker_that_is_read() -> None:
    values = _sums(100_000, 0.3, 4)
    with_twitches = values.copy()
    with_twitches[::20] *= 10.0
    assert _fit(with_twitches).flicker == pytest.approx(_fit(values).flicker, abs=0.06)


def test_what_varies_more_than_noise_does_is_not_all_taken_for_noise() -> None:
    wild = _fit(_sums(100_000, 1.5, 5))
    assert 0.5 < wild.flicker <= 0.65


def test_beyond_all_belief_the_surprise_follows_the_energy() -> None:
    law = _fit(_sums(100_000, 0.43, 6))
    far = law.surprise(np.array([1e4, 2e4], np.float32))
    assert far[1] == pytest.approx(2.0 * far[0], rel=1e-3)


@pytest.mark.parametrize(("n_sums", "flickers", "n"), [(3, True, 10_000), (1, False, 10_000), (1, True, 400)])
def test_no_flicker_is_read_where_it_cannot_be(n_sums: int, flickers: bool, n: int) -> None:
    assert _fit(_sums(n, 0.5, 7), n_sums=n_sums, flickers=flickers).flicker == 0.0


def test_without_any_sums_there_is_still_a_law() -> None:
    assert _fit(np.zeros(0, np.float32)).scale == 1.0
