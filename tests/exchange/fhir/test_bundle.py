"""The document is valid FHIR, says what was and was not asked, and names nobody."""

import json
import re
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exchange.any_entries import DIARIES
from tests.exchange.fhir.required_values import wrong_values
from twitchwise.body import all_sites, find_site
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Finding,
    Note,
    Questionnaire,
    RecordingMeasured,
    TestResult,
    TwitchesNoticed,
)
from twitchwise.diary.moment import DayRule, Moment, on_date
from twitchwise.estimate import Estimate
from twitchwise.exchange.fhir import words
from twitchwise.exchange.fhir.bundle import FhirOptions, Page, Part, document_bundle, document_text

OPTIONS = FhirOptions(person=uuid.UUID(int=7), written_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), version="0.1.0")
DAY = date(2026, 11, 20)
EVENING = Moment(local=datetime(2026, 11, 20, 21, 30), zone="Europe/Berlin")
CALF, LID = find_site("left calf"), find_site("right eyelid")


def rich_diary() -> Diary:
    rate = Estimate(value=2.0, low=1.3, high=3.0, level=0.95, n=20, method="mid-P Poisson", unit="per min")
    entries: tuple[Entry, ...] = (
        DayAnswer(entry_id="a1", when=EVENING, day=DAY, answer=Answer.NOTICED),
        TwitchesNoticed(entry_id="t1", when=EVENING, site=CALF, count=12, is_at_least=True, strength=4, note="at rest"),
        TwitchesNoticed(entry_id="t2", when=EVENING, site=CALF, count=3),
        TwitchesNoticed(entry_id="t3", when=on_date(DAY - timedelta(days=4)), site=LID),
        DayAnswer(entry_id="a2", when=EVENING, day=DAY + timedelta(days=1), answer=Answer.NOTHING_NOTICED),
        TestResult(entry_id="s1", when=EVENING, test="heel-raise", side="left", score=21, unit="repetitions", felt=3),
        Questionnaire(entry_id="q1", when=EVENING, name="gad-7", answers=(0, 1, 2, 3, None, 1, 0)),
        Questionnaire(entry_id="q2", when=EVENING, name="gad-7", answers=(0, 1, 2, 3, 0, 1, 0), score=7),
        RecordingMeasured(
            entry_id="r1",
            when=EVENING,
            site=CALF,
            recording_kind="emg",
            sha256="ab" * 32,
            n_twitches=20,
            analysed_min=10.0,
            rate_per_min=rate,
            smallest_detectable=replace(rate, unit="uV", value=40.0),
        ),
        RecordingMeasured(
            entry_id="r2", when=EVENING, recording_kind="video", sha256="cd" * 32, n_twitches=0, analysed_min=0.0
        ),
        Exposure(entry_id="e1", when=EVENING, kind=ExposureKind.SLEEP, amount=6.5, until=EVENING),
        Exposure(entry_id="e2", when=EVENING, kind=ExposureKind.MEDICINE, amount=1, name="salbutamol"),
        Exposure(entry_id="e3", when=EVENING, kind=ExposureKind.CAFFEINE),
        Finding(entry_id="f1", when=EVENING, name="trips-or-falls", answer="no"),
        Finding(entry_id="f2", when=EVENING, name="creatine kinase", answer="250"),
        Finding(entry_id="f3", when=EVENING, name="swallowing", answer="not asked"),
        Note(entry_id="n1", when=EVENING, text="secret"),
    )
    return Diary(entries=entries, rule=DayRule(zone="Europe/Berlin"))


def _resources(diary: Diary, options: FhirOptions = OPTIONS, kind: str = "") -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in document_bundle(diary, options)["entry"]]
    return [each for each in found if not kind or each["resourceType"] == kind]


def check_bundle(bundle: dict[str, Any]) -> None:
    from fhir.resources.R4B.bundle import Bundle

    Bundle.model_validate(json.loads(json.dumps(bundle)))
    assert list(wrong_values(bundle)) == []
    _check_document(bundle)


def _check_document(bundle: dict[str, Any]) -> None:
    """The rules bdl-9 to bdl-12 and dom-*, which no model checks: names, and references that lead somewhere."""
    names = [entry["fullUrl"] for entry in bundle["entry"]]
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert bundle["identifier"]["system"]
    assert bundle["identifier"]["value"]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    pointed = set(re.findall(r'"reference": "(urn:uuid:[^"]+)"', json.dumps(bundle)))
    assert pointed - set(names) == set()


def test_arich_diary_is_a_valid_document() -> None:
    check_bundle(
        document_bundle(rich_diary(), replace(OPTIONS, pages=[Page(title="For the doctor", content=b"%PDF-1.7")]))
    )


