import re

import pytest

from tests.readability import grade
from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError, read_library_file
from twitchwise.evidence.lookup import cite, find_fact, marks
from twitchwise.evidence.model import Mark, Verdict
from twitchwise.evidence.texts import (
    claims,
    facts_behind,
    find_claim,
    read_claims,
    read_sentences,
    sentence,
    text_ids,
)

CLAIM = (
    '[[claim]]\nid = "sky"\nsays = "The sky is blue."\nverdict = "holds"\nknown = "It is."\n'
    'facts = ["doublet_window"]\n'
)
SENTENCE = '[[sentence]]\nid = "sky"\ntext = "The sky is blue."\nfacts = ["doublet_window"]\n'


def _templates() -> dict[str, str]:
    return {id_: each.text for id_, each in read_sentences(read_library_file("sentences.toml")).items()}


@pytest.mark.parametrize(
    ("id_", "verdict"),
    [
        ("twitching_common_als_rare", Verdict.HOLDS),
        ("exercise_days_before", Verdict.PARTLY),
        ("lactic_acid", Verdict.WRONG),
        ("fight_or_flight", Verdict.PARTLY),
        ("electrolytes", Verdict.PARTLY),
        ("als_ranks_last", Verdict.HOLDS),
        ("weakness_comes_first", Verdict.CONTESTED),
        ("running_shows_strength", Verdict.PARTLY),
        ("no_spread_in_minutes", Verdict.HOLDS),
        ("visible_twitch", Verdict.HOLDS),
        ("ask_a_doctor", Verdict.HOLDS),
    ],
)
def test_a_claim_has_the_verdict_of_the_evidence(id_: str, verdict: Verdict) -> None:
    assert find_claim(id_).verdict is verdict


def test_every_claim_rests_on_facts_that_can_be_cited() -> None:
    assert len(claims()) >= 15
    for claim in claims():
        assert claim.facts
        assert cite(claim.id)
        assert facts_behind(claim.id) == claim.facts
        assert not any(find_fact(id_).barred for id_ in claim.facts)


def test_very_common_rests_on_facts_that_were_read() -> None:
    claim = find_claim("twitching_common_als_rare")
    read = [id_ for id_ in claim.facts if id_.startswith("fasc_") and Mark.UNVERIFIED not in marks(id_)]
    assert len(read) >= 2
    assert "70 percent (not read in the original)" in claim.known


def test_running_is_legs_only_and_no_test_to_repeat() -> None:
    known = find_claim("running_shows_strength").known
    assert "nothing of hands, tongue, swallowing, breathing" in known
    assert "no test to repeat" in known


def test_who_is_quoted_is_said_to_be_unknown() -> None:
    told = sentence("article_people_not_recorded")
    assert "not recorded" in told.text
    assert told.is_judgement


def test_the_upper_bound_stands_beside_its_words_and_nowhere_else() -> None:
    told = sentence("followed_examined").text
    assert "2 percent (computed by us)" in told
    assert "describes how small the studies are, not your risk" in told
    assert "They had been examined" in told
    assert "1 of 20 health workers" in told
    for id_ in ("bfs_review_als", "bfs_mayo_als", "bfs_prosp_als"):
        fact = find_fact(id_)
        assert fact.only_in == "followed_examined"
        assert (fact.value, fact.low, fact.high) == (None, None, None)
    for each in claims():
        assert "highest share" not in each.known
    assert [id_ for id_, text in _templates().items() if ".high" in text] == ["followed_examined"]


def test_no_text_says_what_it_is_not() -> None:
    told = [each.known for each in claims()] + [each.says for each in claims()] + list(_templates().values())
    for text in told:
        assert not re.search(r"\b(?:not|no|never|isn't|without) (?:have )?(?:ALS|MND)\b", text), text
        assert not re.search(r"\brules? out ALS\b|\bexcludes? ALS\b", text), text


def test_every_text_reads_at_about_grade_eight() -> None:
    texts = {each.id: f"{each.says} {each.known}" for each in claims()} | _templates()
    grades = {id_: grade(text) for id_, text in texts.items()}
    assert max(grades.values()) <= 9.0, max(grades, key=lambda id_: grades[id_])


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (CLAIM.replace('"holds"', '"perhaps"'), "verdict"),
        (CLAIM.replace("It is.", "It is, in 9 of 10."), "number of its own"),
        (CLAIM.replace("The sky is blue.", "All 7 skies are blue."), "number of its own"),
        (CLAIM.replace('["doublet_window"]', "[]"), "list of texts"),
        (CLAIM.replace("doublet_window", "als_under45_share_quoted"), "never shown"),
        (CLAIM + CLAIM, "twice"),
        (CLAIM + 'colour = "blue"\n', "unknown keys"),
        (CLAIM + "[more]\nx = 1\n", "agreed shape"),
        ("", "agreed shape"),
    ],
)
def test_a_broken_claim_is_refused(broken: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        read_claims(broken)


def test_a_claim_on_no_fact_of_the_library_is_refused() -> None:
    with pytest.raises(UnknownName):
        read_claims(CLAIM.replace("doublet_window", "no_such_fact"))


def test_a_sentence_without_a_fact_must_own_up_to_being_judgement() -> None:
    bare = SENTENCE.replace('facts = ["doublet_window"]', "")
    with pytest.raises(LibraryError, match="facts is missing"):
        read_sentences(bare)
    assert read_sentences(bare + "judgement = true\n")["sky"].is_judgement
    with pytest.raises(LibraryError, match="true or false"):
        read_sentences(SENTENCE + "judgement = 1\n")


def test_an_unknown_text_is_answered_in_one_sentence() -> None:
    with pytest.raises(UnknownName, match="no claim"):
        find_claim("no_such_claim")
    with pytest.raises(UnknownName, match="no sentence"):
        sentence("no_such_sentence")
    assert facts_behind("no_such_text") == ()
    assert {"lactic_acid", "followed_examined"} <= set(text_ids())
