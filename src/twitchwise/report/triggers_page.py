"""The page of a search for triggers: a single file that opens anywhere, without network and without script."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from markupsafe import Markup

from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.day_strip import draw_day_strip
from twitchwise.charts.lag_profile import draw_lag_profile
from twitchwise.charts.render import render_svg
from twitchwise.charts.suspicion_against_finding import draw_suspicions
from twitchwise.charts.whole_file import write_whole
from twitchwise.diary.investigation import last_day_of
from twitchwise.diary.model import Investigation
from twitchwise.estimate import NotMeasurable
from twitchwise.evidence.lookup import cite
from twitchwise.report.figures import say_count, say_list
from twitchwise.report.pages import fill_page
from twitchwise.report.triggers_json import triggers_text
from twitchwise.report.triggers_words import (
    PAGE_SOURCES,
    ExpectedFinds,
    PlainTriggers,
    before_you_start,
    describe_triggers,
    say_expected,
    say_size_of,
    say_suspicions,
    say_trigger,
    title_of,
)
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.suspicions import compare_suspicions
from twitchwise.triggers.table import DayTable, Exposure, Outcome, say_outcome
from twitchwise.triggers.verdict import Verdict

__all__ = [
    "SmallestSeen",
    "TriggerFigure",
    "TriggerFinding",
    "TriggersView",
    "triggers_page",
    "triggers_view",
    "write_triggers_folder",
]

_CHARTS_MOST = 12  # findings with pictures; more than these would bury what matters
_LANES_MOST = 12
_WAITING_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerFigure:
    """A chart drawn twice, for a phone and for a desk.

    Parameters
    ----------
    name : its own on the page, "lags-1".
    title : a few words.
    alt_text : what it shows, for who cannot see it.
    narrow, wide : as SVG, in the ink of the page around it.
    """

    name: str
    title: str
    alt_text: str
    narrow: Markup
    wide: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerFinding:
    """One likely or possible trigger with its words and charts."""

    id: str
    title: str
    size: str
    reason: str
    lags: TriggerFigure | None
    days: TriggerFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestSeen:
    """One line of the table of what could have been seen."""

    pair: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggersView:
    """Everything that a page of a search shows.

    Parameters
    ----------
    plain : what a person is told.
    span : the days looked at.
    investigation : about the search they belong to; empty for none.
    likely, possible : findings.
    smallest : what could have been seen.
    suspicions : what became of the person's own, in a sentence; empty for none.
    suspicion_figure : the same drawn.
    has_unsuspected : something was found that was not suspected.
    waiting, n_more_waiting : what is missing before anything can be said.
    problems : what could not be used.
    quiet : what was looked at and did not stand out.
    main_days, main_title : day by day.
    is_open : the days stand open, for there is nothing else to see.
    before, expected : what so many days can find.
    sources : references.
    """

    plain: PlainTriggers
    span: str
    investigation: str
    likely: tuple[TriggerFinding, ...]
    possible: tuple[TriggerFinding, ...]
    smallest: tuple[SmallestSeen, ...]
    suspicions: str
    suspicion_figure: TriggerFigure | None
    has_unsuspected: bool
    waiting: tuple[str, ...]
    n_more_waiting: int
    problems: tuple[str, ...]
    quiet: tuple[str, ...]
    main_days: TriggerFigure | None
    main_title: str
    is_open: bool
    before: tuple[str, ...]
    expected: tuple[ExpectedFinds, ...]
    sources: tuple[str, ...]


def triggers_view(found: Investigated) -> TriggersView:
    """What a page of this search shows, with its pictures drawn.

    Parameters
    ----------
    found : what to show.
    """
    triggers, table = found.triggers, found.table
    plain = describe_triggers(triggers, n_days=table.n_days, n_answered=found.n_answered)
    compared = compare_suspicions(triggers.triggers, found.suspicions)
    main = table.outcomes[0]
    return TriggersView(
        plain=plain,
        span=_span(found),
        investigation=_about_investigation(found.investigation),
        likely=tuple(_finding(table, each, number) for number, each in _numbered(triggers, Verdict.LIKELY)),
        possible=tuple(_finding(table, each, number) for number, each in _numbered(triggers, Verdict.POSSIBLE)),
        smallest=tuple(_smallest(triggers)),
        suspicions=say_suspicions(triggers, found.suspicions),
        suspicion_figure=_figure("suspicions", lambda width: draw_suspicions(compared, width=width)),
        has_unsuspected=any(not each.is_suspected for each in compared),
        waiting=plain.waiting[:_WAITING_MOST],
        n_more_waiting=max(len(plain.waiting) - _WAITING_MOST, 0),
        problems=tuple(str(problem) for problem in triggers.problems),
        quiet=tuple(_quiet(triggers)),
        main_days=_figure("days", lambda width: draw_day_strip(table, main, _lanes(table, main), width=width)),
        main_title=say_outcome(main.name),
        is_open=not plain.likely,
        before=before_you_start(),
        expected=say_expected(),
        sources=tuple(cite(source) for source in PAGE_SOURCES),
    )


def triggers_page(found: Investigated) -> str:
    """The page as HTML.

    Parameters
    ----------
    found : what to show.
    """
    view = triggers_view(found)
    return fill_page("triggers.html", **{each.name: getattr(view, each.name) for each in fields(view)})


def write_triggers_folder(found: Investigated, folder: Path) -> None:
    """Write index.html, triggers.json, days.svg, suspicions.svg (when something was suspected), and for each likely
    and possible trigger lags-N.svg and days-N.svg, N from 1 in the order of the page.

    Parameters
    ----------
    found : what to write about.
    folder : where to; made when absent, files of the same names are replaced.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    for name, chart in _charts(found):
        if chart is not None:
            write_whole(folder / name, render_svg(chart))
    write_whole(folder / "index.html", triggers_page(found))
    write_whole(folder / "triggers.json", triggers_text(found.triggers) + "\n")


