import pytest

from tests.never_said import caught
from tests.readability import grade
from tests.urgency.cases import judge, rule_cases
from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import find_fact
from twitchwise.urgency.condition import Gad7Is, Relation
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.rules import Rule, find_rule, read_rules, rules
from twitchwise.urgency.words import library_text

HEAD = 'schema = "twitchwise-urgency-1"\n'
RULE = (
    '[[rule]]\nid = "wasting"\nlevel = "days"\nwhen = "wasting"\nwhom = "doctor-in-days"\nwhy = "Thin."\n'
    'unsure = "Measure it."\ndo = "Go."\nfacts = ["ng127_fasc"]\n'
)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_is_triggered_by_the_least_that_should_and_not_by_the_nearest_miss(rule: Rule) -> None:
    words = rule_cases()[rule.id]
    found = {reason.rule: reason for reason in judge(words["yes"]).because}
    assert found[rule.id].is_sure
    assert found[rule.id].level is rule.level
    missed = {reason.rule: reason for reason in judge(words["miss"]).because}
    assert rule.id not in missed or not missed[rule.id].is_sure


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_what_triggers_a_rule_is_judged_at_least_as_urgent_as_the_rule(rule: Rule) -> None:
    assert judge(rule_cases()[rule.id]["yes"]).level.rank <= rule.level.rank


def test_no_rule_is_without_its_cases_and_no_case_without_its_rule() -> None:
    assert set(rule_cases()) == {rule.id for rule in rules()}


def test_every_rung_has_rules_and_they_stand_in_the_order_of_the_ladder() -> None:
    ranks = [rule.level.rank for rule in rules()]
    assert ranks == sorted(ranks)
    assert set(ranks) == {level.rank for level in Urgency}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_sentence_of_a_rule_is_plain_and_promises_nothing(rule: Rule) -> None:
    texts = [text for text in (rule.why, rule.unsure, rule.what_to_do) if text]
    for text in texts:
        assert text.endswith((".", "?"))
        assert caught(text) == ()
        assert grade(text) <= 10.0, text
    assert grade(" ".join(texts)) <= 9.0


def test_the_rules_together_read_at_grade_eight() -> None:
    texts = [text for rule in rules() for text in (rule.why, rule.unsure, rule.what_to_do) if text]
    assert sum(map(grade, texts)) / len(texts) <= 6.5


def test_every_emergency_names_whom_to_call_and_how_to_find_out() -> None:
    for rule in rules():
        if rule.level is Urgency.NOW:
            assert rule.unsure
            assert rule.whom in {"emergency", "crisis", "poison-centre"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("", "follow"),
        (HEAD + RULE + RULE, "twice"),
        (HEAD + RULE.replace('"days"', '"soon"'), "unknown level"),
        (HEAD + RULE.replace('"doctor-in-days"', '"a friend"'), "unknown whom"),
        (HEAD + RULE.replace('"wasting"\nwhom', '"wastng"\nwhom'), "no feature"),
        (HEAD + RULE.replace("Thin.", "Thinner by 2 cm."), "number of its own"),
        (HEAD + RULE.replace("ng127_fasc", "emergencies"), "rests on no study"),
        (HEAD + RULE.replace("ng127_fasc", "als_under45_share_quoted"), "never shown"),
        (HEAD + RULE.replace('facts = ["ng127_fasc"]\n', ""), "rests on no study"),
        (HEAD + RULE.replace('unsure = "Measure it."\n', ""), "not sure"),
        (HEAD + RULE + 'colour = "red"\n', "unknown keys"),
        (HEAD + RULE + 'covered_by = ["no-such-rule"]\n', "cannot cover"),
        (HEAD + RULE + "[more]\nx = 1\n", "unknown tables"),
        (HEAD + "rule = 3\n", "agreed shape"),
        (HEAD + 2 * '[[group]]\nid = "thin"\nwhen = "wasting"\n', "twice"),
    ],
)
def test_a_broken_rule_is_refused(broken: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        read_rules(broken)


def test_a_rule_on_no_fact_of_the_library_is_refused() -> None:
    with pytest.raises(UnknownName):
        read_rules(HEAD + RULE.replace("ng127_fasc", "no_such_fact"))


def test_the_bands_of_worry_begin_where_their_facts_say() -> None:
    for rule, fact in (("worry-high", "gad7_moderate"), ("worry-severe", "gad7_severe")):
        assert find_rule(rule).when == Gad7Is(relation=Relation.AT_LEAST, points=int(find_fact(fact).value or 0))


def test_a_number_in_a_rule_is_the_one_of_its_fact() -> None:
    assert "40 or older" in find_rule("from-40").why
    assert "under40_no_emg" in find_rule("from-40").facts
    assert "{under40_no_emg}" in library_text("rules.toml")
