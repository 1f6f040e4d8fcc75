"""Entries of every kind there is, drawn from their types: a kind that is added is drawn without a word here."""

import dataclasses
import types
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from twitchwise.body import Muscle, Site, all_sites, muscles
from twitchwise.diary.model import ENTRY_TYPES, Diary, Entry, TrialPlan
from twitchwise.diary.moment import DayRule, Moment

__all__ = ["DIARIES", "any_entries", "diaries_of"]

_AWKWARD = [
    "=1+1",
    "'=2",
    "'",
    "@SUM(A1)",
    "-3",
    "+49",
    "\t tab",
    "a\r\nb\nc",
    '"quoted", too',
    "שלום",
    " ",
    "not asked",
]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(_AWKWARD)
_ZONES = st.sampled_from([None, "Europe/Berlin", "America/New_York", "UTC", "+05:45", "-03:00", "GMT+2"])
_EARLIEST = date(2, 1, 1)
_MOMENTS = st.one_of(
    st.builds(Moment, local=st.datetimes(min_value=datetime(2, 1, 1)), zone=_ZONES),
    st.builds(
        lambda day, zone: Moment(local=datetime(day.year, day.month, day.day), zone=zone, is_date_only=True),
        st.dates(min_value=_EARLIEST),
        _ZONES,
    ),
)
_DRAWN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXTS,
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    date: st.dates(min_value=_EARLIEST),
    Moment: _MOMENTS,
    Site: st.sampled_from(all_sites()),
    Muscle: st.sampled_from(muscles()),
}
_SPECIAL = {"n_days": st.integers(1, 366), "entry_id": st.uuids().map(str)}


def any_entries(kind: type[Entry]) -> st.SearchStrategy[Entry]:
    """Entries of one kind, with every field drawn."""
    return _built(kind)


def diaries_of(*kinds: type[Entry]) -> st.SearchStrategy[Diary]:
    """Diaries with entries of some kinds."""
    entries = st.lists(
        st.one_of([any_entries(kind) for kind in kinds]), max_size=6, unique_by=lambda entry: entry.entry_id
    )
    rules = st.builds(DayRule, cut_hour=st.integers(0, 23), zone=st.sampled_from([None, "Europe/Berlin", "-03:00"]))
    return st.builds(lambda several, rule: Diary(entries=tuple(several), rule=rule), entries, rules)


def _built(type_: Any) -> st.SearchStrategy[Any]:
    shapes = get_type_hints(type_)
    fields = {field.name: _drawn(shapes[field.name], field.name) for field in dataclasses.fields(type_)}
    if type_ is TrialPlan:
        fields["blocks"] = fields["blocks"].filter(bool)
    return st.builds(type_, **fields)


def _drawn(shape: Any, name: str) -> st.SearchStrategy[Any]:
    if name in _SPECIAL:
        return _SPECIAL[name]
    if shape in _DRAWN:
        return _DRAWN[shape]
    if get_origin(shape) in {Union, types.UnionType}:
        (inner,) = [option for option in get_args(shape) if option is not types.NoneType]
        return st.none() | _drawn(inner, name)
    if get_origin(shape) is tuple:
        return st.lists(_drawn(get_args(shape)[0], name), max_size=3).map(tuple)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return st.sampled_from(list(shape))
    return _built(shape)


DIARIES = diaries_of(*ENTRY_TYPES)
"""Diaries with entries of all kinds."""
