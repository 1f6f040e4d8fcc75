"""The folder of one measurement: page, charts, table, JSON object, magnified clip."""

from pathlib import Path

from twitchwise.charts.intervals import draw_intervals
from twitchwise.charts.magnify import write_magnified_clip
from twitchwise.charts.place_map import draw_place_map
from twitchwise.charts.render import render_svg
from twitchwise.charts.timeline import draw_timeline
from twitchwise.charts.whole_file import write_whole
from twitchwise.recordings.model import Clip
from twitchwise.report.measurement_page import write_measurement_page
from twitchwise.report.result_json import to_json, write_twitches_csv
from twitchwise.twitches.model import Measurement

__all__ = ["write_report_folder"]

_MAGNIFIED = "magnified.mp4"


def write_report_folder(measurement: Measurement, folder: Path, *, clip: Clip | None = None) -> None:
    """Write index.html, timeline.svg, intervals.svg and map.svg (where there is something to draw), twitches.csv,
    result.json, and magnified.mp4 for a video.

    Parameters
    ----------
    measurement : what to write about.
    folder : where to; made when absent, files of the same names are replaced.
    clip : the video that was measured, to be shown magnified.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    charts = {
        "timeline.svg": draw_timeline(measurement),
        "intervals.svg": draw_intervals(measurement),
        "map.svg": draw_place_map(measurement),
    }
    for name, chart in charts.items():
        if chart is not None:
            write_whole(folder / name, render_svg(chart))
    write_twitches_csv(measurement, folder / "twitches.csv")
    write_whole(folder / "result.json", to_json(measurement) + "\n")
    if clip is not None:
        write_magnified_clip(clip, measurement, folder / _MAGNIFIED)
    magnified = _MAGNIFIED if clip is not None else None
    write_measurement_page(measurement, folder / "index.html", magnified=magnified)
