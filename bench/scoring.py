"""What a detector found against what is true: one score for every kind of recording and every detector.

- True twitches that fall into a stretch of interference are left out of the recall, whoever finds them.
- Only what a detector is sure of counts. What twitchwise calls doubtful or rejects is neither a hit nor a false alarm;
  true twitches that were found and set aside like this are misses, and counted as such in a column of their own.
- An event without a true twitch is a false alarm, inside interference too.
- In real noise some events are found without any injection. Nobody knows what they are: they are counted apart, and
  near them nothing is judged. False alarms that are there without injection too, only weaker, stay false alarms, and it
  is said how many they are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.tables import Table, number
from twitchwise.recordings.model import Recording
from twitchwise.simulate.truth import Truth
from twitchwise.twitches.agreement import compare_twitches

__all__ = ["Detector", "Event", "Found", "Scene", "Score", "World", "judge", "run_worlds", "score_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a detector reports; the amplitude is NaN when it measures none."""

    onset_s: float
    amplitude: float = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a detector says about a recording.

    Parameters
    ----------
    events : what it counts as twitches.
    set_aside : what it saw and does not count.
    smallest : the smallest twitch it says it could have seen; NaN when it does not say.
    remarks : warnings it gives.
    """

    events: tuple[Event, ...]
    set_aside: tuple[Event, ...] = ()
    smallest: float = float("nan")
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """One way of finding twitches.

    Parameters
    ----------
    name : as in the tables.
    detect : finds twitches in a recording.
    missing : why it cannot be run here; empty when it can.
    detect_weak : the same with more false alarms allowed, where that can be had.
    """

    name: str
    detect: Callable[[Recording], Found]
    missing: str = ""
    detect_weak: Callable[[Recording], Found] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """A recording, what is true of it, and the same recording without anything injected, if it is a real one."""

    recording: Recording
    truth: Truth
    empty: Recording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A row of a table: a name, and how to make one recording of it from a seed."""

    name: str
    make: Callable[[int], Scene]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one detector did in one world, over all seeds.

    Parameters
    ----------
    hits, misses, false_alarms : counts over all recordings.
    set_aside : misses that were found, and set aside.
    unjudged : events that are there without injection.
    there_before : false alarms that are there without injection too, only weaker.
    minutes : length of all recordings.
    errors_s, ratios : of every hit, found less true onset, and found over true size.
    smallest : what was said of each recording.
    """

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    set_aside: int = 0
    unjudged: int = 0
    there_before: int = 0
    minutes: float = 0.0
    errors_s: tuple[float, ...] = ()
    ratios: tuple[float, ...] = ()
    smallest: tuple[float, ...] = ()
    remarks: frozenset[str] = frozenset()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            hits=self.hits + other.hits,
            misses=self.misses + other.misses,
            false_alarms=self.false_alarms + other.false_alarms,
            set_aside=self.set_aside + other.set_aside,
            unjudged=self.unjudged + other.unjudged,
            there_before=self.there_before + other.there_before,
            minutes=self.minutes + other.minutes,
            errors_s=self.errors_s + other.errors_s,
            ratios=self.ratios + other.ratios,
            smallest=self.smallest + other.smallest,
            remarks=self.remarks | other.remarks,
        )

    @property
    def recall(self) -> float:
        """Share of the judged true twitches that were found; NaN when there are none."""
        total = self.hits + self.misses
        return self.hits / total if total else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        total = 2 * self.hits + self.misses + self.false_alarms
        return 2 * self.hits / total if total else float("nan")

    @property
    def false_per_min(self) -> float:
        """False alarms a minute."""
        return self.false_alarms / self.minutes if self.minutes else float("nan")


def judge(
    found: Found, truth: Truth, tolerance_s: float, *, unjudged: Sequence[Event] = (), weak: Sequence[Event] = ()
) -> Score:
    """Score one recording.

    Parameters
    ----------
    found, truth : what was found and what is true.
    tolerance_s : the largest difference of onsets that still is a match, s.
    unjudged : events found without injection; true and found twitches near them do not count.
    weak : events found without injection when more false alarms are allowed.
    """
    agreement = compare_twitches(found.events, truth.twitches, tolerance_s)
    onsets_s = _onsets(truth.twitches)
    counts = ~_near(onsets_s, _onsets(unjudged), tolerance_s)
    for span in truth.interference:
        counts &= (onsets_s < span.start_s) | (onsets_s >= span.end_s)
    hits = [(i, j) for i, j in agreement.pairs if counts[j]]
    matched = {j for _, j in agreement.pairs}
    missed = [twitch for j, twitch in enumerate(truth.twitches) if counts[j] and j not in matched]
    paired = {i for i, _ in agreement.pairs}
    lone = np.array([event.onset_s for i, event in enumerate(found.events) if i not in paired])
    known = _near(lone, _onsets(unjudged), tolerance_s)
    before = _near(lone, _onsets(weak), tolerance_s) & ~known
    return Score(
        hits=len(hits),
        misses=len(missed),
        false_alarms=int((~known).sum()),
        set_aside=compare_twitches(found.set_aside, missed, tolerance_s).hits,
        unjudged=len(unjudged),
        there_before=int(before.sum()),
        minutes=truth.duration_s / 60.0,
        errors_s=tuple(found.events[i].onset_s - truth.twitches[j].onset_s for i, j in hits),
        ratios=tuple(found.events[i].amplitude / truth.twitches[j].amplitude for i, j in hits),
        smallest=(found.smallest,),
        remarks=frozenset(found.remarks),
    )


def run_worlds(
    worlds: Sequence[World], detectors: Sequence[Detector], seeds: Sequence[int], tolerance_s: float
) -> Iterator[tuple[World, Detector, Score]]:
    """Let every detector work on the very same recordings of every world."""
    without: dict[tuple[str, str], tuple[tuple[Event, ...], tuple[Event, ...]]] = {}
    for world in worlds:
        scores = [Score() for _ in detectors]
        for seed in seeds:
            scene = world.make(seed)
            for k, detector in enumerate(detectors):
                if detector.missing:
                    continue
                known: tuple[Event, ...] = ()
                weak: tuple[Event, ...] = ()
                if scene.empty is not None:
                    key = (detector.name, scene.empty.provenance.name)
                    if key not in without:
                        detect_weak = detector.detect_weak or detector.detect
                        without[key] = (detector.detect(scene.empty).events, detect_weak(scene.empty).events)
                    known, weak = without[key]
                found = detector.detect(scene.recording)
                scores[k] += judge(found, scene.truth, tolerance_s, unjudged=known, weak=weak)
        for detector, score in zip(detectors, scores, strict=True):
            yield world, detector, score


def score_table(
    title: str, results: Sequence[tuple[World, Detector, Score]], *, before: str, unit: str, first_column: str
) -> Table:
    """Lay scores out as a table.

    Parameters
    ----------
    results : from `run_worlds`.
    unit : of the smallest detectable twitch.
    first_column : its heading.
    """
    unjudged = any(score.unjudged for _, _, score in results)
    remarks: dict[str, list[str]] = {}
    rows = []
    for world, detector, score in results:
        if detector.missing:
            continue
        for remark in sorted(score.remarks):
            remarks.setdefault(f"{detector.name.split(',')[0]}: {remark}", []).append(world.name)
        row = (
            world.name,
            detector.name,
            str(score.hits + score.misses),
            number(score.recall),
            number(score.false_per_min),
            number(score.f1),
            str(score.set_aside),
            number(1000.0 * _median(np.abs(score.errors_s)), 1),
            number(1000.0 * _median(score.errors_s), 1),
            number(100.0 * (_median(score.ratios) - 1.0), 0),
            number(_median(score.smallest), 1),
        )
        apart = (
            number(score.there_before / score.minutes) if detector.detect_weak else "",
            number(score.unjudged / len(score.smallest), 0),
        )
        rows.append((*row, *apart) if unjudged else row)
    missing = dict.fromkeys(f"{d.name} was not run: {d.missing}." for _, d, _ in results if d.missing)
    columns = (
        first_column,
        "detector",
        "true",
        "recall",
        "false/min",
        "F1",
        "set aside",
        "onset error ms",
        "onset bias ms",
        "size bias %",
        f"smallest {unit}",
    )
    return Table(
        title=title,
        columns=(*columns, "of these weaker before", "without injection") if unjudged else columns,
        rows=rows,
        before=before,
        after=[*missing, *(f"{remark} ({', '.join(dict.fromkeys(names))})" for remark, names in remarks.items())],
    )


def _onsets(events: Sequence[Event] | Sequence[object]) -> NDArray[np.float64]:
    return np.array([event.onset_s for event in events], dtype=np.float64)  # type: ignore[attr-defined]


def _near(times_s: NDArray[np.float64], others_s: NDArray[np.float64], tolerance_s: float) -> NDArray[np.bool_]:
    """Which times have another one within the tolerance, (n,)."""
    if not times_s.size or not others_s.size:
        return np.zeros(times_s.size, dtype=np.bool_)
    return np.asarray(np.abs(times_s[:, None] - others_s[None, :]).min(axis=1) <= tolerance_s)


def _median(values: Sequence[float] | NDArray[np.float64]) -> float:
    """Median of what is a number; NaN when nothing is."""
    array = np.asarray(values, dtype=np.float64)
    array = array[np.isfinite(array)]
    return float(np.median(array)) if array.size else float("nan")
