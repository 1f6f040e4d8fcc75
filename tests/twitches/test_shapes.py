import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_wave, an_event
from twitchwise.twitches.events import Event
from twitchwise.twitches.shapes import agreement_of_halves, group_shapes

_LENGTH = 61
_LABELS = st.integers(min_value=0, max_value=40).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 4), min_size=n, max_size=n).map(np.array) for _ in range(2)))
)


def _snippet(
    pattern: tuple[float, ...], rng: np.random.Generator, *, size: float = 30.0, half: float = 4.0, late: float = 0.0
) -> NDArray[np.float64]:
    wave = a_wave(np.arange(_LENGTH, dtype=np.float64) - 26.0 - late, size, half_s=half)
    return np.outer(pattern, wave) + rng.standard_normal((len(pattern), _LENGTH))


def _events(kinds: list[int], *, jitter: float = 0.0, seed: int = 0) -> list[Event]:
    """Events of units that differ in place and in shape."""
    rng = np.random.default_rng(seed)
    patterns = ((1.0, 0.4, 0.1), (0.1, 0.4, 1.0), (0.3, -1.0, 0.3))
    halves = (4.0, 6.0, 3.0)
    return [
        an_event(
            float(i),
            snippet=_snippet(patterns[k], rng, half=halves[k], late=float(rng.uniform(-jitter, jitter))),
        )
        for i, k in enumerate(kinds)
    ]


def _group(events: list[Event], *, free_size: bool = False) -> NDArray[np.int64]:
    return group_shapes(events, before=15, after=20, free_size=free_size).labels


def test_units_of_different_shape_are_told_apart() -> None:
    kinds = [0, 1, 2] * 10 + [0] * 6
    shapes = group_shapes(_events(kinds), before=15, after=20, free_size=False)
    assert agreement_of_halves(shapes.labels, np.array(kinds)) == 1.0
    assert shapes.agreement > 0.95
    assert len(shapes.templates) == 3


def test_the_largest_group_comes_first_and_templates_count_their_members() -> None:
    shapes = group_shapes(_events([1] * 12 + [0] * 6), before=15, after=20, free_size=False)
    assert np.bincount(shapes.labels).tolist() == [12, 6]
    assert [t.n for t in shapes.templates] == [12, 6]


def test_peaks_that_were_placed_a_little_early_or_late_do_not_split_a_group() -> None:
    assert set(_group(_events([0] * 20, jitter=2.5)).tolist()) == {0}


def test_one_unit_is_one_group_and_agrees_with_itself() -> None:
    shapes = group_shapes(_events([0] * 20), before=15, after=20, free_size=False)
    assert set(shapes.labels.tolist()) == {0}
    assert shapes.agreement == 1.0


def test_movements_of_one_place_may_differ_in_size_but_potentials_of_one_unit_may_not() -> None:
    rng = np.random.default_rng(1)
    sizes = [20.0] * 10 + [60.0] * 10
    events = [an_event(float(i), snippet=_snippet((1.0, 0.4), rng, size=s)) for i, s in enumerate(sizes)]
    assert set(_group(events, free_size=True).tolist()) == {0}
    split = _group(events)
    assert not set(split[:10].tolist()) & (set(split[10:].tolist()) - {-1})


def test_a_movement_the_other_way_is_another_group() -> None:
    rng = np.random.default_rng(2)
    events = [
        an_event(float(i), snippet=_snippet((sign, 0.5 * sign), rng)) for i, sign in enumerate([1.0] * 8 + [-1.0] * 8)
    ]
    labels = _group(events, free_size=True)
    assert agreement_of_halves(labels, np.array([0] * 8 + [1] * 8)) == 1.0


def test_a_stranger_belongs_to_no_group() -> None:
    events = _events([0] * 12)
    rng = np.random.default_rng(3)
    events.append(an_event(99.0, snippet=_snippet((0.2, 1.0, -0.8), rng, half=9.0, size=60.0)))
    labels = _group(events)
    assert labels[-1] == -1
    assert set(labels[:-1].tolist()) == {0}


def test_a_handful_of_twitches_is_not_grouped() -> None:
    shapes = group_shapes(_events([0, 0, 1, 1, 1]), before=15, after=20, free_size=False)
    assert set(shapes.labels.tolist()) == {-1}
    assert shapes.templates == ()
    assert group_shapes([], before=15, after=20, free_size=False).labels.size == 0


def test_many_rows_are_grouped_as_well_as_few() -> None:
    rng = np.random.default_rng(4)
    kinds = np.array([0, 1] * 12)
    patterns = [tuple(np.exp(-((np.arange(64) - centre) ** 2) / 20.0)) for centre in (15, 45)]
    events = [an_event(float(i), snippet=_snippet(patterns[k], rng)) for i, k in enumerate(kinds)]
    assert agreement_of_halves(_group(events), kinds) == 1.0


@given(_LABELS)
def test_agreement_is_symmetric_and_at_most_one(labels: tuple[NDArray[np.int64], NDArray[np.int64]]) -> None:
    first, second = labels
    agreement = agreement_of_halves(first, second)
    assert agreement <= 1.0 + 1e-12
    assert agreement == pytest.approx(agreement_of_halves(second, first))


@given(_LABELS)
def test_the_names_of_the_groups_do_not_matter(labels: tuple[NDArray[np.int64], NDArray[np.int64]]) -> None:
    first, second = labels
    names = np.array([7, 2, 9, 0, 5])
    renamed = names[first] if first.size else first
    assert agreement_of_halves(renamed, second) == pytest.approx(agreement_of_halves(first, second))
    assert agreement_of_halves(first, renamed) == pytest.approx(1.0)


def test_agreement_by_chance_is_about_zero() -> None:
    rng = np.random.default_rng(5)
    by_chance = [agreement_of_halves(rng.integers(0, 4, 200), rng.integers(0, 4, 200)) for _ in range(20)]
    assert abs(float(np.mean(by_chance))) < 0.02


def test_agreement_of_a_worked_example() -> None:
    # of 15 pairs 4 are together in the first, 4 in the second, 2 in both; 4 * 4 / 15 would be by chance
    first, second = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 2, 2, 2])
    assert agreement_of_halves(first, second) == pytest.approx((2 - 4 * 4 / 15) / (4 - 4 * 4 / 15))
