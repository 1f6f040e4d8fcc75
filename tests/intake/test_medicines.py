from datetime import date

import pytest

from twitchwise.evidence.lookup import find_fact
from twitchwise.intake.medicines import (
    MedicineGroup,
    is_long,
    is_new,
    medicine_group_words,
    medicine_groups,
)
from twitchwise.intake.model import Medicine

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Omeprazole 20 mg", MedicineGroup.ACID_BLOCKER),
        ("PANTOPRAZOLE", MedicineGroup.ACID_BLOCKER),
        ("Mestinon 60", MedicineGroup.CHOLINESTERASE_INHIBITOR),
        ("lithium carbonate", MedicineGroup.LITHIUM),
        ("Ventolin inhaler", MedicineGroup.BETA_AGONIST),
        ("Adderall XR", MedicineGroup.STIMULANT),
        ("sertraline", MedicineGroup.SSRI_SNRI),
        ("zopiclone at night", MedicineGroup.BENZODIAZEPINE),
        ("HCT", MedicineGroup.DIURETIC_THIAZIDE),
        ("Atorvastatin", MedicineGroup.STATIN),
        ("L-Thyroxin 75", MedicineGroup.LEVOTHYROXINE),
        ("Zoledronic acid", MedicineGroup.BISPHOSPHONATE),
        ("phenytoin", MedicineGroup.ANTIEPILEPTIC),
        ("Ozempic", MedicineGroup.GLP1),
        ("ciprofloxacin", MedicineGroup.FLUOROQUINOLONE),
        ("St. John's wort", MedicineGroup.SEROTONIN_RAISER),
    ],
)
def test_a_medicine_is_found_by_its_name(name: str, group: MedicineGroup) -> None:
    assert group in medicine_groups(name)


def test_tramadol_is_an_opioid_that_raises_serotonin() -> None:
    assert set(medicine_groups("tramadol")) == {MedicineGroup.OPIOID, MedicineGroup.SEROTONIN_RAISER}


def test_two_medicines_in_one_line_are_both_found() -> None:
    assert set(medicine_groups("omeprazole, furosemide")) == {MedicineGroup.ACID_BLOCKER, MedicineGroup.DIURETIC_LOOP}


def test_a_medicine_that_is_not_known_has_no_group() -> None:
    assert medicine_groups("paracetamol") == ()
    assert medicine_groups("") == ()


@pytest.mark.parametrize("group", MedicineGroup)
def test_the_facts_of_a_group_are_in_the_library(group: MedicineGroup) -> None:
    words = medicine_group_words(group)
    assert [find_fact(id_).id for id_ in words.facts] == list(words.facts)


def test_new_is_three_months_from_the_start_or_the_last_change() -> None:
    assert is_new(Medicine(name="x", started=date(2026, 9, 1)), DAY) is True
    assert is_new(Medicine(name="x", started=date(2026, 8, 1)), DAY) is False
    assert is_new(Medicine(name="x", started=date(2020, 1, 1), changed=date(2026, 11, 1)), DAY) is True
    assert is_new(Medicine(name="x"), DAY) is None


def test_long_is_over_a_year_and_not_stopped() -> None:
    assert is_long(Medicine(name="x", started=date(2025, 11, 1)), DAY) is True
    assert is_long(Medicine(name="x", started=date(2026, 1, 1)), DAY) is False
    assert is_long(Medicine(name="x", started=date(2020, 1, 1), stopped=date(2026, 1, 1)), DAY) is False
    assert is_long(Medicine(name="x"), DAY) is None
