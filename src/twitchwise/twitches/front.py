"""What every front end hands to the core."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem
from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.model import Exclusion, Trace
from twitchwise.twitches.spectrum import Response

__all__ = ["Front"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Front:
    """A recording as a matrix, with what the front end alone can know.

    Parameters
    ----------
    matrix : rows by samples, band-passed and made white in time; what the detector sees.
    response : the filter that did so.
    plain : the same rows with hardly any filtering, from which sizes are read.
    floor : (n_rows,) noise no row can be below (quantisation).
    start_s : time of the matrix's first sample on the recording's clock.
    exclusions : stretches that cannot be judged, with reasons.
    unrest : stretches, on the matrix's clock, in which the limb or muscle was not at rest.
    together : (n_samples,) how far the whole frame or the device itself moved, in units of its own rest, or None.
    key_samples : samples that are codec key frames.
    least_score : candidates below this score are the recording's own errors; 1 when there is no such doubt.
    still : (height, width) uint8 picture for the map, or None.
    trace : the raw signal for the timeline when the matrix does not show it well.
    problems : what was wrong and could be worked around.
    """

    matrix: Matrix
    response: Response
    plain: Matrix
    floor: NDArray[np.float64]
    start_s: float = 0.0
    exclusions: tuple[Exclusion, ...] = ()
    unrest: tuple[Exclusion, ...] = ()
    together: NDArray[np.float32] | None = None
    key_samples: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    least_score: float = 1.0
    still: NDArray[np.uint8] | None = None
    trace: Trace | None = None
    problems: tuple[Problem, ...] = ()
