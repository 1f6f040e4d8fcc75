"""The flags of `twitchwise strength`: what its commands share, and what is written in them, read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twitchwise.body import Side
    from twitchwise.strength.safety import SafetyAnswer
    from twitchwise.strength.screen_model import ActAnswer, LostTask, SideScores
    from twitchwise.strength.series import Condition

__all__ = [
    "AsJson",
    "Day",
    "DiaryFile",
    "Out",
    "Safe",
    "act_from_text",
    "conditions_from_words",
    "lost_from_text",
    "safety_from_text",
    "scores_from_text",
    "side_from_text",
]

DiaryFile = Annotated[
    Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Out = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the page, the charts and the numbers here.")]
Day = Annotated[str | None, typer.Option(metavar="DATE", help='The day it was done, "2026-11-22"; without it, today.')]
Safe = Annotated[
    list[str] | None,
    typer.Option(
        "--safe",
        metavar="TOPIC=REPLY",
        help='A question before the tests answered yes, no or not-sure: "heart=no", "falls=yes", "hand-left=no"; may '
        "be given often.",
    ),
]


def act_from_text(text: str) -> "ActAnswer":
    """An act of the first sitting, "heels-left=done".

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.body import Side
    from twitchwise.strength.screen_acts import ActName, Outcome
    from twitchwise.strength.screen_model import ActAnswer

    name, _, outcome = (part.strip().casefold() for part in text.partition("="))
    side_text = next((side.value for side in Side if name.endswith(f"-{side.value}")), "")
    act_text = name.removesuffix(f"-{side_text}") if side_text else name
    act_text = {"heels": "heel-walk", "toes": "toe-walk", "chair": "rise", "arms": "arms-up"}.get(act_text, act_text)
    if act_text not in set(ActName):
        raise typer.BadParameter(
            f'"{name[:40]}" is no act; they are {", ".join(ActName)}, with -left or -right', param_hint="--act"
        )
    if outcome not in set(Outcome):
        raise typer.BadParameter(f'"{outcome[:40]}" is none of {", ".join(Outcome)}', param_hint="--act")
    return ActAnswer(act=ActName(act_text), side=Side(side_text or "middle"), outcome=Outcome(outcome))


def scores_from_text(text: str) -> "SideScores":
    """Both sides of a test, "grip=34/38".

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.strength.battery import find_test
    from twitchwise.strength.screen_model import SideScores

    name, _, both = text.partition("=")
    try:
        left, right = (float(part.strip().replace(",", ".")) for part in both.split("/"))
    except ValueError:
        raise typer.BadParameter('write both sides like "grip=34/38", left first', param_hint="--score") from None
    return SideScores(test=find_test(name).id, left=left, right=right)


def lost_from_text(text: str) -> "LostTask":
    """A task that can no longer be done, "left-hand=buttons".

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.strength.region import StrengthRegion
    from twitchwise.strength.screen_model import LostTask

    region, _, task = (part.strip() for part in text.partition("="))
    if region.casefold() not in set(StrengthRegion) or not task:
        raise typer.BadParameter(
            f'write it like "left-hand=buttons"; the regions are {", ".join(StrengthRegion)}', param_hint="--lost"
        )
    return LostTask(region=StrengthRegion(region.casefold()), task=task)


def safety_from_text(text: str) -> "SafetyAnswer":
    """A question before the tests, "heart=no".

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.body import Side
    from twitchwise.strength.safety import Reply, SafetyAnswer, SafetyTopic

    topic, _, reply = (part.strip().casefold() for part in text.partition("="))
    side = next((each for each in (Side.LEFT, Side.RIGHT) if topic == f"{SafetyTopic.HAND}-{each}"), None)
    topic = SafetyTopic.HAND.value if side is not None else topic
    if topic not in set(SafetyTopic):
        raise typer.BadParameter(
            f'"{topic[:40]}" is no question; they are {", ".join(SafetyTopic)}', param_hint="--safe"
        )
    if reply not in set(Reply):
        raise typer.BadParameter(f'"{reply[:40]}" is none of {", ".join(Reply)}', param_hint="--safe")
    return SafetyAnswer(topic=SafetyTopic(topic), reply=Reply(reply), side=side)


def conditions_from_words(words: list[str] | None) -> "frozenset[Condition]":
    """What was unusual.

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.strength.condition_words import conditions_from_text
    from twitchwise.strength.series import Condition

    found, unknown = conditions_from_text(";".join(words or []))
    if unknown:
        raise typer.BadParameter(
            f'"{unknown[0][:40]}" is not known; the conditions are {", ".join(Condition)}', param_hint="--condition"
        )
    return found


def side_from_text(text: str) -> "Side":
    """A side, "left".

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    from twitchwise.body import Side

    if text.strip().casefold() not in set(Side):
        raise typer.BadParameter(f'"{text[:20]}" is no side; give left or right', param_hint="--side")
    return Side(text.strip().casefold())
