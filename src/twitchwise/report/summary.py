"""Several recordings at a glance: a table as a page and as comma-separated text."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.charts.whole_file import write_whole
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.figures import say_count, say_size, say_span
from twitchwise.report.pages import fill_page
from twitchwise.report.result_json import safe_cell, to_object
from twitchwise.report.result_schema import EstimateObject, SizeObject
from twitchwise.report.words import describe
from twitchwise.twitches.model import Measurement

__all__ = ["SummaryRow", "summary_rows", "write_summary"]

_COLUMNS = (
    "file",
    "sha256",
    "kind",
    "seen",
    "rate_per_min",
    "rate_low",
    "rate_high",
    "smallest_detectable",
    "unit",
    "analysed_s",
    "duration_s",
    "n_twitches",
    "problems",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """One recording in the table, every cell ready to be read.

    Parameters
    ----------
    file : name of the recording.
    result : the headline.
    smallest : the smallest twitch it could have shown, or why that is not known.
    analysed : time analysed of time recorded.
    problems : what was wrong, in one line.
    page : address of the recording's own page, relative to the summary, if there is one.
    """

    file: str
    result: str
    smallest: str
    analysed: str
    problems: str
    page: str | None = None


def summary_rows(
    measurements: Sequence[Measurement], *, pages: Sequence[str | None] | None = None
) -> tuple[SummaryRow, ...]:
    """One row per measurement, in the order given; for the page and the terminal.

    Parameters
    ----------
    measurements : what to sum up.
    pages : address of each one's own page, or None for no links.
    """
    found = pages if pages is not None else [None] * len(measurements)
    return tuple(_row(measurement, page) for measurement, page in zip(measurements, found, strict=True))


def write_summary(
    measurements: Sequence[Measurement], folder: Path, *, pages: Sequence[str | None] | None = None
) -> None:
    """Write summary.csv and summary.html into `folder`.

    Parameters
    ----------
    measurements : at least one.
    folder : where to; made when absent.
    pages : address of each one's own page, relative to `folder`.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for measurement in measurements:
        writer.writerow([safe_cell(cell) for cell in _cells(measurement)])
    write_whole(folder / "summary.csv", table.getvalue())
    n_seen = sum(measurement.seen for measurement in measurements)
    page = fill_page(
        "summary.html",
        headline=f"Twitches seen in {n_seen} of {say_count(len(measurements), 'recording')}",
        caution=describe(min(measurements, key=lambda one: one.seen)).caution,
        rows=summary_rows(measurements, pages=pages),
    )
    write_whole(folder / "summary.html", page)


def _row(measurement: Measurement, page: str | None) -> SummaryRow:
    smallest = measurement.smallest_detectable
    strict = measurement.strict
    headline = describe(measurement).headline
    return SummaryRow(
        file=measurement.recording.name,
        result=f"{headline}: {strict.reason}" if isinstance(strict, NotMeasurable) else headline,
        smallest=say_size(smallest.value, smallest.unit) if isinstance(smallest, Estimate) else smallest.reason,
        analysed=f"{say_span(measurement.analysed_s)} of {say_span(measurement.recording.duration_s)}",
        problems="; ".join(problem.what for problem in measurement.problems) or "none",
        page=page,
    )


def _cells(measurement: Measurement) -> list[object]:
    found = to_object(measurement)
    strict, smallest = found.rate_per_min.strict, found.smallest_detectable
    rate = [strict.value, strict.low, strict.high] if isinstance(strict, EstimateObject) else ["", "", ""]
    return [
        found.recording.name,
        found.recording.sha256,
        found.recording.kind,
        found.seen,
        *rate,
        smallest.value if isinstance(smallest, SizeObject) else "",
        found.recording.unit,
        found.analysed_s,
        found.recording.duration_s,
        len(found.twitches),
        "; ".join(problem.what for problem in found.problems),
    ]
