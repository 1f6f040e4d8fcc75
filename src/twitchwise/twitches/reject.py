"""What is not a twitch, and what may not be one: labels with reasons, never silent deletion.

How voluntary activity is left out alone moves published rates by a factor of 2.6 (fact avid_rate_by_strategy), so the
rules come in two strengths and both rates are shown.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import Statistic
from twitchwise.twitches.events import Event, plain_level
from twitchwise.twitches.front import Front
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.trains import find_beat, find_locked, find_regular_firing, runs_of_short_intervals

__all__ = ["Verdict", "active_share", "find_sustained", "join_spans", "judge_events"]

_ACTIVE_SHARE = 0.6  # of the threshold: activity continues while the surprise stays above this
_BODY_SHARE = 0.1  # of the highest surprise around: a large twitch fades, a contraction goes on
_PART_S = 0.1
_PART_ENERGY = 4.0  # times what a block shows at rest
_PART_SHARE = 0.25  # of the most active block's energy: what is weaker only goes along
_LENIENT_FACTOR = 3.0  # the lenient rules only leave out activity this many times longer
_TOGETHER_LIMIT = 6.0  # the frame or the phone itself moves this many times more than at rest
_PULSE_S = (0.4, 1.43)  # 0.7-2.5 Hz
_BREATH_S = (2.0, 10.0)  # 0.1-0.5 Hz
_TREMOR_HZ = (4.0, 12.0)  # fact tremor_band, with a margin below
_TREMOR_SHARE = 0.6
_KEY_STEP_SHARE = 0.5
_LOOK_S = 0.5
_LEAST_SUPPORT = 4.0  # noise SD: blocks round a moving block move with it; a block that was mistracked stands alone
_MORE_SUPPORT = 6.0  # asked of what hardly stands over the threshold; 14 of 19 such events in 9 min of rest have less
_WELL_CLEAR = 1.6  # score from which on the smaller support serves
_SURE_SUPPORT = 8.0  # no event in 9 min of rest has as much: never "too noisy"
_FEWEST_ARTEFACTS = 3  # so many mistracked blocks show what this picture's errors look like:
_ARTEFACT_QUANTILE = 0.75  # what is not larger than most of them may be one
_ARTEFACT_MARGIN = 1.0
_UNUSUAL = 1.7  # times what a block strays at rest
_WIDE_SHARE = 0.5  # more than half of the picture moves: possibly a twitch of a large muscle, possibly the camera
_WHOLE_FRAME_SHARE = 0.67
# Motion: RMS over the detection band that no resting limb reaches; worn sensors in quiet sitting show 0.8-3.4 mg.
_REST_LIMIT_MG = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one candidate is.

    Parameters
    ----------
    rejected : why it is no twitch, or None.
    doubt : why the strict rules leave it out, or None.
    """

    rejected: Reason | None = None
    doubt: Reason | None = None


_BRIDGE_S = {RecordingKind.EMG: 0.06, RecordingKind.MOTION: 0.12, RecordingKind.VIDEO: 0.15}


def find_sustained(
    statistic: Statistic, threshold: float, front: Front, noise: NoiseModel, kind: RecordingKind, settings: CoreSettings
) -> tuple[Exclusion, ...]:
    """Stretches of activity too long for a twitch, each named voluntary or tremor, on the matrix's clock."""
    rate_hz = statistic.rate_hz
    if front.matrix.unit == "mg" and float(np.sqrt(np.mean(plain_level(front, noise) ** 2))) > _REST_LIMIT_MG:
        return (Exclusion(start_s=0.0, end_s=statistic.surprise.size / rate_hz, reason=Reason.VOLUNTARY),)
    spans = []
    bridge = int(_BRIDGE_S[kind] * rate_hz)
    from scipy.ndimage import maximum_filter1d

    around = maximum_filter1d(statistic.surprise, max(int(settings.sustained_s * rate_hz), 1))
    active = statistic.surprise > np.maximum(_ACTIVE_SHARE * threshold, _BODY_SHARE * around)
    for low, high in _runs(active, bridge):
        if (high - low) / rate_hz >= settings.sustained_s:
            if kind is RecordingKind.VIDEO and not _lasts_somewhere(front, noise, low, high, settings.sustained_s):
                continue
            reason = _name_activity(front, low / rate_hz, high / rate_hz, kind)
            spans.append(Exclusion(start_s=low / rate_hz, end_s=high / rate_hz, reason=reason))
    return tuple(spans)


