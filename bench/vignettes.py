"""The vignettes of tests/vignettes as typed data: who, what was answered, and what a careful doctor would expect.

Answers take the way that a stranger's file takes: as JSON of the published format, read by the program.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from twitchwise.intake.file_format import FORMAT
from twitchwise.intake.json_file import answers_from_json
from twitchwise.intake.model import Answers

__all__ = ["ANSWERED_ON", "FOLDER", "Kind", "Vignette", "read_vignettes"]

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "vignettes"
ANSWERED_ON = date(2026, 3, 2)
_EVERY = 3  # every third one is held out
_REPLIES = {"yes": "yes", "no": "no", "not_sure": "not-sure"}
_ASKED_AND_DENIED = ["now", "days"]


class Kind(StrEnum):
    """What a vignette stands for in the floors."""

    TWITCHING_ALONE = "twitching-alone"
    MND = "mnd"
    MND_EARLY = "mnd-early"
    EMERGENCY = "emergency"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """One story with its answers and what is expected of the program.

    Parameters
    ----------
    causes : words for the true cause; more than one when they hold together or name the same; empty when the list of
        causes has none.
    urgency, also : names of the expected rung and of other rungs that can be defended.
    is_held_out : counted, never looked at while rules are mended.
    """

    id: str
    kind: Kind
    story: str
    causes: tuple[str, ...]
    urgency: str
    also: tuple[str, ...]
    answers: Answers
    is_held_out: bool


def read_vignettes() -> tuple[Vignette, ...]:
    """Every vignette, in the order of the files' names and then of their lines."""
    tables = [
        table for path in sorted(FOLDER.glob("*.toml")) for table in tomllib.loads(path.read_text("utf-8"))["vignette"]
    ]
    return tuple(_vignette(table, number) for number, table in enumerate(tables, start=1))


def _vignette(table: Mapping[str, Any], number: int) -> Vignette:
    return Vignette(
        id=table["id"],
        kind=Kind(table["kind"]),
        story=table["story"],
        causes=tuple(table["causes"]),
        urgency=table["urgency"],
        also=tuple(table.get("also", ())),
        answers=answers_from_json(json.dumps(_file(table["intake"])), where=table["id"]),
        is_held_out=number % _EVERY == 0,
    )


def _file(intake: Mapping[str, Any]) -> dict[str, Any]:
    """The intake of a vignette as a file of the published format."""
    said = [(feature, reply) for key, reply in _REPLIES.items() for feature in intake.get(key, ())]
    if len(dict(said)) < len(said):
        raise ValueError(f"answered twice: {sorted(feature for feature, _ in said)}")
    return {
        "format": FORMAT,
        "answered_on": ANSWERED_ON.isoformat(),
        "none_of": _ASKED_AND_DENIED,
        **{key: value for key, value in intake.items() if key not in _REPLIES},
        "replies": dict(said),
        "sites": [
            dict(zip(("site", "first_noticed", "had_just_read"), row, strict=False)) for row in intake.get("sites", ())
        ],
    }
