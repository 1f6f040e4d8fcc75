"""Chair stands and heel raises counted from an acceleration."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from twitchwise.errors import Problem
from twitchwise.estimate import NotMeasurable
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.movement import Even
from twitchwise.strength.steps import find_steps
from twitchwise.strength.strokes import Stroke, find_strokes
from twitchwise.strength.tilts import find_tilts

__all__ = ["read_chair_stands", "read_heel_raises"]

_TEST_S = 30.0  # the 30-s chair stand: jones1999
_NEIGHBOURS = 4  # a tired calf rises less at the end: each raise is held against the four before and after it
_LONGEST_REST_S = 10.0  # heel raises are done without a long rest, at one in 1-4 s
_SLOWEST_RAISE_S = 5.0
_PACE_SPREAD, _PACE_SHARE = 0.3, 0.7  # this share of the raises keeps the pace within that share
_SHORTEST_RAISE_S = 0.7  # start to start; what repeats faster is a hand
_LEAST_TURN_RAD = 0.35  # 20 degrees: nobody leans that far on the toes
_STILL_SHARE = 0.8  # fewer clear repetitions than this and a person should count beside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """What a rise of this test can be; beyond it the phone, not the body, was moved."""

    least_m: float
    most_m: float
    most_mps: float
    shortest_s: float
    longest_s: float
    least_n: int


# A seat is 0.43-0.46 m high and the waist rises 0.3-0.45 m; half that in a trouser pocket, where the knee stays.
_CHAIR = _Limits(least_m=0.12, most_m=0.75, most_mps=2.0, shortest_s=0.36, longest_s=3.0, least_n=3)
# The heel of a grown-up rises 5-12 cm; less at the end and with a stiff ankle.
_HEEL = _Limits(least_m=0.018, most_m=0.17, most_mps=0.7, shortest_s=0.28, longest_s=4.0, least_n=4)
_TALL_M = 0.15  # a median rise above this is no heel raise


def read_chair_stands(even: Even) -> TestReading | NotMeasurable:
    """Count how often somebody rose from a chair.

    Parameters
    ----------
    even : (3, n) acceleration with gravity, mg, of a sensor on the trunk or in a trouser pocket.

    Returns
    -------
    TestReading or NotMeasurable
        `value` is the count within 30 s of the first rise.

    Notes
    -----
    Rises of 0.12-0.75 m that are alike in height (within a factor of two) and speed (1.7); of several such families the
    one with the largest sum of height times speed. Between two rises there must be a fall. Where the phone swings by
    more than 46 degrees each time, as in a trouser pocket, the swings to the upright posture are counted instead.
    """
    strokes = find_strokes(even)
    candidates = _within(strokes, _CHAIR)
    kept = _by_thigh(even, strokes)
    is_thigh = len(kept) >= _CHAIR.least_n
    if not is_thigh:
        kept = _with_falls_between(_not_turned_over(_heaviest_family(candidates)), strokes, share=0.4)
    wanted = "the body does not rise by the height of a seat, three times or more"
    if len(kept) < _CHAIR.least_n or (_is_scattered(kept) and not is_thigh):
        return _refuse(ReadableTest.CHAIR_STAND, even, wanted)
    walk = find_steps(even)
    if walk is not None and walk.is_walk and _mostly_walking(kept, walk.lifted_s):
        return _refuse(ReadableTest.CHAIR_STAND, even, wanted)
    first_s = kept[0].start_s
    in_time = [stroke for stroke in kept if stroke.start_s + 0.5 * stroke.length_s <= first_s + _TEST_S]
    problems = []
    if even.start_s + even.duration_s - first_s < _TEST_S:
        problems.append(
            Problem(
                what=f"it ends {even.start_s + even.duration_s - first_s:.0f} s after the first rise",
                where="chair stands",
                remedy="record for 30 s from the first rise, or the count is too low",
            )
        )
    confidence = 1.0 if is_thigh else _clear_share(kept, candidates)
    problems.extend(_doubts(confidence, "chair stands", even))
    return TestReading(
        test=ReadableTest.CHAIR_STAND,
        count=len(kept),
        value=float(len(in_time)),
        unit="stands in 30 s",
        times_s=tuple(stroke.end_s for stroke in kept),
        confidence=confidence,
        height_m=float(np.median([stroke.rise_m for stroke in kept])),
        problems=tuple(problems),
    )


def read_heel_raises(even: Even) -> TestReading | NotMeasurable:
    """Count how often somebody rose on the toes.

    Parameters
    ----------
    even : (3, n) acceleration with gravity, mg, of a sensor on the trunk, in a pocket or held still.

    Notes
    -----
    Rises of 1.8-17 cm that last at least 0.28 s, each within 0.4-2.2 of the height of its neighbours; four or more in
    a row at an even pace; a rest of more than 10 s and 3.5 times that pace ends a row. A walk also
    lifts the body by 2-5 cm a step: where the steps make a walk, nothing is counted.
    """
    strokes = find_strokes(even)
    candidates = _within(strokes, _HEEL)
    kept = _with_falls_between(_not_turned_over(_like_neighbours(candidates)), strokes, share=0.3)
    trains = _trains(kept)
    kept = [rise for train in trains for rise in train]
    wanted = "no even rises of a few centimetres, four or more in a row"
    if len(kept) < _HEEL.least_n or _is_scattered(kept) or not _is_even(kept):
        return _refuse(ReadableTest.HEEL_RAISE, even, wanted)
    chairs = _with_falls_between(_heaviest_family(_within(strokes, _CHAIR)), strokes, share=0.4)
    rise_m = float(np.median([stroke.rise_m for stroke in kept]))
    if rise_m > _TALL_M or (len(chairs) >= _CHAIR.least_n and 2 * len(chairs) > len(kept)):
        tall_m = float(np.median([stroke.rise_m for stroke in chairs])) if chairs else rise_m
        return _refuse(ReadableTest.HEEL_RAISE, even, f"the body rises by {100 * tall_m:.0f} cm, as from a chair")
    walk = find_steps(even)
    if walk is not None and walk.is_walk and _mostly_walking(kept, walk.lifted_s):
        return _refuse(ReadableTest.HEEL_RAISE, even, wanted)
    inside = [each for each in candidates if kept[0].start_s <= each.start_s <= kept[-1].end_s]
    confidence = _clear_share(kept, inside)
    return TestReading(
        test=ReadableTest.HEEL_RAISE,
        count=len(kept),
        value=float(len(kept)),
        unit="raises",
        times_s=tuple(stroke.end_s for stroke in kept),
        confidence=confidence,
        height_m=rise_m,
        problems=(*_rests(len(trains)), *_doubts(confidence, "heel raises", even)),
    )


def _by_thigh(even: Even, strokes: Sequence[Stroke]) -> list[Stroke]:
    """The rises of a phone that turns with the thigh: as many as swings to the upright posture; none if it does not.

    Which posture is the upright one, the rises and falls during the swings say.
    """
    tilts = find_tilts(even)
    if tilts is None:
        return []
    ways = [[_moved(strokes, at_s) for at_s in way] for way in (tilts.one_way_s, tilts.other_way_s)]
    up = max(ways, key=lambda way: sum(stroke.rise_m for stroke in way))
    if not up or float(np.median([stroke.rise_m for stroke in up])) < 0.5 * _CHAIR.least_m:
        return []
    return up


def _moved(strokes: Sequence[Stroke], at_s: float) -> Stroke:
    """The stroke at the time of a swing, or one of no height when there is none."""
    none = Stroke(start_s=at_s - 0.5, end_s=at_s + 0.5, rise_m=0.0, peak_mps=0.0, turn_rad=0.0)
    near = [stroke for stroke in strokes if stroke.start_s - 0.3 <= at_s <= stroke.end_s + 0.3]
    return max(near, key=lambda stroke: abs(stroke.rise_m), default=none)


def _within(strokes: Sequence[Stroke], limits: _Limits) -> list[Stroke]:
    return [
        stroke
        for stroke in strokes
        if limits.least_m <= stroke.rise_m <= limits.most_m
        and stroke.peak_mps <= limits.most_mps
        and limits.shortest_s <= stroke.length_s <= limits.longest_s
    ]


def _heaviest_family(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes alike in height and speed whose sum of height times speed is the largest."""
    best: list[Stroke] = []
    weight = 0.0
    for centre in strokes:
        family = [
            stroke
            for stroke in strokes
            if 0.5 <= stroke.rise_m / centre.rise_m <= 2.0 and 0.6 <= stroke.peak_mps / centre.peak_mps <= 1.7
        ]
        heavier = sum(stroke.rise_m * stroke.peak_mps for stroke in family)
        if heavier > weight:
            best, weight = family, heavier
    return best


