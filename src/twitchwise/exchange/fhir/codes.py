"""Codes of clinical vocabularies, each with the public place it was read in; what has none stays text."""

from functools import cache

from twitchwise.body import Site
from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.fhir.resources import Json

__all__ = [
    "ABSENT_REASONS",
    "ANSWER",
    "BODY_PARTS",
    "CATEGORIES",
    "DOCUMENT",
    "ENTRY",
    "ENTRY_KIND",
    "EXPOSURE",
    "FASCICULATIONS",
    "GAD7_ANSWERS",
    "GAD7_ITEMS",
    "GAD7_PANEL",
    "GAD7_TOTAL",
    "LOINC",
    "PATIENT_NOTE",
    "QUESTIONNAIRE",
    "SHA256",
    "SIDE",
    "SITE",
    "SLEEP_DURATION",
    "STRENGTH_TEST",
    "SYMPTOM",
    "SYMPTOM_ABSENT",
    "UCUM",
    "absent_reason",
    "body_site",
    "category",
    "coding",
    "concept",
    "exposure_codes",
    "ucum_of",
]

# Names of our own are names, not addresses: nothing is looked up there.
DOCUMENT = "urn:twitchwise:document"
ENTRY = "urn:twitchwise:entry"
ENTRY_KIND = "urn:twitchwise:entry-kind"
ANSWER = "urn:twitchwise:answer"
EXPOSURE = "urn:twitchwise:exposure"
QUESTIONNAIRE = "urn:twitchwise:questionnaire:"
SHA256 = "urn:twitchwise:sha256"
SIDE = "urn:twitchwise:side"
SITE = "urn:twitchwise:site"
STRENGTH_TEST = "urn:twitchwise:strength-test"

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_UBERON = "http://purl.obolibrary.org/obo/uberon.owl"
_FMA = "http://purl.obolibrary.org/obo/fma.owl"
_HPO = "http://human-phenotype-ontology.org"

CATEGORIES = ("exam", "laboratory", "procedure", "social-history", "survey")
"""What of the value set observation-category is used here."""

ABSENT_REASONS = ("not-asked", "unknown")
"""What of the value set data-absent-reason is used here."""

BODY_PARTS = (_UBERON, _FMA)
"""The vocabularies a site is coded in; their identifiers stand in `body.py`."""


def coding(system: str, code: str, display: str = "") -> Json:
    """One code of a vocabulary."""
    return {"system": system, "code": code, **({"display": display} if display else {})}


def concept(text: str, *codings: Json) -> Json:
    """Something named in words, and in codes where there are any."""
    return {**({"coding": list(codings)} if codings else {}), "text": text}


# Human Phenotype Ontology: the term as its site shows it; the address of the system as in HL7's list of code systems.
FASCICULATIONS = coding(_HPO, "HP:0002380", "Fasciculations")

# HL7 FHIR R4 Symptoms guide 1.0.0: profiles SymptomObservation and SymptomAbsentObservation.
SYMPTOM = coding(LOINC, "75325-1", "Symptom")
SYMPTOM_ABSENT = coding(LOINC, "111551-8", "Symptom absent")

# HL7 Personal Health Record format guide: example of a GAD-7 response, and its list of codes for sleep.
GAD7_ITEMS = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
GAD7_ANSWERS = (
    coding(LOINC, "LA6568-5", "Not at all"),
    coding(LOINC, "LA6569-3", "Several days"),
    coding(LOINC, "LA6570-1", "More than half the days"),
    coding(LOINC, "LA6571-9", "Nearly every day"),
)
SLEEP_DURATION = coding(LOINC, "93832-4", "Sleep duration")

# The panel as the forms of the US National Library of Medicine name it; the total as the guide of the German Medical
# Informatics Initiative does.
GAD7_PANEL = coding(LOINC, "69737-5", "Generalized anxiety disorder 7 item (GAD-7)")
GAD7_TOTAL = coding(LOINC, "70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]")
PATIENT_NOTE = coding(LOINC, "51855-5", "Patient Note")

_UCUM = {
    "h": "h",
    "mg": "mg",
    "g": "g",
    "ml": "mL",
    "ug": "ug",
    "kcal": "kcal",
    "degC": "Cel",
    "kg": "kg",
    "m": "m",
    "cm": "cm",
    "s": "s",
    "min": "min",
    "m/s": "m/s",
    "per min": "/min",
    "0-10": "{score}",
    "count": "{count}",
    "doses": "{doses}",
    "grade": "{grade}",
    "repetitions": "{repetitions}",
    "stands": "{stands}",
    "steps": "{steps}",
    "steps/s": "{steps}/s",
    "syllables/s": "{syllables}/s",
    "taps": "{taps}",
    "times": "{times}",
    "twitches": "{twitches}",
    "twitches a day": "{episodes}/d",
}


def ucum_of(unit: str) -> str | None:
    """The code of a unit in the Unified Code for Units of Measure; None for a unit it is not known of here.

    Examples
    --------
    >>> ucum_of("degC"), ucum_of("cups")
    ('Cel', None)
    """
    return _UCUM.get(unit)


def category(code: str) -> list[Json]:
    """The kind of an observation, of the value set that FHIR prefers."""
    return [{"coding": [coding(_CATEGORY, code)]}]


def absent_reason(code: str, text: str) -> Json:
    """Why there is no value."""
    return concept(text, coding(_ABSENT, code))


@cache
def body_site(site: Site) -> Json:
    """Where: UBERON and FMA for the muscle, our own code and the words for muscle and side."""
    muscle = site.muscle
    return concept(
        site.name,
        coding(_UBERON, muscle.uberon),
        coding(_FMA, muscle.fma),
        coding(SITE, site.id),
    )


def exposure_codes(kind: ExposureKind) -> tuple[Json, ...]:
    """The codes of an exposure: LOINC where one was read, and our own."""
    own = coding(EXPOSURE, kind.value)
    return (SLEEP_DURATION, own) if kind is ExposureKind.SLEEP else (own,)