def test_an_empty_diary_is_a_valid_document() -> None:
    check_bundle(document_bundle(Diary(), OPTIONS))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(DIARIES)
def test_any_diary_is_a_valid_document(diary: Diary) -> None:
    check_bundle(document_bundle(diary, OPTIONS))


def test_nobody_is_named_unless_the_person_says_so() -> None:
    assert "name" not in _resources(rich_diary(), kind="Patient")[0]
    named = replace(OPTIONS, name="שרה לוי")
    assert _resources(rich_diary(), named, "Patient")[0]["name"] == [{"text": "שרה לוי"}]
    check_bundle(document_bundle(rich_diary(), named))
    assert "שרה לוי" in document_text(rich_diary(), named)


def _days(diary: Diary) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (each["effectivePeriod"]["start"][:10], each.get("bodySite", {}).get("text", "")): each
        for each in _resources(diary, kind="Observation")
        if each["identifier"][0]["system"] == "urn:twitchwise:day"
    }


def _days_of(entries: tuple[Entry, ...]) -> dict[tuple[str, str], str]:
    return {key: each["code"]["coding"][0]["code"] for key, each in _days(Diary(entries=entries)).items()}


PRESENT, ABSENT = "75325-1", "111551-8"


def test_an_answered_day_without_twitching_is_an_observation_of_absence() -> None:
    entries = (DayAnswer(entry_id="a", when=EVENING, day=DAY, answer=Answer.NOTHING_NOTICED),)
    assert _days_of(entries) == {("2026-11-20", "whole body"): ABSENT}


def test_a_day_that_was_not_asked_has_no_observation() -> None:
    entries = (
        DayAnswer(entry_id="a", when=EVENING, day=DAY, answer=Answer.NOTHING_NOTICED),
        DayAnswer(entry_id="b", when=EVENING, day=DAY + timedelta(days=2), answer=Answer.NOTHING_NOTICED),
    )
    assert {day for day, _ in _days_of(entries)} == {"2026-11-20", "2026-11-22"}


def test_a_site_that_was_asked_about_and_did_not_twitch_is_absent_beside_one_that_did() -> None:
    entries = (
        DayAnswer(entry_id="a", when=EVENING, day=DAY, answer=Answer.NOTICED, sites=(CALF, LID)),
        TwitchesNoticed(entry_id="t", when=EVENING, site=CALF, count=2),
    )
    assert _days_of(entries) == {("2026-11-20", CALF.name): PRESENT, ("2026-11-20", LID.name): ABSENT}


def test_a_question_about_the_whole_body_counts_for_every_site_that_ever_twitched() -> None:
    days = _days_of(rich_diary().entries)
    assert days["2026-11-20", LID.name] == ABSENT
    assert days["2026-11-21", CALF.name] == ABSENT
    assert days["2026-11-21", "whole body"] == ABSENT


def test_a_noticing_without_the_evening_question_says_nothing_of_other_sites() -> None:
    entries = (
        TwitchesNoticed(entry_id="t", when=EVENING, site=CALF),
        TwitchesNoticed(entry_id="u", when=on_date(DAY - timedelta(days=1)), site=LID),
    )
    assert _days_of(entries) == {("2026-11-20", CALF.name): PRESENT, ("2026-11-19", LID.name): PRESENT}


def test_counts_of_a_day_add_up_and_keep_at_least() -> None:
    day = _days(rich_diary())["2026-11-20", CALF.name]
    counted = day["component"][0]["valueQuantity"]
    assert (counted["value"], counted["comparator"], counted["code"]) == (15, ">=", "{episodes}/d")
    assert len(day["derivedFrom"]) == 3


def test_a_day_is_the_persons_day_where_their_zone_is_known() -> None:
    period = _days(rich_diary())["2026-11-20", CALF.name]["effectivePeriod"]
    assert (period["start"], period["end"]) == ("2026-11-20T04:00:00+01:00", "2026-11-21T03:59:59+01:00")


def test_sites_carry_the_codes_of_two_anatomies() -> None:
    coded = {
        (each["system"], each["code"]) for each in _days(rich_diary())["2026-11-20", CALF.name]["bodySite"]["coding"]
    }
    assert ("http://purl.obolibrary.org/obo/uberon.owl", "UBERON:0001388") in coded
    assert ("http://purl.obolibrary.org/obo/fma.owl", "FMA:22541") in coded


def test_the_gad7_carries_its_codes_and_a_question_left_out_is_no_zero() -> None:
    first, second = (
        each for each in _resources(rich_diary(), kind="QuestionnaireResponse") if "gad-7" in each["questionnaire"]
    )
    assert [item["linkId"] for item in first["item"]][:2] == ["69725-0", "68509-9"]
    assert "answer" not in first["item"][4]
    assert second["item"][3]["answer"][0]["valueCoding"]["code"] == "LA6571-9"
    scores = [
        each
        for each in _resources(rich_diary(), kind="Observation")
        if each["code"].get("coding", [{}])[0].get("code") == "70274-6"
    ]
    assert [each["valueQuantity"]["value"] for each in scores] == [7]


