"""Tables of diaries that break what the model takes for granted, and of what a person's analysis costs."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.tables import Table, number
from bench.triggers_effort import Effort
from bench.triggers_rules import RULES
from bench.triggers_scoring import examine_people, reported, score
from twitchwise.simulate.person_world import WORLDS, WorldName

__all__ = ["PROTOTYPE", "cost_tables", "robustness_tables"]

_ROOT = Path(__file__).resolve().parents[1]
_PEARSON = next(i for i, rule in enumerate(RULES) if rule.name == "Pearson, all lags, BH 10 %")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a first prototype of the same model reached with 80 diaries of each kind, of other people, %."""

    people_with_false: float | None
    false_share: float
    power: float


PROTOTYPE = {
    WorldName.SPELLS: Reached(people_with_false=10, false_share=4.2, power=31),
    WorldName.DRIFT: Reached(people_with_false=10, false_share=3.5, power=37),
    WorldName.BAD_DAYS_ONLY: Reached(people_with_false=6, false_share=0.5, power=35),
    WorldName.CAPPED: Reached(people_with_false=5, false_share=2.7, power=24),
    WorldName.WRONG_DAY: Reached(people_with_false=8, false_share=3.1, power=32),
    WorldName.HIDDEN_WORRY: Reached(people_with_false=18, false_share=6.0, power=35),
    WorldName.MISSING_40: Reached(people_with_false=None, false_share=5.7, power=22),
}
_LABELS = {
    WorldName.SPELLS: "abrupt hot spots, 2-5 times for 5-14 days",
    WorldName.DRIFT: "slow drift, 3.3 times over the diary",
    WorldName.BAD_DAYS_ONLY: "answers mostly on bad days",
    WorldName.CAPPED: "stops counting at 5",
    WorldName.WRONG_DAY: "one entry in five on the wrong day",
    WorldName.HIDDEN_WORRY: "hidden worry raises rating and noticing",
    WorldName.MISSING_40: "40 % of days missing",
}


def robustness_tables(effort: Effort) -> list[Table]:
    """Each way of spoiling a diary, with triggers and without."""
    rows = []
    for name, prototype in PROTOTYPE.items():
        n = effort.spoilt_people
        empty = examine_people(WORLDS[name].without_triggers(), n, others=True)
        full = examine_people(WORLDS[name], n, others=True)
        none = score([e.truth for e in empty], reported(empty))
        ours = score([e.truth for e in full], reported(full))
        pearson_none = score([e.truth for e in empty], [e.others[_PEARSON] for e in empty])
        pearson = score([e.truth for e in full], [e.others[_PEARSON] for e in full])
        before = "" if prototype.people_with_false is None else f"{prototype.people_with_false:.0f} %"
        rows.append(
            (
                _LABELS[name],
                f"{100 * none.people_with_false:.0f} %",
                before,
                f"{100 * pearson_none.people_with_false:.0f} %",
                f"{100 * ours.false_share:.1f} %",
                f"{prototype.false_share:.1f} %",
                f"{100 * pearson.false_share:.0f} %",
                f"{100 * ours.power:.0f} %",
                f"{prototype.power:.0f} %",
            )
        )
    return [
        Table(
            title="Spoilt diaries",
            columns=(
                "what is wrong",
                "no trigger: people with a false one",
                "prototype",
                "Pearson + BH",
                "triggers: false among reported",
                "prototype",
                "Pearson + BH",
                "true found",
                "prototype",
            ),
            rows=rows,
            before=(
                f"120 days, {effort.spoilt_people} people in each cell; ours above 0.90. The prototype was measured on"
                " other people of the same kind, 80 in each cell: with so few, 5 % means 1 to 12 %."
            ),
            after=(
                "Hidden worry is the row that no method can solve: noticing is not twitching. Findings on stress say"
                " so, and recordings at fixed times are the remedy.",
            ),
        )
    ]


def cost_tables(effort: Effort) -> list[Table]:
    """Time and memory of one person, each in a fresh process."""
    rows = []
    for label, days, with_power in [
        ("84 days", 84, False),
        ("120 days", 120, False),
        ("120 days, with the statement on power", 120, True),
        ("365 days", 365, False),
    ]:
        costs = sorted((_cost(days, number_, with_power) for number_ in range(effort.cost_repeats)), key=lambda c: c[0])
        work_s, start_s, peak_mb = costs[len(costs) // 2]
        rows.append((label, number(work_s), number(start_s), f"{peak_mb:.0f}"))
    return [
        Table(
            title="Time and memory",
            columns=("diary", "analysis, CPU s", "start of Python and imports, CPU s", "peak MB"),
            rows=rows,
            before=(
                f"Six muscles, eight exposures, 15 % of days missing; median of {effort.cost_repeats} people, each in a"
                " fresh process, one thread. CPU time, because the computer did other things beside."
            ),
        )
    ]


def _cost(days: int, person: int, with_power: bool) -> tuple[float, float, float]:
    """CPU time of the analysis, of the start, and peak memory, MB."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.triggers_cost", str(days), str(person), str(int(with_power))],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    work_s, start_s, peak_mb = json.loads(done.stdout)
    return float(work_s), float(start_s), float(peak_mb)
