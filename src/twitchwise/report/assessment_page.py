"""The page of an assessment: one file that opens anywhere, without network and without script."""

from pathlib import Path

from markupsafe import Markup

from twitchwise.assessment.model import Assessment
from twitchwise.charts.chart import NARROW_PX, WIDE_PX
from twitchwise.charts.spread_map import draw_spread_map
from twitchwise.charts.whole_file import write_whole
from twitchwise.report.assessment_json import assessment_text
from twitchwise.report.assessment_words import describe_assessment
from twitchwise.report.pages import fill_page

__all__ = ["assessment_page", "write_assessment_folder"]


def assessment_page(found: Assessment) -> str:
    """The page as HTML.

    Parameters
    ----------
    found : what to show.
    """
    has_map = bool(found.spread.places)
    return fill_page(
        "assessment.html",
        plain=describe_assessment(found),
        on=found.today.isoformat(),
        # Safe: drawn by ourselves, every text in it escaped.
        narrow=Markup(draw_spread_map(found.spread, width=NARROW_PX, on_page=True)) if has_map else None,
        wide=Markup(draw_spread_map(found.spread, width=WIDE_PX, on_page=True)) if has_map else None,
    )


def write_assessment_folder(found: Assessment, folder: Path) -> None:
    """Write index.html and assessment.json.

    Parameters
    ----------
    found : what to write about.
    folder : where to; made when absent, files of the same names are replaced.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    write_whole(folder / "index.html", assessment_page(found))
    write_whole(folder / "assessment.json", assessment_text(found) + "\n")
