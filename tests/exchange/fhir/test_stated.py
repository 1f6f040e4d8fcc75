"""What the person typed of doctors' results stands where a clinic looks, as typed."""

import json
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.exchange.fhir.test_bundle import check_bundle
from twitchwise.desk.answering import keep_answers
from twitchwise.diary.model import Diary, Finding
from twitchwise.diary.moment import Moment
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.bundle import FhirOptions, document_bundle
from twitchwise.exchange.fhir.reading import FHIR
from twitchwise.exchange.model import ImportFile
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
)
from twitchwise.store.diary_store import open_store

OPTIONS = FhirOptions(person=uuid.UUID(int=7), written_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), version="0.1.0")
DAY = date(2026, 10, 1)


def _answered(tmp_path: Path) -> Diary:
    some = next(iter(Feature))
    answers = Answers(
        answered_on=date(2026, 11, 22),
        replies={some: Reply.NOT_SURE},
        age_years=41,
        labs=(
            Lab(analyte=Analyte.CK, value=250.0, unit="", on=DAY),
            Lab(analyte=Analyte.CALCIUM, value=2.4, unit="mmol/l", low=2.2, high=2.6),
        ),
        medicines=(Medicine(name="salbutamol", started=DAY, stopped=date(2026, 11, 1)),),
        examinations=(Examination(kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL, on=DAY, words="clean"),),
    )
    with open_store(tmp_path / "diary.sqlite") as store:
        keep_answers(store, answers)
        return store.load()


def _by_text(diary: Diary) -> dict[str, dict[str, Any]]:
    bundle = document_bundle(diary, OPTIONS)
    check_bundle(bundle)
    return {
        (each.get("code") or each.get("medicationCodeableConcept") or {}).get("text", ""): each
        for each in (entry["resource"] for entry in bundle["entry"])
    }


def test_a_lab_value_has_its_unit_range_and_day_or_says_that_there_is_none(tmp_path: Path) -> None:
    found = _by_text(_answered(tmp_path))
    kinase, calcium = found["Creatine kinase (CK)"], found["Calcium"]
    assert kinase["valueQuantity"] == {"value": 250.0}
    assert kinase["effectiveDateTime"] == "2026-10-01"
    assert "unit was not given" in kinase["note"][0]["text"]
    assert calcium["valueQuantity"] == {"value": 2.4, "unit": "mmol/l"}
    assert calcium["referenceRange"][0]["high"]["value"] == 2.6


def test_a_medicine_that_was_stopped_and_an_examination_keep_their_dates(tmp_path: Path) -> None:
    found = _by_text(_answered(tmp_path))
    assert found["salbutamol"]["status"] == "stopped"
    assert found["salbutamol"]["effectivePeriod"] == {"start": "2026-10-01", "end": "2026-11-01"}
    assert found["Needle EMG"]["valueString"] == "normal, clean"


def test_the_answers_come_back_exactly(tmp_path: Path) -> None:
    diary = _answered(tmp_path)
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(document_bundle(diary, OPTIONS)), encoding="utf-8")
    result = FHIR.read(ImportFile(path=path, import_id="i"))
    said = {entry.entry_id: (entry.name, entry.answer) for entry in diary.of(Finding)}
    assert {e.entry_id: (e.name, e.answer) for e in result.entries if isinstance(e, Finding)} == said


def test_an_answer_is_read_in_words_and_never_as_json(tmp_path: Path) -> None:
    found = _by_text(_answered(tmp_path))
    assert found["Age in years"]["valueString"] == "41"
    blood = found["Blood values as typed"]["valueString"]
    assert blood.startswith("analyte ck, value 250.0")
    assert "{" not in blood


def test_every_item_of_the_questions_has_its_words() -> None:
    assert {item.value for item in Item} == set(words.ITEMS)
    assert {analyte.value for analyte in Analyte} == set(words.ANALYTES)
    assert {kind.value for kind in ExaminationKind} == set(words.EXAMINATIONS)


def test_a_damaged_answer_stays_the_words_it_is() -> None:
    spoilt = Finding(entry_id="f", when=Moment(local=datetime(2026, 11, 22, 12)), name="intake/labs", answer="[{")
    assert _by_text(Diary(entries=(spoilt,)))["Blood values as typed"]["valueString"] == "[{"
