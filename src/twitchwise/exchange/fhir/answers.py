"""Questionnaires, signs and exposures as FHIR resources."""

from collections.abc import Iterator

from twitchwise.diary.model import Exposure, ExposureKind, Finding, Questionnaire
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.codes import (
    ENTRY,
    ENTRY_KIND,
    EXPOSURE,
    GAD7_ANSWERS,
    GAD7_ITEMS,
    GAD7_TOTAL,
    absent_reason,
    body_site,
    category,
    coding,
    concept,
    exposure_codes,
)
from twitchwise.exchange.fhir.noticing import quantity
from twitchwise.exchange.fhir.resources import Frame, Json, annotation, clean, own_fields, period, timed
from twitchwise.exchange.fhir.stated import asked_text, said_text
from twitchwise.exchange.fhir.wording import known_set, questionnaire_url
from twitchwise.worry.questions import SetName

__all__ = ["MEDICINES", "SCORE", "exposure", "finding", "is_gad7", "questionnaire"]

MEDICINES = (ExposureKind.MEDICINE, ExposureKind.SUPPLEMENT)
"""Exposures that FHIR has a resource of their own for."""

SCORE = "urn:twitchwise:score"
"""Marks an observation that repeats the score of a questionnaire, and is no entry itself."""

_NOT_ASKED = {"not asked", "not-asked"}


def is_gad7(entry: Questionnaire) -> bool:
    """Whether these are answers to the GAD-7, so that its codes can be used."""
    fits = all(answer is None or 0 <= answer < len(GAD7_ANSWERS) for answer in entry.answers)
    return entry.name == SetName.GAD7 and len(entry.answers) == len(GAD7_ITEMS) and fits


def questionnaire(frame: Frame, entry: Questionnaire) -> Iterator[Json]:
    """The answers, and the score as an observation of its own."""
    is_coded = is_gad7(entry)
    asked = known_set(entry.name)
    items = () if asked is None else asked.questions
    yield {
        **frame.begun("QuestionnaireResponse", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, {"name", "answers"}),
        "questionnaire": questionnaire_url(entry.name),
        "status": "completed",
        "subject": frame.patient,
        **timed("authored", entry.when),
        "source": frame.patient,
        "item": [
            {
                "linkId": GAD7_ITEMS[number] if is_coded else str(number + 1),
                "text": items[number] if number < len(items) else words.QUESTIONNAIRE_ITEM.format(number=number + 1),
                **_answer(answer, is_coded=is_coded),
            }
            for number, answer in enumerate(entry.answers)
        ],
    }
    if entry.score is not None:
        name = words.QUESTIONNAIRE_SCORE.format(name=clean(entry.name))
        yield {
            "resourceType": "Observation",
            "id": frame.name_of("score", entry.entry_id),
            "identifier": [{"system": SCORE, "value": entry.entry_id}],
            "status": "final",
            "category": category("survey"),
            "code": concept(name, GAD7_TOTAL) if is_coded else concept(name),
            "subject": frame.patient,
            **timed("effectiveDateTime", entry.when),
            "performer": [frame.patient],
            "valueQuantity": quantity(entry.score, "0-10") | {"unit": "points"},
            **annotation("" if asked is None else asked.note),
            "derivedFrom": [frame.points_at_entry(entry)],
        }


def _answer(answer: int | None, *, is_coded: bool) -> Json:
    if answer is None:
        return {}
    return {"answer": [{"valueCoding": GAD7_ANSWERS[answer]} if is_coded else {"valueInteger": answer}]}


def finding(frame: Frame, entry: Finding) -> Json:
    """An answer that bears on causes or urgency, as it was given; "not asked" is said and is no answer."""
    said = said_text(entry)
    is_value = said not in {"", *_NOT_ASKED}
    value = {"valueString": said} if is_value else {"dataAbsentReason": absent_reason("not-asked", words.NOT_ASKED)}
    return {
        **frame.begun("Observation", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, {"answer"} if is_value and said == entry.answer else set()),
        "status": "final",
        "category": category("survey"),
        "code": concept(asked_text(entry)),
        "subject": frame.patient,
        **timed("effectiveDateTime", entry.when),
        "performer": [frame.patient],
        **value,
    }


def exposure(frame: Frame, entry: Exposure) -> Json:
    """Something that may set twitching off: a medication statement for medicines, else an observation."""
    return _medicine(frame, entry) if entry.kind in MEDICINES else _observed(frame, entry)


def _observed(frame: Frame, entry: Exposure) -> Json:
    unknown = {"dataAbsentReason": absent_reason("unknown", words.UNKNOWN_AMOUNT)}
    amount = unknown if entry.amount is None else {"valueQuantity": quantity(entry.amount, entry.kind.unit)}
    return {
        **frame.begun("Observation", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, {"kind", "amount", "until", "site", "note"}),
        "status": "final",
        "category": category("social-history"),
        "code": concept(clean(entry.name) or entry.kind.value.replace("-", " "), *exposure_codes(entry.kind)),
        "subject": frame.patient,
        **_when(entry),
        "performer": [frame.patient],
        **amount,
        **annotation(entry.note),
        **({"bodySite": body_site(entry.site)} if entry.site is not None else {}),
    }


def _medicine(frame: Frame, entry: Exposure) -> Json:
    amount = entry.amount
    dose = (
        {} if amount is None else {"dosage": [{"doseAndRate": [{"doseQuantity": quantity(amount, entry.kind.unit)}]}]}
    )
    return {
        **frame.begun("MedicationStatement", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, {"kind", "amount", "until", "note"}),
        "status": "not-taken" if amount == 0 else "completed",
        "category": concept(entry.kind.value, coding(EXPOSURE, entry.kind.value)),
        "medicationCodeableConcept": concept(clean(entry.name) or entry.kind.value),
        "subject": frame.patient,
        **_when(entry),
        "informationSource": frame.patient,
        **annotation(entry.note),
        **dose,
    }


def _when(entry: Exposure) -> Json:
    if entry.until is None:
        return timed("effectiveDateTime", entry.when)
    return {"effectivePeriod": period(entry.when, entry.until)}
