"""The first sitting on simulated people: what it catches of a weakness that is already there, and how often it alarms.

    python -m bench.strength_screen [--quick] [--write]

Nobody has published how weak a limb is when an act fails, nor how often healthy people misjudge one. So the tables
stand beside each other for several assumptions, and what no study supports says so.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.tables import Table, number, store_sections
from twitchwise.body import Side
from twitchwise.evidence.lookup import find_fact
from twitchwise.strength.battery import find_test
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome, ScreenAct
from twitchwise.strength.screen_model import ActAnswer, LostTask, ScreenAnswers, ScreenResult, SideScores

__all__ = ["DEMANDING", "GENTLE", "MIDDLE", "PAGE", "World", "main", "people", "screened"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-strength-screen.md"
_LIMBS = (StrengthRegion.LEFT_LEG, StrengthRegion.RIGHT_LEG, StrengthRegion.LEFT_HAND, StrengthRegion.RIGHT_HAND)
_LOSSES_PERCENT = (0, 15, 25, 40, 60)
_N_PEOPLE, _N_QUICK = 10_000, 1_000
_SEED = 20_261_123


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the simulated people are like.

    Parameters
    ----------
    name : in the tables.
    needed_share : share of the strength of an average person of that age below which an act fails, mean over people.
        ASSUMED: no study.
    needed_spread : its SD over people and acts. ASSUMED.
    misjudged : chance that a side of an act that would go is answered with failed, twice in a row. ASSUMED.
    person_spread : SD of strength over people of one age, share (norms: about a fifth).
    side_spread : SD of the ratio of the sides, share (anatolia_grip; for the legs ASSUMED to be the same).
    task_share : share of its own former strength below which a limb loses an everyday task, mean over people; people
        12-32 % below expected still had normal everyday function (atlis2017), so it lies below 0.68.
    task_spread : its SD. ASSUMED.
    task_misreported : chance that an everyday task of a well limb is called lost. ASSUMED.
    """

    name: str
    needed_share: float
    needed_spread: float = 0.08
    misjudged: float = 0.001
    person_spread: float = 0.20
    side_spread: float = 0.12
    task_share: float = 0.60
    task_spread: float = 0.10
    task_misreported: float = 0.005


GENTLE = World(name="acts ask little (25 % of an average limb)", needed_share=0.25)
MIDDLE = World(name="acts ask 40 %", needed_share=0.40)
DEMANDING = World(name="acts ask much (55 %)", needed_share=0.55)


def people(world: World, loss_percent: float, n: int, rng: np.random.Generator) -> Iterator[ScreenAnswers]:
    """What `n` people answer, each with this loss in one limb, drawn for each.

    Parameters
    ----------
    world : what they are like.
    loss_percent : of the former strength of the limb; 0 for healthy people.
    n : how many.
    rng : source of randomness.
    """
    for _ in range(n):
        weak = int(rng.integers(len(_LIMBS)))
        yield _person(world, weak, 1.0 - loss_percent / 100.0, rng)


def screened(world: World, loss_percent: float, n: int) -> list[ScreenResult]:
    """The results of `n` people, the same people for every loss."""
    rng = np.random.default_rng(_SEED)
    return [screen_result(answers) for answers in people(world, loss_percent, n, rng)]


def _person(world: World, weak: int, kept: float, rng: np.random.Generator) -> ScreenAnswers:
    person = float(np.exp(rng.normal(0.0, world.person_spread)))
    former: dict[StrengthRegion, float] = {}
    for left, right, ratio in ((*_LIMBS[:2], 1.04), (*_LIMBS[2:], 1.07)):
        stronger = right if rng.random() < 0.9 else left  # right-handers
        split = float(rng.normal(ratio, world.side_spread))
        former[left] = person / max(split, 0.3) ** 0.5 if stronger is right else person * max(split, 0.3) ** 0.5
        former[right] = person**2 / former[left]
    now = {limb: strength * (kept if n == weak else 1.0) for n, (limb, strength) in enumerate(former.items())}
    acts = tuple(
        ActAnswer(act=act.name, side=side, outcome=_outcome(world, act, side, now, person, rng))
        for act in ACTS
        for side in act.sides
    )
    needed = rng.normal(world.task_share, world.task_spread, size=len(_LIMBS))
    slips = rng.random(len(_LIMBS)) < world.task_misreported
    lost = tuple(
        LostTask(region=limb, task="an everyday task")
        for limb, share, slip in zip(_LIMBS, needed, slips, strict=True)
        if slip or now[limb] / former[limb] < share
    )
    scores = (_scores("grip", 45.0, now, _LIMBS[2:], rng), _scores("heel-raise", 25.0, now, _LIMBS[:2], rng))
    return ScreenAnswers(acts=acts, scores=scores, lost_tasks=lost)


def _outcome(
    world: World,
    act: ScreenAct,
    side: Side,
    now: dict[StrengthRegion, float],
    person: float,
    rng: np.random.Generator,
) -> Outcome:
    region = act.region_of(side)
    strength = now.get(region, person)
    if act.name is ActName.RISE:
        strength = 0.5 * (now[StrengthRegion.LEFT_LEG] + now[StrengthRegion.RIGHT_LEG])
    needed, slip = rng.normal(world.needed_share, world.needed_spread), rng.random()
    if strength < needed or slip < world.misjudged:
        return Outcome.FAILED
    return Outcome.WITH_EFFORT if strength < 1.3 * needed else Outcome.DONE


