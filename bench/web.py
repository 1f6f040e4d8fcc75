"""How fast the app answers, how large its first page is, and whether twenty people at once lose anything.

    python -m bench.web [pages load | all] [--minutes 5] [--write]

The server is a process of its own with a diary of two years: 700 answered days, 5,000 entries (bench.exports), an
answered intake. Times are taken at the client over the loopback address, CPU times of the server process beside them:
under load from elsewhere compare those.
"""

import argparse
import csv
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench.exports import two_years
from bench.tables import Table, number, store_sections
from twitchwise.desk.diary_place import open_diary

__all__ = ["PAGE", "main"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench-web.md"
_ROOT = Path(__file__).resolve().parents[1]
_PAGES = (
    "/", "/more", "/measure", "/why", "/why/now?site=left-triceps", "/why/questions", "/why/answers", "/why/triggers",
    "/why/trial", "/strength", "/strength/session", "/strength/before", "/spread", "/calm", "/doctor", "/evidence",
    "/evidence/claims", "/evidence/how", "/import", "/log", "/settings", "/settings/erase",
    "/api/v1/look-back?site=left-triceps", "/api/v1/assessment", "/api/v1/strength", "/api/v1/worry",
)  # fmt: skip
_REPEATS = 15
_MEDIAN_MS, _HEAVIEST_MS = 50.0, 150.0

INTRODUCTION = """# The app: speed and load

A diary of two years (700 answered days, 5,000 entries, weekly strength tests), the server a process of its own. Times
are medians at the client over the loopback address, CPU times those of the server process; where the load before the
run is above the number of cores, compare CPU times. Heavy results (assessment, strength, triggers) are worked out once
for each change of the diary, behind the page: the first column is after that, as a person clicking around meets it.

What is written makes the server read only what has changed, and work out only what was made from that; of what is
being worked out only the newest is made, however many ask. How soon someone should look is never left for later. As
soon as the server listens it opens the pages that need most, once: the first time of the first row is met in that
moment, with everything still to be loaded.
"""

_SERVE = """
import sys
from pathlib import Path
from twitchwise.web.serving import serve_pages
from twitchwise.web.settings import WebSettings
folder = Path(sys.argv[1])
settings = WebSettings(work=folder / "work", diary=folder / "diary.sqlite")
serve_pages(settings, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Server:
    """A running server."""

    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return content

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="How fast the app answers.")
    parser.add_argument("parts", nargs="*", default=["all"])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--write", action="store_true", help=f"store the tables in {PAGE.name}")
    chosen = parser.parse_args(arguments)
    sections = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_diary(folder)
        if {"all", "pages"} & set(chosen.parts):
            with _serving(folder) as server:
                sections["Pages"] = _pages(server)
        if {"all", "load"} & set(chosen.parts):
            sections["Twenty people at once"] = _load(folder, minutes=chosen.minutes)
    for text in sections.values():
        print(text, "\n")
    if chosen.write:
        store_sections(PAGE, INTRODUCTION, sections)


def _write_diary(folder: Path) -> None:
    (folder / "work").mkdir()
    with open_diary(folder / "diary.sqlite") as store:
        diary = two_years()
        store.set_rule(diary.rule)
        store.add(diary.entries)


@contextmanager
def _serving(folder: Path) -> Iterator[_Server]:
    command = [sys.executable, "-c", _SERVE, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        yield _Server(process=process, port=int(address.rstrip("/").rpartition(":")[2]))
    finally:
        process.terminate()
        process.wait(30)


def _pages(server: _Server) -> str:
    load = os.getloadavg()[0]
    rows, medians = [], []
    for path in _PAGES:
        began = time.perf_counter()
        content = server.get(path)
        first_ms = 1000 * (time.perf_counter() - began)
        time.sleep(0.5)  # what is worked out behind the page
        _settle(server)
        server.get(path)
        times, cpu = [], server.cpu_s()
        for _ in range(_REPEATS):
            began = time.perf_counter()
            server.get(path)
            times.append(1000 * (time.perf_counter() - began))
        cpu_ms = 1000 * (server.cpu_s() - cpu) / _REPEATS
        medians.append(statistics.median(times))
        rows.append(
            (path, number(medians[-1], 1), number(cpu_ms, 1), number(first_ms, 0), number(len(content) / 1e3, 1))
        )
    table = Table(
        title=f"Median over all pages {statistics.median(medians):.1f} ms, the heaviest {max(medians):.1f} ms",
        columns=("address", "median ms", "CPU ms", "first time ms", "kB"),
        rows=rows,
        before=(
            f"To reach: median {_MEDIAN_MS:.0f} ms, heaviest {_HEAVIEST_MS:.0f} ms. {_REPEATS} requests "
            f"each; {os.cpu_count()} cores, Python {platform.python_version()}; load {load:.1f} before the run."
        ),
    )
    return f"`uv run --group bench python -m bench.web pages`\n\n{table.markdown()}"


def _settle(server: _Server) -> None:
    """Waits until the server rests, for a minute at most."""
    until, last, n_quiet = time.monotonic() + 60, server.cpu_s(), 0
    while time.monotonic() < until and n_quiet < 3:  # under load from elsewhere a busy server may stand still a while
        time.sleep(0.2)
        now = server.cpu_s()
        n_quiet = n_quiet + 1 if now - last < 0.02 else 0
        last = now


def _load(folder: Path, *, minutes: float) -> str:
    load = os.getloadavg()[0]
    kept = folder / "kept.txt"
    with _serving(folder) as server:
        before = server.cpu_s()
        command = [
            sys.executable, "-m", "locust", "-f", str(_ROOT / "bench" / "web_load.py"), "--headless", "-u", "20",
            "-r", "5", "-t", f"{60 * minutes:.0f}s", "--host", f"http://127.0.0.1:{server.port}",
            "--csv", str(folder / "load"), "--only-summary",
        ]  # fmt: skip
        subprocess.run(command, check=False, env=os.environ | {"TWITCHWISE_LOAD_KEPT": str(kept)}, cwd=_ROOT)
        cpu_s = server.cpu_s() - before
    accepted = set(kept.read_text(encoding="utf-8").split()) if kept.exists() else set()
    with open_diary(folder / "diary.sqlite") as store:
        there = {each.entry_id for each in store.load().entries}
    with (folder / "load_stats.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (
                each["Name"],
                each["Request Count"],
                each["Failure Count"],
                each["50%"],
                each["95%"],
                number(float(each["Max Response Time"]), 0),
            )
            for each in csv.DictReader(file)
        ]
    failures = sum(int(row[2]) for row in rows if row[0] != "Aggregated")
    table = Table(
        title=f"{len(accepted)} entries accepted, {len(accepted - there)} lost, {failures} requests failed",
        columns=("address", "requests", "failures", "median ms", "95 % ms", "longest ms"),
        rows=rows,
        before=(
            f"locust, 20 people for {minutes:g} minutes, a page or an entry every one to three seconds each; "
            f"the server took {cpu_s:.0f} s of CPU; {os.cpu_count()} cores shared with locust; load {load:.1f} before "
            f"the run, {os.getloadavg()[0]:.1f} at its end."
        ),
    )
    return f"`uv run --group bench python -m bench.web load`\n\n{table.markdown()}"


if __name__ == "__main__":
    main()
