"""The document: everything that a clinic's system can read of a diary, in one FHIR R4 Bundle."""

import base64
import hashlib
import html
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from twitchwise.clock import format_instant
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import (
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    Finding,
    Questionnaire,
    RecordingMeasured,
    TestResult,
    TwitchesNoticed,
)
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.answers import exposure, finding, questionnaire
from twitchwise.exchange.fhir.codes import DOCUMENT, PATIENT_NOTE, coding, concept
from twitchwise.exchange.fhir.measured import recording, test_result
from twitchwise.exchange.fhir.noticing import day_answer, day_observations, noticing
from twitchwise.exchange.fhir.resources import Frame, Json, clean
from twitchwise.exchange.fhir.stated import stated_results
from twitchwise.exchange.fhir.wording import questionnaire_resource, questionnaire_url, test_name
from twitchwise.worry.questions import SetName, question_set

__all__ = ["CARRIED", "FhirOptions", "Page", "Part", "document_bundle", "document_text", "kinds_left_out"]


class Part(StrEnum):
    """What a document is made of; each can be left out."""

    TWITCHING = "twitching"
    STRENGTH = "strength"
    QUESTIONNAIRES = "questionnaires"
    RECORDINGS = "recordings"
    EXPOSURES = "exposures"
    FINDINGS = "findings"


CARRIED: dict[Part, tuple[type[Entry], ...]] = {
    Part.TWITCHING: (DayAnswer, TwitchesNoticed),
    Part.STRENGTH: (TestResult,),
    Part.QUESTIONNAIRES: (Questionnaire,),
    Part.RECORDINGS: (RecordingMeasured,),
    Part.EXPOSURES: (Exposure,),
    Part.FINDINGS: (Finding,),
}
"""The kinds of entry that a document carries, each exactly; all others are left to the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished page that goes along, whole.

    Parameters
    ----------
    title : what it is called.
    content : the PDF.
    """

    title: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FhirOptions:
    """What goes into a document.

    Parameters
    ----------
    person : name of the person, random and kept with the diary.
    written_at : now, aware.
    version : of this program.
    name : what the person wants to be called in it; empty for no name.
    left_out : parts that the person does not want in it.
    pages : finished pages that go along.
    """

    person: uuid.UUID
    written_at: datetime
    version: str
    name: str = ""
    left_out: frozenset[Part] = frozenset()
    pages: Sequence[Page] = ()


def document_text(diary: Diary, options: FhirOptions) -> str:
    """The document as JSON; byte for byte the same for the same diary, options and time."""
    resources = _document(diary, options)
    texts = [_COMPACT.encode(resource) for resource in resources]
    entries = ",".join(
        f'{{"fullUrl":"urn:uuid:{resource["id"]}","resource":{text}}}'
        for resource, text in zip(resources, texts, strict=True)
    )
    return f'{_COMPACT.encode(_head(options, texts))[:-1]},"entry":[{entries}]}}\n'


def document_bundle(diary: Diary, options: FhirOptions) -> Json:
    """The diary as a FHIR R4 Bundle of type "document".

    Parameters
    ----------
    diary : of whom; must not be empty for a document worth reading, but may be.
    options : what goes into it.

    References
    ----------
    HL7 FHIR R4 (4.0.1); HL7 FHIR R4 Symptoms guide 1.0.0 for the shape of symptoms and their absence.
    """
    # Read back from the text: the parts that documents share stay out of the caller's hands.
    bundle: Json = json.loads(document_text(diary, options))
    return bundle


_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _document(diary: Diary, options: FhirOptions) -> list[Json]:
    frame = Frame(person=options.person)
    sections = {part: list(_resources(frame, diary, part)) for part in Part if part not in options.left_out}
    pages = [_page(frame, page) for page in options.pages]
    asked = _asked(frame, sections.get(Part.QUESTIONNAIRES, []))
    composition = _composition(frame, options, sections, pages, _said_left_out(diary, options))
    contents = [each for resources in sections.values() for each in resources]
    about = [composition, _patient(frame, options.name), _device(frame, options.version)]
    return [*about, *contents, *asked, *pages]


