"""How well twitches are found, beside the peers on the very same samples.

    python -m bench.detection [emg emg1 motion video ultrasound false-alarms groups coverage | all] [--quick] [--write]

Prints each table; `--write` stores them in docs/bench-detection.md, where sections that were not run stay as they are.
`--quick` takes a quarter of an hour, everything in full about an hour and a half of one core.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.calibration import coverage_tables, false_alarm_tables
from bench.effort import FULL, QUICK, Effort
from bench.identity import group_tables
from bench.ladders import emg_tables, injection_tables, motion_tables, video_tables
from bench.real_clip import ultrasound_tables
from bench.sections import FiguresPage, run_sections
from bench.tables import Table

__all__ = ["PAGE", "SECTIONS", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-detection.md"

SECTIONS: dict[str, tuple[str, Callable[[Effort, Path], list[Table]]]] = {
    "emg": ("EMG, 64 channels", emg_tables),
    "emg1": ("EMG, one channel", injection_tables),
    "motion": ("A phone on a muscle", motion_tables),
    "video": ("Skin video", video_tables),
    "ultrasound": ("Ultrasound, a real clip", ultrasound_tables),
    "false-alarms": ("False alarms", false_alarm_tables),
    "groups": ("Groups", group_tables),
    "coverage": ("Intervals of the rate", coverage_tables),
}

INTRODUCTION = """# Detection

How well twitches are found, each row beside its peers on the very same samples. Units come from a bank that nothing was
tuned on; seeds are fixed. Every section names the command that prints it.

How to read the tables:

- **recall** is over true twitches outside interference; **false/min** counts every clear event without a true twitch,
  inside interference too. What twitchwise calls doubtful or rejects is neither; true twitches lost that way are counted
  under **set aside**.
- **onset error** is the median of the absolute error. The peers report a peak, not an onset, and are allowed to.
- **size bias** is the median of found over true size, less 1; empty for detectors that measure no size.
- **smallest** is what the program itself says it would have found nine times in ten (median over recordings).
- A detector that fires often hits by chance: at 59 events a minute and a tolerance of 0.2 s, a third of all twitches.
- NeuroKit2 and BioSPPy are made for bursts of activity; they are here because people reach for them.
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
    with tempfile.TemporaryDirectory() as folder:
        figures = FiguresPage(
            module="bench.detection",
            about=(__doc__ or "").partition("\n")[0],
            start="uv run --group bench python",
            quick="short recordings, few seeds",
            introduction=INTRODUCTION,
            sections={
                name: (title, partial(_in_folder, build, Path(folder))) for name, (title, build) in SECTIONS.items()
            },
        )
        return run_sections(figures, arguments, page=page, efforts=efforts)


def _in_folder(build: Callable[[Effort, Path], list[Table]], folder: Path, effort: Effort) -> list[Table]:
    return build(effort, folder)


if __name__ == "__main__":
    sys.exit(main())
