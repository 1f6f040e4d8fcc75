"""What a search found, as a page shows it: words at once, and pictures drawn again from what the diary keeps.

Every picture has an address of its own, so that a page stays light and a browser fetches only what it shows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from fastapi import HTTPException, Response

from twitchwise.desk.kept_triggers import KeptSearch, as_investigated, kept_search
from twitchwise.diary.model import Diary, TrialPlan
from twitchwise.report.triggers_page import TriggerFigure, TriggersView, triggers_view
from twitchwise.report.triggers_words import PlainTriggers, describe_triggers
from twitchwise.web.kept import Kept, kept_for
from twitchwise.web.person import Person

__all__ = ["INKS", "DrawnSearch", "Ink", "Picture", "ShownSearch", "send_picture", "show_search"]

_WAIT_S = 0.5
_LONGEST_WAIT_S = 20.0
_ADDRESS = re.compile(r"(?P<name>[a-z0-9-]{1,40})-(?P<size>narrow|wide)-(?P<ink>light|dark)\.svg")
_SIZE = re.compile(r'<svg [^>]*?\bwidth="([0-9.]+)" height="([0-9.]+)"')
_NARROW, _PAGE_INK = "narrow", "currentColor"


class Ink(StrEnum):
    """The theme a picture is for."""

    LIGHT = "light"
    DARK = "dark"


INKS: Mapping[Ink, str] = MappingProxyType({Ink.LIGHT: "#1d2830", Ink.DARK: "#e6ebee"})
"""The ink of the pages in either theme, as static/app.css has it: a picture that is fetched takes no ink of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """Of a picture, px."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a search.

    Parameters
    ----------
    name : begins its addresses.
    alt_text : what it shows, for who cannot see it.
    narrow, wide : how large it is for a phone and for a desk.
    """

    name: str
    alt_text: str
    narrow: _Size
    wide: _Size


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSearch:
    """A search with its pictures.

    Parameters
    ----------
    view : everything that a page of it shows.
    pictures : by their names.
    """

    view: TriggersView
    pictures: Mapping[str, Picture]
    _figures: Mapping[str, TriggerFigure]

    def svg(self, name: str, size: str, ink: Ink) -> str | None:
        """A picture as it is fetched; None when there is none of this name."""
        figure = self._figures.get(name)
        if figure is None:
            return None
        return (figure.narrow if size == _NARROW else figure.wide).replace(_PAGE_INK, INKS[ink])


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSearch:
    """What is known of a search at the moment.

    Parameters
    ----------
    searched_on : the person's day on which it was made.
    plain : what it found, in words.
    drawn : all of it with its pictures; None before they are drawn, and where the diary lost the days.
    is_drawing : the pictures are on their way.
    """

    searched_on: date
    plain: PlainTriggers
    drawn: DrawnSearch | None
    is_drawing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """What drawing came to."""

    drawn: DrawnSearch | None


def show_search(kept: Kept, person: Person, *, trial: TrialPlan | None = None) -> ShownSearch | None:
    """The last search as its page shows it; None when there was none.

    Parameters
    ----------
    trial : the self-trial that was looked at; None for a search for triggers.

    Raises
    ------
    InputError
        What is kept of it is damaged.
    """
    found = kept_search(person.diary, person.today, trial=trial)
    if found is None:
        return None
    drawing = _drawing(kept, person, trial, wait_s=_WAIT_S)
    n_days = (found.last_day - found.first_day).days + 1
    return ShownSearch(
        searched_on=found.searched_on,
        plain=describe_triggers(found.found, n_days=n_days, n_answered=found.n_answered),
        drawn=None if drawing is None else drawing.drawn,
        is_drawing=drawing is None,
    )


def send_picture(kept: Kept, person: Person, file: str, *, trial: TrialPlan | None = None) -> Response:
    """A picture of the last search.

    Parameters
    ----------
    file : "lags-1-narrow-dark.svg".
    trial : the self-trial that was looked at; None for a search for triggers.
    """
    asked = _ADDRESS.fullmatch(file)
    drawing = None if asked is None else _drawing(kept, person, trial, wait_s=_LONGEST_WAIT_S)
    if asked is None or drawing is None or drawing.drawn is None:
        raise HTTPException(404)
    svg = drawing.drawn.svg(asked["name"], asked["size"], Ink(asked["ink"]))
    if svg is None:
        raise HTTPException(404)
    return Response(svg, media_type="image/svg+xml")


def _drawing(kept: Kept, person: Person, trial: TrialPlan | None, *, wait_s: float) -> _Drawing | None:
    name = "pictures of triggers" if trial is None else f"pictures of trial {trial.entry_id}"
    return kept_for(kept, person, name, lambda diary, today: _draw(diary, today, trial), wait_s=wait_s)


def _draw(diary: Diary, today: date, trial: TrialPlan | None) -> _Drawing:
    found: KeptSearch | None = kept_search(diary, today, trial=trial)
    beside = None if found is None else as_investigated(diary, found, trial=trial)
    if beside is None:
        return _Drawing(drawn=None)
    view = triggers_view(beside)
    figures = [view.suspicion_figure, view.main_days]
    figures += [figure for each in (*view.likely, *view.possible) for figure in (each.lags, each.days)]
    named = {figure.name: figure for figure in figures if figure is not None}
    pictures = {
        name: Picture(name=name, alt_text=each.alt_text, narrow=_size(each.narrow), wide=_size(each.wide))
        for name, each in named.items()
    }
    return _Drawing(drawn=DrawnSearch(view=view, pictures=pictures, _figures=named))


def _size(svg: str) -> _Size:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a picture without a size")
    return _Size(width=round(float(found[1])), height=round(float(found[2])))
