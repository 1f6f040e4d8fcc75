import re
from pathlib import Path

import pytest

import twitchwise.web
from twitchwise.errors import UnknownName
from twitchwise.web.words import catalogue, say

WEB = Path(next(iter(twitchwise.web.__path__)))
USED = re.compile(r"""\b(?:t|say)\(\s*["']([a-z_]+\.[a-z0-9_]+)["']""")
NAMED = re.compile(r"""["']([a-z_]+\.[a-z0-9_]+)["']""")
BUILT = re.compile(r"""["']([a-z_]+\.(?:[a-z0-9_]+_)?)["']\s*(?:~|\+)""")
BUILT_IN_PYTHON = re.compile(r"""f["']([a-z_]+\.(?:[a-z0-9_]+_)?)\{""")


def sources() -> str:
    files = [*WEB.rglob("*.py"), *WEB.rglob("*.html"), *WEB.rglob("*.js")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_text_that_is_asked_for_is_in_the_catalogue() -> None:
    built = {id_ for id_ in USED.findall(sources()) if id_.endswith("_")}  # the rest of the id is added there
    assert sorted({id_ for id_ in USED.findall(sources()) if id_ not in catalogue()} - built) == []


def test_every_text_of_the_catalogue_is_used() -> None:
    text = sources()
    used = set(NAMED.findall(text))
    beginnings = tuple({*BUILT.findall(text), *BUILT_IN_PYTHON.findall(text)})
    pages = {id_.partition(".")[0] for id_ in catalogue()}
    titles = {f"{page}.title" for page in pages}
    spare = [
        id_
        for id_ in catalogue()
        if id_ not in used
        and re.sub("_(one|where|remedy)$", "", id_) not in used
        and id_ not in titles
        and not id_.startswith(beginnings or ("\0",))
    ]
    assert spare == []


def test_templates_hold_no_words_of_their_own() -> None:
    for path in WEB.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"<!--.*?-->|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script.*?</script>", " ", text, flags=re.DOTALL)
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>", " ", text))
        assert [word for word in words if word not in {"html"}] == [], path.name
        spoken = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*[A-Za-z]{3}[^"]*)"', text)
        assert spoken == [], path.name


def test_an_unknown_text_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"no\.such"):
        say("no.such")


def test_nothing_is_refused_with_words_that_stand_in_code() -> None:
    for path in WEB.rglob("*.py"):
        spoken = re.findall(
            r'(?:what|remedy)=f?["\'][^"\']|HTTPException\(\d+, f?["\']', path.read_text(encoding="utf-8")
        )
        assert spoken == [], path.name


def test_every_refusal_says_what_to_do_and_where() -> None:
    asked = re.findall(r'refusal\(\s*"([a-z_]+\.[a-z_]+)"(.*)', sources())
    assert len(asked) > 20
    for id_, rest in asked:
        assert f"{id_}_remedy" in catalogue(), id_
        assert "where=" in rest or f"{id_}_where" in catalogue(), id_