def _lasts_somewhere(front: Front, noise: NoiseModel, low: int, high: int, sustained_s: float) -> bool:
    """Whether any one part of the picture is active for so long: twitches of several parts may follow one another."""
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    matrix = front.matrix
    whitened = noise.whiten(matrix.read(low, high), low)
    places = (whitened.reshape(matrix.layout.n_places, matrix.layout.components, -1) ** 2).mean(axis=1)
    energy = uniform_filter1d(places, max(int(_PART_S * matrix.rate_hz), 1), axis=1)
    energy = energy[energy.max(axis=1) >= _PART_SHARE * energy.max()]
    around = maximum_filter1d(energy, max(int(sustained_s * matrix.rate_hz), 1), axis=1)
    active = energy > np.maximum(_BODY_SHARE * around, _PART_ENERGY)
    bridge = int(_BRIDGE_S[RecordingKind.VIDEO] * matrix.rate_hz)
    return any((b - a) / matrix.rate_hz >= sustained_s for row in active for a, b in _runs(row, bridge))


def join_spans(spans: list[Exclusion]) -> tuple[Exclusion, ...]:
    """Overlapping stretches joined, each under the reason of its longest part."""
    joined: list[list[Exclusion]] = []
    for span in sorted(spans, key=lambda s: s.start_s):
        if joined and span.start_s <= max(s.end_s for s in joined[-1]):
            joined[-1].append(span)
        else:
            joined.append([span])
    return tuple(
        Exclusion(
            start_s=parts[0].start_s,
            end_s=max(s.end_s for s in parts),
            reason=max(parts, key=lambda s: s.end_s - s.start_s).reason,
        )
        for parts in joined
    )


def active_share(events: list[Event], verdicts: list[Verdict], duration_s: float) -> float:
    """Share of the recording that lies within a second of voluntary firing."""
    onsets = np.array(
        [e.onset_s for e, v in zip(events, verdicts, strict=True) if Reason.VOLUNTARY in (v.rejected, v.doubt)]
    )
    if not onsets.size:
        return 0.0
    reach = np.minimum(np.diff(onsets, append=duration_s), 1.0)
    before = np.minimum(np.diff(onsets, prepend=0.0) - np.concatenate(([0.0], reach[:-1])), 1.0)
    return float(reach.sum() + np.maximum(before, 0.0).sum()) / max(duration_s, 1e-9)


def judge_events(
    events: list[Event],
    labels: NDArray[np.int64],
    sustained: tuple[Exclusion, ...],
    front: Front,
    kind: RecordingKind,
    settings: CoreSettings,
) -> list[Verdict]:
    """A verdict for each event, in the same order (ascending onset)."""
    onsets = np.array([e.onset_s for e in events])
    verdicts: list[Verdict] = [Verdict() for _ in events]

    def mark(indices: NDArray[np.int64], *, rejected: Reason | None = None, doubt: Reason | None = None) -> None:
        for i in indices:
            if verdicts[i].rejected is None:
                verdicts[i] = Verdict(rejected=rejected, doubt=verdicts[i].doubt or doubt)

    usual = _usual_range(front, kind)
    for i, event in enumerate(events):
        reason = _frame_or_codec(event, front)
        share = 0.0 if usual is None else _share_moving(event, front, usual)
        needed = _LEAST_SUPPORT if event.score >= _WELL_CLEAR else _MORE_SUPPORT
        if reason is None and event.support < needed:
            reason = Reason.UNSUPPORTED
        if reason is not None or share > _WHOLE_FRAME_SHARE:
            mark(np.array([i]), rejected=reason or Reason.FRAME_MOTION)
        elif share > _WIDE_SHARE:
            mark(np.array([i]), doubt=Reason.FRAME_MOTION)
    mark(np.array([i for i, e in enumerate(events) if e.score < front.least_score], np.int64), rejected=Reason.NOISE)
    artefacts = [
        e.score
        for e, v in zip(events, verdicts, strict=True)
        if v.rejected is Reason.UNSUPPORTED and not any(s.start_s <= e.onset_s < s.end_s for s in sustained)
    ]
    if len(artefacts) >= _FEWEST_ARTEFACTS:
        limit = _ARTEFACT_MARGIN * float(np.quantile(artefacts, _ARTEFACT_QUANTILE))
        weak = [i for i, e in enumerate(events) if e.score < limit and e.support < _SURE_SUPPORT]
        mark(np.array(weak, np.int64), rejected=Reason.NOISE)
    for span in sustained:
        long = span.end_s - span.start_s >= _LENIENT_FACTOR * settings.sustained_s
        inside = np.flatnonzero((onsets >= span.start_s - 0.1) & (onsets < span.end_s + 0.1))
        mark(inside, rejected=span.reason) if long else mark(inside, doubt=span.reason)
        margin = settings.margin_s
        mark(np.flatnonzero((onsets >= span.start_s - margin) & (onsets < span.end_s + margin)), doubt=span.reason)
    groups = [np.flatnonzero(labels == k) for k in range(int(labels.max(initial=-1)) + 1)]
    everything = np.arange(len(events))
    if kind is RecordingKind.EMG:
        for members in [*groups, everything]:
            mark(members[find_regular_firing(onsets[members])], rejected=Reason.VOLUNTARY)
        for low, high in runs_of_short_intervals(onsets):
            mark(np.arange(low, high), doubt=Reason.VOLUNTARY)
    open_events = np.array([i for i in everything if verdicts[i].rejected is None], np.int64)
    duration_s = front.matrix.n_samples / front.matrix.rate_hz
    for members in [*groups, everything]:
        free = np.intersect1d(members, open_events)
        for (shortest_s, longest_s), reason in ((_PULSE_S, Reason.PULSE), (_BREATH_S, Reason.BREATHING)):
            beat = find_beat(onsets[free], duration_s, shortest_s=shortest_s, longest_s=longest_s)
            mark(free[beat], rejected=reason)
            if beat.any():
                others = np.setdiff1d(open_events, free[beat])
                mark(others[find_locked(onsets[others], onsets[free[beat]])], rejected=reason)
    return verdicts


