"""A FHIR document of ours, read back: everything it carries comes back exactly, the rest is named."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from twitchwise.diary.codec import entry_from_json, entry_to_json
from twitchwise.diary.model import Entry
from twitchwise.diary.moment import Moment, zone_named
from twitchwise.errors import InputError, Problem, UnreadableFile
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.codes import (
    DOCUMENT,
    ENTRY,
    ENTRY_KIND,
    EXPOSURE,
    GAD7_ANSWERS,
    LOINC,
    QUESTIONNAIRE,
    SHA256,
    SIDE,
    SITE,
    STRENGTH_TEST,
)
from twitchwise.exchange.fhir.resources import LOCAL_TIME, OWN_FIELD, OWN_JSON, TZ_CODE, ZONE, Json
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, Skipped

__all__ = ["FHIR", "PROGRAM"]

PROGRAM = "twitchwise"
"""Entries of a document of ours are the diary's own: they keep their names, and come only once."""

_LARGEST_BYTES = 1 << 30


def _knows(files: ExportFiles) -> bool:
    if len(files.files) != 1:
        return False
    head = files.head(files.files[0]).lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"Bundle"' in head and DOCUMENT.encode() in head


def _import(file: ImportFile) -> ImportResult:
    resources = _resources(file.path)
    documents = {
        f"urn:uuid:{each.get('id')}": each for each in resources if each.get("resourceType") == "DocumentReference"
    }
    entries: dict[str, Entry] = {}
    skipped: list[Skipped] = []
    n_other = 0
    for number, resource in enumerate(resources, start=1):
        kind = _kind(resource)
        if kind is None:
            n_other += 1
            continue
        try:
            entry = _entry(kind, resource, documents)
        except (InputError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            reason = error.what if isinstance(error, InputError) else "this resource cannot be read"
            skipped.append(Skipped(where=f"resource {number}", reason=reason))
            continue
        entries[entry.entry_id] = replace(entry, origin=file.origin(PROGRAM, entry.entry_id))
    if not entries and not skipped:
        raise UnreadableFile(
            what="no entry of a diary is in this FHIR file",
            where=file.path.name,
            remedy='use a file that "twitchwise export --fhir" wrote',
        )
    return ImportResult(
        program=PROGRAM, entries=tuple(entries.values()), skipped=tuple(skipped), problems=(_not_carried(file.path),)
    )


def _not_carried(path: Path) -> Problem:
    return Problem(
        what="a FHIR file holds no workouts, notes, suspicions, investigations, self-trials and explained exercises",
        where=path.name,
        remedy='"twitchwise export --archive" writes a file that holds everything',
    )


def _resources(path: Path) -> list[Json]:
    damaged = UnreadableFile(
        what="this FHIR file is cut off or damaged", where=path.name, remedy="export it again, or use another copy"
    )
    if path.stat().st_size > _LARGEST_BYTES:
        raise damaged
    try:
        bundle = json.loads(path.read_text(encoding="utf-8-sig"))
        resources = [each["resource"] for each in bundle["entry"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged from error
    return [each for each in resources if isinstance(each, dict)]


def _kind(resource: Json) -> str | None:
    try:
        return next(str(tag["code"]) for tag in resource["meta"]["tag"] if tag["system"] == ENTRY_KIND)
    except (KeyError, TypeError, StopIteration):
        return None


def _entry(kind: str, resource: Json, documents: dict[str, Json]) -> Entry:
    read = _READERS.get(kind)
    if read is None:
        raise InputError(what="this kind of entry is not known here", where=kind, remedy="use a later version")
    plain: Json = {"entry": kind, "entry_id": _entry_id(resource), **read(resource, documents)}
    plain |= {"note": resource["note"][0]["text"]} if "note" in resource else {}
    for extension in resource.get("extension", ()):
        url = str(extension["url"])
        if url.startswith(OWN_FIELD):
            plain[url.removeprefix(OWN_FIELD)] = extension.get("valueBoolean", extension.get("valueString"))
        elif url.startswith(OWN_JSON):
            plain[url.removeprefix(OWN_JSON)] = json.loads(extension["valueString"])
    return entry_from_json(json.dumps({key: value for key, value in plain.items() if value is not None}))


def _entry_id(resource: Json) -> str:
    identifier = resource["identifier"]
    names = [identifier] if isinstance(identifier, dict) else identifier
    found = [str(name["value"]) for name in names if name["system"] == ENTRY]
    return found[0]


def _moment(holder: Json, name: str) -> Json:
    text = str(holder[name])
    extensions = {each["url"]: each for each in holder.get(f"_{name}", {}).get("extension", ())}
    named = extensions.get(TZ_CODE, {}).get("valueCode") or extensions.get(ZONE, {}).get("valueString")
    if "T" not in text:
        day = datetime.fromisoformat(text)
        if LOCAL_TIME not in extensions:
            return _plain_moment(Moment(local=day, zone=named, is_date_only=True))
        clock = time.fromisoformat(str(extensions[LOCAL_TIME]["valueTime"]))
        return _plain_moment(Moment(local=datetime.combine(day, clock), zone=named))
    stamped = datetime.fromisoformat(text)
    local = stamped.replace(tzinfo=None)
    zone = named or _offset(text)
    if local.replace(tzinfo=zone_named(zone)).utcoffset() != stamped.utcoffset():
        local = local.replace(fold=1)
    return _plain_moment(Moment(local=local, zone=zone))


def _offset(text: str) -> str:
    return "+00:00" if text.endswith("Z") else text[-6:]


def _plain_moment(moment: Moment) -> Json:
    """As the codec writes it: by way of an entry, so that there is one way of writing a moment."""
    plain: Json = json.loads(entry_to_json(Entry(entry_id="", when=moment)))["when"]
    return plain


def _when(resource: Json) -> Json:
    if "effectivePeriod" in resource:
        span = resource["effectivePeriod"]
        return {"when": _moment(span, "start"), "until": _moment(span, "end")}
    return {"when": _moment(resource, "effectiveDateTime")}


def _site(resource: Json) -> str | None:
    return _code(resource.get("bodySite", {}), SITE)


def _code(concept: Json, system: str) -> str | None:
    for coding in concept.get("coding", ()):
        if coding["system"] == system:
            return str(coding["code"])
    return None


def _component(resource: Json, text: str) -> Any:
    return next(iter(_components(resource, text)), None)


def _components(resource: Json, text: str) -> Iterable[Any]:
    for component in resource.get("component", ()):
        if component["code"]["text"] == text:
            found = component.get("valueQuantity")
            yield found["value"] if found else component.get("valueInteger", component.get("valueString"))


def _noticing(resource: Json, _documents: dict[str, Json]) -> Json:
    counted = [each for each in resource.get("component", ()) if each["code"]["text"] == words.COUNTED]
    return {
        **_when(resource),
        "site": _site(resource),
        "count": counted[0]["valueQuantity"]["value"] if counted else None,
        "is_at_least": bool(counted and counted[0]["valueQuantity"].get("comparator") == ">="),
        "strength": _component(resource, words.STRENGTH_FELT),
    }


def _day_answer(resource: Json, _documents: dict[str, Json]) -> Json:
    items = {item["linkId"]: [_one_value(each) for each in item["answer"]] for item in resource["item"]}
    return {
        "when": _moment(resource, "authored"),
        "day": items["day"][0],
        "answer": items["twitching"][0],
        "sites": items.get("sites", []),
    }


def _one_value(answer: Json) -> Any:
    coding = answer.get("valueCoding")
    return coding["code"] if coding else answer.get("valueDate", answer.get("valueInteger"))


def _test(resource: Json, _documents: dict[str, Json]) -> Json:
    return {
        **_when(resource),
        "test": _code(resource["code"], STRENGTH_TEST),
        "side": _code(resource.get("bodySite", {}), SIDE),
        "score": resource["valueQuantity"]["value"],
        "unit": resource["valueQuantity"].get("unit", ""),
        "amount": _component(resource, words.AMOUNT),
        "felt": _component(resource, words.FELT),
        "conditions": list(_components(resource, words.CONDITION)),
    }


def _recording(resource: Json, documents: dict[str, Json]) -> Json:
    document = documents.get(resource["derivedFrom"][0]["reference"], {})
    hashes = [each["value"] for each in document.get("identifier", ()) if each["system"] == SHA256]
    rate = None
    if "valueQuantity" in resource:
        value = resource["valueQuantity"]
        rate = {
            "value": value["value"],
            "unit": value.get("unit", ""),
            "low": _component(resource, words.INTERVAL_LOW),
            "high": _component(resource, words.INTERVAL_HIGH),
            "level": _component(resource, words.INTERVAL_LEVEL),
            "n": _component(resource, words.INTERVAL_N),
            "method": _component(resource, words.INTERVAL_METHOD),
        }
    return {
        **_when(resource),
        "site": _site(resource),
        "recording_kind": resource.get("method", {}).get("text", ""),
        "sha256": hashes[0] if hashes else "",
        "n_twitches": _component(resource, words.N_TWITCHES),
        "analysed_min": _component(resource, words.ANALYSED_MIN),
        "rate_per_min": rate,
    }


def _questionnaire(resource: Json, _documents: dict[str, Json]) -> Json:
    steps = {answer["code"]: number for number, answer in enumerate(GAD7_ANSWERS)}
    answers: list[int | None] = []
    for item in resource.get("item", ()):
        given = item.get("answer", [{}])[0]
        coding = given.get("valueCoding")
        answers.append(steps[coding["code"]] if coding and coding["system"] == LOINC else given.get("valueInteger"))
    name = unquote(str(resource["questionnaire"]).removeprefix(QUESTIONNAIRE))
    return {"when": _moment(resource, "authored"), "name": name, "answers": answers}


def _finding(resource: Json, _documents: dict[str, Json]) -> Json:
    return {**_when(resource), "answer": resource.get("valueString")}


def _exposure(resource: Json, _documents: dict[str, Json]) -> Json:
    is_medicine = resource["resourceType"] == "MedicationStatement"
    doses = [each["doseQuantity"] for dosage in resource.get("dosage", ()) for each in dosage["doseAndRate"]]
    amount = doses[0] if doses else resource.get("valueQuantity", {})
    return {
        **_when(resource),
        "kind": _code(resource["category"] if is_medicine else resource["code"], EXPOSURE),
        "amount": amount.get("value"),
        "site": _site(resource),
    }


_READERS: dict[str, Callable[[Json, dict[str, Json]], Json]] = {
    "day-answer": _day_answer,
    "exposure": _exposure,
    "finding": _finding,
    "questionnaire": _questionnaire,
    "recording-measured": _recording,
    "test-result": _test,
    "twitches-noticed": _noticing,
}

FHIR = Importer(id="twitchwise-fhir", program="twitchwise FHIR", knows=_knows, read=_import)
"""Our own FHIR document among the files that can be imported."""
