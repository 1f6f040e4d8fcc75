"""The value sets that FHIR R4 requires, for the elements used here; the models of `fhir.resources` do not check them.

From the R4 (4.0.1) pages of each resource, "Terminology Bindings", strength "required"; the preferred set of
observation categories and the extensible one of absent reasons are held to as well.
"""

from collections.abc import Iterator
from typing import Any

__all__ = ["REQUIRED", "wrong_values"]

_OBSERVATION_STATUS = "registered preliminary final amended corrected cancelled entered-in-error unknown"
_CATEGORY = "social-history vital-signs imaging laboratory procedure survey exam therapy activity"
_ABSENT = (
    "unknown asked-unknown temp-unknown not-asked asked-declined masked not-applicable unsupported as-text error "
    "not-a-number negative-infinity positive-infinity not-performed not-permitted"
)

REQUIRED: dict[str, frozenset[str]] = {
    path: frozenset(codes.split())
    for path, codes in {
        "Bundle.type": "document message transaction transaction-response batch batch-response history searchset "
        "collection",
        "Composition.status": "preliminary final amended entered-in-error",
        "Composition.text.status": "generated extensions additional empty",
        "Composition.section.text.status": "generated extensions additional empty",
        "Device.deviceName.type": "udi-label-name user-friendly-name patient-reported-name manufacturer-name "
        "model-name other",
        "DocumentReference.status": "current superseded entered-in-error",
        "MedicationStatement.status": "active completed entered-in-error intended stopped on-hold unknown not-taken",
        "Observation.category.coding.code": _CATEGORY,
        "Observation.component.valueQuantity.comparator": "< <= >= >",
        "Observation.dataAbsentReason.coding.code": _ABSENT,
        "Observation.status": _OBSERVATION_STATUS,
        "Observation.valueQuantity.comparator": "< <= >= >",
        "Questionnaire.item.type": "group display question boolean decimal integer date dateTime time string text url "
        "choice open-choice attachment reference quantity",
        "Questionnaire.status": "draft active retired unknown",
        "QuestionnaireResponse.status": "in-progress completed amended entered-in-error stopped",
    }.items()
}
"""Path of an element -> the codes it may hold."""

_BOUND_NAMES = {"status", "type", "comparator"}


def wrong_values(bundle: dict[str, Any]) -> Iterator[str]:
    """Every code that is not of its value set, and every bound element that the table does not know."""
    resources = [entry["resource"] for entry in bundle["entry"]]
    for resource in [{**bundle, "entry": []}, *resources]:
        for path, value in _leaves(resource["resourceType"], resource):
            name = path.rsplit(".", 1)[-1]
            if path in REQUIRED and value not in REQUIRED[path]:
                yield f"{path}: {value}"
            if name in _BOUND_NAMES and path not in REQUIRED:
                yield f"{path}: not in the table"


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(path, inner)
    elif isinstance(value, str):
        yield path, value
