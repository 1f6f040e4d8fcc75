"""What the medicines say: which group, whether it fits in time, and whether a calming one or a steroid went down."""

from calendar import monthrange
from datetime import date, timedelta

from twitchwise.causes.reading import Reading
from twitchwise.causes.sign import Clue, Sign
from twitchwise.intake.feature import Reply
from twitchwise.intake.medicines import MedicineGroup, medicine_groups
from twitchwise.intake.model import Answers, Medicine

__all__ = ["read_medicines"]

_SIGN_OF = {
    MedicineGroup.CHOLINESTERASE_INHIBITOR: Sign.TAKES_CHOLINESTERASE_INHIBITOR,
    MedicineGroup.LITHIUM: Sign.TAKES_LITHIUM,
    MedicineGroup.BETA_AGONIST: Sign.TAKES_BETA_AGONIST,
    MedicineGroup.THEOPHYLLINE: Sign.TAKES_THEOPHYLLINE,
    MedicineGroup.STIMULANT: Sign.TAKES_STIMULANT,
    MedicineGroup.SSRI_SNRI: Sign.TAKES_SEROTONIN_MEDICINE,
    MedicineGroup.OTHER_ANTIDEPRESSANT: Sign.TAKES_SEROTONIN_MEDICINE,
    MedicineGroup.SEROTONIN_RAISER: Sign.TAKES_SEROTONIN_MEDICINE,
    MedicineGroup.OPIOID: Sign.TAKES_OPIOID,
    MedicineGroup.ANTIPSYCHOTIC: Sign.TAKES_ANTIPSYCHOTIC,
    MedicineGroup.ANTIEPILEPTIC: Sign.TAKES_ANTIEPILEPTIC,
    MedicineGroup.STEROID: Sign.TAKES_STEROID,
    MedicineGroup.ACID_BLOCKER: Sign.TAKES_ACID_BLOCKER,
    MedicineGroup.DIURETIC_THIAZIDE: Sign.TAKES_DIURETIC,
    MedicineGroup.DIURETIC_LOOP: Sign.TAKES_DIURETIC,
    MedicineGroup.DIURETIC_POTASSIUM_SPARING: Sign.TAKES_DIURETIC,
    MedicineGroup.STATIN: Sign.TAKES_STATIN,
    MedicineGroup.FLUOROQUINOLONE: Sign.TAKES_FLUOROQUINOLONE,
    MedicineGroup.GLP1: Sign.TAKES_GLP1,
    MedicineGroup.LEVOTHYROXINE: Sign.TAKES_THYROID_HORMONE,
    MedicineGroup.BISPHOSPHONATE: Sign.TAKES_BONE_MEDICINE,
}
_CALMING = frozenset({MedicineGroup.BENZODIAZEPINE, MedicineGroup.BACLOFEN, MedicineGroup.OPIOID})
_SOON = timedelta(days=92)
"""A medicine fits in time when it was begun or changed within three months before the first twitch; a choice."""

_TAPERING = timedelta(days=61)
"""A stop up to two months after the first twitch ends a lowering that had begun before; a choice."""

_LONG_BEFORE = 0.85  # of the weight, when it was taken unchanged for longer before the first twitch
_DATES_UNKNOWN = 0.95


def read_medicines(answers: Answers) -> dict[Clue, Reading]:
    """The clues in the list of medicines; without a list nothing is known."""
    began = answers.first_began()
    found: dict[Clue, Reading] = {}
    for medicine in answers.medicines:
        for clue, certainty in _clues_of(medicine, began):
            before = found.get(clue)
            if before is None or certainty > before.certainty:
                found[clue] = Reading(reply=Reply.YES, certainty=certainty, said=medicine.name)
    return found


def _clues_of(medicine: Medicine, began: date | None) -> list[tuple[Clue, float]]:
    groups = medicine_groups(medicine.name)
    fit = _fit_in_time(medicine, began)
    if fit <= 0.0:
        return []
    clues: list[tuple[Clue, float]] = [(_SIGN_OF[group], fit) for group in groups if group in _SIGN_OF]
    went_down = _went_down(medicine, began)
    if went_down and _CALMING.intersection(groups):
        clues.append((Sign.STOPPED_CALMING_MEDICINE, 1.0))
    if went_down and MedicineGroup.STEROID in groups:
        clues.append((Sign.LOWERED_STEROID, 1.0))
    if fit == 1.0 and not any(group in _SIGN_OF for group in groups):
        clues.append((Sign.TAKES_OTHER_NEW_MEDICINE, fit))
    return clues


def _fit_in_time(medicine: Medicine, began: date | None) -> float:
    """How well the medicine fits the first twitch, 0-1; 0 when it was begun afterwards."""
    days = [day for day in (medicine.started, medicine.changed, medicine.stopped) if day is not None]
    if began is None or not days:
        return _DATES_UNKNOWN
    before = [day for day in days if day <= began]
    if not before:
        return _DATES_UNKNOWN if min(days) <= _end_of_what_was_said(began) else 0.0
    return 1.0 if began - max(before) <= _SOON else _LONG_BEFORE


def _end_of_what_was_said(began: date) -> date:
    """The last day that the beginning can mean: a month is kept as its first day, a year as its first of January."""
    if began.day > 1:
        return began
    if began.month == 1:
        return date(began.year, 12, 31)
    return began + timedelta(days=monthrange(began.year, began.month)[1] - 1)


def _went_down(medicine: Medicine, began: date | None) -> bool:
    """Whether it was stopped or changed around the first twitch: who tapers has gone down before the stop."""
    days = [day for day in (medicine.stopped, medicine.changed) if day is not None]
    if not days:
        return False
    return began is None or any(began - _SOON <= day <= _end_of_what_was_said(began) + _TAPERING for day in days)
