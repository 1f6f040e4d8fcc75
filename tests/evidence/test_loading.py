from pathlib import Path

import pytest

import twitchwise.evidence
from twitchwise.evidence.loading import LibraryError, read_library, read_library_file

META = '[meta]\nschema = "twitchwise-evidence-1"\nsources = {sources}\nfacts = {facts}\n'
SOURCE = (
    '[[source]]\nid = "smith2020"\ntitle = "A title"\nyear = 2020\nkind = "cohort"\nverified = true\nnote = "read"\n'
)
FACT = (
    '[[fact]]\nid = "rate"\ntopic = "measurement"\nstatement = "A rate"\nvalue = 2\nlow = 1.0\nhigh = 3.0\n'
    'unit = "per minute"\npopulation = "adults"\nsource = "smith2020"\nquality = "low"\n'
)


def _library(body: str, *, sources: int = 1, facts: int = 1) -> str:
    return META.format(sources=sources, facts=facts) + body


def test_a_fact_with_its_source_is_read() -> None:
    library = read_library([_library(SOURCE + FACT)])
    assert library.facts["rate"].value == 2.0
    assert library.sources[library.facts["rate"].source].title == "A title"


def test_a_fact_may_rest_on_a_source_of_another_file() -> None:
    library = read_library([_library(SOURCE, facts=0), _library(FACT, sources=0)])
    assert set(library.facts) == {"rate"}


def test_a_fact_without_a_source_is_refused() -> None:
    with pytest.raises(LibraryError, match="has no source"):
        read_library([_library(FACT, sources=0)])


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (SOURCE + FACT.replace("low = 1.0", "low = 2.5"), "order"),
        (SOURCE + FACT.replace("value = 2\n", "").replace("low = 1.0", "low = 4.0"), "order"),
        (SOURCE + FACT + 'colour = "red"\n', "unknown keys: colour"),
        (SOURCE + FACT.replace('source = "smith2020"\n', ""), "source is missing"),
        (SOURCE + FACT.replace('"low"\n', '"splendid"\n'), "quality"),
        (SOURCE + FACT.replace('"measurement"', '"weather"'), "topic"),
        (SOURCE + FACT.replace("value = 2", 'value = "two"'), "number"),
        (SOURCE + FACT.replace("value = 2", "value = true"), "number"),
        (SOURCE + FACT.replace("value = 2", "value = nan"), "number"),
        (SOURCE + FACT.replace('statement = "A rate"', 'statement = " "'), "text"),
        (SOURCE + FACT.replace('id = "rate"', 'id = "smith2020"'), "twice"),
        (SOURCE.replace("2020\n", '"2020"\n') + FACT, "whole number"),
        (SOURCE.replace("verified = true", "verified = 1") + FACT, "true or false"),
        (SOURCE.replace('"cohort"', '"rumour"') + FACT, "kind"),
        (SOURCE + FACT + "[weather]\nrain = 1\n", "unknown tables"),
        ("source = ", "not TOML"),
    ],
)
def test_a_library_that_breaks_its_rules_is_refused(broken: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        read_library([_library(broken)])


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(LibraryError, match="twice"):
        read_library([_library(SOURCE + FACT + FACT, facts=2)])
    with pytest.raises(LibraryError, match="twice"):
        read_library([_library(SOURCE + SOURCE + FACT, sources=2)])


def test_a_file_that_lost_an_entry_is_noticed() -> None:
    with pytest.raises(LibraryError, match="announces 2 facts and holds 1"):
        read_library([_library(SOURCE + FACT, facts=2)])


def test_a_file_of_another_schema_is_refused() -> None:
    with pytest.raises(LibraryError, match="follows"):
        read_library([SOURCE + FACT])


def test_every_library_file_is_read_by_someone() -> None:
    folder = Path(twitchwise.evidence.__file__).parent / "library"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "claims.toml",
        "evidence.toml",
        "measurement.toml",
        "red_flags.toml",
        "sentences.toml",
        "strength.toml",
        "strength_norms.toml",
        "worry.toml",
    }
    assert all(read_library_file(name) for name in names)
