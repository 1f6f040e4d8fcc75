import numpy as np
import pytest

from twitchwise.twitches.energies import highest_energies


@pytest.mark.parametrize(
    ("n_places", "components", "step", "n"), [(64, 1, 4, 5001), (1, 3, 1, 900), (40, 2, 1, 1700), (5, 1, 2, 81)]
)
@pytest.mark.parametrize("width", [1, 3, 7, 8])
@pytest.mark.parametrize("slow", [False, True])
def test_energies_are_those_of_the_plain_formula(
    n_places: int, components: int, step: int, n: int, width: int, slow: bool
) -> None:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((n_places * components, n)).astype(np.float32)
    patterns = rng.standard_normal((2 * n_places, n_places)).astype(np.float32)
    (found,) = highest_energies(rows, patterns, ((width, slow),), step, components)
    n_steps = n // step
    along = patterns @ rows.reshape(n_places, -1)
    along = along.reshape(2 * n_places, components, n)[:, :, : n_steps * step].reshape(-1, components, n_steps, step)
    energy = (along.sum(axis=3) ** 2 if slow else (along**2).sum(axis=3)).sum(axis=1)
    whole = [energy[:, i : i + width].sum(axis=1).max() for i in range(n_steps - width + 1)]
    assert found.size == n_steps
    assert found[width // 2 : width // 2 + len(whole)] == pytest.approx(whole, rel=1e-4)
    assert found[0] == pytest.approx(whole[0], rel=1e-4)
    assert found[-1] == pytest.approx(whole[-1], rel=1e-4)


def test_fewer_steps_than_the_sum_wants_count_as_if_they_went_on() -> None:
    rows = np.full((1, 2), 3.0, np.float32)
    (found,) = highest_energies(rows, np.ones((1, 1), np.float32), ((4, False),), 1, 1)
    assert found == pytest.approx([36.0, 36.0])


def test_no_step_has_no_energy() -> None:
    (found,) = highest_energies(np.zeros((4, 3), np.float32), np.eye(4, dtype=np.float32), ((3, False),), 4, 1)
    assert found.size == 0