def _frame_or_codec(event: Event, front: Front) -> Reason | None:
    low = event.peak - event.first
    span_low = max(int(event.onset_s * front.matrix.rate_hz) - 1, 0)
    span_high = max(event.peak + 2, span_low + 1)
    if front.together is not None and float(front.together[span_low:span_high].max(initial=0.0)) > _TOGETHER_LIMIT:
        return Reason.FRAME_MOTION
    keys = front.key_samples[(front.key_samples >= span_low) & (front.key_samples <= event.peak + 1)]
    height = np.abs(event.trace)
    for key in keys:
        at = int(key) - event.first
        if 0 < at < height.size:
            jump = max(abs(float(event.trace[j] - event.trace[j - 1])) for j in (at, min(at + 1, height.size - 1)))
            if jump >= _KEY_STEP_SHARE * float(height[max(low - 1, 0) : low + 2].max(initial=1e-9)):
                return Reason.KEY_FRAME
    return None


def _usual_range(front: Front, kind: RecordingKind) -> NDArray[np.float64] | None:
    """How far each block strays within an event's length when nothing happens, (n_blocks,); None without a picture."""
    if kind is not RecordingKind.VIDEO:
        return None
    length = max(int(_LOOK_S * front.plain.rate_hz), 2)
    starts = range(0, max(front.plain.n_samples - length, 1), length)
    ranges = np.stack([_ranges(front.plain.read(s, s + length)) for s in starts])
    return np.asarray(np.quantile(ranges, 0.5, axis=0))


def _share_moving(event: Event, front: Front, usual: NDArray[np.float64]) -> float:
    """Share of blocks that move more than a quarter as far as the event's best block, rest taken off."""
    middle = int((event.onset_s + 0.5 * min(event.duration_s, _LOOK_S)) * front.plain.rate_hz)
    half = max(int(_LOOK_S * front.plain.rate_hz) // 2, 1)
    moved = _ranges(front.plain.read(max(middle - half, 0), middle + half))
    unusual = moved > _UNUSUAL * usual
    moved = np.sqrt(np.maximum(moved**2 - usual**2, 0.0))
    return float(np.mean(unusual & (moved > 0.25 * moved[event.place.index])))


def _ranges(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """How far each block moves within the rows given: (n_blocks,)."""
    spans = np.ptp(rows.reshape(-1, 2, rows.shape[1]), axis=2).astype(np.float64)
    return np.asarray(np.sqrt((spans**2).sum(axis=1)))


def _runs(active: NDArray[np.bool_], bridge: int) -> list[tuple[int, int]]:
    """Half-open ranges of True, with gaps of at most `bridge` closed."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    merged: list[tuple[int, int]] = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if merged and low - merged[-1][1] <= bridge:
            merged[-1] = (merged[-1][0], int(high))
        else:
            merged.append((int(low), int(high)))
    return merged


def _name_activity(front: Front, start_s: float, end_s: float, kind: RecordingKind) -> Reason:
    """Tremor when nearly all power of the stretch lies in one narrow line of 4-12 Hz, else voluntary."""
    if kind is RecordingKind.EMG or end_s - start_s < 1.0:
        return Reason.VOLUNTARY
    matrix = front.plain
    block = matrix.read(int(start_s * matrix.rate_hz), int(end_s * matrix.rate_hz))
    row = block[int(np.argmax(block.var(axis=1)))]
    power = np.abs(np.fft.rfft((row - row.mean()) * np.hanning(row.size))) ** 2
    frequencies = np.fft.rfftfreq(row.size, 1 / matrix.rate_hz)
    if not power.sum():
        return Reason.VOLUNTARY
    peak_hz = float(frequencies[int(np.argmax(power))])
    near = power[np.abs(frequencies - peak_hz) <= 1.0].sum() / power.sum()
    return Reason.TREMOR if _TREMOR_HZ[0] <= peak_hz <= _TREMOR_HZ[1] and near >= _TREMOR_SHARE else Reason.VOLUNTARY
