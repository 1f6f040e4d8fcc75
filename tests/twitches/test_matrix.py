import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_grid, a_matrix
from twitchwise.twitches.matrix import Layout, Matrix, MatrixWriter

_TOO_LONG = 10**9  # samples announced: far more than is kept in memory


def _spooled(values: NDArray[np.float32], n_pieces: int = 4) -> Matrix:
    layout = Layout(labels=tuple(str(i) for i in range(values.shape[0])))
    writer = MatrixWriter(unit="uV", rate_hz=1000.0, layout=layout, expected_samples=_TOO_LONG)
    for part in np.array_split(values, n_pieces, axis=1):
        writer.add(np.ascontiguousarray(part), np.ones(part.shape[1], bool))
    return writer.finish()


def test_a_short_matrix_reads_back_exactly_wherever_its_pieces_end() -> None:
    values = np.random.default_rng(0).standard_normal((3, 1000)).astype(np.float32)
    matrix = a_matrix(values, n_pieces=7)
    assert np.array_equal(matrix.read(0, 1000), values)
    assert np.array_equal(matrix.read(130, 860), values[:, 130:860])


def test_reading_beyond_the_ends_gives_what_there_is() -> None:
    values = np.arange(10.0, dtype=np.float32)[None]
    matrix = a_matrix(values)
    assert np.array_equal(matrix.read(-5, 3), values[:, :3])
    assert np.array_equal(matrix.read(8, 99), values[:, 8:])
    assert matrix.read(20, 30).shape == (1, 0)


@pytest.mark.parametrize("margin", [0, 5, 90])
def test_the_cores_of_the_pieces_are_the_whole_matrix(margin: int) -> None:
    values = np.random.default_rng(0).standard_normal((2, 500)).astype(np.float32)
    matrix = a_matrix(values, n_pieces=5)
    pieces = list(matrix.pieces(margin=margin))
    assert np.array_equal(np.concatenate([p.values[:, p.core] for p in pieces], axis=1), values)
    for piece in pieces:
        assert np.array_equal(piece.values, values[:, piece.first : piece.first + piece.values.shape[1]])


def test_inner_pieces_have_their_margin_on_both_sides() -> None:
    matrix = a_matrix(np.zeros((1, 300)), n_pieces=3)
    first, middle, last = matrix.pieces(margin=20)
    assert (first.first, first.values.shape[1]) == (0, 120)
    assert (middle.first, middle.values.shape[1]) == (80, 140)
    assert (last.first, last.values.shape[1]) == (180, 120)


def test_a_spooled_matrix_reads_back_within_a_64th_of_its_noise() -> None:
    rng = np.random.default_rng(1)
    sd = np.array([[1.0], [20.0], [11.0]])
    values = (sd * rng.standard_normal((3, 8000))).astype(np.float32)
    matrix = _spooled(values)
    assert float((np.abs(matrix.read(0, 8000) - values) / sd).max()) <= 1 / 64
    assert np.array_equal(matrix.read(1900, 2100), matrix.read(0, 8000)[:, 1900:2100])


def test_a_potential_of_hundreds_of_noise_sds_survives_spooling() -> None:
    values = np.random.default_rng(2).standard_normal((1, 4000)).astype(np.float32)
    values[0, 3210] = 400.0
    assert float(_spooled(values).read(3210, 3211)[0, 0]) == pytest.approx(400.0, abs=0.1)


def test_a_silent_row_is_spooled_as_silence() -> None:
    values = np.random.default_rng(3).standard_normal((2, 4000)).astype(np.float32)
    values[1] = 0.0
    assert not _spooled(values).read(0, 4000)[1].any()


def test_a_matrix_larger_than_memory_allows_is_never_held_whole() -> None:
    n_rows, n, n_pieces = 32, 16_384, 64  # 134 MB in 32 bits
    piece = np.random.default_rng(4).standard_normal((n_rows, n)).astype(np.float32)
    layout = Layout(labels=tuple(str(i) for i in range(n_rows)))
    tracemalloc.start()
    writer = MatrixWriter(unit="uV", rate_hz=1000.0, layout=layout, expected_samples=n * n_pieces)
    for _ in range(n_pieces):
        writer.add(piece, np.ones(n, bool))
    matrix = writer.finish()
    total = sum(piece.core.stop - piece.core.start for piece in matrix.pieces(margin=100))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == matrix.n_samples == n * n_pieces
    assert peak < 30e6


def test_what_was_said_to_be_invalid_stays_so() -> None:
    valid = np.ones(100, bool)
    valid[40:60] = False
    assert np.array_equal(a_matrix(np.zeros((1, 100)), valid=valid, n_pieces=3).valid, valid)


def test_an_empty_piece_adds_nothing() -> None:
    writer = MatrixWriter(unit="mg", rate_hz=100.0, layout=Layout(labels=("x",)), expected_samples=10)
    writer.add(np.zeros((1, 0), np.float32), np.zeros(0, bool))
    assert writer.n_samples == 0
    assert writer.finish().read(0, 10).shape == (1, 0)


def test_rows_are_places_times_components() -> None:
    layout = Layout(labels=("left", "right"), components=3)
    assert a_matrix(np.zeros((6, 10)), layout=layout).n_rows == 6


def test_the_pitch_is_the_distance_of_neighbours() -> None:
    assert a_grid(3, 4).pitch == 1.0
    assert Layout(labels=("a", "b"), positions=np.array([[0.0, 0.0], [16.0, 0.0]])).pitch == 16.0
    assert Layout(labels=("a", "b")).pitch == 1.0
