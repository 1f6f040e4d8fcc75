"""The one public step of this room: a recording becomes a measurement."""

from collections.abc import Callable

import numpy as np

from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.twitches.assemble import Found, assemble_measurement
from twitchwise.twitches.detect import Statistic, Tail, compute_statistic, find_peaks_above, fit_tail
from twitchwise.twitches.events import Event, measure_events
from twitchwise.twitches.front import Front
from twitchwise.twitches.lobes import drop_lobes
from twitchwise.twitches.model import Exclusion, Measurement, MeasuringOptions, Reason
from twitchwise.twitches.noise import NoiseModel, learn_noise
from twitchwise.twitches.prepare import prepare_front
from twitchwise.twitches.reach import find_smallest_detectable
from twitchwise.twitches.reject import active_share, find_sustained, join_spans, judge_events
from twitchwise.twitches.repeats import find_repeats
from twitchwise.twitches.settings import SETTINGS, CoreSettings
from twitchwise.twitches.shapes import Shapes, group_shapes
from twitchwise.twitches.templates import SMALLEST_TEMPLATE, TemplateSearch, search_repeats, search_templates

__all__ = ["measure_twitches"]

_SHARE_PER_LOOK = 0.5  # half of the false alarms asked for go to energy, half to templates
_LOOKS = 3
_ACTIVE_THROUGHOUT = 0.6  # of the time within a second of voluntary firing: the muscle never rested
_WORTH_ANOTHER_LOOK = 0.03
_MOST_LOOKED_AT = 20_000

Progress = Callable[[float], None]


def measure_twitches(
    recording: Recording, options: MeasuringOptions | None = None, *, progress: Progress | None = None
) -> Measurement:
    """Measure the twitches in a recording.

    Parameters
    ----------
    recording : from `read_recording` or `simulate_recording`.
    options : site, accepted false alarms, scale; the defaults serve.
    progress : called with the share done, 0-1.

    Returns
    -------
    Measurement : never an exception for a recording in which nothing can be seen; then the reason stands in it.

    Raises
    ------
    NotARecording : too short, too slow, without any live channel, or without a quarter of a second that is whole.

    Examples
    --------
    >>> import numpy as np
    >>> from twitchwise.simulate.motion import simulate_motion
    >>> from twitchwise.simulate.motion_world import MotionWorld
    >>> world = MotionWorld(duration_s=60.0, rate_per_min=12.0, amplitude_mg=30.0)
    >>> simulated = simulate_motion(world, np.random.default_rng(1))
    >>> measurement = measure_twitches(simulated.recording)
    >>> abs(len(measurement.twitches) - len(simulated.truth.twitches)) <= 1
    True
    """
    options = options or MeasuringOptions()
    settings = SETTINGS[recording.kind]
    report = progress or (lambda _share: None)
    if recording.duration_s < settings.shortest_s:
        raise NotARecording(
            what=f"it lasts only {recording.duration_s:.1f} s, too short to tell twitches from noise",
            where=recording.provenance.name,
            remedy="record at least a minute at rest",
        )
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):  # pieces are worked on two at a time; linear algebra must not add threads
        front = prepare_front(recording, um_per_px=options.um_per_px, progress=lambda share: report(0.7 * share))
        noise = learn_noise(front.matrix, settings, floor=front.floor)
        if recording.signal is not None and not noise.quiet.any():
            raise _nothing_whole(recording, front)
        report(0.75)
        found = _look_twice(front, noise, recording.kind, options, settings)
        report(0.95)
        measurement = assemble_measurement(recording, options, settings, front, noise, found)
    report(1.0)
    return measurement


def _nothing_whole(recording: Recording, front: Front) -> NotARecording:
    """Why there is no stretch long enough to tell the noise from."""
    clipped_s = sum(s.end_s - s.start_s for s in front.exclusions if s.reason is Reason.CLIPPING)
    is_clipped = clipped_s > 0.5 * np.count_nonzero(~front.matrix.valid) / front.matrix.rate_hz
    return NotARecording(
        what="the signal is cut off at its limit almost throughout"
        if is_clipped
        else "so many of its samples are missing that no stretch of it can be measured",
        where=recording.provenance.name,
        remedy="turn the gain down, or the range up, and record again"
        if is_clipped
        else "export it again without losses",
    )


