"""What the program answers to the vignettes, beside what was expected.

    python -m bench.vignettes_scores [--name-failures] [--write]

Failures of the vignettes that are held out are counted and not named.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bench.tables import Table, store_sections
from bench.vignettes import ANSWERED_ON, Kind, Vignette, read_vignettes
from twitchwise.causes.rank import rank_causes
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.level import Urgency

__all__ = ["CAUSE_IDS", "PAGE", "Answered", "Figure", "answer", "figures", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-vignettes.md"

CAUSE_IDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "als": ("als",),
        "anxiety": ("anxiety",),
        "b12": ("coeliac-or-b12",),
        "benign": ("normal-twitching", "benign-fasciculation"),
        "botulism": ("botulism",),
        "caffeine": ("caffeine",),
        "cauda": ("cauda-equina",),
        "covid": ("covid-or-vaccine",),
        "cramp-fasciculation": ("cramp-fasciculation",),
        "exercise": ("after-training",),
        "eyelid": ("eyelid-myokymia",),
        "face-spasm": ("face-spasm",),
        "fluid-loss": ("dehydration",),
        "gbs": ("guillain-barre",),
        "hypokalaemic-paralysis": ("potassium-or-sodium",),
        "isaacs-morvan": ("isaacs",),
        "kennedy": ("kennedy",),
        "low-calcium": ("low-calcium",),
        "low-magnesium": ("low-magnesium",),
        "lyme": ("lyme",),
        "medicines": (
            "medicine-cholinesterase",
            "medicine-lithium",
            "medicine-beta-agonist",
            "medicine-stimulant",
            "medicine-serotonin",
            "medicine-steroid",
            "medicine-jerks",
            "medicine-other",
        ),
        "mercury": ("mercury",),
        "mmn": ("mmn",),
        "myasthenia": ("myasthenia",),
        "neuropathy": ("hereditary-neuropathy", "other-neuropathy"),
        "organophosphate": ("organophosphate",),
        "post-polio": ("post-polio",),
        "potassium-sodium": ("potassium-or-sodium",),
        "pregnancy": ("pregnancy",),
        "radiation": ("post-radiation",),
        "rhabdomyolysis": ("rhabdomyolysis",),
        "root": ("root-lesion",),
        "serotonin-toxicity": ("serotonin-toxicity",),
        "sleep-loss": ("short-sleep",),
        "sma": ("sma",),
        "strain": ("muscle-strain",),
        "stroke": ("stroke",),
        "thyroid": ("overactive-thyroid",),
        "virus": ("after-virus",),
        "withdrawal": ("withdrawal",),
    }
)
"""The words for causes in the vignettes, which are older than the library of causes, in its ids."""

_INTRODUCTION = """# Vignettes: urgency and causes

Stories of people who twitch or feel weak, made up for this project
([tests/vignettes](../tests/vignettes/README.md)): harmless twitching at every age, medicines, glands and salts, nerves
and roots, emergencies, motor neuron disease. What was answered goes through the program as a file of answers does, and
what it says is held beside what a careful doctor would expect. Stories, answers and expectations were written before
the rules of urgency and the weights of causes were read. Every third one is held out: whoever mends rules hears how
many of them fail, and never which.

