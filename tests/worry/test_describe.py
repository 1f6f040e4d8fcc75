from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worry.built_diaries import TODAY, check, diary, found, gad7, grips, person, worried
from twitchwise.diary.model import Entry
from twitchwise.evidence.lookup import cite
from twitchwise.worry.describe import describe_worry
from twitchwise.worry.model import OfferKind, Worry
from twitchwise.worry.personal import AGREEMENT, CRISIS_LINE, PAUSE
from twitchwise.worry.questions import Gad7Band


def _kinds(worry: Worry) -> list[OfferKind]:
    return [offer.kind for offer in worry.offers]


def test_an_empty_diary_offers_the_questions_and_judges_nothing() -> None:
    worry = describe_worry(diary(), TODAY)
    assert worry.gad7 is None
    assert worry.check is None
    assert _kinds(worry) == [OfferKind.QUESTIONS]
    assert {"gad7_none", "check_none"} <= {sentence.id for sentence in worry.sentences}


def test_a_sheet_is_shown_with_date_band_and_what_it_is_not() -> None:
    worry = describe_worry(diary(gad7(12, 3)), TODAY)
    assert worry.gad7 is not None
    assert (worry.gad7.score, worry.gad7.band) == (12, Gad7Band.MODERATE)
    text = " ".join(sentence.text for sentence in worry.sentences)
    assert "12 of 21" in text
    assert (TODAY - timedelta(days=3)).isoformat() in text
    assert "no diagnosis" in text
    assert "gad7_2006" in worry.sources


def test_the_own_check_is_never_shown_without_saying_that_it_was_not_validated() -> None:
    ids = [sentence.id for sentence in describe_worry(diary(check(1, 1, 1, 0, 0, 0)), TODAY).sentences]
    assert ids[ids.index("check_score") + 1] == "check_unvalidated"


@pytest.mark.parametrize(("score", "is_told"), [(9, False), (10, True), (15, True)])
def test_from_the_cut_on_a_doctor_is_worth_telling(score: int, is_told: bool) -> None:
    kinds = _kinds(describe_worry(diary(gad7(score), check(0, 0, 0, 0, 0, 0)), TODAY))
    assert (OfferKind.DOCTOR in kinds) is is_told
    assert {OfferKind.CBT, OfferKind.ACT} <= set(kinds)


def test_calm_people_are_offered_nothing() -> None:
    assert _kinds(describe_worry(diary(gad7(2), check(0, 0, 0, 0, 0, 0), worried(1, 1, 1, 1)), TODAY)) == []


def test_crisis_help_comes_first_and_invents_no_number() -> None:
    afraid = (gad7(21), worried(2, 4, 5, 6, 8), found("thoughts-of-self-harm", "yes"))
    worry = describe_worry(diary(*afraid), TODAY)
    assert worry.needs_crisis_help
    assert _kinds(worry)[0] is OfferKind.CRISIS
    text = " ".join(sentence.text for sentence in worry.offers[0].sentences)
    assert "your local emergency number" in text
    assert not any(letter.isdigit() for letter in text)
    own = describe_worry(diary(*afraid, found(f"{CRISIS_LINE}my line", "555 0100")), TODAY)
    assert any("555 0100" in sentence.text for sentence in own.offers[0].sentences)


def test_what_helps_is_told_with_its_effect_and_source() -> None:
    worry = describe_worry(diary(gad7(12)), TODAY)
    cbt = next(offer for offer in worry.offers if offer.kind is OfferKind.CBT)
    act = next(offer for offer in worry.offers if offer.kind is OfferKind.ACT)
    assert "66 of a hundred" in cbt.sentences[0].text
    assert "about 71 times in a hundred (66 to 76), or 67 when" in cbt.sentences[0].text
    assert "35 of a hundred" in act.sentences[0].text
    assert set(cbt.sources) == {"axelsson2020", "shi2024"}
    assert set(act.sources) == {"hoffmann2020", "eilenberg2016"}
    assert {*cbt.sources, *act.sources} <= set(worry.sources)


def test_climbing_worry_beside_steady_strength_is_offered_a_break_until_one_runs() -> None:
    climbing = (worried(2, 4, 5, 6, 8), grips(40, 41, 39, 40, 41, 40, 40, 41, 39, 40))
    assert OfferKind.PAUSE in _kinds(describe_worry(diary(*climbing), TODAY))
    paused = found(PAUSE, (TODAY + timedelta(days=9)).isoformat())
    worry = describe_worry(diary(*climbing, paused), TODAY)
    assert OfferKind.PAUSE not in _kinds(worry)
    assert worry.paused_until == TODAY + timedelta(days=9)


def test_much_checking_is_offered_a_limit() -> None:
    assert OfferKind.LESS_CHECKING in _kinds(describe_worry(diary(check(3, 3, 3, 0, 0, 0)), TODAY))


def test_an_agreement_is_told() -> None:
    worry = describe_worry(diary(gad7(14), found(AGREEMENT, "Dr Who")), TODAY)
    assert worry.agreement is not None
    assert worry.agreement.who == "Dr Who"
    assert not any(advice.rail == "no-daily-diary" for advice in worry.rails)


@given(st.lists(st.sampled_from([gad7(21), check(3, 3, 3, 3, 3, 3), *person(84, link=2.0, seed=1).entries])))
def test_weakness_that_grows_is_always_named_as_a_doctors_matter(entries: list[Entry]) -> None:
    worry = describe_worry(diary(entries), TODAY)
    assert "spiral_worry_first" in {sentence.id for sentence in worry.sentences}
    assert all(cite(source) for source in worry.sources)
