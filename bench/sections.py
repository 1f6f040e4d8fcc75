"""A page of figures run section by section: what is asked for is made, printed, and stored when wished."""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bench.tables import Table, store_sections

__all__ = ["FiguresPage", "run_sections"]

_EffortT = TypeVar("_EffortT")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage(Generic[_EffortT]):
    """A page of docs whose sections are made by programs.

    Parameters
    ----------
    module : that makes it, "bench.triggers".
    about : one line on what it shows.
    start : what stands before `python -m` in the commands that the page names.
    quick : what `--quick` leaves out.
    introduction : text before the first section.
    sections : heading and tables by the name of the section.
    """

    module: str
    about: str
    start: str
    quick: str
    introduction: str
    sections: Mapping[str, tuple[str, Callable[[_EffortT], list[Table]]]]


def run_sections(
    figures: FiguresPage[_EffortT],
    arguments: Sequence[str] | None,
    *,
    page: Path,
    efforts: tuple[_EffortT, _EffortT],
) -> int:
    """Prints the tables that were asked for; the exit status, 1 when a section could not be run.

    Parameters
    ----------
    figures : the page.
    arguments : of the command line.
    page : where `--write` stores them.
    efforts : the full and the quick one.
    """
    sections = figures.sections
    parser = argparse.ArgumentParser(prog=figures.module, description=figures.about)
    parser.add_argument("sections", nargs="*", default="all", choices=[*sections, "all"], metavar="SECTION")
    parser.add_argument("--quick", action="store_true", help=figures.quick)
    parser.add_argument("--write", action="store_true", help=f"store the tables in docs/{page.name}")
    chosen = parser.parse_args(arguments)
    names = list(sections) if "all" in chosen.sections or not chosen.sections else list(dict.fromkeys(chosen.sections))
    status = 0
    for name in names:
        title, build = sections[name]
        start_s = time.monotonic()
        try:
            tables = build(efforts[1 if chosen.quick else 0])
        except FileNotFoundError as error:  # a real recording is missing; the other sections can do without
            sys.stderr.write(f"{name}: not run, {error}\n")
            status = 1
            continue
        command = f"{figures.start} -m {figures.module} {name}{' --quick' if chosen.quick else ''}"
        text = "\n".join([f"`{command}`\n", *(table.markdown() for table in tables)])
        sys.stdout.write(f"## {title}\n\n{text}\n")
        sys.stdout.flush()
        sys.stderr.write(f"{name}: {time.monotonic() - start_s:.0f} s\n")
        if chosen.write:
            store_sections(page, figures.introduction, {title: text})
    return status