def _head(options: FhirOptions, texts: Sequence[str]) -> Json:
    """What stands before the resources; the name follows from them."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
    written_at = format_instant(options.written_at)
    name = Frame(person=options.person).name_of("document", written_at, digest.hexdigest())
    return {
        "resourceType": "Bundle",
        "id": name,
        "meta": {"tag": [coding(DOCUMENT, "diary")]},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"},
        "type": "document",
        "timestamp": written_at,
    }


def kinds_left_out(diary: Diary, options: FhirOptions) -> dict[type[Entry], int]:
    """How many entries of which kind the document does not hold."""
    kept = tuple(kind for part, kinds in CARRIED.items() if part not in options.left_out for kind in kinds)
    left: dict[type[Entry], int] = {}
    for entry in diary.entries:
        if not isinstance(entry, kept):
            left[type(entry)] = left.get(type(entry), 0) + 1
    return left


def _said_left_out(diary: Diary, options: FhirOptions) -> str:
    left = kinds_left_out(diary, options)
    if not left:
        return ""
    what = ", ".join(f"{kind_of(kind).replace('-', ' ')} ({n})" for kind, n in sorted(left.items(), key=_by_name))
    return words.NOT_CARRIED.format(what=what)


def _by_name(item: tuple[type[Entry], int]) -> str:
    return kind_of(item[0])


def _resources(frame: Frame, diary: Diary, part: Part) -> Iterator[Json]:
    match part:
        case Part.TWITCHING:
            yield from day_observations(frame, diary)
            yield from (noticing(frame, entry) for entry in diary.of(TwitchesNoticed))
            yield from (day_answer(frame, entry) for entry in diary.of(DayAnswer))
        case Part.STRENGTH:
            yield from (test_result(frame, entry, test_name(entry.test)) for entry in diary.of(TestResult))
        case Part.QUESTIONNAIRES:
            for answers in diary.of(Questionnaire):
                yield from questionnaire(frame, answers)
        case Part.RECORDINGS:
            for entry in diary.of(RecordingMeasured):
                yield from recording(frame, entry)
        case Part.EXPOSURES:
            yield from (exposure(frame, entry) for entry in diary.of(Exposure))
        case Part.FINDINGS:
            for answer in diary.of(Finding):
                yield finding(frame, answer)
                yield from stated_results(frame, answer)


def _asked(frame: Frame, resources: Sequence[Json]) -> Iterator[Json]:
    urls = {resource.get("questionnaire") for resource in resources}
    for name in SetName:
        if questionnaire_url(name) in urls:
            yield questionnaire_resource(frame, question_set(name))


def _patient(frame: Frame, name: str) -> Json:
    called = clean(name)
    return {
        "resourceType": "Patient",
        "id": frame.name_of("patient"),
        **({"name": [{"text": called}]} if called else {}),
    }


def _device(frame: Frame, version: str) -> Json:
    return {
        "resourceType": "Device",
        "id": frame.name_of("device"),
        "deviceName": [{"name": words.DEVICE, "type": "user-friendly-name"}],
        "version": [{"value": version}],
    }


def _page(frame: Frame, page: Page) -> Json:
    digest = hashlib.sha256(page.content).hexdigest()
    return {
        "resourceType": "DocumentReference",
        "id": frame.name_of("page", digest),
        "status": "current",
        "type": concept(page.title, PATIENT_NOTE),
        "subject": frame.patient,
        "author": [frame.patient, frame.points_at("device")],
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "data": base64.b64encode(page.content).decode(),
                    "size": len(page.content),
                    "hash": base64.b64encode(hashlib.sha1(page.content, usedforsecurity=False).digest()).decode(),
                    "title": page.title,
                }
            }
        ],
    }


def _composition(
    frame: Frame, options: FhirOptions, parts: dict[Part, list[Json]], pages: list[Json], left_out: str
) -> Json:
    said = [words.WHAT_IT_IS, *([left_out] if left_out else [])]
    sections = [_section(part.value, resources) for part, resources in parts.items()]
    return {
        "resourceType": "Composition",
        "id": frame.name_of("composition"),
        "text": _narrative([f"<p>{html.escape(sentence)}</p>" for sentence in said]),
        "status": "final",
        "type": concept(words.TITLE, PATIENT_NOTE),
        "subject": frame.patient,
        "date": format_instant(options.written_at),
        "author": [frame.patient, frame.points_at("device")],
        "title": words.TITLE,
        "section": [_red_flags(), *sections, *([_section("pages", pages)] if pages else [])],
    }


def _section(name: str, resources: list[Json]) -> Json:
    text = words.SECTION_TEXT[name] if resources else words.NOTHING_HERE
    entries = [{"reference": f"urn:uuid:{resource['id']}"} for resource in resources]
    return {
        "title": words.SECTIONS[name],
        "text": _narrative([f"<p>{html.escape(text)}</p>"]),
        **({"entry": entries} if entries else {}),
    }


def _red_flags() -> Json:
    card = red_flag_card()
    lines = [f"<p>{html.escape(card.calm)}</p>"]
    for rung, points in (("Now", card.now), ("Within days", card.days), ("Within weeks", card.weeks)):
        items = "".join(f"<li>{html.escape(point)}</li>" for point in points)
        lines.append(f"<p>{rung}</p><ul>{items}</ul>")
    return {"title": words.RED_FLAGS, "text": _narrative(lines)}


def _narrative(lines: Sequence[str]) -> Json:
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(lines)}</div>'}
