"""How fast a diary is written out, and read back, beside the models of `fhir.resources` in the same run.

    python -m bench.exports [--repeats N] [--write]

The diary is that of two years: 700 answered days, 5,000 entries of the kinds a FHIR document carries. Every repeat runs
all rows one after the other, each in a fresh process; the table shows the median of the CPU time inside, without the
start of Python and the imports. The peer is given the finished parts of the same document: it only builds its models
and writes them.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.tables import Table, number, store_sections
from twitchwise.body import all_sites
from twitchwise.clock import parse_instant
from twitchwise.desk.doctor import DoctorWishes, gather_doctor_page
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Questionnaire,
    RecordingMeasured,
    TestResult,
    TwitchesNoticed,
)
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.estimate import Estimate
from twitchwise.exchange.archive import archive_text, read_archive
from twitchwise.exchange.fhir.bundle import FhirOptions, document_bundle, document_text
from twitchwise.exchange.fhir.reading import FHIR
from twitchwise.exchange.model import ImportFile
from twitchwise.exchange.tables.reading import TABLES
from twitchwise.exchange.tables.writing import diary_tables
from twitchwise.report.doctor_page import doctor_pdf

__all__ = ["N_DAYS", "N_ENTRIES", "PAGE", "TASKS", "main", "two_years"]

N_DAYS = 700
N_ENTRIES = 5000
PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-exports.md"
_ZONE = "Europe/Berlin"
_FIRST = date(2024, 12, 1)
_NOW = parse_instant("2026-11-22T09:30:00Z")
_OPTIONS = FhirOptions(person=uuid.UUID(int=1), written_at=_NOW, version="bench")
_SITES = all_sites()[:12]

INTRODUCTION = f"""# Exports: speed