def _charts(found: Investigated) -> Iterator[tuple[str, Chart | None]]:
    table, triggers = found.table, found.triggers
    yield "days.svg", draw_day_strip(table, table.outcomes[0], _lanes(table, table.outcomes[0]))
    yield "suspicions.svg", draw_suspicions(compare_suspicions(triggers.triggers, found.suspicions))
    for verdict in (Verdict.LIKELY, Verdict.POSSIBLE):
        for number, trigger in _numbered(triggers, verdict):
            if number <= _CHARTS_MOST:
                yield f"lags-{number}.svg", draw_lag_profile(trigger)
                yield f"days-{number}.svg", _strip(table, trigger, WIDE_PX)


def _numbered(triggers: Triggers, verdict: Verdict) -> list[tuple[int, Trigger]]:
    """Triggers with this verdict, numbered through the page: the likely ones first."""
    likely = [each for each in triggers.triggers if each.verdict is Verdict.LIKELY]
    if verdict is Verdict.LIKELY:
        return list(enumerate(likely, start=1))
    others = [each for each in triggers.triggers if each.verdict is verdict]
    return list(enumerate(others, start=len(likely) + 1))


def _finding(table: DayTable, trigger: Trigger, number: int) -> TriggerFinding:
    is_drawn = number <= _CHARTS_MOST
    return TriggerFinding(
        id=f"finding-{number}",
        title=title_of(trigger),
        size=say_size_of(trigger),
        reason=say_trigger(trigger),
        lags=_figure(f"lags-{number}", lambda width: draw_lag_profile(trigger, width=width)) if is_drawn else None,
        days=_figure(f"days-{number}", lambda width: _strip(table, trigger, width)) if is_drawn else None,
    )


def _strip(table: DayTable, trigger: Trigger, width: int) -> Chart | None:
    """Its days; None when the diary does not hold them any more."""
    outcome = next((each for each in table.outcomes if each.name == trigger.outcome), None)
    if outcome is None:
        return None
    key = (trigger.exposure, trigger.belongs_to)
    own = tuple(each for each in table.exposures if (each.name, each.belongs_to) == key)
    return draw_day_strip(table, outcome, own, width=width)


def _lanes(table: DayTable, outcome: Outcome) -> tuple[Exposure, ...]:
    return table.exposures_of(outcome)[:_LANES_MOST]


def _figure(name: str, draw: Callable[[int], Chart | None]) -> TriggerFigure | None:
    narrow, wide = draw(NARROW_PX), draw(WIDE_PX)
    if narrow is None or wide is None:
        return None
    # Safe: drawn by our own renderer, which escapes every text it is given.
    return TriggerFigure(
        name=name,
        title=wide.title,
        alt_text=wide.alt_text,
        narrow=Markup(render_svg(narrow, on_page=True)),
        wide=Markup(render_svg(wide, on_page=True)),
    )


def _span(found: Investigated) -> str:
    n_days, first = found.table.n_days, found.table.first_day
    if not found.table.is_dated:
        return f"{say_count(n_days, 'day')}, {found.n_answered} of them answered"
    last = first + timedelta(days=n_days - 1)
    return f"{first.isoformat()} to {last.isoformat()}: {say_count(n_days, 'day')}, {found.n_answered} of them answered"


def _about_investigation(investigation: Investigation | None) -> str:
    if investigation is None:
        return ""
    last = last_day_of(investigation)
    kind = "The renewed investigation" if investigation.is_renewal else "The investigation"
    how = "was ended on" if investigation.stopped_on is not None else "ends by itself after"
    return f"{kind} that began on {investigation.first_day.isoformat()} {how} {last.isoformat()}."


def _smallest(triggers: Triggers) -> list[SmallestSeen]:
    """What could have been seen, pair by pair; those for which it was too early stand under what is missing."""
    if triggers.power is None:
        return []
    early = {
        (each.outcome, each.exposure, each.belongs_to)
        for each in triggers.triggers
        if each.verdict is Verdict.TOO_EARLY
    }
    return [
        SmallestSeen(
            pair=title_of(effect),
            text=f"not even a large effect: {effect.rate_ratio.reason}"
            if isinstance(effect.rate_ratio, NotMeasurable)
            else f"{effect.rate_ratio:.1f} times as many",
        )
        for effect in triggers.power.effects
        if (effect.outcome, effect.exposure, effect.belongs_to) not in early
    ]


def _quiet(triggers: Triggers) -> list[str]:
    """Exposures with the muscles for which no pattern stood out, in the order of the table: never a ranking."""
    muscles: dict[str, list[str]] = {}
    for trigger in triggers.triggers:
        if trigger.verdict is Verdict.NONE:
            muscles.setdefault(trigger.exposure, []).append(say_outcome(trigger.outcome))
    return [f"{name[:1].upper()}{name[1:]}: {say_list(found)}" for name, found in muscles.items()]
