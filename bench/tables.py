"""Tables of results as markdown, and the page in docs that holds them, one section each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Table", "number", "store_sections"]

_HEADING = "\n## "


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with what a reader needs to trust it.

    Parameters
    ----------
    title : what it shows.
    columns, rows : cells are already text.
    before : what was done: worlds, seeds, tolerance.
    after : remarks on single rows.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    before: str = ""
    after: Sequence[str] = ()

    def markdown(self) -> str:
        """Lay the table out so that it also reads well as plain text."""
        widths = [max(len(row[i]) for row in (self.columns, *self.rows)) for i in range(len(self.columns))]
        lines = [f"### {self.title}", ""]
        if self.before:
            lines += [self.before, ""]
        lines += [_line(self.columns, widths), _line(tuple("-" * width for width in widths), widths)]
        lines += [_line(row, widths) for row in self.rows]
        if self.after:
            lines += ["", *(f"- {remark}" for remark in self.after)]
        return "\n".join(lines) + "\n"


def number(value: float, digits: int = 2) -> str:
    """A number as a cell: empty when there is none."""
    return "" if math.isnan(value) else f"{round(value, digits) + 0.0:.{digits}f}"  # + 0.0: no "-0"


def store_sections(page: Path, introduction: str, sections: dict[str, str]) -> None:
    """Put sections into a page of markdown; the others on it stay.

    Parameters
    ----------
    page : the file, made when absent.
    introduction : text before the first section; replaces what was there.
    sections : heading to text.
    """
    kept: dict[str, str] = {}
    if page.exists():
        for part in page.read_text(encoding="utf-8").split(_HEADING)[1:]:
            heading, _, text = part.partition("\n")
            kept[heading] = text
    kept |= sections
    body = "".join(f"{_HEADING}{heading}\n\n{text.strip()}\n" for heading, text in kept.items())
    page.write_text(introduction.rstrip() + "\n" + body, encoding="utf-8")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
