import numpy as np
import pytest

from twitchwise.simulate.person_exposures import ExposureKind, SimulatedExposure, draw_exposures
from twitchwise.simulate.person_states import draw_wander
from twitchwise.simulate.person_world import PersonWorld

_DAYS = 7 * 2000
_WEEKDAYS = np.arange(_DAYS) % 7


def _column(exposures: tuple[SimulatedExposure, ...], kind: ExposureKind) -> SimulatedExposure:
    return next(each for each in exposures if each.kind is kind)


@pytest.fixture(scope="module")
def lived() -> tuple[SimulatedExposure, ...]:
    worry = np.zeros(_DAYS)
    return draw_exposures(PersonWorld(), _WEEKDAYS, worry, n_lead=0, rng=np.random.default_rng(1))


def test_every_muscle_has_its_training_and_the_rest_concerns_the_whole_body(
    lived: tuple[SimulatedExposure, ...],
) -> None:
    assert [each.muscle_id for each in lived[:6]] == list(PersonWorld().muscle_ids)
    assert [each.kind for each in lived[6:]] == [kind for kind in ExposureKind if kind is not ExposureKind.TRAINING]
    assert all(each.muscle_id is None for each in lived[6:])


def test_values_are_in_natural_units(lived: tuple[SimulatedExposure, ...]) -> None:
    for kind, low, high in [
        (ExposureKind.TRAINING, 0, 40),
        (ExposureKind.SLEEP, 2, 11),
        (ExposureKind.CAFFEINE, 0, 8),
        (ExposureKind.STRESS, 0, 10),
        (ExposureKind.ALCOHOL, 0, 14),
        (ExposureKind.MEDICINE, 0, 1),
        (ExposureKind.FLUID, 0.3, 5),
        (ExposureKind.ILLNESS, 0, 1),
    ]:
        values = _column(lived, kind).values
        assert low <= values.min() < values.max() <= high, kind
    assert _column(lived, ExposureKind.SLEEP).values.mean() == pytest.approx(7.2, abs=0.2)


def test_drivers_have_mean_0_and_sd_1_and_point_to_more_twitching(lived: tuple[SimulatedExposure, ...]) -> None:
    for each in lived:
        assert each.driver.mean() == pytest.approx(0.0, abs=1e-9)
        assert each.driver.std() == pytest.approx(1.0)
        assert each.direction * np.corrcoef(each.values, each.driver)[0, 1] > 0.9


def test_the_week_has_its_rhythm(lived: tuple[SimulatedExposure, ...]) -> None:
    drinks = _column(lived, ExposureKind.ALCOHOL).values > 0
    assert drinks[np.isin(_WEEKDAYS, (4, 5))].mean() == pytest.approx(0.60, abs=0.03)
    assert drinks[~np.isin(_WEEKDAYS, (4, 5))].mean() == pytest.approx(0.12, abs=0.02)
    stress = _column(lived, ExposureKind.STRESS).values
    assert stress[_WEEKDAYS < 3].mean() - stress[_WEEKDAYS >= 3].mean() == pytest.approx(1.0, abs=0.15)


def test_exposures_go_together_as_in_life(lived: tuple[SimulatedExposure, ...]) -> None:
    drivers = {each.kind: each.driver for each in lived[6:]}

    def correlation(one: ExposureKind, other: ExposureKind) -> float:
        return float(np.corrcoef(drivers[one], drivers[other])[0, 1])

    assert correlation(ExposureKind.SLEEP, ExposureKind.STRESS) > 0.4
    assert correlation(ExposureKind.SLEEP, ExposureKind.CAFFEINE) > 0.4
    assert correlation(ExposureKind.ALCOHOL, ExposureKind.FLUID) > 0.2
    assert correlation(ExposureKind.STRESS, ExposureKind.MEDICINE) == pytest.approx(0.0, abs=0.06)


def test_training_is_on_half_the_days_and_each_muscle_on_half_of_those(lived: tuple[SimulatedExposure, ...]) -> None:
    sets = np.array([each.values for each in lived[:6]])
    assert (sets > 0).mean() == pytest.approx(0.25, abs=0.01)
    assert (sets > 0).any(axis=0).mean() == pytest.approx(0.5, abs=0.02)


def test_hidden_worry_comes_onto_the_stress_rating_but_does_not_act_through_it() -> None:
    worry = draw_wander(_DAYS, 0.7, np.random.default_rng(9))
    lived = draw_exposures(PersonWorld(worry_rating=1.0), _WEEKDAYS, worry, n_lead=0, rng=np.random.default_rng(1))
    stress = _column(lived, ExposureKind.STRESS)
    assert np.corrcoef(stress.values, worry)[0, 1] > 0.5
    assert np.corrcoef(stress.driver, worry)[0, 1] == pytest.approx(0.0, abs=0.05)


def test_an_exposure_that_never_changed_drives_nothing() -> None:
    for seed in range(20):
        lived = draw_exposures(
            PersonWorld(n_days=10), np.arange(13) % 7, np.zeros(13), n_lead=3, rng=np.random.default_rng(seed)
        )
        for each in lived:
            if len(set(each.values[3:])) == 1:
                assert not each.driver.any()