A diary of {N_DAYS} answered days and {N_ENTRIES:,} entries, drawn with a fixed seed: evening answers, noticings at
{len(_SITES)} sites, sleep and coffee, weekly strength tests and recordings, a GAD-7 every two weeks. CPU time inside a
fresh process, without the start of Python and the imports; medians of interleaved repeats. The peer gets the parts of
the document finished, as plain dicts, and only builds its models and writes them as JSON; building them checks them,
which the product does in its tests instead.
"""


def two_years(seed: int = 1) -> Diary:
    """The diary of somebody who has kept it for two years."""
    rng = np.random.default_rng(seed)
    entries: list[Entry] = []
    for day in (_FIRST + timedelta(days=n) for n in range(N_DAYS)):
        entries += _day(day, rng)
    for number_ in range(N_ENTRIES - len(entries)):
        entries.append(_noticing(_FIRST + timedelta(days=number_ % N_DAYS), rng))
    return Diary(entries=tuple(sorted(entries, key=lambda entry: entry.when.local)), rule=DayRule(zone=_ZONE))


def _day(day: date, rng: np.random.Generator) -> list[Entry]:
    evening = _at(day, 21)
    noticed = [_noticing(day, rng) for _ in range(rng.integers(0, 4))]
    answer = Answer.NOTICED if noticed else Answer.NOTHING_NOTICED
    entries: list[Entry] = [DayAnswer(entry_id=_name(rng), when=evening, day=day, answer=answer), *noticed]
    for kind, amount in ((ExposureKind.SLEEP, rng.normal(7, 1)), (ExposureKind.CAFFEINE, 90.0 * rng.integers(0, 4))):
        entries.append(
            Exposure(entry_id=_name(rng), when=evening, kind=kind, amount=round(float(amount), 1), is_day_total=True)
        )
    if day.weekday() == 6:
        entries += _week(day, rng)
    return entries


def _week(day: date, rng: np.random.Generator) -> list[Entry]:
    morning = _at(day, 10)
    scores = [
        TestResult(
            entry_id=_name(rng), when=morning, test=test, side=side, score=float(rng.integers(15, 30)),
            unit="repetitions", session=day.isoformat(), felt=int(rng.integers(0, 10)),
        )
        for test in ("heel-raise", "foot-taps")
        for side in ("left", "right")
    ]  # fmt: skip
    rate = Estimate(value=2.0, low=1.3, high=3.0, level=0.95, n=20, method="mid-P Poisson", unit="per min")
    measured = RecordingMeasured(
        entry_id=_name(rng), when=morning, site=_SITES[0], recording_kind="motion", sha256=_name(rng) * 2,
        n_twitches=20, analysed_min=10.0, rate_per_min=rate,
    )  # fmt: skip
    answers = tuple(int(answer) for answer in rng.integers(0, 4, 7))
    worry = Questionnaire(entry_id=_name(rng), when=morning, name="gad-7", answers=answers, score=float(sum(answers)))
    return [*scores, measured, *([worry] if day.isocalendar().week % 2 else [])]


def _noticing(day: date, rng: np.random.Generator) -> TwitchesNoticed:
    site = _SITES[rng.integers(len(_SITES))]
    return TwitchesNoticed(entry_id=_name(rng), when=_at(day, 20), site=site, count=int(rng.integers(1, 40)))


def _at(day: date, hour: int) -> Moment:
    return Moment(local=datetime(day.year, day.month, day.day, hour), zone=_ZONE)


def _name(rng: np.random.Generator) -> str:
    return bytes(rng.integers(0, 256, 16, dtype=np.uint8)).hex()


def _write_fhir(diary: Diary, _folder: Path) -> Callable[[], object]:
    return lambda: document_text(diary, _OPTIONS)


def _write_with_models(diary: Diary, _folder: Path) -> Callable[[], object]:
    from fhir.resources.R4B.bundle import Bundle

    bundle = document_bundle(diary, _OPTIONS)
    Bundle.model_validate({**bundle, "entry": bundle["entry"][:50]})  # its classes are loaded on first use
    return lambda: Bundle.model_validate(bundle).model_dump_json()


def _read_fhir(diary: Diary, folder: Path) -> Callable[[], object]:
    path = folder / "bundle.json"
    path.write_text(document_text(diary, _OPTIONS), encoding="utf-8")
    return lambda: FHIR.read(ImportFile(path=path, import_id="bench"))


def _write_archive(diary: Diary, _folder: Path) -> Callable[[], object]:
    return lambda: "".join(archive_text(diary, _NOW))


def _read_archive(diary: Diary, folder: Path) -> Callable[[], object]:
    path = folder / "archive.json"
    path.write_text("".join(archive_text(diary, _NOW)), encoding="utf-8")
    return lambda: read_archive(path)


def _write_tables(diary: Diary, _folder: Path) -> Callable[[], object]:
    return lambda: list(diary_tables(diary, _NOW))


def _read_tables(diary: Diary, folder: Path) -> Callable[[], object]:
    for file in diary_tables(diary, _NOW):
        (folder / file.name).write_text(file.text, encoding="utf-8", newline="")
    return lambda: TABLES.read(ImportFile(path=folder, import_id="bench"))


def _doctor_page(diary: Diary, _folder: Path) -> Callable[[], object]:
    wishes = DoctorWishes(with_gad7=True, with_days=True)
    doctor_pdf(gather_doctor_page(Diary(), wishes, today=_FIRST))  # the typesetter is loaded on first use
    return lambda: doctor_pdf(gather_doctor_page(diary, wishes, today=_NOW.date()))


TASKS: dict[str, Callable[[Diary, Path], Callable[[], object]]] = {
    "twitchwise: FHIR document as text": _write_fhir,
    "fhir.resources 8, the same document": _write_with_models,
    "twitchwise: FHIR document read back": _read_fhir,
    "twitchwise: archive as text": _write_archive,
    "twitchwise: archive read back": _read_archive,
    "twitchwise: tables as text": _write_tables,
    "twitchwise: tables read back": _read_tables,
    "twitchwise: the doctor's page with its strip of days, PDF": _doctor_page,
}
"""Label of a row -> what makes ready, and gives back what is timed."""


def _run_task(name: str) -> None:
    """In a process of its own: times one task and prints it."""
    import resource

    diary = two_years()
    with TemporaryDirectory(prefix="twitchwise-bench-") as folder:
        work = TASKS[name](diary, Path(folder))
        began = time.process_time()
        work()
        took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_s": took, "peak_mb": peak}))


def _timed(name: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.exports", "--task", name], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    return float(told["cpu_s"]), float(told["peak_mb"])


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> None:
    """Runs every row, prints the table, and stores it in docs when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--task", choices=TASKS)
    chosen = parser.parse_args(arguments)
    if chosen.task:
        _run_task(chosen.task)
        return
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in TASKS}
    for _ in range(chosen.repeats):
        for name in TASKS:
            runs[name].append(_timed(name))
    first = statistics.median(cpu for cpu, _peak in next(iter(runs.values())))
    rows = []
    for name, several in runs.items():
        median = statistics.median(cpu for cpu, _peak in several)
        peak = max(peak for _cpu, peak in several)
        rows.append(
            (name, number(median), number(min(cpu for cpu, _peak in several)), number(peak, 0), number(first / median))
        )
    bundle = document_bundle(two_years(), _OPTIONS)
    size = len(document_text(two_years(), _OPTIONS).encode()) / 1e6
    table = Table(
        title="Two years",
        columns=("what", "CPU s", "fastest", "peak MB", "FHIR document / this, CPU"),
        rows=rows,
        before=f"{chosen.repeats} repeats; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; Python "
        f"{platform.python_version()}, fhir.resources {version('fhir.resources')}. The document has "
        f"{len(bundle['entry']):,} resources and {size:.1f} MB.",
    )
    print(table.markdown())
    if chosen.write:
        store_sections(page, INTRODUCTION, {"Writing and reading": f"`python -m bench.exports`\n\n{table.markdown()}"})


if __name__ == "__main__":
    main()
