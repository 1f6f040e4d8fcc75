"""How well triggers are found, beside what other trackers do, on the same simulated diaries.

    python -m bench.triggers [SECTION ...] [--quick] [--write]

Sections: power null calibration coverage robustness speed evidence chains. Prints each table; `--write` stores them in
docs/bench-triggers.md, where sections that were not run stay as they are. Everything in full takes about two hours of
one core, of which PCMCI and the chains are the half; `--quick` a fifth of that.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.sections import FiguresPage, run_sections
from bench.tables import Table
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
    figures = FiguresPage(
        module="bench.triggers",
        about=(__doc__ or "").partition("\n")[0],
        start="uv run --group bench python",
        quick="a fifth of the people",
        introduction=INTRODUCTION,
        sections=SECTIONS,
    )
    return run_sections(figures, arguments, page=page, efforts=efforts)


if __name__ == "__main__":
    sys.exit(main())
