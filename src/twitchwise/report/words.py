"""A measurement in plain words, the same for the command line and the page.

The order is fixed: what was found, how large, where, what is doubtful or was not counted, what was left out, and what
could not have been seen. The caution belongs directly under it and the red-flag card after that.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.evidence.lookup import find_fact
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.details import Detail, describe_details
from twitchwise.report.figures import (
    say_count,
    say_list,
    say_number,
    say_rate,
    say_size,
    say_span,
)
from twitchwise.twitches.model import Certainty, Measurement, Reason, Twitch

__all__ = ["CAUTION_FACT", "REASON_PHRASES", "RESULT_FACTS", "PlainResult", "describe", "say_excluded"]

CAUTION_FACT = "fasc_ah_max_rate"
"""The fact behind the caution: rates seen in healthy foot muscles."""

_UNIT_FACTS = ("unit_acceleration_index", "unit_acceleration_little")
"""What one motor unit does to the skin, from the smaller to the larger hand muscle."""

RESULT_FACTS = (CAUTION_FACT, *_UNIT_FACTS, "doublet_window", "isolated_interval")
"""Every fact that the words and charts of a result rest on."""

_AXES = ("x", "y", "z")
_STANDARD_GRAVITY_MM_S2 = 9806.65

_VOLUNTARY_MEANS = (
    "Voluntary means that the muscle was at work: moved on purpose, holding a position, or firing as regularly as it "
    "does then."
)

REASON_PHRASES: dict[str, str] = {
    Reason.VOLUNTARY: "voluntary movement",
    Reason.FRAME_MOTION: "movement of the whole picture or device",
    Reason.PULSE: "heartbeat",
    Reason.BREATHING: "breathing",
    Reason.TREMOR: "tremor",
    Reason.KEY_FRAME: "jumps of the video coding",
    Reason.CLIPPING: "signal cut off at its limit",
    Reason.GAP: "no data in the file",
    Reason.NOISE: "too much noise",
    "a single block": "change in a single block of the picture",
    Reason.EDGE: "edge of the recording",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainResult:
    """What a person is told.

    Parameters
    ----------
    headline : the rate, or that no twitch was seen, or that there is no rate; no full stop.
    sentences : the rest of the short result, in reading order.
    caution : what a rate and a place cannot tell; shown directly under the result.
    details : everything else, for who asks for it.
    problems : what was wrong with the recording, each with its remedy.
    """

    headline: str
    sentences: tuple[str, ...]
    caution: str
    details: tuple[Detail, ...]
    problems: tuple[str, ...]


def describe(measurement: Measurement) -> PlainResult:
    """The result in plain words; never a diagnosis.

    Parameters
    ----------
    measurement : any measurement, empty ones too.
    """
    clear = [t for t in measurement.twitches if t.certainty is Certainty.CLEAR]
    groups = [
        _say_found(measurement, clear),
        _say_sizes(measurement, clear),
        _say_place(measurement, clear),
        _say_not_counted(measurement, clear),
        _say_left_out(measurement),
        _say_unseen(measurement),
    ]
    return PlainResult(
        headline=_headline(measurement),
        sentences=tuple(sentence for group in groups for sentence in group),
        caution=_caution(measurement),
        details=describe_details(measurement),
        problems=tuple(str(problem) for problem in measurement.problems),
    )


def say_excluded(measurement: Measurement) -> list[str]:
    """Excluded time summed by reason, longest first: "6 s (voluntary movement)"."""
    return [f"{say_span(seconds)} ({REASON_PHRASES[reason]})" for reason, seconds in _left_out_s(measurement).items()]


def _left_out_s(measurement: Measurement) -> dict[Reason, float]:
    total_s = dict.fromkeys(Reason, 0.0)
    for span in measurement.excluded:
        total_s[span.reason] += span.end_s - span.start_s
    longest_first = sorted(total_s, key=lambda reason: -total_s[reason])
    return {reason: total_s[reason] for reason in longest_first if total_s[reason] > 0}


def _headline(measurement: Measurement) -> str:
    if isinstance(measurement.strict, NotMeasurable):
        return "No rate can be given"
    if not measurement.seen:
        return "No twitch seen"
    rate = say_rate(measurement.strict, thing="twitch")
    return rate[0].upper() + rate[1:]


def _say_found(measurement: Measurement, clear: list[Twitch]) -> list[str]:
    strict = measurement.strict
    if isinstance(strict, NotMeasurable):
        longest = next(iter(_left_out_s(measurement)), None)
        return [f"The reason: {strict.reason}" + (f"; most of it is {REASON_PHRASES[longest]}." if longest else ".")]
    analysed = f"{say_span(measurement.analysed_s)} that could be analysed"
    recorded_s = measurement.recording.duration_s
    if recorded_s - measurement.analysed_s > 0.05 * recorded_s:
        analysed += f", out of {say_span(recorded_s)} recorded"
    if not measurement.seen:
        return _say_none_seen(measurement, strict, len(clear), analysed)
    sentences = [f"{say_count(len(clear), 'clear twitch')} in {analysed}."]
    if strict.value < 1:
        sentences.append(f"That is about one in {say_span(60 / strict.value)}.")
    sentences.append(
        f"In brackets stands the range in which the true rate most likely lies ({100 * strict.level:.0f} %)."
    )
    return sentences


def _say_none_seen(measurement: Measurement, strict: Estimate, n_clear: int, analysed: str) -> list[str]:
    others = _doubts(measurement) + _rejections(measurement)
    mostly = f"; what stood out is mostly {REASON_PHRASES[others.most_common(1)[0][0]]}" if others else ""
    sentences = [f"Nothing counts as a twitch in {analysed}{mostly}."]
    if n_clear:
        verb = "looks like a twitch" if n_clear == 1 else "look like twitches"
        accepted = say_number(measurement.options.false_alarms_per_min)
        sentences = [
            f"{say_count(n_clear, 'event')} {verb} in {analysed}, but so few can come about by chance "
            f"({accepted} false ones a minute are accepted)."
        ]
    if isinstance(measurement.smallest_detectable, Estimate):
        sentences.append(
            "Twitches large enough to be found would have come less often than "
            f"{say_number(strict.high)} times a minute ({100 * strict.level:.0f} % sure)."
        )
    return sentences


def _say_sizes(measurement: Measurement, clear: list[Twitch]) -> list[str]:
    sizes = np.array([t.amplitude for t in clear if np.isfinite(t.amplitude)])
    if not measurement.seen or not sizes.size:
        return []
    if sizes.size == 1:
        return [f"It was {say_size(float(sizes[0]), measurement.unit, explained=True)} in size."]
    biggest = say_size(float(sizes.max()), measurement.unit, explained=True)
    return [f"The biggest was {biggest}, a typical one {say_size(float(np.median(sizes)), measurement.unit)}."]


def _say_place(measurement: Measurement, clear: list[Twitch]) -> list[str]:
    site = measurement.options.site
    recorded = [f"Recorded from the {site.name}."] if site is not None else []
    if not measurement.seen or not clear or measurement.recording.n_places < 2:
        return recorded
    if measurement.recording.kind is RecordingKind.VIDEO:
        part = _part_of_picture(measurement)
        return recorded + ([f"It twitched most in the {part} of the picture."] if part else [])
    label, n = Counter(t.place.label for t in clear).most_common(1)[0]
    if measurement.recording.kind is RecordingKind.MOTION and label not in _AXES:
        return recorded  # the axes were measured together
    what = "axis" if measurement.recording.kind is RecordingKind.MOTION else "electrode"
    often = "all of them" if n == len(clear) else f"{n} of them"
    return [*recorded, f"Largest on {what} {label} in {often}." if len(clear) > 1 else f"Largest on {what} {label}."]


def _part_of_picture(measurement: Measurement) -> str:
    place_map = measurement.place_map
    if place_map is None or not np.isfinite(place_map.values).any():
        return ""
    row, column = np.unravel_index(int(np.nanargmax(place_map.values)), place_map.values.shape)
    down = ("upper ", "", "lower ")[int(3 * row / place_map.values.shape[0])]
    across = ("left ", "", "right ")[int(3 * column / place_map.values.shape[1])]
    return f"{down}{across}part" if down or across else "middle"


def _say_not_counted(measurement: Measurement, clear: list[Twitch]) -> list[str]:
    doubts, rejections = _doubts(measurement), _rejections(measurement)
    n_doubtful = sum(t.certainty is Certainty.DOUBTFUL for t in measurement.twitches)
    n_rejected = rejections.total()
    sentences = []
    if n_doubtful:
        verb = "is" if n_doubtful == 1 else "are"
        more = " more" if clear else ""
        why = _say_reasons(doubts)
        sentence = f"{say_count(n_doubtful, f'{more} event'.strip())} {verb} doubtful" + (f": {why}" if why else "")
        if isinstance(measurement.lenient, Estimate):
            sentence += f"; counted too, the rate would be {say_rate(measurement.lenient)}"
        sentences.append(sentence + ".")
    if n_rejected:
        verb = "was" if n_rejected == 1 else "were"
        sentences.append(f"{say_count(n_rejected, 'event')} {verb} not counted: {_say_reasons(rejections)}.")
    reasons = doubts + rejections
    if not clear and reasons and reasons.most_common(1)[0][0] is Reason.VOLUNTARY:
        sentences.append(_VOLUNTARY_MEANS)
    return sentences


def _doubts(measurement: Measurement) -> Counter[Reason]:
    return Counter(t.doubt for t in measurement.twitches if t.certainty is Certainty.DOUBTFUL and t.doubt is not None)


def _rejections(measurement: Measurement) -> Counter[Reason]:
    return Counter(candidate.reason for candidate in measurement.rejected)


def _say_reasons(reasons: Counter[Reason]) -> str:
    if len(reasons) == 1:
        return REASON_PHRASES[next(iter(reasons))]
    return say_list([f"{REASON_PHRASES[reason]} ({n})" for reason, n in reasons.most_common()])


def _say_left_out(measurement: Measurement) -> list[str]:
    parts = say_excluded(measurement)
    if not parts:
        return []
    sentences = [f"Left out: {say_list(parts)}."]
    excluded = {span.reason for span in measurement.excluded}
    counted = {c.reason for c in measurement.rejected} | {t.doubt for t in measurement.twitches}
    if not measurement.twitches and excluded >= {Reason.VOLUNTARY} and not counted & {Reason.VOLUNTARY}:
        sentences.append(_VOLUNTARY_MEANS)
    return sentences


def _say_unseen(measurement: Measurement) -> list[str]:
    smallest = measurement.smallest_detectable
    if isinstance(smallest, NotMeasurable):
        return [f"How small a twitch could have been seen is not known: {smallest.reason}."]
    size = say_size(smallest.value, smallest.unit, explained=not measurement.seen)
    sentences = [
        f"A twitch of {size} or more would have been found nine times in ten; smaller ones can have been missed."
    ]
    largest_unit_mg = _in_mg(_UNIT_FACTS[1])
    if measurement.recording.kind is RecordingKind.MOTION and smallest.value > largest_unit_mg:
        sentences.append(
            f"A single small muscle unit moves the skin by only about {_in_mg(_UNIT_FACTS[0]):.0f} to "
            f"{largest_unit_mg:.0f} mg and could not be seen here."
        )
    return sentences


def _in_mg(fact_id: str) -> float:
    return (find_fact(fact_id).value or 0.0) / _STANDARD_GRAVITY_MM_S2 * 1000.0


def _caution(measurement: Measurement) -> str:
    highest = find_fact(CAUTION_FACT).value or 0.0
    caution = (
        "Neither the rate nor the place of twitching tells harmless twitching from disease: healthy foot muscles can "
        f"pass {say_number(highest)} twitches a minute."
    )
    if not measurement.seen:
        caution += " Nor does a recording without twitches rule anything out."
    return caution
