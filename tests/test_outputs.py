"""Every command is run, and what it prints and writes is held against the promises.

A new command has to be put into one of the lists below, or a test fails: either it says something about a person, and
carries the whole card of red flags, or it writes down or plans, and carries the brief one, or it only moves files.
"""

import colorsys
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.never_said import caught
from tests.unkind_words import unkind
from twitchwise.cli.app import app
from twitchwise.cli.reference import commands
from twitchwise.evidence.lookup import sources
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.evidence.texts import claims
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording

SAYS_SOMETHING = {
    "calm": ("calm", "--out", "OUT/calm", "--diary", "DIARY"),
    "calm ask": ("calm", "ask", "--gad7", "1,2,1,0,2,1,1", "--check", "0,1,0,2,1,0", "--diary", "DIARY"),
    "claims": ("claims",),
    "evidence": ("evidence", "anxiety"),
    "measure": ("measure", "PHONE", "--site", "left calf", "--keep", "--out", "OUT/measured", "--diary", "DIARY"),
    "measure, several": ("measure", "PHONE", "QUIET", "--out", "OUT/several", "--details"),
    "review": ("review", "OUT/measured"),
    "review, score": ("review", "--score", "OUT/measured"),
    "strength": ("strength", "--diary", "DIARY"),
    "assess": ("assess", "--details", "--out", "OUT/assess", "--diary", "DIARY"),
    "strength plan": ("strength", "plan", "--diary", "DIARY"),
    "strength screen": ("strength", "screen", "--act", "heels-left=failed", "--diary", "DIARY"),
    "strength show": ("strength", "show", "--out", "OUT/strength", "--diary", "DIARY"),
    "strength test": ("strength", "test", "grip", "--diary", "DIARY"),
    "triggers": ("triggers", "--out", "OUT/triggers", "--details", "--diary", "DIARY"),
    "trial analyse": ("trial", "analyse", "--diary", "DIARY"),
    "why": ("why", "left-calf", "--diary", "DIARY"),
}
"""The whole card stands under these, and in their JSON."""

WRITES_DOWN_OR_PLANS = {
    "calm agree": ("calm", "agree", "a doctor", "--diary", "DIARY"),
    "calm exercise": ("calm", "exercise", "acceptance"),
    "calm line": ("calm", "line", "night line", "123", "--diary", "DIARY"),
    "calm pause": ("calm", "pause", "--diary", "DIARY"),
    "calm pause, end": ("calm", "pause", "--end", "--diary", "DIARY"),
    "calm rails": ("calm", "rails"),
    "diary show": ("diary", "show", "--diary", "DIARY"),
    "intake": ("intake", "--set", "cramps=yes", "--diary", "DIARY"),
    "intake, stopped": ("intake", "--out", "OUT/answers.json"),
    "log": ("log", "--twitches", "left calf=5", "--sleep", "6", "--diary", "DIARY"),
    "log, a quiet day": ("log", "--day", "TODAY-3", "--nothing", "--diary", "DIARY"),
    "report": ("report", "--out", "OUT/doctor.pdf", "--diary", "DIARY"),
    "strength, start": ("strength", "--start", "--diary", "DIARY"),
    "trial plan": ("trial", "plan", "caffeine", "--diary", "DIARY"),
    "trial show": ("trial", "show", "--diary", "DIARY"),
    "triggers, start": ("triggers", "--start", "--diary", "DIARY"),
    "triggers, stop": ("triggers", "--stop", "--diary", "DIARY"),
}
"""The brief card stands under these: the whole one under every evening entry would be watching by another name."""

MOVES_FILES_ONLY = {
    "diary backup",
    "diary check",
    "diary erase",
    "diary exercise",
    "diary export",
    "diary imports",
    "diary remove",
    "diary restore",
    "diary settings",
    "diary undo",
    "export",
    "import",
    "simulate emg",
    "simulate motion",
    "simulate person",
    "simulate video",
}
"""These say nothing about a person."""

SEEN_ELSEWHERE = {"demo": "tests/cli/test_demo_text.py", "serve": "tests/web/test_every_page.py"}

ORDER = (
    "measure",
    "measure, several",
    "log",
    "log, a quiet day",
    "triggers, start",
    "triggers",
    "triggers, stop",
    "strength, start",
    "strength screen",
    "calm ask",
)
"""What has to be there before the rest is run; the others follow by name."""


