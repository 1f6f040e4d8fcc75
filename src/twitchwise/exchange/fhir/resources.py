"""The parts that FHIR resources are put together from: names, times, quantities, and what has no place of its own."""

import dataclasses
import json
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from twitchwise.diary.codec import entry_to_json, kind_of
from twitchwise.diary.model import Entry
from twitchwise.diary.moment import DayRule, Moment, zone_named

__all__ = [
    "LOCAL_TIME",
    "OWN_FIELD",
    "OWN_JSON",
    "TZ_CODE",
    "ZONE",
    "Frame",
    "Json",
    "annotation",
    "clean",
    "day_period",
    "is_code",
    "own_fields",
    "period",
    "timed",
]

Json = dict[str, Any]
"""A FHIR resource or a part of one, as it stands in the file."""

TZ_CODE = "http://hl7.org/fhir/StructureDefinition/tz-code"
LOCAL_TIME = "urn:twitchwise:local-time"
ZONE = "urn:twitchwise:zone"
OWN_FIELD = "urn:twitchwise:field:"
OWN_JSON = "urn:twitchwise:json:"

_LARGEST_OFFSET = timedelta(hours=14)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all resources of one document share.

    Parameters
    ----------
    person : name of the person, random and kept with the diary; every other name is derived from it, so that the same
        entry has the same name in every export, and another person's entry never has.
    """

    person: uuid.UUID

    def name_of(self, *parts: str) -> str:
        """The name of a resource: the same for the same thing in every export."""
        return _name(self.person, parts)

    @property
    def patient(self) -> Json:
        """Points at the person."""
        return self.points_at("patient")

    def points_at(self, *parts: str) -> Json:
        """Points at the resource with the name of these parts."""
        return {"reference": f"urn:uuid:{self.name_of(*parts)}"}

    def points_at_entry(self, entry: Entry) -> Json:
        """Points at the resource that an entry became."""
        return self.points_at(kind_of(entry), entry.entry_id)

    def begun(self, resource_type: str, entry: Entry, *, kind_system: str, entry_system: str) -> Json:
        """A resource for an entry: its type, its name, which entry it is."""
        kind = kind_of(entry)
        identifier = {"system": entry_system, "value": entry.entry_id}
        return {
            "resourceType": resource_type,
            "id": self.name_of(kind, entry.entry_id),
            "meta": {"tag": [{"system": kind_system, "code": kind}]},
            # FHIR has one name for a response, and a list of them for everything else.
            "identifier": identifier if resource_type == "QuestionnaireResponse" else [identifier],
        }


@lru_cache(maxsize=1 << 16)
def _name(person: uuid.UUID, parts: tuple[str, ...]) -> str:
    return str(uuid.uuid5(person, "\0".join(parts)))


def timed(name: str, moment: Moment) -> Json:
    """A moment as a FHIR date or time under `name`.

    Notes
    -----
    FHIR has no time of day without a zone. Where the zone is not known, the date stands in the field and the clock on
    the wall in an extension, since a guessed zone would be a false time.
    """
    extensions: list[Json] = []
    value = moment.local.date().isoformat()
    offset = None if moment.is_date_only else _offset_text(moment)
    if offset is not None:
        value = moment.local.isoformat() + offset
    elif not moment.is_date_only:
        extensions.append({"url": LOCAL_TIME, "valueTime": moment.local.time().isoformat()})
    if moment.zone is not None and moment.zone != offset:
        is_named = "/" in moment.zone or moment.zone == "UTC"
        extensions.append(
            {"url": TZ_CODE, "valueCode": moment.zone} if is_named else {"url": ZONE, "valueString": moment.zone}
        )
    return {name: value, **({f"_{name}": {"extension": extensions}} if extensions else {})}


def period(start: Moment, end: Moment) -> Json:
    """From one moment to another."""
    return {**timed("start", start), **timed("end", end)}


def day_period(day: date, rule: DayRule) -> Json:
    """One day of the person: from its first hour to its last second; the date alone where the zone is not known."""
    if rule.zone is None:
        return {"start": day.isoformat(), "end": day.isoformat()}
    first = datetime.combine(day, time(rule.cut_hour))
    last = first + timedelta(days=1, seconds=-1)
    start, end = (timed("at", Moment(local=moment, zone=rule.zone))["at"] for moment in (first, last))
    return {"start": start, "end": end}


def clean(text: str) -> str:
    """Text without the characters that FHIR forbids; empty when nothing but blanks is left."""
    kept = _FORBIDDEN.sub("", text)
    return kept if kept.strip() else ""


def is_code(text: str) -> bool:
    """Whether FHIR takes a text as a code: no blanks but single ones inside.

    Examples
    --------
    >>> is_code("heel-raise"), is_code(" heel")
    (True, False)
    """
    return re.fullmatch(r"[^\s]+( [^\s]+)*", text) is not None and clean(text) == text


def annotation(note: str) -> Json:
    """The person's own words, if there are any."""
    text = clean(note)
    return {"note": [{"text": text}]} if text else {}


def own_fields(entry: Entry, carried: Collection[str]) -> Json:
    """Fields of an entry for which FHIR has no place, as extensions named after them.

    Parameters
    ----------
    entry : the entry.
    carried : names of the fields that stand elsewhere in the resource; a text that FHIR cannot hold as it is comes here
        all the same, so that nothing is lost.
    """
    names = [field.name for field in dataclasses.fields(entry) if not _is_carried(entry, field, carried)]
    if not names:
        return {}
    plain: Json = json.loads(entry_to_json(entry))
    return {"extension": [_extension(name, plain[name]) for name in names if name in plain]}


_EVERYWHERE = frozenset({"entry_id", "when", "origin"})


def _is_carried(entry: Entry, field: "dataclasses.Field[Any]", carried: Collection[str]) -> bool:
    value = getattr(entry, field.name)
    if field.name in _EVERYWHERE or (value is field.default) or (value == field.default and isinstance(value, str)):
        return True
    return field.name in carried and (not isinstance(value, str) or clean(value) == value)


def _extension(name: str, value: object) -> Json:
    match value:
        case bool():
            return {"url": OWN_FIELD + name, "valueBoolean": value}
        case str() if clean(value) == value and value:
            return {"url": OWN_FIELD + name, "valueString": value}
    return {"url": OWN_JSON + name, "valueString": json.dumps(value)}


def _offset_text(moment: Moment) -> str | None:
    """ "+01:00", or None where FHIR cannot write it: no zone, or one of the days before zones."""
    if moment.zone is None:
        return None
    try:
        offset = moment.local.replace(tzinfo=zone_named(moment.zone)).utcoffset()
    except (ValueError, OverflowError):
        return None
    if offset is None or abs(offset) > _LARGEST_OFFSET or offset.seconds % 60:
        return None
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