They were written by engineers, not by doctors, out of the same reading and with the same list of features as the rules.
So they can show that the program does what it was meant to do, and that ordinary answers do not break it; how right it
is about people only people can show. `python -m bench.vignettes_scores --write` prints the table and puts it here;
`tests/accuracy/test_vignettes.py` holds the floors.
"""

_TOP = 3
_FIRST_LANE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One vignette and what the program answered.

    Parameters
    ----------
    level : the rung.
    first, second : ids of the causes in the two lanes, in order.
    """

    vignette: Vignette
    level: Urgency
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def _rungs(self) -> tuple[Urgency, ...]:
        return tuple(Urgency(name) for name in (self.vignette.urgency, *self.vignette.also))

    @property
    def is_too_calm(self) -> bool:
        """Whether the rung is less urgent than any that can be defended."""
        return self.level.rank > max(rung.rank for rung in self._rungs)

    @property
    def is_too_hurried(self) -> bool:
        """Whether the rung is more urgent than any that can be defended."""
        return self.level.rank < min(rung.rank for rung in self._rungs)

    @property
    def is_above_its_rung(self) -> bool:
        """Whether the rung is more urgent than the one expected, however defensible."""
        return self.level.rank < Urgency(self.vignette.urgency).rank

    @property
    def names_cause_on_top(self) -> bool:
        """Whether the true cause is among the first three of the first lane."""
        return bool(self._true & set(self.first[:_TOP]))

    @property
    def names_cause(self) -> bool:
        """Whether the true cause is in either lane."""
        return bool(self._true & {*self.first, *self.second})

    @property
    def _true(self) -> set[str]:
        return {id_ for word in self.vignette.causes for id_ in CAUSE_IDS[word]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One floor: who counts, and which of them fail it."""

    name: str
    to_reach: str
    of: tuple[Answered, ...]
    failed: tuple[Answered, ...]

    @property
    def percent_held(self) -> float:
        """Percent of those who count that hold."""
        return 100 * (1 - len(self.failed) / len(self.of))


def answer(vignette: Vignette) -> Answered:
    """Ask the program."""
    judgement = judge_urgency(vignette.answers, today=ANSWERED_ON)
    causes = rank_causes(vignette.answers, today=ANSWERED_ON)
    return Answered(
        vignette=vignette,
        level=judgement.level,
        first=tuple(ranked.id for ranked in causes.likely),
        second=tuple(ranked.id for ranked in causes.not_to_be_missed),
    )


def figures(answered: Sequence[Answered]) -> dict[str, Figure]:
    """Every floor, by a short name."""

    def figure(
        name: str, to_reach: str, counts: Callable[[Answered], bool], fails: Callable[[Answered], bool]
    ) -> Figure:
        of = tuple(filter(counts, answered))
        return Figure(name=name, to_reach=to_reach, of=of, failed=tuple(filter(fails, of)))

    def is_(kind: Kind) -> Callable[[Answered], bool]:
        return lambda each: each.vignette.kind is kind

    def everyone(_: Answered) -> bool:
        return True

    def has_cause(each: Answered) -> bool:
        return bool(each.vignette.causes)

    def below(rung: Urgency) -> Callable[[Answered], bool]:
        return lambda each: each.level.rank > rung.rank

    return {
        "mnd": figure(
            "motor neuron disease with a sign of it: at least days", "all", is_(Kind.MND), below(Urgency.DAYS)
        ),
        "emergency": figure("emergencies: now", "all", is_(Kind.EMERGENCY), below(Urgency.NOW)),
        "alone": figure(
            "twitching alone: not above its rung",
            "95 %",
            is_(Kind.TWITCHING_ALONE),
            lambda each: each.is_above_its_rung,
        ),
        "calm": figure("everybody: not calmer than can be defended", "all", everyone, lambda each: each.is_too_calm),
        "hurried": figure(
            "everybody: not more hurried than can be defended", "", everyone, lambda each: each.is_too_hurried
        ),
        "top": figure(
            f"true cause in the first lane's top {_TOP}", "60 %", has_cause, lambda each: not each.names_cause_on_top
        ),
        "either": figure("true cause in either lane", "90 %", has_cause, lambda each: not each.names_cause),
        "at_most": figure(
            f"at most {_FIRST_LANE} in the first lane", "all", everyone, lambda each: len(each.first) > _FIRST_LANE
        ),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and on request who failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name-failures", action="store_true", help="name who failed, apart from those held out")
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE.name}")
    options = parser.parse_args(arguments)
    found = figures([answer(vignette) for vignette in read_vignettes()])
    rows = [
        (each.name, each.to_reach, _share(each.of, each.failed), _share(_held_out(each.of), _held_out(each.failed)))
        for each in found.values()
    ]
    table = Table(title="Vignettes", columns=("floor", "to reach", "all", "held out alone"), rows=rows)
    sys.stdout.write(table.markdown())
    if options.write:
        store_sections(PAGE, _INTRODUCTION, {"Now": table.markdown()})
    if options.name_failures:
        for each in found.values():
            for one in each.failed:
                if not one.vignette.is_held_out:
                    sys.stdout.write(
                        f"{each.name}: {one.vignette.id}: {one.level} (expected {one.vignette.urgency}); "
                        f"{one.vignette.causes} in {one.first} | {one.second}\n"
                    )


def _held_out(answered: Sequence[Answered]) -> tuple[Answered, ...]:
    return tuple(each for each in answered if each.vignette.is_held_out)


def _share(of: Sequence[Answered], failed: Sequence[Answered]) -> str:
    return f"{len(of) - len(failed)} of {len(of)} ({100 * (1 - len(failed) / len(of)):.0f} %)"


if __name__ == "__main__":
    main()
