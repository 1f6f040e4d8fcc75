"""The page of worry: what was answered, the spiral as a picture and in words, what may help."""

from pathlib import Path

from markupsafe import Markup

from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.render import render_svg
from twitchwise.charts.whole_file import write_whole
from twitchwise.charts.worry_spiral import draw_worry_spiral
from twitchwise.evidence.lookup import cite
from twitchwise.report.pages import fill_page
from twitchwise.report.worry_json import worry_text
from twitchwise.worry.exercises import ExerciseName, find_exercise
from twitchwise.worry.guard_rails import RailName, find_rail
from twitchwise.worry.model import OfferKind, Worry
from twitchwise.worry.spiral_words import say_measured, say_spiral, say_worry_change

__all__ = ["worry_page", "write_worry_folder"]


def worry_page(worry: Worry) -> str:
    """The page as HTML.

    Parameters
    ----------
    worry : what to show.
    """
    narrow, wide = (draw_worry_spiral(worry.spiral, width=width) for width in (NARROW_PX, WIDE_PX))
    circle = {each.id for each in (*say_spiral(worry.spiral), *say_measured(worry.spiral))}
    circle.add(say_worry_change(worry.spiral).id)
    return fill_page(
        "worry.html",
        worry=worry,
        answered=[each.text for each in worry.sentences if each.id not in circle],
        circle=[each.text for each in worry.sentences if each.id in circle],
        narrow=_drawn(narrow),
        wide=_drawn(wide),
        picture="" if wide is None else wide.alt_text,
        crisis=[offer for offer in worry.offers if offer.kind is OfferKind.CRISIS],
        offers=[offer for offer in worry.offers if offer.kind is not OfferKind.CRISIS],
        exercises=[find_exercise(name) for name in ExerciseName],
        rails=[find_rail(name) for name in RailName],
        sources=[cite(source) for source in worry.sources],
    )


def write_worry_folder(worry: Worry, folder: Path) -> None:
    """Write index.html, worry.json, and spiral.svg when there is anything to draw.

    Parameters
    ----------
    worry : what to write about.
    folder : where to; made when absent, files of the same names are replaced.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    chart = draw_worry_spiral(worry.spiral)
    if chart is not None:
        write_whole(folder / "spiral.svg", render_svg(chart))
    write_whole(folder / "index.html", worry_page(worry))
    write_whole(folder / "worry.json", worry_text(worry) + "\n")


def _drawn(chart: Chart | None) -> Markup | None:
    # Safe: drawn by our own renderer, which escapes every text it is given.
    return None if chart is None else Markup(render_svg(chart, on_page=True))
