"""The diary: its entries one by one, and whole days at once."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import Body, HTTPException, Query, Response
from pydantic import Field

from twitchwise.body import find_site
from twitchwise.desk.writing import DoneThing, NoticedThing, write_day
from twitchwise.diary.codec import entry_from_json, entry_to_json, kind_of
from twitchwise.diary.daily import day_of_exposure
from twitchwise.diary.model import ENTRY_TYPES, DayAnswer, Diary, Entry, Exposure, ExposureKind
from twitchwise.web.api.answers import Done, JsonObject, Sent, room
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.words import say

__all__ = ["router"]

router = room("diary")

_KINDS = sorted(kind_of(type_) for type_ in ENTRY_TYPES)
_EXAMPLE = {
    "entry": "note",
    "entry_id": "my-note-1",
    "when": {"local": "2026-11-22T20:15:00", "zone": "Europe/Berlin"},
    "text": "slept badly",
}
_EntrySent = Annotated[
    JsonObject,
    Body(
        description=f"one entry as an archive holds it; `entry` is its kind: {', '.join(_KINDS)}", examples=[_EXAMPLE]
    ),
]


class Noticed(Sent):
    """Twitching that was noticed."""

    site: str | None = Field(None, max_length=60, description='the muscle, "left-triceps"; null for somewhere')
    count: int | None = Field(None, ge=0, le=1_000_000)
    had_just_read: bool | None = Field(None, description="had just read about twitching")


class DoneOnDay(Sent):
    """Something that was done or that was so."""

    kind: ExposureKind
    amount: float | None = Field(None, ge=0, le=1e6, description="in the unit of its kind: hours, mg, g, ml, minutes")
    name: str = Field("", max_length=200, description="of a medicine or another thing")
    site: str | None = Field(None, max_length=60, description="of a strain")


class Day(Sent):
    """A day that is written down."""

    day: date | None = Field(None, description="null for today")
    noticed: list[Noticed] = Field(default_factory=list, max_length=200)
    nothing_noticed: bool = Field(False, description="watched, and nothing twitched")
    done: list[DoneOnDay] = Field(default_factory=list, max_length=200)
    note: str = Field("", max_length=5000)


@router.get("/diary/entries")
def list_entries(
    person: ThePerson,
    kind: Annotated[str, Query(description=f"only these: {', '.join(_KINDS)}")] = "",
    first: Annotated[date | None, Query(alias="from", description="first day")] = None,
    last: Annotated[date | None, Query(alias="to", description="last day")] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
) -> list[JsonObject]:
    """Entries as an archive holds them, the last ones when there are more than `limit`."""
    if kind and kind not in _KINDS:
        raise HTTPException(422, say("api.no_kind", kind=kind[:40]))
    diary = person.diary
    chosen = [
        entry
        for entry in diary.entries
        if (not kind or kind_of(entry) == kind)
        and (first is None or _day_of(diary, entry) >= first)
        and (last is None or _day_of(diary, entry) <= last)
    ]
    return [_object(entry) for entry in chosen[-limit:]]


@router.post("/diary/entries", status_code=201)
def add_entry(person: ThePerson, sent: _EntrySent) -> JsonObject:
    """Adds one entry; its `entry_id` must not be taken."""
    entry = _entry(sent)
    with person.open() as store:
        if store.holds(entry.entry_id):
            raise refusal("api.taken", where=entry.entry_id[:80])
        store.add([entry])
    return _object(entry)


@router.get("/diary/entries/{entry_id}")
def tell_entry(person: ThePerson, entry_id: str) -> JsonObject:
    """One entry."""
    return _object(_found(person.diary, entry_id))


@router.put("/diary/entries/{entry_id}")
def change_entry(person: ThePerson, entry_id: str, sent: _EntrySent) -> JsonObject:
    """Puts another entry in its place; it keeps its `entry_id`."""
    entry = _entry({**sent, "entry_id": entry_id})
    _found(person.diary, entry_id)
    with person.open() as store:
        store.change(entry)
    return _object(entry)


@router.delete("/diary/entries/{entry_id}", status_code=204)
def remove_entry(person: ThePerson, entry_id: str) -> Response:
    """Takes one entry out; it does not come back with the next import."""
    _found(person.diary, entry_id)
    with person.open() as store:
        store.remove(entry_id)
    return Response(status_code=204)


@router.post("/diary/days", status_code=201)
def write_down_day(person: ThePerson, sent: Day) -> Done:
    """Writes a day down, as `twitchwise log` does."""
    noticed = [
        NoticedThing(
            site=None if each.site is None else find_site(each.site),
            count=each.count,
            had_just_read=each.had_just_read,
        )
        for each in sent.noticed
    ]
    done = [
        DoneThing(
            kind=each.kind,
            amount=each.amount,
            name=each.name.strip().casefold(),
            site=None if each.site is None else find_site(each.site),
        )
        for each in sent.done
    ]
    if not (noticed or done or sent.nothing_noticed or sent.note):
        raise refusal("api.empty_day")
    with person.open() as store:
        written = write_day(
            store,
            day=sent.day,
            noticed=noticed,
            nothing_noticed=sent.nothing_noticed,
            done=done,
            note=sent.note,
        )
    return Done(n=len(written))


def _entry(sent: dict[str, Any]) -> Entry:
    try:
        text = json.dumps(sent, allow_nan=False)
    except (ValueError, RecursionError):
        raise refusal("api.no_number") from None
    return entry_from_json(text)


def _found(diary: Diary, entry_id: str) -> Entry:
    for entry in diary.entries:
        if entry.entry_id == entry_id:
            return entry
    raise HTTPException(404)


def _object(entry: Entry) -> JsonObject:
    plain: JsonObject = json.loads(entry_to_json(entry))
    return plain


def _day_of(diary: Diary, entry: Entry) -> date:
    if isinstance(entry, DayAnswer):
        return entry.day
    return day_of_exposure(diary, entry) if isinstance(entry, Exposure) else diary.rule.day_of(entry.when)
