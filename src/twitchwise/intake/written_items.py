"""What is known of an item, in the short form in which it is typed: for a field that can be gone over once more."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from twitchwise.body import Site
from twitchwise.errors import InputError
from twitchwise.intake.cards import item_words
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.model import (
    Answers,
    Examination,
    ExaminationKind,
    Lab,
    Medicine,
    NoticedSite,
    Precision,
)
from twitchwise.intake.named_sites import place_named

__all__ = ["item_text"]

_EXAMINATIONS = {
    ExaminationKind.NEUROLOGICAL: "examination",
    ExaminationKind.EMG: "emg",
    ExaminationKind.NERVE_CONDUCTION: "nerve conduction",
    ExaminationKind.MRI: "mri",
    ExaminationKind.ULTRASOUND: "ultrasound",
}


def item_text(answers: Answers, item: Item) -> str:
    """The value of an item as `with_typed_item` would take it; empty when there is none.

    Parameters
    ----------
    answers : what is known.
    item : of it.

    Notes
    -----
    What the short form has no words for is left out: that somebody had not been reading, and the free words of an
    examination. Who shows the text and gets it back unchanged keeps what was there.

    Examples
    --------
    >>> from datetime import date
    >>> item_text(Answers(answered_on=date(2026, 11, 22), sleep_h=6.5), Item.SLEEP_H)
    '6.5'
    """
    value = getattr(answers, item.value)
    return "" if value in (None, (), "") else _WRITTEN[item_words(item).kind](value)


def _listed(one: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda each: ", ".join(map(one, each))


def _site(noticed: NoticedSite) -> str:
    notes = [] if noticed.first_noticed is None else [_time(noticed)]
    if noticed.had_just_read:
        notes.append("after reading")
    name = _name(noticed.site)
    return f"{name} ({' '.join(notes)})" if notes else name


def _name(site: Site) -> str:
    """The name without the one in brackets, where that still names this site alone."""
    short = site.name.partition(" (")[0]
    try:
        sites = place_named(short).sites
    except InputError:
        return site.id
    return short if sites == (site,) else site.id


def _time(noticed: NoticedSite) -> str:
    at = noticed.first_noticed
    if at is None:
        return ""
    match noticed.precision:
        case Precision.MINUTE:
            return at.isoformat(timespec="minutes")
        case Precision.DAY:
            return f"{at:%Y-%m-%d}"
        case Precision.MONTH:
            return f"{at:%Y-%m}"
        case Precision.YEAR:
            return f"{at:%Y}"


def _medicine(medicine: Medicine) -> str:
    dates = (("started", medicine.started), ("changed", medicine.changed), ("stopped", medicine.stopped))
    notes = ", ".join(f"{word} {day.isoformat()}" for word, day in dates if day is not None)
    return f"{medicine.name} ({notes})" if notes else medicine.name


def _examination(examination: Examination) -> str:
    day = () if examination.on is None else (examination.on.isoformat(),)
    return " ".join((_EXAMINATIONS[examination.kind], examination.result.value, *day))


def _lab(lab: Lab) -> str:
    parts = [lab.analyte.value, f"{lab.value:g}"]
    if lab.unit:
        parts.append(lab.unit)
    if lab.low is not None and lab.high is not None:
        parts.append(f"({lab.low:g}-{lab.high:g})")
    elif lab.low is not None:
        parts.append(f"(>{lab.low:g})")
    elif lab.high is not None:
        parts.append(f"(<{lab.high:g})")
    if lab.on is not None:
        parts.append(lab.on.isoformat())
    return " ".join(parts)


_WRITTEN: Mapping[ItemKind, Callable[[Any], str]] = MappingProxyType(
    {
        ItemKind.NUMBER: lambda value: f"{value:g}",
        ItemKind.CHOICE: lambda value: str(value.value),
        ItemKind.DATE: lambda value: str(value.isoformat()),
        ItemKind.TEXT: str,
        ItemKind.SITES: _listed(_site),
        ItemKind.MEDICINES: _listed(_medicine),
        ItemKind.EXAMINATIONS: _listed(_examination),
        ItemKind.LABS: _listed(_lab),
    }
)
