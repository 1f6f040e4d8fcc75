"""Whatever page the app has, now or later, is held against the promises."""

import html
import importlib
import pkgutil
import re

from tests.never_said import caught
from tests.unkind_words import unkind
from tests.web.conftest import Served
from twitchwise.evidence.lookup import sources
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.evidence.texts import claims
from twitchwise.web import pages

_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
_ASKED = re.compile(r"""<(?!a\b)\w+\b[^>]*?\b(?:src|href|action|poster|data|srcset)\s*=\s*["']([^"']*)""")


def _paths() -> list[str]:
    """Every page that can be asked for without knowing a name."""
    found = set()
    for module in pkgutil.walk_packages(pages.__path__, f"{pages.__name__}."):
        router = getattr(importlib.import_module(module.name), "router", None)
        for route in getattr(router, "routes", ()):
            if "GET" in (getattr(route, "methods", None) or ()):
                found.add(str(route.path))
    return sorted(path for path in found if "{" not in path)


def _pages(served: Served) -> dict[str, str]:
    found = {}
    for path in _paths():
        status, answer, content = served.ask("GET", path)
        if status < 300 and (answer.getheader("content-type") or "").startswith("text/html"):
            found[path] = content.decode("utf-8")
    return found


def _shown(page: str) -> str:
    text = " ".join(html.unescape(_MARKUP.sub(" ", page)).split())
    for source in sources():
        text = text.replace(source.title, " ")
    for claim in claims():  # what an article says is quoted, its verdict beside it
        text = text.replace(claim.says, " ")
    return text


def test_every_page_carries_the_card_and_keeps_to_its_words(served: Served) -> None:
    found = _pages(served)
    assert "/" in found
    card = red_flag_card()
    for path, page in found.items():
        shown = _shown(page)
        assert [line for line in (*card.now, *card.days, *card.weeks) if " ".join(line.split()) not in shown] == [], (
            path
        )
        assert caught(shown) == (), path
        assert unkind(shown) == (), path


def test_no_page_asks_anything_of_another_machine(served: Served) -> None:
    for path, page in _pages(served).items():
        assert [where for where in _ASKED.findall(page) if re.match(r"(?:\w+:)?//", where)] == [], path


def test_a_page_that_is_not_there_carries_the_card_too(served: Served) -> None:
    status, _, content = served.ask("GET", "/no-such-page")
    assert status == 404
    assert red_flag_card().now[0] in _shown(content.decode("utf-8"))