def _look_twice(
    front: Front, noise: NoiseModel, kind: RecordingKind, options: MeasuringOptions, settings: CoreSettings
) -> Found:
    """Energy first; then, with the shapes found, matched filters."""
    statistic, detector = compute_statistic(front.matrix, noise, settings)
    tail = fit_tail(
        statistic.surprise,
        statistic.valid,
        block=_block(statistic, settings),
        rate_hz=statistic.rate_hz,
        expected_slope=statistic.expected_slope,
    )
    per_look = options.false_alarms_per_min * _SHARE_PER_LOOK
    threshold = tail.threshold(per_look)
    first = _events_above(front, noise, statistic, threshold, settings)
    events, shapes = first, _shapes_of(first, front, kind, settings)
    repeats = _search_repeats(front, noise, statistic, tail, first, shapes, settings)
    for _ in range(_LOOKS):
        search = search_templates(front.matrix, noise, shapes.templates)
        search = search | repeats if search and repeats else search or repeats
        if search is None:
            break
        second_threshold = max(
            fit_tail(look.surprise, look.valid, block=_block(look, settings), rate_hz=look.rate_hz).threshold(per_look)
            for look in (search.forward, search.backward)
        )
        second = _events_above(front, noise, search.forward, second_threshold, settings, apart_from=first)
        more = len(first) + len(second) - len(events)
        events = drop_lobes(sorted([*first, *second], key=lambda e: e.onset_s), settings, front.matrix.rate_hz)
        shapes = _shapes_of(events, front, kind, settings)
        if more <= _WORTH_ANOTHER_LOOK * len(events):
            break
    if events is first:  # no second look was possible: all false alarms asked for may go to the first
        threshold = tail.threshold(options.false_alarms_per_min)
        events = _events_above(front, noise, statistic, threshold, settings)
        shapes = _shapes_of(events, front, kind, settings)
    events_labels = sorted(zip(events, shapes.labels, strict=True), key=lambda pair: pair[0].onset_s)
    events = [e for e, _ in events_labels]
    shapes = Shapes(
        labels=np.array([k for _, k in events_labels], np.int64),
        templates=shapes.templates,
        agreement=shapes.agreement,
    )
    sustained = join_spans([*front.unrest, *find_sustained(statistic, threshold, front, noise, kind, settings)])
    verdicts = judge_events(events, shapes.labels, sustained, front, kind, settings)
    if kind is RecordingKind.EMG and active_share(events, verdicts, front.matrix.duration_s) > _ACTIVE_THROUGHOUT:
        sustained = (Exclusion(start_s=0.0, end_s=front.matrix.duration_s, reason=Reason.VOLUNTARY),)
        verdicts = judge_events(events, shapes.labels, sustained, front, kind, settings)
    return Found(
        events=events,
        verdicts=verdicts,
        shapes=shapes,
        sustained=sustained,
        smallest=find_smallest_detectable(front, noise, statistic, detector, threshold, kind, settings),
    )


def _search_repeats(
    front: Front,
    noise: NoiseModel,
    statistic: Statistic,
    tail: Tail,
    first: list[Event],
    shapes: Shapes,
    settings: CoreSettings,
) -> TemplateSearch | None:
    """What weak candidates that repeat add; those near twitches with a template of their own need no help."""
    known = [
        event.peak
        for event, label in zip(first, shapes.labels, strict=True)
        if label >= 0 and shapes.templates[label].n >= SMALLEST_TEMPLATE
    ]
    found = find_repeats(front.matrix, noise, statistic, tail, np.array(known, np.int64), settings)
    return None if found is None else search_repeats(front.matrix, noise, found)


def _block(statistic: Statistic, settings: CoreSettings) -> int:
    return max(round(settings.block_s * statistic.rate_hz), 1)


def _events_above(
    front: Front,
    noise: NoiseModel,
    statistic: Statistic,
    threshold: float,
    settings: CoreSettings,
    apart_from: list[Event] | None = None,
) -> list[Event]:
    """Measured events at the peaks over `threshold`, lobes of larger ones left out."""
    peaks = find_peaks_above(statistic, threshold, settings)
    if apart_from:
        taken = np.array([e.peak for e in apart_from]) / statistic.step
        reach = max(settings.separation_s, settings.reach_s[1]) * statistic.rate_hz
        nearest = np.abs(peaks[:, None] - np.sort(taken)[None, :]).min(axis=1) if peaks.size else np.zeros(0)
        peaks = peaks[nearest > reach]
    if peaks.size > _MOST_LOOKED_AT:
        strongest = np.argsort(-statistic.surprise[peaks])[:_MOST_LOOKED_AT]
        peaks = np.sort(peaks[strongest])
    events = measure_events(front, noise, statistic, peaks, threshold, settings)
    return drop_lobes(events, settings, front.matrix.rate_hz)


def _shapes_of(events: list[Event], front: Front, kind: RecordingKind, settings: CoreSettings) -> Shapes:
    rate_hz = front.matrix.rate_hz
    before, after = settings.shape_s
    return group_shapes(
        events,
        before=max(int(before * rate_hz), 2),
        after=max(int(after * rate_hz), 2),
        free_size=kind is not RecordingKind.EMG,
    )
