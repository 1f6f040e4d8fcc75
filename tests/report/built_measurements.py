"""Measurements put together by hand, so that pages and charts are tested on known content."""

from dataclasses import replace

import numpy as np

from twitchwise.body import find_site
from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable, rate_per_min
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.model import (
    Certainty,
    Exclusion,
    Group,
    GroupKind,
    Measurement,
    MeasuringOptions,
    Place,
    PlaceMap,
    Reason,
    RecordingSummary,
    RejectedCandidate,
    Trace,
    Twitch,
)

DURATION_S = 130.0


def a_recording(kind: RecordingKind = RecordingKind.MOTION, **changes: object) -> RecordingSummary:
    unit, rate_hz, n_places = {
        RecordingKind.MOTION: ("mg", 100.0, 3),
        RecordingKind.EMG: ("uV", 2048.0, 64),
        RecordingKind.VIDEO: ("px", 30.0, 510),
    }[kind]
    recording = RecordingSummary(
        kind=kind,
        name="calf <evening>.csv",
        sha256="0123456789abcdef" * 4,
        format="plain CSV",
        device="A phone",
        started_at_utc="2026-11-20T18:30:00Z",
        duration_s=DURATION_S,
        rate_hz=rate_hz,
        n_places=n_places,
        unit=unit,
        n_dropped=2,
    )
    return replace(recording, **changes)  # type: ignore[arg-type]


def a_twitch(onset_s: float, *, amplitude: float = 20.0, place: Place | None = None, **changes: object) -> Twitch:
    twitch = Twitch(
        onset_s=onset_s,
        duration_s=0.2,
        amplitude=amplitude,
        place=place or Place(index=2, label="z"),
        group=1,
        score=2.5,
        certainty=Certainty.CLEAR,
    )
    return replace(twitch, **changes)  # type: ignore[arg-type]


def a_measurement(kind: RecordingKind = RecordingKind.MOTION, *, n: int = 24, seed: int = 5) -> Measurement:
    """`n` clear twitches (two of them a doublet), three doubtful, four rejected, 10 s left out."""
    rng = np.random.default_rng(seed)
    recording = a_recording(kind)
    onsets = np.sort(rng.uniform(10.0, DURATION_S - 2.0, n))
    if n > 1:
        onsets[1] = onsets[0] + 0.06
    places = [_a_place(kind, int(block)) for block in rng.integers(0, 4, n)]
    sizes = 12.0 * rng.lognormal(0.4, 0.4, n)
    clear = [
        a_twitch(float(t), amplitude=float(size), place=place)
        for t, size, place in zip(onsets, sizes, places, strict=True)
    ]
    doubtful = [
        a_twitch(float(t), certainty=Certainty.DOUBTFUL, doubt=doubt, score=1.1, group=None, place=_a_place(kind, 1))
        for t, doubt in ((20.0, Reason.PULSE), (55.5, Reason.PULSE), (101.2, Reason.TREMOR))
    ]
    rejected = tuple(
        RejectedCandidate(onset_s=t, duration_s=0.4, amplitude=90.0, score=6.0, reason=reason)
        for t, reason in (
            (3.0, Reason.VOLUNTARY),
            (4.1, Reason.VOLUNTARY),
            (61.0, Reason.FRAME_MOTION),
            (90.0, Reason.PULSE),
        )
    )
    strict = rate_per_min(n, 2.0)
    smallest = {"mg": 8.0, "uV": 60.0, "px": 0.4}[recording.unit]
    return Measurement(
        recording=recording,
        options=MeasuringOptions(site=find_site("left-gastrocnemius")),
        analysed_s=120.0,
        excluded=(
            Exclusion(start_s=0.0, end_s=0.5, reason=Reason.EDGE),
            Exclusion(start_s=2.5, end_s=8.5, reason=Reason.VOLUNTARY),
            Exclusion(start_s=80.0, end_s=83.5, reason=Reason.NOISE),
        ),
        strict=strict,
        lenient=rate_per_min(n + 3, 2.0),
        seen=isinstance(strict, Estimate) and strict.low > 0.1,
        smallest_detectable=_estimate(smallest, recording.unit),
        unit=recording.unit,
        twitches=tuple(sorted([*clear, *doubtful], key=lambda one: one.onset_s)),
        rejected=rejected,
        groups=(
            Group(
                id=1,
                kind=GroupKind.SITE,
                n=n,
                rate=strict,
                median_amplitude=18.0,
                place=_a_place(kind, 2),
            ),
        ),
        grouping_note="",
        n_doublets=1,
        isolated=Estimate(value=0.83, low=0.65, high=0.94, level=0.95, n=n, method="Wilson", unit="share"),
        continual=NotMeasurable(reason="fewer than three twitches in a row"),
        noise=_estimate(0.6, recording.unit),
        trace=_a_trace(recording, onsets, rng),
        place_map=_a_map(kind, rng),
        problems=(
            Problem(what="2 samples are missing", where="calf <evening>.csv", remedy="nothing needs to be done"),
        ),
    )


