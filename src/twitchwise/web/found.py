"""The assessment of a person as the pages show it, worked out in the background and kept."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from twitchwise.assessment.model import Step
from twitchwise.charts.als_in_proportion import draw_als_in_proportion
from twitchwise.charts.chart import NARROW_PX, WIDE_PX
from twitchwise.charts.spread_map import draw_spread_map
from twitchwise.desk.assessing import assess_diary
from twitchwise.diary.model import Diary
from twitchwise.evidence.proportion import AlsNewCases
from twitchwise.report.assessment_words import PlainAssessment, describe_assessment
from twitchwise.spread.model import Spread
from twitchwise.web.kept import Kept, kept_for
from twitchwise.web.person import Person

__all__ = ["Drawn", "Found", "find_assessment"]

_ICONS_WIDE_PX = 620
_MARGINS_PX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture for a phone and for a desk."""

    narrow: Markup
    wide: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An assessment in words, with its pictures.

    Parameters
    ----------
    plain : all of it in words.
    step : what to do next.
    als : everybody as icons; None where no figure is known.
    als_figures : the sentences that belong to that picture; they stand in `plain.als` too.
    spread, clock : how it came over the body, and the picture of that on one clock.
    """

    plain: PlainAssessment
    step: Step
    als: Drawn | None
    als_figures: tuple[str, ...]
    spread: Spread
    clock: Drawn | None


def find_assessment(kept: Kept, person: Person) -> Found | None:
    """What is known of a person, or None while it is being worked out."""
    return kept_for(kept, person, "assessment", _find)


def _find(diary: Diary, today: date) -> Found:
    assessment = assess_diary(diary, today=today)
    cases = assessment.causes.als.new_cases
    return Found(
        plain=describe_assessment(assessment),
        step=assessment.next_step.step,
        als=_als_drawn(cases),
        als_figures=() if cases is None else tuple(each.text for each in cases.sentences),
        spread=assessment.spread,
        clock=_clock_drawn(assessment.spread),
    )


def _als_drawn(cases: AlsNewCases | None) -> Drawn | None:
    narrow = None if cases is None else draw_als_in_proportion(cases, width=NARROW_PX - _MARGINS_PX, on_page=True)
    wide = None if cases is None else draw_als_in_proportion(cases, width=_ICONS_WIDE_PX, on_page=True)
    # Safe: drawn by ourselves out of numbers.
    return None if narrow is None or wide is None else Drawn(narrow=Markup(narrow), wide=Markup(wide))


def _clock_drawn(spread: Spread) -> Drawn | None:
    if not spread.places:
        return None
    narrow, wide = (draw_spread_map(spread, width=width - _MARGINS_PX, on_page=True) for width in (NARROW_PX, WIDE_PX))
    # Safe: drawn by ourselves, every text in it escaped.
    return Drawn(narrow=Markup(narrow), wide=Markup(wide))
