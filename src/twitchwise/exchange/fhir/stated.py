"""What the person typed of results: blood values, medicines and examinations out of the answers to the questions.

The answers come back from the finding they stand in; these resources repeat them in the places where a clinic looks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from twitchwise.diary.model import Finding
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.codes import category, concept
from twitchwise.exchange.fhir.noticing import quantity
from twitchwise.exchange.fhir.resources import Frame, Json, annotation, clean
from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.item import Item

__all__ = ["INTAKE_ITEM", "STATED", "asked_text", "said_text", "stated_results"]

INTAKE_ITEM = "intake/"
"""Begins the name of a finding that holds an item of the questions."""

STATED = "urn:twitchwise:stated"
"""Marks a resource that repeats a part of an answer, and is no entry itself."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def asked_text(entry: Finding) -> str:
    """What was asked, in words."""
    if entry.name in set(Feature):
        return feature_words(Feature(entry.name)).text
    known = words.SEARCHES.get(entry.name, "") or words.ITEMS.get(entry.name.removeprefix(INTAKE_ITEM), "")
    return known or clean(entry.name) or words.AN_ANSWER


def said_text(entry: Finding) -> str:
    """The answer as a person reads it; a list as words, one thing after the other."""
    if entry.name in words.SEARCHES:
        return words.SEARCH_MADE
    rows = _content(entry)
    return clean(entry.answer if rows is None else _plain(rows))


def stated_results(frame: Frame, entry: Finding) -> Iterator[Json]:
    """Blood values, medicines and examinations of an answer, each as a resource of its own."""
    rows = _content(entry)
    if not isinstance(rows, list):
        return
    make = _MAKERS.get(entry.name.removeprefix(INTAKE_ITEM))
    for number, row in enumerate(rows, start=1):
        if make is not None and isinstance(row, dict | str):
            given = row if isinstance(row, dict) else {"name": row}
            yield _begun(frame, entry, number) | make(frame, given) | {"derivedFrom": [frame.points_at_entry(entry)]}


def _content(entry: Finding) -> Any:
    """What the JSON of an item holds; None for an answer in plain words."""
    if not entry.name.startswith(INTAKE_ITEM):
        return None
    try:
        return json.loads(entry.answer)
    except ValueError:
        return None


def _plain(value: object) -> str:
    match value:
        case list():
            return "; ".join(_plain(each) for each in value)
        case dict():
            said = {key: each for key, each in value.items() if each not in {None, ""}}
            return ", ".join(f"{key.replace('_', ' ')} {_plain(each)}" for key, each in said.items())
        case bool():
            return "yes" if value else "no"
    return str(value)


def _begun(frame: Frame, entry: Finding, number: int) -> Json:
    return {
        "id": frame.name_of("stated", entry.entry_id, str(number)),
        "identifier": [{"system": STATED, "value": f"{entry.entry_id} {number}"}],
        "subject": frame.patient,
    }


def _lab(frame: Frame, row: Mapping[str, Any]) -> Json:
    analyte, unit = str(row["analyte"]), str(row.get("unit") or "")
    ends = {end: quantity(row[end], unit) for end in ("low", "high") if row.get(end) is not None}
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": category("laboratory"),
        "code": concept(words.ANALYTES.get(analyte, analyte)),
        **_on("effectiveDateTime", row.get("on")),
        "performer": [frame.patient],
        "valueQuantity": quantity(row["value"], unit),
        **annotation(words.AS_TYPED if unit else words.AS_TYPED_NO_UNIT),
        **({"referenceRange": [ends]} if ends else {}),
    }


def _medicine(frame: Frame, row: Mapping[str, Any]) -> Json:
    span = {**_on("start", row.get("started")), **_on("end", row.get("stopped"))}
    changed = words.DOSE_CHANGED.format(day=row["changed"]) if row.get("changed") else ""
    return {
        "resourceType": "MedicationStatement",
        "status": "stopped" if row.get("stopped") else "active",
        "medicationCodeableConcept": concept(clean(str(row["name"])) or words.AN_ANSWER),
        **({"effectivePeriod": span} if span else {}),
        "informationSource": frame.patient,
        **annotation(changed),
    }


def _examination(frame: Frame, row: Mapping[str, Any]) -> Json:
    kind = str(row["kind"])
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": category("procedure"),
        "code": concept(words.EXAMINATIONS.get(kind, kind)),
        **_on("effectiveDateTime", row.get("on")),
        "performer": [frame.patient],
        "valueString": clean(", ".join(part for part in (str(row["result"]), str(row.get("words") or "")) if part)),
        **annotation(words.AS_TYPED),
    }


def _on(name: str, day: object) -> Json:
    return {name: day} if isinstance(day, str) and _DATE.fullmatch(day) else {}


_MAKERS = {Item.LABS.value: _lab, Item.MEDICINES.value: _medicine, Item.EXAMINATIONS.value: _examination}