def test_a_result_without_a_unit_stays_the_words_that_were_typed() -> None:
    found = [each for each in _resources(rich_diary(), kind="Observation") if each["code"]["text"] == "creatine kinase"]
    assert found[0]["valueString"] == "250"
    assert "valueQuantity" not in found[0]


def test_what_was_not_asked_is_said_and_is_no_answer() -> None:
    found = [each for each in _resources(rich_diary(), kind="Observation") if each["code"]["text"] == "swallowing"]
    assert found[0]["dataAbsentReason"]["coding"][0]["code"] == "not-asked"


def test_the_document_says_what_it_is_and_carries_the_red_flags() -> None:
    composition = _resources(rich_diary())[0]
    assert "It is no diagnosis" in composition["text"]["div"]
    assert "note (1)" in composition["text"]["div"]
    assert "<li>" in composition["section"][0]["text"]["div"]
    assert "secret" not in document_text(rich_diary(), OPTIONS)


def test_a_part_can_be_left_out_and_that_is_said() -> None:
    options = replace(OPTIONS, left_out=frozenset({Part.QUESTIONNAIRES, Part.EXPOSURES}))
    kinds = {each["resourceType"] for each in _resources(rich_diary(), options)}
    assert "MedicationStatement" not in kinds
    assert "Questionnaire" not in kinds
    assert "questionnaire (2)" in _resources(rich_diary(), options)[0]["text"]["div"]
    check_bundle(document_bundle(rich_diary(), options))


def test_names_are_the_same_in_every_export_and_another_persons_are_others() -> None:
    later = replace(OPTIONS, written_at=datetime(2027, 1, 1, tzinfo=UTC))
    first = {each["id"] for each in _resources(rich_diary())}
    assert first == {each["id"] for each in _resources(rich_diary(), later)}
    assert first.isdisjoint(each["id"] for each in _resources(rich_diary(), replace(OPTIONS, person=uuid.UUID(int=8))))


def test_the_text_is_the_bundle() -> None:
    assert json.loads(document_text(rich_diary(), OPTIONS)) == document_bundle(rich_diary(), OPTIONS)


def test_the_same_diary_gives_the_same_bytes() -> None:
    assert document_text(rich_diary(), OPTIONS) == document_text(rich_diary(), OPTIONS)


def test_every_site_there_is_on_one_day_makes_a_valid_document() -> None:
    entries = [
        TwitchesNoticed(entry_id=f"{number}-{site.id}", when=EVENING, site=site, count=number)
        for number in range(4)
        for site in all_sites()
    ]
    assert len(entries) >= 300 - 4
    bundle = document_bundle(Diary(entries=tuple(entries)), OPTIONS)
    check_bundle(bundle)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_an_unknown_zone_is_not_guessed(zone: str | None) -> None:
    when = Moment(local=datetime(2026, 11, 20, 21, 30), zone=zone)
    entry = TwitchesNoticed(entry_id="t", when=when, site=CALF)
    written = next(
        each for each in _resources(Diary(entries=(entry,)), kind="Observation") if "effectiveDateTime" in each
    )
    assert written["effectiveDateTime"] == ("2026-11-20" if zone is None else "2026-11-20T21:30:00+01:00")


def test_the_wording_of_a_questionnaire_goes_along_and_what_was_never_validated_says_so() -> None:
    checked = Questionnaire(entry_id="q", when=EVENING, name="searching-checking", answers=(0, 1, 2, 3, 0, 1), score=7)
    diary = Diary(entries=(checked,))
    (asked,) = _resources(diary, kind="Questionnaire")
    assert "never validated" in asked["description"]
    (score,) = (each for each in _resources(diary, kind="Observation") if "valueQuantity" in each)
    assert "never validated" in score["note"][0]["text"]
    check_bundle(document_bundle(diary, OPTIONS))


def test_a_recording_says_its_rate_with_interval_and_what_could_not_have_been_seen() -> None:
    measured = [each for each in _resources(rich_diary(), kind="Observation") if each["code"]["text"] == words.RATE]
    seen = {part["code"]["text"]: part for part in measured[0]["component"]}
    assert measured[0]["valueQuantity"]["code"] == "/min"
    assert seen[words.INTERVAL_HIGH]["valueQuantity"]["value"] == 3.0
    assert seen[words.SMALLEST]["valueQuantity"] == {"value": 40.0, "unit": "uV"}
    assert measured[1]["dataAbsentReason"]["text"] == words.NOT_MEASURABLE
