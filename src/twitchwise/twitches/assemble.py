"""What was found in a recording becomes its measurement."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.twitches.events import Event, plain_level
from twitchwise.twitches.front import Front
from twitchwise.twitches.group import describe_groups
from twitchwise.twitches.model import (
    Certainty,
    Exclusion,
    Measurement,
    MeasuringOptions,
    Reason,
    RecordingSummary,
    RejectedCandidate,
    Twitch,
)
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.picture import draw_place_map, thin_trace
from twitchwise.twitches.rates import count_doublets, estimate_rate, merge_spans, neighbour_shares, remaining_s
from twitchwise.twitches.reject import Verdict
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.shapes import Shapes

__all__ = ["Found", "assemble_measurement"]

_LENIENT_FACTOR = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What the core found in a recording.

    Parameters
    ----------
    events : ascending in time.
    verdicts : one per event.
    shapes : how the events group.
    sustained : stretches of activity that is no twitch, on the matrix's clock.
    smallest : the smallest twitch that could have been seen.
    """

    events: list[Event]
    verdicts: list[Verdict]
    shapes: Shapes
    sustained: tuple[Exclusion, ...]
    smallest: Estimate | NotMeasurable


def assemble_measurement(
    recording: Recording,
    options: MeasuringOptions,
    settings: CoreSettings,
    front: Front,
    noise: NoiseModel,
    found: Found,
) -> Measurement:
    """The measurement of a recording from what was found in it: rates, groups, pictures, and everything left out."""
    duration_s = recording.duration_s
    lost = [*_invalid_spans(recording, front)]
    margin_s = settings.margin_s
    strict_out = merge_spans(lost + [_widened(s, front.start_s, margin_s) for s in found.sustained], duration_s)
    long = [s for s in found.sustained if s.end_s - s.start_s >= _LENIENT_FACTOR * settings.sustained_s]
    lenient_out = merge_spans(lost + [_widened(s, front.start_s, 0.0) for s in long], duration_s)
    kept = [i for i, v in enumerate(found.verdicts) if v.rejected is None]
    clear = [i for i in kept if found.verdicts[i].doubt is None]
    onsets = np.array([e.onset_s + front.start_s for e in found.events])
    strict = estimate_rate(onsets[clear], strict_out, duration_s, options.level, dead_s=settings.dead_s)
    lenient = estimate_rate(onsets[kept], lenient_out, duration_s, options.level, dead_s=settings.dead_s)
    grouping = describe_groups(
        found.events, found.shapes, np.array(kept, np.int64), front, strict_out, duration_s, options.level
    )
    by_group = [onsets[grouping.members(g.id)] for g in grouping.groups] or [onsets[kept]]
    isolated, continual = neighbour_shares(by_group, options.level)
    twitches = tuple(
        Twitch(
            onset_s=float(onsets[i]),
            duration_s=found.events[i].duration_s,
            amplitude=found.events[i].amplitude,
            place=found.events[i].place,
            group=grouping.group_of(i),
            score=found.events[i].score,
            certainty=Certainty.CLEAR if found.verdicts[i].doubt is None else Certainty.DOUBTFUL,
            doubt=found.verdicts[i].doubt,
        )
        for i in kept
    )
    return Measurement(
        recording=_summary(recording, front),
        options=options,
        analysed_s=remaining_s(strict_out, duration_s),
        excluded=strict_out,
        strict=strict,
        lenient=lenient,
        seen=isinstance(strict, Estimate) and strict.low > options.false_alarms_per_min,
        smallest_detectable=found.smallest
        if isinstance(strict, Estimate)
        else NotMeasurable(reason="no part of the recording could be analysed"),
        unit=front.matrix.unit,
        twitches=twitches,
        rejected=tuple(_rejections(found, onsets)),
        groups=grouping.groups,
        grouping_note=grouping.note,
        n_doublets=sum(count_doublets(times) for times in by_group) if recording.kind is RecordingKind.EMG else 0,
        isolated=isolated,
        continual=continual,
        noise=_noise_estimate(noise, front, options.level),
        trace=front.trace or thin_trace(front, [found.events[i] for i in (clear or kept)]),
        place_map=draw_place_map(front, [found.events[i] for i in clear]),
        problems=(*recording.problems, *front.problems),
    )


def _rejections(found: Found, onsets: NDArray[np.float64]) -> list[RejectedCandidate]:
    return [
        RejectedCandidate(
            onset_s=float(onset),
            duration_s=event.duration_s,
            amplitude=event.amplitude,
            score=event.score,
            reason=reason,
            place=event.place,
        )
        for event, verdict, onset in zip(found.events, found.verdicts, onsets, strict=True)
        if (reason := verdict.rejected) is not None
    ]


def _widened(span: Exclusion, start_s: float, margin_s: float) -> Exclusion:
    return Exclusion(
        start_s=span.start_s + start_s - margin_s, end_s=span.end_s + start_s + margin_s, reason=span.reason
    )


def _invalid_spans(recording: Recording, front: Front) -> list[Exclusion]:
    """Stretches without usable samples: what the front end named, gaps of the file, and the rest as lost data."""
    spans = list(front.exclusions)
    spans += [Exclusion(start_s=g.start_s, end_s=g.end_s, reason=Reason.GAP) for g in recording.gaps]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (~front.matrix.valid).astype(np.int8), [0]))))
    rate_hz = front.matrix.rate_hz
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        start, end = front.start_s + low / rate_hz, front.start_s + high / rate_hz
        if not any(s.start_s <= end and s.end_s >= start for s in spans):
            spans.append(Exclusion(start_s=float(start), end_s=float(end), reason=Reason.GAP))
    return spans


def _summary(recording: Recording, front: Front) -> RecordingSummary:
    provenance = recording.provenance
    source = recording.signal or recording.clip
    assert source is not None
    return RecordingSummary(
        kind=recording.kind,
        name=provenance.name,
        sha256=provenance.sha256,
        format=provenance.format,
        device=provenance.device,
        started_at_utc=None if provenance.started_at is None else provenance.started_at.isoformat(),
        duration_s=recording.duration_s,
        rate_hz=source.rate_hz,
        n_places=front.matrix.layout.n_places,
        unit=front.matrix.unit,
        n_dropped=provenance.n_dropped,
    )


def _noise_estimate(noise: NoiseModel, front: Front, level: float) -> Estimate | NotMeasurable:
    if not noise.quiet.any():
        return NotMeasurable(reason="there is no quiet time")
    per_place = plain_level(front, noise)
    tail = (1 - level) / 2
    return Estimate(
        value=float(np.median(per_place)),
        low=float(np.quantile(per_place, tail)),
        high=float(np.quantile(per_place, 1 - tail)),
        level=level,
        n=per_place.size,
        method="low quantile of short windows; interval over rows",
        unit=front.matrix.unit,
    )
