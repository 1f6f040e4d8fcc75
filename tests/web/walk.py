"""Every page of a filled app, found by following its links."""

import html
import importlib
import pkgutil
import re
from collections import deque
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from tests.web.conftest import Served
from tests.web.recordings import hand_in, wait_for_result
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.web import pages

__all__ = ["fill", "walk"]

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')


def fill(served: Served, folder: Path) -> None:
    """A diary of twelve weeks and a measured clip of ten seconds."""
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    clip = folder / "calf.mp4"
    simulate_recording(RecordingKind.VIDEO, path=clip, seed=4, world=VideoWorld(duration_s=10.0))
    address = hand_in(served, clip.name, clip.read_bytes(), site="left-calf")
    assert wait_for_result(served, address) == "done"


def walk(served: Served) -> tuple[str, ...]:
    """One address of every kind of page: all that need no name, and the rest by the first link that led there."""
    patterns = _patterns()
    waiting = deque(sorted(pattern for pattern, _ in patterns if "{" not in pattern))
    seen: set[tuple[str, frozenset[str]]] = set()
    found = []
    while waiting:
        address = waiting.popleft()
        parts = urlsplit(address)
        pattern = next((name for name, shape in patterns if shape.match(parts.path)), "")
        kind = (pattern, frozenset(name for name, _ in parse_qsl(parts.query)))
        if not pattern or kind in seen:
            continue
        seen.add(kind)
        status, answer, content = served.ask("GET", address)
        is_page = (answer.getheader("content-type") or "").startswith("text/html")
        if status != 200 or not is_page or answer.getheader("content-disposition"):
            continue
        found.append(address)
        waiting.extend(html.unescape(link) for link in _LINK.findall(content.decode("utf-8")) if link[0] == "/")
    return tuple(found)


def _patterns() -> list[tuple[str, "re.Pattern[str]"]]:
    """Addresses that can be asked for, those without a name in them first."""
    found = {}
    for module in pkgutil.walk_packages(pages.__path__, f"{pages.__name__}."):
        router = getattr(importlib.import_module(module.name), "router", None)
        for route in getattr(router, "routes", ()):
            if "GET" in (getattr(route, "methods", None) or ()):
                found[str(route.path)] = route.path_regex
    return sorted(found.items(), key=lambda each: ("{" in each[0], each[0]))
