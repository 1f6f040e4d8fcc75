"""Twitching noticed, and the evening question, as FHIR resources: each answered day and site, absence included."""

from collections.abc import Iterator
from datetime import date

from twitchwise.diary.model import DayAnswer, Diary, TwitchesNoticed
from twitchwise.diary.site_days import SiteDay, site_days
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.codes import (
    ANSWER,
    ENTRY,
    ENTRY_KIND,
    FASCICULATIONS,
    QUESTIONNAIRE,
    SITE,
    SYMPTOM,
    SYMPTOM_ABSENT,
    UCUM,
    body_site,
    category,
    coding,
    concept,
    ucum_of,
)
from twitchwise.exchange.fhir.resources import Frame, Json, annotation, clean, day_period, own_fields, timed

__all__ = ["DAY_SUMMARY", "day_answer", "day_observations", "noticing", "quantity"]

DAY_SUMMARY = "urn:twitchwise:day"
"""Marks an observation that is computed from the entries of a day, and is none itself."""

_COUNT_FIELDS = {"site", "count", "is_at_least", "strength", "note"}


def quantity(value: float, unit: str, comparator: str = "") -> Json:
    """A number with its unit, coded in UCUM where that is known."""
    code = ucum_of(unit)
    return {
        "value": value,
        **({"comparator": comparator} if comparator else {}),
        **({"unit": clean(unit)} if clean(unit) else {}),
        **({"system": UCUM, "code": code} if code else {}),
    }


def noticing(frame: Frame, entry: TwitchesNoticed) -> Json:
    """Twitching that was noticed, in the shape of the Symptoms guide: what, where, when, how often, how strong."""
    components: list[Json] = []
    if entry.count is not None:
        counted = quantity(entry.count, "twitches", ">=" if entry.is_at_least else "")
        components.append({"code": concept(words.COUNTED), "valueQuantity": counted})
    if entry.strength is not None:
        components.append({"code": concept(words.STRENGTH_FELT), "valueInteger": entry.strength})
    carried = _COUNT_FIELDS - ({"is_at_least"} if entry.count is None else set())
    return {
        **frame.begun("Observation", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        **own_fields(entry, carried),
        "status": "final",
        "category": category("survey"),
        "code": concept(words.NOTICED, SYMPTOM),
        "subject": frame.patient,
        **timed("effectiveDateTime", entry.when),
        "performer": [frame.patient],
        "valueCodeableConcept": concept(words.TWITCHING, FASCICULATIONS),
        **annotation(entry.note),
        **({"bodySite": body_site(entry.site)} if entry.site is not None else {}),
        **({"component": components} if components else {}),
    }


def day_answer(frame: Frame, entry: DayAnswer) -> Json:
    """The evening question and its answer."""
    items: list[Json] = [
        {
            "linkId": "twitching",
            "text": words.ASKED_TWITCHING,
            "answer": [{"valueCoding": coding(ANSWER, entry.answer.value)}],
        },
        {"linkId": "day", "text": words.ASKED_DAY, "answer": [{"valueDate": entry.day.isoformat()}]},
    ]
    if entry.sites:
        answers = [{"valueCoding": coding(SITE, site.id, site.name)} for site in entry.sites]
        items.append({"linkId": "sites", "text": words.ASKED_SITES, "answer": answers})
    return {
        **frame.begun("QuestionnaireResponse", entry, kind_system=ENTRY_KIND, entry_system=ENTRY),
        "questionnaire": f"{QUESTIONNAIRE}evening",
        "status": "completed",
        "subject": frame.patient,
        **timed("authored", entry.when),
        "source": frame.patient,
        "item": items,
    }


_FOUND = concept(words.TWITCHING, FASCICULATIONS)
_PRESENT: Json = {"code": concept(words.DAY_PRESENT, SYMPTOM), "valueCodeableConcept": _FOUND}
_ABSENT: Json = {"code": concept(words.DAY_ABSENT, SYMPTOM_ABSENT), "valueCodeableConcept": _FOUND}


def day_observations(frame: Frame, diary: Diary) -> Iterator[Json]:
    """One observation for each answered day and site: twitching, or explicitly none.

    Notes
    -----
    A day without an answer has no observation: it was not asked about.
    """
    periods: dict[date, Json] = {}
    for one in site_days(diary):
        if one.day not in periods:
            periods[one.day] = day_period(one.day, diary.rule)
        yield {**_summary(frame, one, periods[one.day]), **(_present(one) if one.is_present else _ABSENT)}


def _present(one: SiteDay) -> Json:
    if one.count is None:
        return _PRESENT
    counted = quantity(one.count, "twitches a day", ">=" if one.is_at_least else "")
    return {**_PRESENT, "component": [{"code": concept(words.COUNTED_DAY), "valueQuantity": counted}]}


def _summary(frame: Frame, one: SiteDay, when: Json) -> Json:
    where = "anywhere" if one.site is None else one.site.id
    body = concept(words.WHOLE_BODY) if one.is_whole_body and not one.is_present else None
    if one.site is not None:
        body = body_site(one.site)
    return {
        "resourceType": "Observation",
        "id": frame.name_of("day", one.day.isoformat(), where),
        "identifier": [{"system": DAY_SUMMARY, "value": f"{one.day.isoformat()} {where}"}],
        "status": "final",
        "category": category("survey"),
        "subject": frame.patient,
        "effectivePeriod": when,
        "performer": [frame.patient],
        "derivedFrom": [frame.points_at_entry(entry) for entry in (*one.noticed, *one.answers)],
        **({"bodySite": body} if body is not None else {}),
    }
