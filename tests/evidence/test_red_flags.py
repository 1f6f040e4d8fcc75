import re

import pytest

from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError, read_library_file
from twitchwise.evidence.lookup import cite, find_source
from twitchwise.evidence.red_flags import read_card, red_flag_card


def test_the_card_is_short_enough_to_be_read() -> None:
    card = red_flag_card()
    lines = (*card.now, *card.days, *card.weeks)
    assert len(lines) <= 15
    assert max(len(line) for line in lines) <= 120
    assert sum(len(line.split()) for line in lines) <= 200


def test_the_card_is_written_in_plain_words() -> None:
    card = red_flag_card()
    words = re.findall(r"[a-z]+", " ".join((*card.now, *card.days, *card.weeks, card.calm)).casefold())
    assert not {"fasciculation", "dysphagia", "dysarthria", "atrophy", "paresis", "tetany", "bulbar"} & set(words)
    assert sum(len(word) for word in words) / len(words) < 5.2


@pytest.mark.parametrize(
    ("rung", "words"),
    [
        ("now", ["breathe", "choking", "hours or days", "bladder", "tingling", "pesticide", "urine"]),
        ("days", ["foot that drops", "falling from your hand", "thinner", "slurred", "swallowing", "weight"]),
        ("weeks", ["tongue", "eyelid", "stiff", "medicine", "family"]),
    ],
)
def test_each_rung_names_what_belongs_on_it(rung: str, words: list[str]) -> None:
    text = " ".join(getattr(red_flag_card(), rung))
    assert [word for word in words if word not in text] == []


def test_the_card_never_says_what_it_is_not() -> None:
    card = red_flag_card()
    text = " ".join((*card.now, *card.days, *card.weeks, card.calm)).casefold()
    assert "not als" not in text
    assert "does not diagnose" in card.calm
    assert "very common" in card.calm
    assert "From the age of 40 on, tell a doctor at an ordinary appointment" in card.calm


def test_the_brief_card_names_the_signs_that_matter_most_in_two_sentences() -> None:
    brief = red_flag_card().brief
    assert len(brief.split()) <= 45
    for word in ("new and stays", "speech", "swallowing", "breathing", "within days", "suddenly", "emergency help now"):
        assert word in brief


def test_every_source_of_the_card_can_be_cited() -> None:
    assert len(red_flag_card().sources) >= 8
    for id_ in red_flag_card().sources:
        assert not find_source(id_).is_placeholder
        assert cite(id_)
    assert {"nice_ng42", "nice_ng127", "mnda_redflag"} <= set(red_flag_card().sources)


def test_every_line_names_facts_that_rest_on_a_study_or_a_guideline() -> None:
    text = read_library_file("red_flags.toml")
    with pytest.raises(LibraryError, match="teaching alone"):
        read_card(text.replace('["drug_list_gp"]', '["emergencies"]'))
    with pytest.raises(UnknownName, match="no_such_fact"):
        read_card(text.replace('"drug_list_gp"', '"no_such_fact"'))
    with pytest.raises(LibraryError, match="facts"):
        read_card(text.replace('["drug_list_gp"]', "[]"))


def test_a_card_without_one_of_its_rungs_is_refused() -> None:
    text = read_library_file("red_flags.toml")
    with pytest.raises(LibraryError, match="days"):
        read_card(text.replace("[[days]]", "[[later]]"))
    with pytest.raises(LibraryError, match="unknown tables"):
        read_card(text + '\n[[later]]\ntext = "x"\nfacts = ["rhabdo_ck"]\n')
