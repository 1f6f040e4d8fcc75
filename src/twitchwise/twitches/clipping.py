"""Stretches in which an amplifier sat on its rail."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.model import Exclusion, Reason

__all__ = ["find_clipped", "merge_clipped"]

_CLIP_RUN = 3  # this many equal extreme samples in a row are a rail, not a peak
_FAR_SHARE = 0.25  # of the range: an extreme nearer to the middle is where a quiet channel rests
_SAMPLES_FOR_MIDDLE = 500
_JOIN_S = 0.05  # a wave cut off at both rails is one stretch


def find_clipped(raw: NDArray[np.float32], first: int, rate_hz: float) -> list[Exclusion]:
    """Stretches in which a channel sits on its own highest or lowest value for several samples.

    Parameters
    ----------
    raw : (n_channels, n).
    first : sample number of `raw[:, 0]`.
    """
    spans = []
    tops, bottoms = raw.max(axis=1), raw.min(axis=1)
    middles = np.median(raw[:, :: max(raw.shape[1] // _SAMPLES_FOR_MIDDLE, 1)], axis=1)
    for row, top, bottom, middle in zip(raw, tops, bottoms, middles, strict=True):
        if top <= bottom:
            continue
        for rail in (top, bottom):
            if abs(rail - middle) < _FAR_SHARE * (top - bottom):
                continue
            at = row == rail
            if np.count_nonzero(at) < _CLIP_RUN:
                continue
            edges = np.flatnonzero(np.diff(np.concatenate(([0], at.view(np.int8), [0]))))
            spans += [
                Exclusion(
                    start_s=(first + int(low)) / rate_hz, end_s=(first + int(high)) / rate_hz, reason=Reason.CLIPPING
                )
                for low, high in zip(edges[::2], edges[1::2], strict=True)
                if high - low >= _CLIP_RUN
            ]
    return spans


def merge_clipped(spans: list[Exclusion]) -> tuple[Exclusion, ...]:
    """The same stretches in order, those that nearly touch joined."""
    merged: list[Exclusion] = []
    for span in sorted(spans, key=lambda s: s.start_s):
        if merged and span.start_s <= merged[-1].end_s + _JOIN_S:
            last = merged[-1]
            merged[-1] = Exclusion(start_s=last.start_s, end_s=max(last.end_s, span.end_s), reason=span.reason)
        else:
            merged.append(span)
    return tuple(merged)