def _scores(
    name: str,
    average: float,
    now: dict[StrengthRegion, float],
    limbs: tuple[StrengthRegion, ...],
    rng: np.random.Generator,
) -> SideScores:
    test = find_test(name)
    error = (test.error_percent or 0.0) / 100.0
    left, right = (
        min(float(np.round(average * now[limb] * np.exp(rng.normal(0.0, error)))), test.most) for limb in limbs
    )
    return SideScores(test=name, left=left, right=right)


def _percent(said: Iterable[bool]) -> str:
    return number(100.0 * float(np.mean(list(said))), 1)


def _alarm_table(n: int) -> Table:
    rows = []
    for world in (GENTLE, MIDDLE, DEMANDING):
        for loss in _LOSSES_PERCENT:
            results = screened(world, loss, n)
            rows.append(
                (
                    world.name,
                    f"{loss} %",
                    _percent(any(f.act is not None for f in r.findings) for r in results),
                    _percent(any(f.act is None for f in r.findings) for r in results),
                    _percent(bool(r.findings) for r in results),
                    _percent(r.goes_to_urgency for r in results),
                )
            )
    return Table(
        title="What the first sitting says, % of people",
        before=f"{n} people a row, the same ones for every loss, with this loss in one limb. 0 % is a healthy person.",
        columns=("assumed", "loss", "an act failed", "uneven with a lost task", "a finding", "or a lost task alone"),
        rows=rows,
        after=(
            "How much of a limb an act needs decides the whole table, and nobody has measured it.",
            "A lost task alone is told to urgency, which asks for it itself; it is no finding of the screen.",
        ),
    )


def _sides_table(n: int) -> Table:
    rows = []
    for loss in _LOSSES_PERCENT:
        results = screened(MIDDLE, loss, n)
        rows.append(
            (
                f"{loss} %",
                _percent(any(d.below_percent > 20.0 for d in r.differences) for r in results),
                _percent(any(d.is_marked for d in r.differences) for r in results),
                _percent(any(f.act is None for f in r.findings) for r in results),
            )
        )
    past_50 = 100.0 * (find_fact("st_grip_sides_20").value or 0.0)
    return Table(
        title="Why a difference between the sides never alarms alone, % of people",
        before=f"{n} people a row; grip and heel raises of both sides, once. The loss is in any one of the four limbs.",
        columns=(
            "loss",
            "a side 20 % below the other",
            "and beyond the error of the test",
            "and a lost task of that limb",
        ),
        rows=rows,
        after=(f"In grip alone, {past_50:.0f} % of Americans past 50 differ by more than 20 %.",),
    )


def _misjudging_table(n: int) -> Table:
    rows = []
    for misjudged in (0.0, 0.001, 0.005, 0.01):
        for misreported in (0.0, 0.005, 0.02):
            world = World(name="", needed_share=MIDDLE.needed_share, misjudged=misjudged, task_misreported=misreported)
            results = screened(world, 0, n)
            rows.append(
                (
                    f"{100 * misjudged:g} %",
                    f"{100 * misreported:g} %",
                    _percent(bool(r.findings) for r in results),
                    _percent(r.goes_to_urgency for r in results),
                )
            )
    return Table(
        title="How often healthy people are alarmed, % a sitting",
        before=f"{n} healthy people a row, acts that ask 40 %, by how often an act or a task is misjudged.",
        columns=("a side of an act misjudged twice", "a task wrongly called lost", "a finding", "or a lost task alone"),
        rows=rows,
        after=(
            "Ten sides of acts are answered, so misjudging adds up tenfold, and four limbs are asked about.",
            "To reach: 5 % a sitting at most. That holds while a healthy person fails a side of an act, and fails "
            "it again after a rest, in fewer than about 1 of 250 sides.",
        ),
    )


INTRODUCTION = """# The first sitting

What the [first sitting](strength-screen.md) catches of a weakness that is already there, and how often it alarms
healthy people. **It is not validated for early ALS, and these tables do not validate it**: how weak a limb has to be
before an act fails is not published, so it is assumed in three ways. What has a source is how far the two sides of
healthy people differ, the errors of the tests, and that everyday function is still normal at a loss of 12 to 32 %.

What to take from it: acts catch large losses only. Of losses of 15 to 25 % in one limb most pass, whatever is assumed;
that is why the trend over weeks follows, and why nothing here says that nothing is there.
"""


def main(
    arguments: Sequence[str] | None = None, *, page: Path = PAGE, n_people: tuple[int, int] = (_N_PEOPLE, _N_QUICK)
) -> int:
    """Print the tables.

    Parameters
    ----------
    arguments : of the command line.
    page : where `--write` stores them.
    n_people : a row, in full and with `--quick`.
    """
    parser = argparse.ArgumentParser(prog="bench.strength_screen", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the people")
    parser.add_argument("--write", action="store_true", help=f"store the tables in docs/{page.name}")
    chosen = parser.parse_args(arguments)
    n = n_people[1 if chosen.quick else 0]
    tables = (_alarm_table(n), _sides_table(n), _misjudging_table(n))
    command = f"uv run python -m bench.strength_screen{' --quick' if chosen.quick else ''}"
    text = "\n".join([f"`{command}`\n", *(table.markdown() for table in tables)])
    sys.stdout.write(text)
    if chosen.write:
        store_sections(page, INTRODUCTION, {"Figures": text})
    return 0


if __name__ == "__main__":
    sys.exit(main())