def _not_turned_over(rises: Sequence[Stroke]) -> list[Stroke]:
    """Without those that turn the phone much more than is usual here: it was put into its place or taken out."""
    if not rises:
        return []
    most_rad = max(_LEAST_TURN_RAD, 2.5 * float(np.median([rise.turn_rad for rise in rises])))
    return [rise for rise in rises if rise.turn_rad <= most_rad]


def _like_neighbours(strokes: Sequence[Stroke]) -> list[Stroke]:
    kept = []
    for i, stroke in enumerate(strokes):
        near = strokes[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        rise_m = float(np.median([each.rise_m for each in near]))
        peak_mps = float(np.median([each.peak_mps for each in near]))
        if 0.4 <= stroke.rise_m / rise_m <= 2.2 and 0.4 <= stroke.peak_mps / peak_mps <= 2.5:
            kept.append(stroke)
    return kept


def _with_falls_between(rises: Sequence[Stroke], strokes: Sequence[Stroke], *, share: float) -> list[Stroke]:
    """Of rises with no fall between them, the one that rose furthest."""
    kept: list[Stroke] = []
    for rise in rises:
        if kept and not any(
            kept[-1].end_s <= fall.start_s <= rise.start_s and -fall.rise_m >= share * min(kept[-1].rise_m, rise.rise_m)
            for fall in strokes
        ):
            kept[-1] = max(kept[-1], rise, key=lambda stroke: stroke.rise_m)
            continue
        kept.append(rise)
    return kept


def _trains(rises: Sequence[Stroke]) -> list[list[Stroke]]:
    """The repetitions that follow one another: rows of four or more, parted by long rests; else the longest row."""
    gaps_s = np.diff([rise.start_s for rise in rises])
    usual_s = float(np.median(gaps_s)) if len(gaps_s) else 0.0
    longest_s = max(_LONGEST_REST_S, 3.5 * usual_s) if usual_s <= _SLOWEST_RAISE_S else _LONGEST_REST_S
    ends = [0, *(np.flatnonzero(gaps_s > longest_s) + 1).tolist(), len(rises)]
    rows = [list(rises[start:stop]) for start, stop in pairwise(ends)]
    return [row for row in rows if len(row) >= _HEEL.least_n] or [max(rows, key=len)]


def _is_even(rises: Sequence[Stroke]) -> bool:
    """Whether most repetitions follow at about the same pace, and not at that of a hand."""
    gaps_s = np.diff([rise.start_s for rise in rises])
    usual_s = float(np.median(gaps_s))
    near = np.abs(gaps_s / usual_s - 1.0) <= _PACE_SPREAD
    return usual_s >= _SHORTEST_RAISE_S and float(np.mean(near)) >= _PACE_SHARE


def _is_scattered(rises: Sequence[Stroke]) -> bool:
    """Whether heights vary so much that no one movement was repeated."""
    heights_m = np.array([rise.rise_m for rise in rises])
    return bool(len(rises) > 2 and heights_m.std() > 0.5 * heights_m.mean())


def _mostly_walking(rises: Sequence[Stroke], steps_s: Sequence[float]) -> bool:
    """Whether most rises lie amid steps, one step to a rise or more."""
    steps = np.array(steps_s)
    amid = [bool(np.any(np.abs(steps - 0.5 * (rise.start_s + rise.end_s)) < 0.5)) for rise in rises]
    return float(np.mean(amid)) > 0.5


def _clear_share(kept: Sequence[Stroke], candidates: Sequence[Stroke]) -> float:
    span = [each for each in candidates if kept[0].start_s <= each.start_s <= kept[-1].end_s]
    return len(kept) / max(len(span), len(kept))


def _rests(n_trains: int) -> list[Problem]:
    if n_trains == 1:
        return []
    return [
        Problem(
            what=f"the raises come in {n_trains} rows with long rests between",
            where="heel raises",
            remedy="the test ends at the first rest; record one row a file",
        )
    ]


def _doubts(confidence: float, where: str, even: Even) -> list[Problem]:
    found = []
    if confidence < _STILL_SHARE:
        found.append(
            Problem(
                what=f"only {100 * confidence:.0f} % of the movements in it are clear repetitions",
                where=where,
                remedy="count aloud as well, and write down your own count",
            )
        )
    lost_s = sum(span.end_s - span.start_s for span in even.missing)
    if lost_s > 1.0:
        found.append(
            Problem(what=f"{lost_s:.0f} s of the recording are missing", where=where, remedy="record it again")
        )
    return found


def _refuse(test: ReadableTest, even: Even, why: str) -> NotMeasurable:
    walk = find_steps(even)
    if walk is not None and walk.is_walk:
        return NotMeasurable(reason=f"this file shows {len(walk.times_s)} steps of a walk, not {test.label}")
    return NotMeasurable(reason=f"this file holds no {test.label}: {why}")
