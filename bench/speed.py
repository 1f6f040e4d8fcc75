"""How fast it is: each row beside its peers in one run, as a ratio.

    python -m bench.speed [emg video motion help | all] [--quick] [--write]

Every repeat runs all rows of a table one after the other, each in a fresh process; the table shows the median. This
process itself stays small, because a child's peak memory is never below that of the process that started it.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

from bench.speed_tasks import MAKERS, TASKS
from bench.tables import Table, number, store_sections

__all__ = ["CASES", "PAGE", "Case", "main"]

_ROOT = Path(__file__).resolve().parents[1]
PAGE = _ROOT / "docs" / "bench-speed.md"
_QUICK_SHARE = 1 / 6
_HELP = "from twitchwise.cli import main; main()"

INTRODUCTION = """# Speed

Each row beside its peers in one run, every one in a fresh process, medians of interleaved repeats. Wall and CPU time
are of the whole process and the children it starts (decoding runs in one), peak memory is that of the largest of them;
"work" is the time inside, without the start of Python. Where the load before the run is above the number of cores, the
wall times are those of a shared machine: compare CPU time then. Files lie in a temporary folder and are in the page
cache.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A table: the file all rows work on, and the rows, the first of which the others are compared with.

    Parameters
    ----------
    title : heading.
    file : its name, made by `maker` (a name in MAKERS; none needed when empty), lasting `seconds`.
    rows : label and task (a name in TASKS, or "help").
    """

    title: str
    file: str = ""
    maker: str = ""
    seconds: float = 0.0
    rows: tuple[tuple[str, str], ...]


CASES = {
    "emg": Case(
        title="EMG, 64 channels x 2048 Hz",
        file="long.npz",
        maker="make_emg",
        seconds=1800.0,
        rows=(
            ("twitchwise: read and measure", "measure"),
            ("scipy band-pass and find_peaks, streamed", "find_spikes"),
            ("reading the file, nothing else", "read_bytes"),
        ),
    ),
    "video": Case(
        title="Video, 1920 x 1080, 30 frames a second, H.264, 15 Mbit/s",
        file="clip.mp4",
        maker="make_clip",
        seconds=60.0,
        rows=(("twitchwise: read and measure", "measure"), ("decoding only, PyAV, same threads", "decode")),
    ),
    "motion": Case(
        title="Motion, 100 Hz, CSV",
        file="phone.csv",
        maker="make_motion",
        seconds=600.0,
        rows=(("twitchwise: read and measure", "measure"), ("numpy.loadtxt, scipy find_peaks", "load_table")),
    ),
    "help": Case(title="Start", rows=(("twitchwise --help", "help"), ("python, nothing else", "nothing"))),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    wall_s: float
    cpu_s: float
    peak_mb: float
    work_s: float


def run_case(case: Case, folder: Path, *, share: float = 1.0, repeats: int = 3) -> Table:
    """Make the file, run every row `repeats` times in turn.

    Parameters
    ----------
    share : of the full length of the file.
    """
    path = folder / (case.file or "none")
    load = _load()
    seconds = case.seconds * share
    if case.maker:
        _run_task(case.maker, path, f"{seconds:g}")
    costs: dict[str, list[_Cost]] = {label: [] for label, _ in case.rows}
    failed: dict[str, str] = {}
    for _ in range(repeats):
        for label, task in case.rows:
            if label in failed:
                continue
            try:
                costs[label].append(_run_task(task, path))
            except subprocess.CalledProcessError as error:
                failed[label] = str(error.stderr).strip().rsplit("\n", 1)[-1]
    size_mb = path.stat().st_size / 1e6 if path.exists() else 0.0
    ours = costs[case.rows[0][0]]
    rows = [_row(label, costs[label], ours) for label, _ in case.rows if costs[label]]
    columns = ("what", "wall s (fastest)", "CPU s", "work s", "peak MB", "twitchwise / this, wall", "CPU")
    about = f"{seconds:g} s, {size_mb:.0f} MB; " if case.maker else ""
    before = f"{about}{repeats} repeats; {_machine()}{load}."
    path.unlink(missing_ok=True)
    after = [f"{label} was not run: {why}." for label, why in failed.items()]
    return Table(title=case.title, columns=columns, rows=rows, before=before, after=after)


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE, cases: dict[str, Case] = CASES) -> int:
    """Print the tables that were asked for.

    Parameters
    ----------
    arguments : of the command line.
    page : where `--write` stores them.
    cases : the tables there are.
    """
    parser = argparse.ArgumentParser(prog="bench.speed", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sections", nargs="*", default="all", choices=[*cases, "all"], metavar="SECTION")
    parser.add_argument("--quick", action="store_true", help="files of a sixth of the length")
    parser.add_argument("--repeats", type=int, default=3, help="how often each row is run")
    parser.add_argument("--write", action="store_true", help=f"store the tables in docs/{page.name}")
    chosen = parser.parse_args(arguments)
    names = list(cases) if "all" in chosen.sections or not chosen.sections else list(dict.fromkeys(chosen.sections))
    share = _QUICK_SHARE if chosen.quick else 1.0
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            table = run_case(cases[name], Path(folder), share=share, repeats=chosen.repeats)
            command = f"uv run python -m bench.speed {name}{' --quick' if chosen.quick else ''}"
            sys.stdout.write(f"{table.markdown()}\n")
            sys.stdout.flush()
            if chosen.write:
                store_sections(page, INTRODUCTION, {table.title: f"`{command}`\n\n{table.markdown()}"})
    return 0


def _run_task(task: str, path: Path, *more: str) -> _Cost:
    """Run one task in a fresh process and wait for it.

    Raises
    ------
    subprocess.CalledProcessError : it failed; its last words are in `stderr`.
    """
    if task in TASKS or task in MAKERS:
        command = [sys.executable, "-m", "bench.speed_tasks", task, str(path), *more]
    else:
        command = [sys.executable, "-c", _HELP, "--help"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT / "src"), str(_ROOT)))}
    start_s = perf_counter()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
        child = subprocess.Popen(command, env=environment, stdout=said, stderr=wrong)
        _, status, used = os.wait4(child.pid, 0)
        wall_s = perf_counter() - start_s
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        wrong.seek(0)
        if child.returncode != 0:
            raise subprocess.CalledProcessError(child.returncode, command, stderr=wrong.read())
        words = said.read().split()
    return _Cost(
        wall_s=wall_s,
        cpu_s=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss / 1024.0,  # kB on Linux
        work_s=float("nan") if task == "help" else float(words[-1]),
    )


def _row(label: str, costs: list[_Cost], ours: list[_Cost]) -> tuple[str, ...]:
    wall_s, cpu_s = _medians(costs)
    own_wall_s, own_cpu_s = _medians(ours) if ours else (float("nan"), float("nan"))
    return (
        label,
        f"{wall_s:.2f} ({min(cost.wall_s for cost in costs):.2f})",
        number(cpu_s),
        number(statistics.median(cost.work_s for cost in costs)),
        f"{max(cost.peak_mb for cost in costs):.0f}",
        number(own_wall_s / wall_s),
        number(own_cpu_s / cpu_s),
    )


def _medians(costs: list[_Cost]) -> tuple[float, float]:
    return statistics.median(cost.wall_s for cost in costs), statistics.median(cost.cpu_s for cost in costs)


def _load() -> str:
    """How many others wanted the cores before the run: wall time means little where they are more than the cores."""
    return f"; load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else ""


def _machine() -> str:
    """Cores and versions; no names."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = []
    for package in ("numpy", "scipy", "av"):
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            versions.append(f"no {package}")
    return f"{cores} cores, Python {platform.python_version()}, {', '.join(versions)}"


if __name__ == "__main__":
    sys.exit(main())
