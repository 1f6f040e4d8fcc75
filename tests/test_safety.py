"""The safety case is held to the tests: every promise and every hazard has a control, and every proof exists."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "safety.md"
PROMISES = {
    "P1": ("not ALS", "rules out at which rate of change"),
    "P2": ("Red flags bypass everything", "Every output carries the short red-flag card"),
    "P3": ("A rate, a place or a number of twitches does not tell benign from disease",),
    "P4": ("Every number has a source or a computation", "Contested facts", "errors are corrected"),
    "P5": ('"Not measurable" and "too early" are results', "smallest twitch", "could have found", "can exclude"),
    "P6": (
        "Do no harm by watching",
        "weekly check-in",
        "opt-in, 12 weeks, renewable once, and ends by itself",
        "No streaks, no totals on the first page, no alarming red",
        "No re-test on the same day, one verdict a week",
        "worry rises while nothing measured does",
    ),
    "P7": ("Private by construction", "no request leaves the machine", "One SQLite file, no account, no telemetry"),
}
"""What the design promises, in the words that have to stand in the table."""

SEVERITIES = {"minor", "moderate", "serious", "critical"}
HOW_OFTEN = ("seldom", "now and then", "often")
_PROOF = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@dataclass(frozen=True)
class Line:
    """A line of one of the tables: its cells by the heading above them."""

    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.cells['id']}-{self.cells.get('promise', '')[:20]}".strip("-")

    @property
    def proofs(self) -> list[tuple[str, str]]:
        return _PROOF.findall(self.cells["proof"])


@cache
def _table(kind: str) -> tuple[Line, ...]:
    """The lines whose id begins with this letter."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    found, heading = [], [""]
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "id":
            heading = cells
        elif re.fullmatch(rf"{kind}\d+", cells[0]):
            assert len(cells) == len(heading), line
            found.append(Line(cells=dict(zip(heading, cells, strict=True))))
    return tuple(found)


@cache
def _tests_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


@pytest.mark.parametrize("line", [*_table("H"), *_table("P")], ids=str)
def test_every_proof_exists(line: Line) -> None:
    assert line.proofs
    assert [f"{path}::{name}" for path, name in line.proofs if name not in _tests_in(path)] == []
    assert _PROOF.sub("", line.cells["proof"]).strip() == ""  # nothing but tests counts as proof


@pytest.mark.parametrize("line", _table("H"), ids=str)
def test_every_hazard_has_its_cause_its_victim_its_weight_and_its_control(line: Line) -> None:
    assert [name for name, cell in line.cells.items() if not cell] == []
    assert line.cells["severity"] in SEVERITIES
    assert line.cells["without"] in HOW_OFTEN
    assert line.cells["with"] in HOW_OFTEN
    assert HOW_OFTEN.index(line.cells["with"]) <= HOW_OFTEN.index(line.cells["without"])


def test_hazards_are_numbered_without_a_gap() -> None:
    assert [line.cells["id"] for line in _table("H")] == [f"H{n:02}" for n in range(1, len(_table("H")) + 1)]
    assert len(_table("H")) >= 30


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_stands_on_the_page_in_its_words(promise: str) -> None:
    told = " ".join(f"{line.cells['promise']}" for line in _table("P") if line.cells["id"] == promise)
    assert [words for words in PROMISES[promise] if words not in told] == []


def test_no_promise_is_on_the_page_that_nobody_gave() -> None:
    assert {line.cells["id"] for line in _table("P")} == PROMISES.keys()


def test_what_can_cost_a_life_is_proven_more_than_once_or_by_every_diary_there_can_be() -> None:
    critical = [line for line in _table("H") if line.cells["severity"] == "critical"]
    assert critical
    for line in critical:
        assert len(line.proofs) >= 2 or "whatever" in line.proofs[0][1], line
