"""Many short shapes looked for in long rows at once."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Correlator"]

_SHAPES_A_BLOCK = 16  # blocks are so many times longer than the shapes: little overlap, small transforms


class Correlator:
    """Correlates rows with shapes over the same rows, by overlapping blocks in the frequency domain.

    Parameters
    ----------
    shapes : (n_shapes, n_rows, length) float32.

    Notes
    -----
    In blocks because the shapes are short: their spectra are then small and made once, and for each frequency all
    blocks and shapes are one product of matrices.
    """

    def __init__(self, shapes: NDArray[np.float32]) -> None:
        from scipy.fft import next_fast_len, rfft

        self.length = shapes.shape[2]
        self._size = next_fast_len(_SHAPES_A_BLOCK * self.length, real=True)
        spectra = rfft(np.asarray(shapes, np.float32), self._size, axis=2)
        self._spectra = np.ascontiguousarray(np.conj(spectra).transpose(2, 0, 1))

    def run(self, rows: NDArray[np.float32], start: int, stop: int) -> NDArray[np.float32]:
        """Sum over rows of the products with each shape, its middle placed at samples `start` to `stop` of `rows`.

        Parameters
        ----------
        rows : (n_rows, n) float32; zero outside.

        Returns
        -------
        (n_shapes, stop - start) float32.
        """
        from scipy.fft import irfft, rfft

        hop = self._size - self.length + 1
        n_blocks = -(-(stop - start) // hop)
        padded = np.zeros((rows.shape[0], n_blocks * hop + self.length - 1), np.float32)
        low = start - self.length // 2
        known = rows[:, max(low, 0) : max(low + padded.shape[1], 0)]
        padded[:, max(-low, 0) : max(-low, 0) + known.shape[1]] = known
        blocks = np.lib.stride_tricks.sliding_window_view(padded, self._size, axis=1)[:, ::hop]
        found = self._spectra @ np.ascontiguousarray(rfft(blocks, axis=2).transpose(2, 0, 1))
        sums = irfft(np.ascontiguousarray(found.transpose(1, 2, 0)), self._size, axis=2)[:, :, :hop]
        return np.asarray(sums.reshape(sums.shape[0], -1)[:, : stop - start], np.float32)
