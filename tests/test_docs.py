"""The pages say what is: facts exist, links lead somewhere, reasons and constants are those of the code."""

import dataclasses
import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from twitchwise.evidence.lookup import facts
from twitchwise.recordings import signatures
from twitchwise.recordings.model import RecordingKind
from twitchwise.recordings.sniff import Format
from twitchwise.twitches.model import Reason
from twitchwise.twitches.settings import SETTINGS, CoreSettings

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [
    *sorted(DOCS.rglob("*.md")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
]
METHODS = sorted(DOCS.glob("method-*.md"))
ROUNDED = 0.002  # the pages write 1/30 as 0.0333

_FACT = re.compile(r"`fact ([^`]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_CONSTANT = re.compile(r"^\| `([a-z_.]+\.[A-Za-z_.]+)` \| ([^|]+) \|", re.MULTILINE)
_SETTING = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _numbers(cell: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(cell)]


def _flat(value: Any) -> list[float]:
    return [number for part in value for number in _flat(part)] if isinstance(value, tuple) else [float(value)]


def _value(place: str) -> Any:
    """The value at `room.module.NAME`, or the default at `room.module.Class.field`."""
    room, module, name, *field = place.split(".")
    found = getattr(importlib.import_module(f"twitchwise.{room}.{module}"), name)
    if not field:
        return found
    return next(each.default for each in dataclasses.fields(found) if each.name == field[0])


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_names_only_facts_that_exist(page: Path) -> None:
    known = {fact.id for fact in facts()}
    assert [id_ for id_ in _FACT.findall(_text(page)) if id_ not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_link_between_pages_leads_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(_text(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", METHODS, ids=_name)
def test_a_method_cites_facts_and_owns_up_to_its_limits(page: Path) -> None:
    text = _text(page)
    assert _FACT.search(text)
    assert re.search(r"^## (?:Limits|What it leaves out)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", METHODS, ids=_name)
def test_a_constant_on_a_page_is_the_one_in_the_code(page: Path) -> None:
    stated = _CONSTANT.findall(_text(page))
    assert stated
    wrong = [
        f"{_name(page)}: {place} is {_value(place)} in the code, not {cell.strip()}"
        for place, cell in stated
        if _flat(_value(place)) != pytest.approx(_numbers(cell), rel=ROUNDED)
    ]
    assert wrong == []


def test_the_page_of_the_core_states_every_setting_of_every_kind() -> None:
    rows = {name: cells for name, *cells in _SETTING.findall(_text(DOCS / "method-core.md"))}
    fields = [field.name for field in dataclasses.fields(CoreSettings)]
    assert [name for name in fields if name not in rows] == []
    kinds = (RecordingKind.EMG, RecordingKind.MOTION, RecordingKind.VIDEO)
    wrong = [
        f"{name} of {kind} is {getattr(SETTINGS[kind], name)}, not {cell.strip()}"
        for name in fields
        for kind, cell in zip(kinds, rows[name], strict=True)
        if _flat(getattr(SETTINGS[kind], name)) != pytest.approx(_numbers(cell), rel=ROUNDED)
    ]
    assert wrong == []


def test_every_reason_stands_on_the_page_of_rejection() -> None:
    page = _text(DOCS / "method-rejection.md")
    assert [reason.value for reason in Reason if f"`{reason.value}`" not in page] == []


def test_every_format_stands_on_the_page_of_file_formats() -> None:
    page = _text(DOCS / "file-formats.md")
    assert [form.value for form in Format if f"`{form.value}`" not in page] == []


def test_what_to_do_with_a_refused_kind_of_file_stands_on_the_page_of_file_formats() -> None:
    page = _text(DOCS / "file-formats.md")
    remedies = vars(signatures)["_REMEDIES"]
    assert [remedy for remedy in remedies.values() if remedy not in page] == []
