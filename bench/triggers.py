"""How well triggers are found, beside what other trackers do, on the same simulated diaries.

    python -m bench.triggers [SECTION ...] [--quick] [--write]

Sections: power null calibration coverage robustness speed evidence chains. Prints each table; `--write` stores them in
docs/bench-triggers.md, where sections that were not run stay as they are. Everything in full takes about two hours of
one core, of which PCMCI and the chains are the half; `--quick` a fifth of that.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.tables import Table, store_sections
from bench.triggers_effort import FULL, QUICK, Effort
from bench.triggers_exact import chain_tables, evidence_tables
from bench.triggers_spoilt import cost_tables, robustness_tables
from bench.triggers_tables import calibration_tables, coverage_tables, null_tables, power_tables

__all__ = ["PAGE", "SECTIONS", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-triggers.md"

SECTIONS: dict[str, tuple[str, Callable[[Effort], list[Table]]]] = {
    "power": ("Found and falsely reported", power_tables),
    "null": ("When nothing is a trigger", null_tables),
    "calibration": ("Stated and true probability", calibration_tables),
    "coverage": ("Intervals", coverage_tables),
    "robustness": ("Spoilt diaries", robustness_tables),
    "speed": ("Time and memory", cost_tables),
    "evidence": ("Log evidence", evidence_tables),
    "chains": ("Long chains", chain_tables),
}

INTRODUCTION = """# Triggers

How well triggers are found, beside what other trackers do, each on the very same simulated diaries. The
[people](method-simulator.md#people) have six muscles and eight exposures, 48 pairs of which about seven and a half are
true; the model that looks for triggers is not the one that made them. The worlds were fixed before any prior was
chosen, and priors are chosen on other people than those of these tables. Every section names the command that prints
it.

How to read the tables:

- **reported** is what stands above the stated level; the program says "likely" above 0.90.
- **false among reported** is the share of reported pairs that are no trigger. An exposure that goes along with a true
  one counts as false.
- **true found** counts every true trigger of the person, those included about which it is too early to say anything.
- The other rules are what trackers do (a difference in means; correlation with the best of four lags), the same with
  the number of tests allowed for (Benjamini and Hochberg, BH, 10 %), a permutation test that respects slow waves, and
  PCMCI, the best general method for causes in time series. They get the same columns, and are told which way time runs.
- A simulated person is a best case: nobody's real diary is this regular. No public diary with known triggers exists.
"""


def main(
    arguments: Sequence[str] | None = None, *, page: Path = PAGE, efforts: tuple[Effort, Effort] = (FULL, QUICK)
) -> int:
    """Print the tables that were asked for.

    Parameters
    ----------
    arguments : of the command line.
    page : where `--write` stores them.
    efforts : the full and the quick one.
    """
    parser = argparse.ArgumentParser(prog="bench.triggers", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sections", nargs="*", default="all", choices=[*SECTIONS, "all"], metavar="SECTION")
    parser.add_argument("--quick", action="store_true", help="a fifth of the people")
    parser.add_argument("--write", action="store_true", help=f"store the tables in docs/{page.name}")
    chosen = parser.parse_args(arguments)
    names = list(SECTIONS) if "all" in chosen.sections or not chosen.sections else list(dict.fromkeys(chosen.sections))
    for name in names:
        title, build = SECTIONS[name]
        start_s = time.monotonic()
        tables = build(efforts[1 if chosen.quick else 0])
        command = f"uv run --group bench python -m bench.triggers {name}{' --quick' if chosen.quick else ''}"
        text = "\n".join([f"`{command}`\n", *(table.markdown() for table in tables)])
        sys.stdout.write(f"## {title}\n\n{text}\n")
        sys.stdout.flush()
        sys.stderr.write(f"{name}: {time.monotonic() - start_s:.0f} s\n")
        if chosen.write:
            store_sections(page, INTRODUCTION, {title: text})
    return 0


if __name__ == "__main__":
    sys.exit(main())
