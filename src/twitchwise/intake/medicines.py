"""Which group a medicine belongs to, by the name that a person typed, and whether it is new or long in use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from twitchwise.intake.library_files import IntakeLibraryError, StrictTable, read_tables, table_of
from twitchwise.intake.model import Medicine

__all__ = [
    "LONG_DAYS",
    "NEW_DAYS",
    "MedicineGroup",
    "MedicineGroupWords",
    "is_long",
    "is_new",
    "medicine_group_words",
    "medicine_groups",
]

NEW_DAYS = 92
"""A medicine is new for three months after its start or the last change of its dose; a choice."""

LONG_DAYS = 365
"""A medicine is long in use after a year, as the case reports of low magnesium under acid blockers count it."""


class MedicineGroup(StrEnum):
    """Groups of medicines that the program knows something about."""

    CHOLINESTERASE_INHIBITOR = "cholinesterase-inhibitor"
    LITHIUM = "lithium"
    BETA_AGONIST = "beta-agonist"
    STIMULANT = "stimulant"
    SSRI_SNRI = "ssri-snri"
    OTHER_ANTIDEPRESSANT = "other-antidepressant"
    SEROTONIN_RAISER = "serotonin-raiser"
    BENZODIAZEPINE = "benzodiazepine"
    BACLOFEN = "baclofen"
    OPIOID = "opioid"
    ACID_BLOCKER = "acid-blocker"
    DIURETIC_THIAZIDE = "diuretic-thiazide"
    DIURETIC_LOOP = "diuretic-loop"
    DIURETIC_POTASSIUM_SPARING = "diuretic-potassium-sparing"
    STATIN = "statin"
    STEROID = "steroid"
    FLUOROQUINOLONE = "fluoroquinolone"
    GLP1 = "glp1"
    ANTIPSYCHOTIC = "antipsychotic"
    ANTIEPILEPTIC = "antiepileptic"
    THEOPHYLLINE = "theophylline"
    LEVOTHYROXINE = "levothyroxine"
    BISPHOSPHONATE = "bisphosphonate"
    ANTIHISTAMINE = "antihistamine"
    MUSCLE_RELAXANT = "muscle-relaxant"
    LAXATIVE = "laxative"
    CHEMOTHERAPY = "chemotherapy"
    CALCINEURIN_INHIBITOR = "calcineurin-inhibitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineGroupWords:
    """A group in words.

    Parameters
    ----------
    group : which.
    name : in plain words.
    facts : ids of the facts that the library of evidence holds about it; empty for general teaching.
    """

    group: MedicineGroup
    name: str
    facts: tuple[str, ...]


class _Table(StrictTable):
    name: str
    facts: tuple[str, ...]
    names: tuple[str, ...]


def medicine_groups(name: str) -> tuple[MedicineGroup, ...]:
    """The groups of a medicine.

    Parameters
    ----------
    name : as typed: generic or brand name, with or without dose ("Omeprazole 20 mg"); several names are fine.

    Returns
    -------
    Every group that one of the names belongs to, in the order of the closed list; empty for a medicine that is not
    known here, which says nothing about it.

    Examples
    --------
    >>> medicine_groups("Sertraline 50 mg")
    (<MedicineGroup.SSRI_SNRI: 'ssri-snri'>,)
    """
    words = _words(name)
    found = {
        group
        for n_words in range(1, _longest() + 1)
        for start in range(len(words) - n_words + 1)
        for group in _groups_by_name().get(" ".join(words[start : start + n_words]), ())
    }
    return tuple(group for group in MedicineGroup if group in found)


def medicine_group_words(group: MedicineGroup) -> MedicineGroupWords:
    """What a group is called, and the facts about it."""
    table = _tables()[group]
    return MedicineGroupWords(group=group, name=table.name, facts=table.facts)


def is_new(medicine: Medicine, on: date) -> bool | None:
    """Whether it was begun or its dose changed in the three months before `on`; None when no date is known."""
    days = [day for day in (medicine.started, medicine.changed) if day is not None and day <= on]
    if not days:
        return None
    return on - max(days) <= timedelta(days=NEW_DAYS)


def is_long(medicine: Medicine, on: date) -> bool | None:
    """Whether it has been taken for over a year on that day; None when its start is not known; stopped ones are not."""
    if medicine.stopped is not None and medicine.stopped <= on:
        return False
    if medicine.started is None:
        return None
    return on - medicine.started > timedelta(days=LONG_DAYS)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


@cache
def _tables() -> Mapping[MedicineGroup, _Table]:
    tables = read_tables("medicine_groups.toml")
    if tables.keys() != set(MedicineGroup):
        raise IntakeLibraryError("medicine_groups.toml: the groups are not those of the closed list")
    return MappingProxyType({each: table_of(_Table, tables[each.value], f"medicine {each}") for each in MedicineGroup})


@cache
def _groups_by_name() -> Mapping[str, tuple[MedicineGroup, ...]]:
    found: dict[str, tuple[MedicineGroup, ...]] = {}
    for group, table in _tables().items():
        for name in table.names:
            plain = " ".join(_words(name))
            found[plain] = (*found.get(plain, ()), group)
    return MappingProxyType(found)


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _groups_by_name())
