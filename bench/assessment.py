"""What a whole assessment costs, beside loading numpy in a fresh process.

    python -m bench.assessment [--repeats N] [--write]

CPU seconds, medians. Every repeat starts the processes one after the other; what runs in a running process is timed in
one of them, over all vignettes.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.exports import two_years
from bench.tables import Table, number, store_sections
from bench.vignettes import read_vignettes
from twitchwise.assessment.assess import assess
from twitchwise.desk.assessing import assess_answers
from twitchwise.desk.strength_standing import standing_of_diary
from twitchwise.intake.json_file import answers_to_json

__all__ = ["PAGE", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-assessment.md"
_INTRODUCTION = """# The assessment: speed

How soon, what it could be, what is known and what to do next, out of the answers of one person, alone and with a
diary of two years (700 days, 5,000 entries, weekly strength tests). The search for triggers is no part of it: its last
result is kept ([Triggers](bench-triggers.md)). CPU seconds, medians of interleaved repeats. The
peer is loading numpy in a fresh process, which everything with an array in it has to pay first.
"""
_PEER = "loading numpy in a fresh process"
_LATER = date(2026, 11, 1)  # within the diary of two years


def main(arguments: Sequence[str] | None = None) -> None:
    """Time every row and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE.name}")
    parser.add_argument("--inside", action="store_true", help="time what runs in a running process, and print it")
    options = parser.parse_args(arguments)
    if options.inside:
        sys.stdout.write(json.dumps(_inside()))
        return
    times: dict[str, list[float]] = {}
    for _ in range(options.repeats):
        for name, took_s in _one_round().items():
            times.setdefault(name, []).append(took_s)
    peer_s = statistics.median(times[_PEER])
    rows = [
        (name, number(statistics.median(took), 3), number(statistics.median(took) / peer_s, 1))
        for name, took in times.items()
    ]
    table = Table(title="One person", columns=("what", "CPU s", "times the peer"), rows=rows)
    sys.stdout.write(table.markdown())
    if options.write:
        store_sections(PAGE, _INTRODUCTION, {"Time": table.markdown()})


def _one_round() -> dict[str, float]:
    with TemporaryDirectory(prefix="twitchwise-bench-") as folder:
        file = Path(folder) / "answers.json"
        file.write_text(answers_to_json(read_vignettes()[0].answers), encoding="utf-8")
        inside = json.loads(_run("-m", "bench.assessment", "--inside"))
        return {
            **inside,
            "`twitchwise assess --intake FILE`, start of Python included": _cpu_of(
                "-m", "twitchwise", "assess", "--intake", str(file)
            ),
            "the same with `--json`": _cpu_of("-m", "twitchwise", "assess", "--json", "--intake", str(file)),
            _PEER: _cpu_of("-c", "import numpy"),
        }


def _inside() -> dict[str, float]:
    answers = [vignette.answers for vignette in read_vignettes()]
    first_s = _cpu(lambda: assess_answers(answers[0]))
    several = [_cpu(lambda each=each: assess_answers(each)) for each in answers]  # type: ignore[misc]
    diary = two_years()
    strength = standing_of_diary(diary, today=_LATER)
    assess(answers[0], today=_LATER, diary=diary, strength=strength)
    return {
        "answers alone, the first in a process (libraries are read)": first_s,
        "answers alone, median of the vignettes": statistics.median(several),
        "answers alone, slowest of the vignettes": max(several),
        "answers and two years of diary": _cpu(
            lambda: assess(answers[0], today=_LATER, diary=diary, strength=standing_of_diary(diary, today=_LATER))
        ),
    }


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _cpu_of(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