def an_empty_measurement(*, reason: str = "the whole recording was voluntary movement") -> Measurement:
    """A recording in which nothing could be measured."""
    nothing = NotMeasurable(reason=reason)
    return Measurement(
        recording=a_recording(device=None, started_at_utc=None, n_dropped=0),
        options=MeasuringOptions(),
        analysed_s=0.0,
        excluded=(Exclusion(start_s=0.0, end_s=DURATION_S, reason=Reason.VOLUNTARY),),
        strict=nothing,
        lenient=nothing,
        seen=False,
        smallest_detectable=nothing,
        unit="mg",
        twitches=(),
        rejected=(),
    )


def _estimate(value: float, unit: str) -> Estimate:
    return Estimate(value=value, low=0.9 * value, high=1.2 * value, level=0.95, n=60, method="built", unit=unit)


def _a_place(kind: RecordingKind, index: int) -> Place:
    if kind is RecordingKind.VIDEO:
        x, y = 405.0 + 10 * index, 208.0
        return Place(index=6 * 30 + 12, label=f"{x:.0f}, {y:.0f} px", x=x, y=y, extent=60.0)
    if kind is RecordingKind.EMG:
        return Place(index=index, label=f"E{index + 1}", x=float(index % 8), y=float(index // 8), extent=2.0)
    return Place(index=index % 3, label="xyz"[index % 3])


def _a_trace(recording: RecordingSummary, onsets: np.ndarray, rng: np.random.Generator) -> Trace:
    times_s = np.linspace(0.0, DURATION_S, 2000, endpoint=False)
    signal = rng.normal(0.0, 0.6, (2, times_s.size))
    for onset_s in onsets:
        signal += 14.0 * np.exp(-np.abs(times_s - onset_s) / 0.1)
    signal[:, (times_s > 2.5) & (times_s < 8.5)] *= 80.0
    signal[:, (times_s > 110.0) & (times_s < 112.0)] = np.nan
    low, high = signal.min(axis=0), signal.max(axis=0)
    return Trace(times_s=times_s, low=low, high=high, label="z", unit=recording.unit)


def _a_map(kind: RecordingKind, rng: np.random.Generator) -> PlaceMap:
    if kind is RecordingKind.VIDEO:
        rows, columns = np.mgrid[0:17, 0:30]
        values = 1.4 * np.exp(-((rows - 6) ** 2 + (columns - 12) ** 2) / 8.0)
        values[0, :4] = np.nan
        down, across = np.mgrid[0:540, 0:960]
        still = 120 + 40 * np.sin(down / 60.0) * np.cos(across / 90.0) + rng.normal(0, 6, (540, 960))
        return PlaceMap(values=values, still=still.clip(0, 255).astype(np.uint8))
    if kind is RecordingKind.EMG:
        rows, columns = np.mgrid[0:8, 0:8]
        values = 80.0 * np.exp(-((rows - 3) ** 2 + (columns - 4) ** 2) / 6.0)
        values[7, 7] = np.nan
        return PlaceMap(values=values)
    return PlaceMap(values=np.array([[6.0, 4.0, 17.0]]))
