"""How often home tests alarm healthy people, how soon they see a true fall, and how often they reassure wrongly.

    python -m bench.strength [SECTION ...] [--quick] [--write]

Sections: healthy falls excluded weak intervals shapes speed. Prints each table; `--write` stores them in
docs/bench-strength.md, where sections that were not run stay as they are. Everything in full takes about a quarter of
an hour of one core; `--quick` a fifth of that.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.sections import FiguresPage, run_sections
from bench.strength_effort import FULL, QUICK, Effort
from bench.strength_single import interval_tables, shape_tables, speed_tables
from bench.strength_tables import excluded_tables, fall_tables, healthy_tables, weak_tables
from bench.tables import Table

__all__ = ["PAGE", "SECTIONS", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-strength.md"

SECTIONS: dict[str, tuple[str, Callable[[Effort], list[Table]]]] = {
    "healthy": ("False alarms", healthy_tables),
    "falls": ("True falls", fall_tables),
    "excluded": ("What is called unlikely", excluded_tables),
    "weak": ("Already weak at the start", weak_tables),
    "intervals": ("Intervals and forecasts", interval_tables),
    "shapes": ("Shapes", shape_tables),
    "speed": ("Time", speed_tables),
}

INTRODUCTION = """# Strength

How often the [trend of home tests](method-strength.md) alarms healthy people, how soon it sees a true fall, and how
often it reassures somebody who truly falls; beside three usual rules on the very same simulated people. The
[people](method-simulator.md#people-who-test-their-strength) are not drawn from the model that judges them; the worlds
were written before any threshold was chosen, and thresholds were chosen on other people than those of these tables.

How to read the tables:

- **a fall** is what is said when two tests of one region agree, each at two sessions running. Somebody is counted who
  hears it at any session of the time, though it may be taken back later.
- **below the first score by the MDC95**, **below the baseline band** (mean of four sessions, 1.96 errors) and **weekly
  slope p < .05** are looked at after every session too, and alarm when any single test does.
- A week is the number of the session's week, the first being 1.
- A simulated person is a best case: falls are linear from the first day, all tests of the region fall alike, and
  nobody tries harder when afraid. No public set of weekly home tests of people with ALS exists.
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
        module="bench.strength",
        about=(__doc__ or "").partition("\n")[0],
        start="uv run python",
        quick="a fifth of the people",
        introduction=INTRODUCTION,
        sections=SECTIONS,
    )
    return run_sections(figures, arguments, page=page, efforts=efforts)


if __name__ == "__main__":
    sys.exit(main())
