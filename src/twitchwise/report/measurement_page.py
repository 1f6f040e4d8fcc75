"""The page of one measurement: a single file that opens anywhere, without network and without script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart, unit_sign
from twitchwise.charts.intervals import draw_intervals
from twitchwise.charts.place_map import draw_place_map
from twitchwise.charts.render import render_svg
from twitchwise.charts.timeline import draw_timeline
from twitchwise.charts.whole_file import write_whole
from twitchwise.evidence.lookup import cite
from twitchwise.report.pages import fill_page
from twitchwise.report.words import REASON_PHRASES, RESULT_FACTS, describe
from twitchwise.twitches.model import Measurement

__all__ = ["ROWS_MOST", "Figure", "draw_figures", "measurement_page", "write_measurement_page"]

ROWS_MOST = 200
"""So many lines has a table on the page; it is for reading. All of it is in twitches.csv."""

_CAPTIONS = {
    "timeline": "Above, the signal where it twitched most. Below, one mark per twitch; shaded time was left out.",
    "map": "Mean size of the clear twitches at every place.",
    "intervals": "How long from one clear twitch to the next. Pairs 10 to 110 ms apart are called doublets.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart drawn twice: for a phone and for a desk.

    Parameters
    ----------
    id : "timeline", "map" or "intervals".
    title, caption : in words.
    narrow, wide : SVG of ours.
    """

    id: str
    title: str
    caption: str
    narrow: Markup
    wide: Markup


def measurement_page(
    measurement: Measurement, *, magnified: str | None = None, figures: Sequence[Figure] | None = None
) -> str:
    """The page as HTML.

    Parameters
    ----------
    measurement : what to show.
    magnified : file name of the magnified clip beside the page, if there is one.
    figures : its charts, where they are drawn already.
    """
    site = measurement.options.site
    return fill_page(
        "measurement.html",
        result=describe(measurement),
        recording=measurement.recording,
        site=site.name if site is not None else None,
        started=_day_and_time(measurement.recording.started_at_utc),
        unit=unit_sign(measurement.unit),
        figures=draw_figures(measurement) if figures is None else figures,
        magnified=magnified,
        twitches=measurement.twitches[:ROWS_MOST],
        n_more=max(len(measurement.twitches) - ROWS_MOST, 0),
        rejected=measurement.rejected[:ROWS_MOST],
        n_more_rejected=max(len(measurement.rejected) - ROWS_MOST, 0),
        phrases=REASON_PHRASES,
        sources=list(dict.fromkeys(cite(fact) for fact in RESULT_FACTS)),
    )


def write_measurement_page(measurement: Measurement, path: Path, *, magnified: str | None = None) -> None:
    """Write the page as one self-contained HTML file, whole or not at all.

    Parameters
    ----------
    measurement : what to show.
    path : where to; an existing file is replaced.
    magnified : file name of the magnified clip beside the page, if there is one.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    write_whole(path, measurement_page(measurement, magnified=magnified))


def _day_and_time(instant: str | None) -> str:
    """An ISO 8601 instant in UTC as "2026-11-20 18:30 UTC"."""
    return f"{instant[:10]} {instant[11:16]} UTC" if instant else ""


def draw_figures(measurement: Measurement) -> list[Figure]:
    """Every chart of a measurement that has something to show, to stand inside a page."""
    draw: dict[str, Callable[[int], Chart | None]] = {
        "timeline": lambda width: draw_timeline(measurement, width=width),
        "map": lambda width: draw_place_map(measurement, width=width),
        "intervals": lambda width: draw_intervals(measurement, width=width),
    }
    figures = []
    for name, drawn in draw.items():
        narrow, wide = drawn(NARROW_PX), drawn(WIDE_PX)
        if narrow is not None and wide is not None:
            figures.append(
                Figure(
                    id=name,
                    title=wide.title,
                    caption=_CAPTIONS[name],
                    # Safe: drawn by our own renderer, which escapes every text it is given.
                    narrow=Markup(render_svg(narrow, on_page=True)),
                    wide=Markup(render_svg(wide, on_page=True)),
                )
            )
    return figures
