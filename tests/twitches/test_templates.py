import numpy as np
import pytest

from tests.twitches.built_recordings import a_matrix, a_wave, waves
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.noise import NoiseModel, learn_noise
from twitchwise.twitches.settings import SETTINGS
from twitchwise.twitches.shapes import Template
from twitchwise.twitches.templates import search_templates

_EMG = SETTINGS[RecordingKind.EMG]
_RATE_HZ = 1000.0
_ONSETS_S = (10.0, 20.0, 30.0, 40.0)


def _lopsided(t_s: np.ndarray) -> np.ndarray:
    """A wave that looks different backwards."""
    return np.asarray(a_wave(t_s, 2.0, half_s=0.003) * np.exp(-np.clip(t_s, 0.0, None) / 0.002))


def _world(size: float, *, n_pieces: int = 1) -> tuple[Matrix, NoiseModel]:
    values = np.random.default_rng(1).standard_normal((3, 50_000))
    wave = sum(_lopsided(np.arange(50_000) / _RATE_HZ - onset) for onset in _ONSETS_S)
    values[0] += size * wave
    matrix = a_matrix(values, n_pieces=n_pieces)
    return matrix, learn_noise(matrix, _EMG, floor=np.full(3, 1e-6), whiten_rows=False)


def _template(n: int = 10) -> Template:
    pattern = np.zeros((3, 24), np.float32)
    pattern[0] = 10.0 * _lopsided((np.arange(24) - 12) / _RATE_HZ)
    return Template(pattern=pattern, n=n)


def test_a_known_shape_is_found_where_it_is() -> None:
    matrix, noise = _world(25.0)
    search = search_templates(matrix, noise, (_template(),))
    assert search is not None
    highest = np.sort(np.argsort(-search.forward.surprise)[:200])
    for onset_s in _ONSETS_S:
        assert np.abs(highest / _RATE_HZ - onset_s).min() < 0.004


def test_noise_gives_half_the_square_of_its_height() -> None:
    matrix, noise = _world(0.0)
    search = search_templates(matrix, noise, (_template(),))
    assert search is not None
    for look in (search.forward, search.backward):  # P(half a squared normal > 2) = P(z > 2), one-sided
        assert float(np.mean(look.surprise > 2.0)) == pytest.approx(0.0228, rel=0.25)


def test_run_backwards_the_filter_sees_less_of_the_twitches() -> None:
    matrix, noise = _world(25.0)
    search = search_templates(matrix, noise, (_template(),))
    assert search is not None
    near = slice(9_990, 10_020)
    assert search.backward.surprise[near].max() < 0.8 * search.forward.surprise[near].max()


def test_where_the_pieces_end_does_not_matter() -> None:
    looks = []
    for n_pieces in (1, 5):  # the second way, pieces end right on the twitches
        search = search_templates(*_world(25.0, n_pieces=n_pieces), (_template(),))
        assert search is not None
        looks.append(search.forward.surprise)
    assert np.allclose(looks[0], looks[1], atol=0.2, rtol=0.02)


def test_shapes_seen_too_seldom_are_not_looked_for() -> None:
    matrix, noise = _world(25.0)
    assert search_templates(matrix, noise, ()) is None
    assert search_templates(matrix, noise, (_template(n=2),)) is None


def test_there_is_no_surprise_where_there_is_no_data() -> None:
    values = np.random.default_rng(2).standard_normal((3, 20_000))
    values[0] += waves(20_000, _RATE_HZ, [5.0], 40.0)
    valid = np.ones(20_000, bool)
    valid[4_000:6_000] = False
    matrix = a_matrix(values, valid=valid)
    noise = learn_noise(matrix, _EMG, floor=np.full(3, 1e-6), whiten_rows=False)
    search = search_templates(matrix, noise, (_template(),))
    assert search is not None
    assert not search.forward.surprise[4_000:6_000].any()
