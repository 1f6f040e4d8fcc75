"""What a page says of one measurement, written down beside it, so that showing it needs no measuring and no drawing."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.charts.chart import WIDE_PX, unit_sign
from twitchwise.charts.render import render_svg
from twitchwise.charts.timeline import draw_timeline
from twitchwise.charts.whole_file import write_whole
from twitchwise.charts.zoom import draw_zoomable_timeline
from twitchwise.desk.measuring import Measured
from twitchwise.errors import InputError, Problem
from twitchwise.evidence.lookup import cite
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.details import Detail
from twitchwise.report.measurement_page import ROWS_MOST, Figure, draw_figures, measurement_page
from twitchwise.report.result_json import to_json, twitches_csv
from twitchwise.report.words import REASON_PHRASES, RESULT_FACTS, describe
from twitchwise.twitches.model import Reason

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["FigureWords", "LeftOut", "MeasuredPage", "ShownEvent", "read_page", "write_page"]

_PAGE = "page.json"
_TIMELINE = "timeline.json"
_LONG_PX_S = 40  # of the wide timeline: a twitch of a tenth of a second is then told from its neighbour
_LONG_MOST_PX = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """One line of a table: a twitch, or what was not counted."""

    onset_s: float
    duration_s: float
    size: float
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch of time that was left out, and why."""

    start_s: float
    end_s: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """A chart's name and what stands beside it; the drawings lie in files of their own."""

    id: str
    title: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPage:
    """Everything that is said of a measurement.

    Parameters
    ----------
    headline, sentences, caution, details : as `PlainResult` has them.
    problems : what was wrong with the recording.
    name, kind : of the recording.
    site_id : the muscle, if it was said.
    is_playable : the clip itself can be shown by any browser.
    width, height : of the picture, px, for a video.
    duration_s : of the recording, s.
    has_rate : there was a second in which a twitch could have been seen.
    unit : sign of the unit of sizes.
    twitches, set_aside : the first of them.
    n_twitches, n_set_aside : all of them.
    left_out : the stretches that were left out.
    figures : the charts that are there.
    has_long_timeline : there is one that is wider than the page.
    sources : behind the words.
    """

    headline: str
    sentences: tuple[str, ...]
    caution: str
    details: tuple[Detail, ...]
    problems: tuple[Problem, ...]
    name: str
    kind: RecordingKind
    site_id: str | None
    is_playable: bool
    width: int | None
    height: int | None
    duration_s: float
    has_rate: bool
    unit: str
    twitches: tuple[ShownEvent, ...]
    n_twitches: int
    set_aside: tuple[ShownEvent, ...]
    n_set_aside: int
    left_out: tuple[LeftOut, ...]
    figures: tuple[FigureWords, ...]
    has_long_timeline: bool
    sources: tuple[str, ...]


def write_page(found: Measured, folder: Path) -> None:
    """Writes page.json with its charts, and what `twitchwise measure --out` writes of a recording without its clip.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    measurement = found.measurement
    figures = draw_figures(measurement)
    for figure in figures:
        write_whole(folder / f"{figure.id}-narrow.svg", figure.narrow)
        write_whole(folder / f"{figure.id}-wide.svg", figure.wide)
    long_px = min(int(_LONG_PX_S * measurement.recording.duration_s), _LONG_MOST_PX)
    has_long = long_px > WIDE_PX
    if has_long:
        write_whole(folder / "timeline-long.svg", render_svg(draw_timeline(measurement, width=long_px), on_page=True))
    write_whole(folder / _TIMELINE, json.dumps(draw_zoomable_timeline(measurement).description))
    write_whole(folder / "index.html", measurement_page(measurement, figures=figures))
    write_whole(folder / "twitches.csv", twitches_csv(measurement))
    page = _page_of(found, figures, has_long=has_long)
    write_whole(folder / _PAGE, _pages().dump_json(page).decode())
    write_whole(folder / "result.json", to_json(measurement) + "\n")


def read_page(folder: Path) -> MeasuredPage:
    """What `write_page` wrote.

    Raises
    ------
    InputError
        It is not there, or an older version wrote it.
    """
    try:
        return _pages().validate_json((folder / _PAGE).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            what="the result is not there any more", where="this recording", remedy="measure it once more"
        ) from error


def _page_of(found: Measured, figures: list[Figure], *, has_long: bool) -> MeasuredPage:
    measurement, clip = found.measurement, found.recording.clip
    result = describe(measurement)
    site = measurement.options.site
    return MeasuredPage(
        headline=result.headline,
        sentences=result.sentences,
        caution=result.caution,
        details=result.details,
        problems=measurement.problems,
        name=measurement.recording.name,
        kind=measurement.recording.kind,
        site_id=None if site is None else site.id,
        is_playable=measurement.recording.format == "H.264 in mp4" or measurement.recording.format.endswith("in webm"),
        width=None if clip is None else clip.width,
        height=None if clip is None else clip.height,
        duration_s=measurement.recording.duration_s,
        has_rate=measurement.analysed_s > 0,
        unit=unit_sign(measurement.unit),
        twitches=tuple(
            ShownEvent(
                onset_s=twitch.onset_s,
                duration_s=twitch.duration_s,
                size=twitch.amplitude,
                place=twitch.place.label,
                words=_sure(twitch.certainty.value, twitch.doubt),
            )
            for twitch in measurement.twitches[:ROWS_MOST]
        ),
        n_twitches=len(measurement.twitches),
        set_aside=tuple(
            ShownEvent(
                onset_s=each.onset_s,
                duration_s=each.duration_s,
                size=each.amplitude,
                place="" if each.place is None else each.place.label,
                words=REASON_PHRASES[each.reason],
            )
            for each in measurement.rejected[:ROWS_MOST]
        ),
        n_set_aside=len(measurement.rejected),
        left_out=tuple(
            LeftOut(start_s=span.start_s, end_s=span.end_s, words=REASON_PHRASES[span.reason])
            for span in measurement.excluded[:ROWS_MOST]
        ),
        figures=tuple(FigureWords(id=each.id, title=each.title, caption=each.caption) for each in figures),
        has_long_timeline=has_long,
        sources=tuple(dict.fromkeys(cite(fact) for fact in RESULT_FACTS)),
    )


def _sure(certainty: str, doubt: Reason | None) -> str:
    return certainty if doubt is None else f"{certainty}: {REASON_PHRASES[doubt]}"


@cache
def _pages() -> "TypeAdapter[MeasuredPage]":
    from pydantic import TypeAdapter

    return TypeAdapter(MeasuredPage)
