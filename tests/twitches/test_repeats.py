import numpy as np
import pytest

from tests.twitches.built_recordings import a_matrix, a_wave
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches import repeats
from twitchwise.twitches.detect import Statistic, Tail, compute_statistic, fit_tail
from twitchwise.twitches.matrix import Layout, Matrix
from twitchwise.twitches.noise import NoiseModel, learn_noise
from twitchwise.twitches.repeats import FoldedShapes, find_repeats
from twitchwise.twitches.settings import SETTINGS
from twitchwise.twitches.templates import search_repeats

_EMG = SETTINGS[RecordingKind.EMG]
_RATE_HZ = 1000.0
_SIDE = 4
_N = 60_000
_ONSETS_S = tuple(np.arange(1.5, 59.0, 2.3))
_NOTHING = np.zeros(0, np.int64)


def _world(energy: float) -> tuple[Matrix, NoiseModel, Statistic, Tail]:
    """White noise on a grid of 16 electrodes, and one broad unit whose potential has this energy."""
    rng = np.random.default_rng(3)
    cells = [(row, column) for row in range(_SIDE) for column in range(_SIDE)]
    t_s = np.arange(_N) / _RATE_HZ
    unit = np.zeros((_SIDE**2, _N))
    for step in range(3):  # it travels along the columns, 4 ms from one to the next
        row = np.array([np.exp(-((x - step) ** 2 + (y - 1.5) ** 2) / 2.0) for y, x in cells])
        unit += row[:, None] * sum(a_wave(t_s - 0.004 * step - onset, 1.0, half_s=0.006) for onset in _ONSETS_S)
    unit *= np.sqrt(energy * len(_ONSETS_S) / np.sum(unit**2))
    layout = Layout(
        labels=tuple(f"{x},{y}" for y, x in cells), positions=np.array([(x, y) for y, x in cells], np.float64)
    )
    matrix = a_matrix(unit + rng.standard_normal(unit.shape), layout=layout)
    noise = learn_noise(matrix, _EMG, floor=np.full(_SIDE**2, 1e-6))
    statistic, _ = compute_statistic(matrix, noise, _EMG)
    tail = fit_tail(statistic.surprise, statistic.valid, block=12, rate_hz=statistic.rate_hz)
    return matrix, noise, statistic, tail


def _shapes(energy: float) -> tuple[Matrix, NoiseModel, FoldedShapes]:
    matrix, noise, statistic, tail = _world(energy)
    shapes = find_repeats(matrix, noise, statistic, tail, _NOTHING, _EMG)
    assert shapes is not None
    return matrix, noise, shapes


def test_a_weak_unit_stands_out_once_its_shape_is_learned_from_its_repeats() -> None:
    matrix, noise, shapes = _shapes(110.0)
    surprise = search_repeats(matrix, noise, shapes).forward.surprise
    at = [int((onset + 0.010) * _RATE_HZ) for onset in _ONSETS_S]
    heights = np.array([surprise[i - 15 : i + 15].max() for i in at])
    assert float(np.mean(heights > 14.0)) >= 0.9  # noise alone passes 14 less than once a minute


def test_no_stretch_is_searched_with_a_shape_learned_from_it() -> None:
    matrix, noise, statistic, tail = _world(110.0)
    shapes = find_repeats(matrix, noise, statistic, tail, _NOTHING, _EMG)
    assert shapes is not None
    for fold in range(len(shapes.patterns)):  # other samples in a fold leave its own shapes as they were
        changed = np.concatenate([p.values for p in matrix.pieces()], axis=1)
        mine = np.array([shapes.fold_of(i) == fold for i in range(_N)])
        inner = mine & np.roll(mine, 40) & np.roll(mine, -40)
        changed[:, inner] = np.random.default_rng(9).standard_normal((_SIDE**2, int(inner.sum())))
        other = a_matrix(changed, layout=matrix.layout)
        again = find_repeats(other, noise, statistic, tail, _NOTHING, _EMG)
        assert again is not None
        assert len(again.patterns[fold]) == len(shapes.patterns[fold])
        for a, b in zip(again.patterns[fold], shapes.patterns[fold], strict=True):
            assert np.allclose(a, b, atol=1e-5)


def test_folds_take_turns() -> None:
    shapes = FoldedShapes(turn=100, patterns=((), (), ()))
    assert [shapes.fold_of(i) for i in (0, 99, 100, 250, 300)] == [0, 0, 1, 2, 0]


def test_in_a_crowd_candidates_of_known_twitches_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "_CROWD", 20)
    matrix, noise, statistic, tail = _world(150.0)
    known = np.array([int((onset + 0.010) * _RATE_HZ) for onset in _ONSETS_S])
    with_all = find_repeats(matrix, noise, statistic, tail, _NOTHING, _EMG)
    without = find_repeats(matrix, noise, statistic, tail, known, _EMG)
    assert with_all is not None
    assert without is None or sum(map(len, without.patterns)) < sum(map(len, with_all.patterns))


def test_a_single_channel_is_not_searched_for_repeats() -> None:
    values = np.random.default_rng(5).standard_normal((1, 20_000))
    matrix = a_matrix(values)
    noise = learn_noise(matrix, _EMG, floor=np.full(1, 1e-6))
    statistic, _ = compute_statistic(matrix, noise, _EMG)
    tail = fit_tail(statistic.surprise, statistic.valid, block=12, rate_hz=statistic.rate_hz)
    assert find_repeats(matrix, noise, statistic, tail, _NOTHING, _EMG) is None