@dataclass(frozen=True)
class Shown:
    """What one command printed."""

    code: int
    text: str
    error: str


@dataclass(frozen=True)
class Everything:
    """What every command printed, as text and as JSON, and the folder of the pages they wrote."""

    texts: Mapping[str, Shown]
    objects: Mapping[str, Shown]
    folder: Path


def _run(words: tuple[str, ...], names: Mapping[str, str], keys: str = "") -> Shown:
    full = [_named(word, names) for word in words]
    result = CliRunner().invoke(app, full, input=keys, prog_name="twitchwise")
    return Shown(code=result.exit_code, text=result.stdout, error=result.stderr)


def _named(word: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        word = word.replace(name, value)
    return word


def _has_json(words: tuple[str, ...]) -> bool:
    name = " ".join(["twitchwise", *(words[:2] if words[0] in {"calm", "diary", "strength", "trial"} else words[:1])])
    found = dict(commands())
    command = found.get(name) or found[f"twitchwise {words[0]}"]
    return any("--json" in part.opts for part in command.params) and (words[0] != "review" or "--score" in words)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Every command run once, on the diary of one person and two recordings."""
    folder = tmp_path_factory.mktemp("everything")
    names = {
        "PHONE": str(folder / "phone.csv"),
        "QUIET": str(folder / "quiet.csv"),
        "OUT": str(folder),
        "DIARY": str(folder / "diary.sqlite"),
        "TODAY-3": (datetime.now(UTC) - timedelta(days=3)).date().isoformat(),
    }
    world = MotionWorld(duration_s=60.0, rate_per_min=20.0, amplitude_mg=40.0)
    simulate_recording(RecordingKind.MOTION, path=folder / "phone.csv", seed=1, world=world)
    still = MotionWorld(duration_s=60.0, rate_per_min=0.0)
    simulate_recording(RecordingKind.MOTION, path=folder / "quiet.csv", seed=2, world=still)
    whole = {**SAYS_SOMETHING, **WRITES_DOWN_OR_PLANS}
    order = [*ORDER, *sorted(whole.keys() - set(ORDER))]
    order.sort(
        key=lambda name: name.startswith("trial") and name != "trial plan"
    )  # a trial is planned before it is shown
    texts = {name: _run(whole[name], names, "aaru") for name in order}
    objects = {
        name: _run((*words, "--json"), names)
        for name, words in SAYS_SOMETHING.items()
        if texts[name].code == 0 and _has_json(words)
    }
    return Everything(texts=texts, objects=objects, folder=folder)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _card_lines() -> tuple[str, ...]:
    card = red_flag_card()
    return (*card.now, *card.days, *card.weeks, card.calm)


def test_every_command_is_in_one_of_the_lists() -> None:
    known = {name.split(",")[0] for name in (*SAYS_SOMETHING, *WRITES_DOWN_OR_PLANS)}
    known |= MOVES_FILES_ONLY | SEEN_ELSEWHERE.keys()
    groups = {"", "diary", "trial", "simulate"}
    found = {name.removeprefix("twitchwise").strip() for name, _ in commands()} - groups
    assert sorted(found - known) == []
    root = Path(__file__).resolve().parents[1]
    assert [file for file in SEEN_ELSEWHERE.values() if not (root / file).is_file()] == []


@pytest.mark.parametrize("name", SAYS_SOMETHING)
def test_whatever_says_something_about_a_person_carries_the_whole_card(name: str, everything: Everything) -> None:
    shown = everything.texts[name]
    if shown.code != 0:  # nothing to say yet: one sentence, and no result without its card
        assert shown.text == ""
        assert shown.error.count("\n") == 1
        return
    text = _flat(shown.text)
    assert [line for line in _card_lines() if line not in text] == []


def test_most_of_the_commands_had_something_to_say(everything: Everything) -> None:
    assert {name for name in SAYS_SOMETHING if everything.texts[name].code != 0} <= {"trial analyse"}
    assert {name for name in WRITES_DOWN_OR_PLANS if everything.texts[name].code != 0} == set()
    assert len(everything.objects) >= 8


@pytest.mark.parametrize("name", WRITES_DOWN_OR_PLANS)
def test_whatever_writes_down_or_plans_carries_the_brief_card(name: str, everything: Everything) -> None:
    assert red_flag_card().brief in _flat(everything.texts[name].text)


def test_every_json_result_carries_the_card(everything: Everything) -> None:
    for name, shown in everything.objects.items():
        found = json.loads(shown.text)
        for result in found.get("recordings", [found]):
            assert result["red_flags"]["now"] == list(red_flag_card().now), name


def test_nothing_printed_clears_of_disease_or_shames(everything: Everything) -> None:
    for name, shown in (*everything.texts.items(), *everything.objects.items()):
        own = _own(shown.text)
        assert caught(own) == (), name
        assert unkind(own) == (), name


def test_a_rate_a_place_or_a_number_is_followed_by_what_it_cannot_tell(everything: Everything) -> None:
    for name in ("measure", "measure, several", "review", "review, score", "triggers", "diary show"):
        text = _flat(everything.texts[name].text)
        assert re.search(r"tells? harmless twitching from disease", text), name
    findings = _flat(everything.texts["triggers"].text).split("harmless twitching from disease")[0]
    assert findings.count(".") <= 2  # the headline, then the caution
    rates = [everything.objects[name].text for name in ("measure", "measure, several", "triggers", "review, score")]
    assert all("harmless twitching from disease" in text for text in rates)


def test_neither_totals_nor_streaks_are_kept(everything: Everything) -> None:
    for name in ("diary show", "log", "log, a quiet day"):
        assert not re.search(r"\b(?:total|in a row|streak|so far this)\b", everything.texts[name].text, re.IGNORECASE)


class _Page(HTMLParser):
    """What a page shows, and what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.asked: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_hidden = tag in {"style", "script"}
        found = dict(attrs)
        for key in ("src", "href", "action", "data", "poster", "srcset"):
            if tag != "a" and (value := found.get(key)):
                self.asked.append(value)
        if tag == "script":
            self.asked.append("script")

    def handle_endtag(self, tag: str) -> None:
        self._is_hidden = False

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self.text.append(data)


def _pages(folder: Path) -> Iterator[tuple[str, _Page]]:
    for path in sorted(folder.rglob("*.html")):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        yield path.relative_to(folder).as_posix(), page


def test_every_page_carries_the_card_and_asks_nothing_of_the_network(everything: Everything) -> None:
    pages = dict(_pages(everything.folder))
    assert len(pages) >= 6
    for name, page in pages.items():
        text = _flat(" ".join(page.text))
        assert [line for line in _card_lines() if line not in text] == [], name
        assert [where for where in page.asked if re.match(r"(?:https?:)?//|script", where)] == [], name
        assert caught(_own(text)) == (), name
        assert unkind(_own(text)) == (), name


def test_red_is_kept_for_the_emergencies_of_the_card(everything: Everything) -> None:
    for path in sorted(everything.folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert text.count("var(--now)") <= 1, path.name  # the rule of the one class that may be red
        assert len(re.findall(r'class="[^"]*\bnow\b', text)) <= 1, path.name
        text = re.sub(r"--now:\s*#\w+", "", text)
        assert [colour for colour in _colours(text) if _is_red(colour)] == [], path.name
        assert not re.search(r"[:\"]\s*(?:red|crimson|firebrick|darkred|tomato|orangered|indianred)\b", text), path.name


def test_red_is_told_from_calm_colours() -> None:
    assert [_is_red(colour) for colour in ("ff0000", "c00", "d32f2f")] == [True, True, True]
    assert [_is_red(colour) for colour in ("1f5f8b", "8a6d3b", "f4efe6", "333")] == [False, False, False, False]


def _colours(text: str) -> set[str]:
    return set(re.findall(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", text))


def _is_red(colour: str) -> bool:
    full = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    red, green, blue = (int(full[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return (hue < 15 / 360 or hue > 345 / 360) and saturation > 0.45 and 0.15 < lightness < 0.85


def _own(text: str) -> str:
    """Without what others wrote: the titles of papers, and what the article claims, which stands beside its verdict."""
    flat = _flat(text)
    for words in [*(claim.says for claim in claims()), *(source.title for source in sources())]:
        flat = flat.replace(words, " ").replace(words.replace('"', '\\"'), " ")
    return flat
