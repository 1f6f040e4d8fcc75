"""The page of strength: a single file that opens anywhere, without network and without script."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from twitchwise.charts.body_regions import draw_body_regions
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.render import render_svg
from twitchwise.charts.strength_scores import draw_strength_scores
from twitchwise.charts.strength_when import draw_when_known
from twitchwise.charts.whole_file import write_whole
from twitchwise.evidence.lookup import cite
from twitchwise.report.pages import fill_page
from twitchwise.report.strength_json import strength_text
from twitchwise.report.strength_words import PAGE_SOURCES, describe_strength, say_when, title_of_test
from twitchwise.strength.standing import StrengthStanding
from twitchwise.strength.trend_result import RegionTrend, State, TestTrend

__all__ = ["DrawnChart", "StrengthSection", "draw_section", "draw_when", "strength_page", "write_strength_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChart:
    """A chart drawn twice, for a phone and for a desk."""

    title: str
    narrow: Markup
    wide: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSection:
    """One region with its words and charts."""

    id: str
    title: str
    state: str
    sentences: tuple[str, ...]
    when: str
    is_open: bool
    figures: tuple[DrawnChart, ...]


def strength_page(found: StrengthStanding) -> str:
    """The page as HTML.

    Parameters
    ----------
    found : what to show.
    """
    regions = found.trend.regions
    states = {region.region: region.state for region in regions}
    return fill_page(
        "strength.html",
        plain=describe_strength(found),
        shown_on=found.trend.today.isoformat(),
        # Safe: drawn by ourselves, every text in it escaped.
        body=Markup(draw_body_regions(states, on_page=True)),
        sections=[draw_section(region) for region in regions],
        when=draw_when(regions),
        sources=[cite(source) for source in PAGE_SOURCES],
    )


def draw_when(regions: Sequence[RegionTrend]) -> DrawnChart | None:
    """When it would be known, for a phone and for a desk; None when there is nothing to wait for."""
    return _figure(lambda width: draw_when_known(regions, width=width))


def write_strength_folder(found: StrengthStanding, folder: Path) -> None:
    """Write index.html, strength.json, regions.svg, when.svg, and for each test of each side scores-TEST-SIDE.svg.

    Parameters
    ----------
    found : what to write about.
    folder : where to; made when absent, files of the same names are replaced.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    states = {region.region: region.state for region in found.trend.regions}
    write_whole(folder / "regions.svg", draw_body_regions(states))
    for name, chart in _charts(found):
        if chart is not None:
            write_whole(folder / name, render_svg(chart))
    write_whole(folder / "index.html", strength_page(found))
    write_whole(folder / "strength.json", strength_text(found) + "\n")


def _charts(found: StrengthStanding) -> Iterator[tuple[str, Chart | None]]:
    yield "when.svg", draw_when_known(found.trend.regions)
    for region in found.trend.regions:
        for test in region.tests:
            yield f"scores-{test.test}-{test.side}.svg", draw_strength_scores(test)


def draw_section(region: RegionTrend) -> StrengthSection:
    """One region as it is shown: its words, and a chart of each test for a phone and for a desk."""
    name = region.region.label.removeprefix("the ")
    return StrengthSection(
        id=f"region-{region.region}",
        title=f"{name[:1].upper()}{name[1:]}",
        state=region.state.value,
        sentences=region.sentences,
        when=say_when(region.when_known) if region.state in (State.LEARNING, State.OPEN) else "",
        is_open=region.state in (State.FALL, State.REPEAT),
        figures=tuple(figure for figure in map(_scores, region.tests) if figure is not None),
    )


def _scores(test: TestTrend) -> DrawnChart | None:
    return _figure(lambda width: draw_strength_scores(test, width=width), title=title_of_test(test))


def _figure(draw: Callable[[int], Chart | None], title: str = "") -> DrawnChart | None:
    narrow, wide = draw(NARROW_PX), draw(WIDE_PX)
    if narrow is None or wide is None:
        return None
    # Safe: drawn by our own renderer, which escapes every text it is given.
    return DrawnChart(
        title=title or wide.title,
        narrow=Markup(render_svg(narrow, on_page=True)),
        wide=Markup(render_svg(wide, on_page=True)),
    )
