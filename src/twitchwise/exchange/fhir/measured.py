"""Strength tests and recordings as FHIR resources."""

from collections.abc import Iterator

from twitchwise.diary.model import RecordingMeasured, TestResult
from twitchwise.estimate import Estimate
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.codes import (
    ENTRY,
    ENTRY_KIND,
    SHA256,
    SIDE,
    STRENGTH_TEST,
    absent_reason,
    body_site,
    category,
    coding,
    concept,
)
from twitchwise.exchange.fhir.noticing import quantity
from twitchwise.exchange.fhir.resources import Frame, Json, annotation, clean, is_code, own_fields, timed

__all__ = ["recording", "test_result"]

_TEST_FIELDS = {"test", "side", "score", "unit", "amount", "felt", "conditions", "note"}
_RECORDING_FIELDS = {"site", "recording_kind", "sha256", "n_twitches", "analysed_min", "rate_per_min"}


def test_result(frame: Frame, entry: TestResult, name: str) -> Json:
    """One score of one strength test.

    Parameters
    ----------
    frame : of the document.
    entry : the score.
    name : of the test, in plain words.
    """
    components: list[Json] = []
    if entry.amount is not None:
        components.append({"code": concept(words.AMOUNT), "valueQuantity": {"value": entry.amount}})
    if entry.felt is not None:
        components.append({"code": concept(words.FELT), "valueInteger": entry.felt})
    is_plain = all(text and clean(text) == text for text in entry.conditions)
    if is_plain:
        components += [{"code": concept(words.CONDITION), "valueString": text} for text in entry.conditions]
    side = words.SIDES.get(entry.side)
    is_named = is_code(entry.test)
    missing = {"conditions": is_plain, "side": bool(side), "test": is_named}
    carried = _TEST_FIELDS - {field for field, is_there in missing.items() if not is_there}
    return {
        **frame.begun("Observation", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, carried),
        "status": "final",
        "category": category("exam"),
        "code": concept(name, *([coding(STRENGTH_TEST, entry.test)] if is_named else [])),
        "subject": frame.patient,
        **timed("effectiveDateTime", entry.when),
        "performer": [frame.patient],
        "valueQuantity": quantity(entry.score, entry.unit),
        **annotation(entry.note),
        **({"bodySite": concept(side, coding(SIDE, entry.side))} if side else {}),
        **({"component": components} if components else {}),
    }


def recording(frame: Frame, entry: RecordingMeasured) -> Iterator[Json]:
    """What a recording said, and the recording it was said of; the recording itself stays with the person."""
    rate = entry.rate_per_min
    is_plain = rate is None or all(text and clean(text) == text for text in (rate.unit, rate.method))
    yield {
        **frame.begun("Observation", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, _RECORDING_FIELDS - (set() if is_plain else {"rate_per_min"})),
        "status": "final",
        "category": category("procedure"),
        "code": concept(words.RATE),
        "subject": frame.patient,
        **timed("effectiveDateTime", entry.when),
        "performer": [frame.patient],
        **_rate(rate if is_plain else None),
        **({"bodySite": body_site(entry.site)} if entry.site is not None else {}),
        **({"method": {"text": clean(entry.recording_kind)}} if clean(entry.recording_kind) else {}),
        "derivedFrom": [frame.points_at("recording", entry.entry_id)],
        "component": [
            {"code": concept(words.N_TWITCHES), "valueInteger": entry.n_twitches},
            {"code": concept(words.ANALYSED_MIN), "valueQuantity": quantity(entry.analysed_min, "min")},
            *_interval(rate if is_plain else None),
            *_smallest(entry.smallest_detectable),
        ],
    }
    title = words.RECORDING.format(kind=clean(entry.recording_kind))
    yield {
        "resourceType": "DocumentReference",
        "id": frame.name_of("recording", entry.entry_id),
        **({"identifier": [{"system": SHA256, "value": clean(entry.sha256)}]} if clean(entry.sha256) else {}),
        "status": "current",
        "type": concept(title),
        "subject": frame.patient,
        "author": [frame.patient],
        "content": [{"attachment": {"title": title}}],
    }


def _rate(rate: Estimate | None) -> Json:
    if rate is None:
        return {"dataAbsentReason": absent_reason("unknown", words.NOT_MEASURABLE)}
    return {"valueQuantity": quantity(rate.value, rate.unit)}


def _smallest(size: Estimate | None) -> list[Json]:
    if size is None:
        return []
    return [{"code": concept(words.SMALLEST), "valueQuantity": quantity(size.value, size.unit)}]


def _interval(rate: Estimate | None) -> list[Json]:
    if rate is None:
        return []
    return [
        {"code": concept(words.INTERVAL_LOW), "valueQuantity": quantity(rate.low, rate.unit)},
        {"code": concept(words.INTERVAL_HIGH), "valueQuantity": quantity(rate.high, rate.unit)},
        {"code": concept(words.INTERVAL_LEVEL), "valueQuantity": {"value": rate.level}},
        {"code": concept(words.INTERVAL_N), "valueInteger": rate.n},
        {"code": concept(words.INTERVAL_METHOD), "valueString": rate.method},
    ]
