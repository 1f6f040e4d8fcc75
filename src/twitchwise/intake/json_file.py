"""Answers as a JSON file and back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import ValidationError

from twitchwise.errors import InputError, UnreadableFile
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.file_format import FORMAT, AnswersFile, ExaminationRow, LabRow, MedicineRow, SiteRow
from twitchwise.intake.file_refusal import refusal_of
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Examination, Lab, Medicine, NoticedSite, Precision
from twitchwise.intake.named_sites import place_named
from twitchwise.intake.times import time_written, written_time

__all__ = ["answers_from_json", "answers_to_json", "read_answers"]

_LARGEST_BYTES = 4_000_000


def read_answers(path: Path) -> Answers:
    """The answers of a file.

    Raises
    ------
    InputError
        It cannot be read, is no file of answers, or holds something that cannot be an answer; the sentence names the
        place and the nearest known word.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise UnreadableFile(
                what="it is far too large for a file of answers", where=str(path), remedy="name another file"
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(
            what="it is no text", where=str(path), remedy='name a file that "twitchwise intake --out" wrote'
        ) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UnreadableFile(what=f"cannot be read ({reason})", where=str(path), remedy="name another file") from error
    return answers_from_json(text, where=str(path))


def answers_from_json(text: str, *, where: str = "the answers") -> Answers:
    """The answers that a JSON text holds.

    Parameters
    ----------
    text : of the format "twitchwise-intake-1", see `file_schema.intake_schema`.
    where : what to call it in a refusal.

    Raises
    ------
    InputError
        As for `read_answers`.
    """
    try:
        content = json.loads(text, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise InputError(
            what=f"it is no JSON ({str(error)[:80]})", where=where, remedy='see "twitchwise intake --schema"'
        ) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(
            what="it is no file of answers", where=where, remedy=f'it has to say "format": "{FORMAT}" at its beginning'
        )
    try:
        file = AnswersFile.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise refusal_of(error, where) from None
    return _answers(file, where)


def answers_to_json(answers: Answers) -> str:
    """Answers as JSON text that `answers_from_json` reads back to the same; what was not asked is left out."""
    content: dict[str, object] = {"format": FORMAT, "answered_on": answers.answered_on.isoformat()}
    content["replies"] = {
        feature.value: answers.replies[feature].value
        for feature in Feature
        if answers.reply(feature) is not Reply.NOT_ASKED
    }
    for item in Item:
        value = getattr(answers, item.value)
        if value not in (None, (), ""):
            content[item.value] = _plain(value)
    for key, reply in (("none", Reply.NO), ("unknown", Reply.NOT_SURE)):
        said = [item.value for item in Item if answers.without_value.get(item) is reply]
        if said:
            content[key] = said
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys differ: of two answers to one question nobody knows which counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f'the key "{next(name for name in names if names.count(name) > 1)[:40]}" stands there twice')
    return found


def _answers(file: AnswersFile, where: str) -> Answers:
    on = _day_of_answers(file.answered_on, where)
    replies: dict[Feature, Reply] = {}
    for shorthand in file.none_of:
        replies.update(dict.fromkeys(_meant(shorthand), Reply.NO))
    replies.update(file.replies)
    sites: dict[str, NoticedSite] = {}
    for row in file.sites:
        named = SiteRow(site=row) if isinstance(row, str) else row
        for site in _noticed(named, on, replies, explicit=file.replies, where=where):
            known = sites.get(site.site.id)
            if known is None or _is_earlier(site, known):
                sites[site.site.id] = site
    without = {**dict.fromkeys(file.none, Reply.NO), **dict.fromkeys(file.unknown, Reply.NOT_SURE)}
    answers = Answers(
        answered_on=on,
        replies=_in_order(replies),
        age_years=file.age_years,
        sex=file.sex,
        sites=tuple(sites.values()),
        twitching_since=_day(file.twitching_since, on, f"{where}, twitching_since"),
        twitch_course=file.twitch_course,
        weakness_since=_day(file.weakness_since, on, f"{where}, weakness_since"),
        weakness_course=file.weakness_course,
        medicines=tuple(_medicine(row, on, where) for row in file.medicines),
        examinations=tuple(_examination(row, on, where) for row in file.examinations),
        labs=tuple(_lab(row, on, where) for row in file.labs),
        sleep_h=file.sleep_h,
        caffeine_mg=file.caffeine_mg,
        alcohol_g=file.alcohol_g,
        question=file.question,
        without_value=MappingProxyType(without),
    )
    doubled = next((item for item in without if getattr(answers, item.value) not in (None, (), "")), None)
    if doubled is not None or set(file.none) & set(file.unknown):
        name = doubled or next(iter(set(file.none) & set(file.unknown)))
        raise InputError(
            what=f'"{name}" has a value or stands twice, and is said to be none or unknown',
            where=where,
            remedy="leave one of the two out",
        )
    return answers


def _in_order(replies: Mapping[Feature, Reply]) -> Mapping[Feature, Reply]:
    """The replies in the order of the closed list, without those that were not asked."""
    asked = {feature: replies.get(feature, Reply.NOT_ASKED) for feature in Feature}
    return MappingProxyType({feature: reply for feature, reply in asked.items() if reply is not Reply.NOT_ASKED})


def _meant(shorthand: Literal["now", "days", "all"]) -> tuple[Feature, ...]:
    return tuple(Feature) if shorthand == "all" else red_flags(Rank(shorthand))


def _noticed(
    row: SiteRow, on: date, replies: dict[Feature, Reply], *, explicit: Mapping[Feature, Reply], where: str
) -> tuple[NoticedSite, ...]:
    place = place_named(row.site, where=f"{where}, sites")
    if place.is_whole_body:
        if explicit.get(Feature.WIDESPREAD) is Reply.NO:
            raise InputError(
                what=f'"{row.site[:40]}" is said beside "widespread": "no"',
                where=where,
                remedy="leave one of the two out",
            )
        replies[Feature.WIDESPREAD] = Reply.YES
    time = None
    if row.first_noticed is not None:
        time = time_written(row.first_noticed, answered_on=on, where=f"{where}, sites, {row.site[:40]}")
    return tuple(
        NoticedSite(
            site=site,
            first_noticed=None if time is None else time.at,
            precision=Precision.DAY if time is None else time.precision,
            had_just_read=row.had_just_read,
        )
        for site in place.sites
    )


def _is_earlier(site: NoticedSite, known: NoticedSite) -> bool:
    """A place that is named twice counts from the earliest time."""
    if site.first_noticed is None:
        return False
    return known.first_noticed is None or site.first_noticed < known.first_noticed


def _day_of_answers(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            what=f'"{text[:40]}" is no day', where=f"{where}, answered_on", remedy="write it like 2026-11-22"
        ) from None


def _day(text: str | None, on: date, where: str) -> date | None:
    return None if text is None else time_written(text, answered_on=on, where=where).at.date()


def _medicine(row: MedicineRow | str, on: date, where: str) -> Medicine:
    if isinstance(row, str):
        return Medicine(name=row)
    place = f"{where}, medicines, {row.name[:40]}"
    return Medicine(
        name=row.name,
        started=_day(row.started, on, place),
        changed=_day(row.changed, on, place),
        stopped=_day(row.stopped, on, place),
    )


def _examination(row: ExaminationRow, on: date, where: str) -> Examination:
    day = _day(row.on, on, f"{where}, examinations, {row.kind}")
    return Examination(kind=row.kind, result=row.result, on=day, words=row.words)


def _lab(row: LabRow, on: date, where: str) -> Lab:
    day = _day(row.on, on, f"{where}, labs, {row.analyte}")
    return Lab(analyte=row.analyte, value=row.value, unit=row.unit, low=row.low, high=row.high, on=day)


def _plain(value: Any) -> object:
    row: dict[str, object]
    match value:
        case NoticedSite():
            row = {"site": value.site.id, "first_noticed": written_time(value), "had_just_read": value.had_just_read}
        case Medicine():
            row = {"name": value.name, "started": value.started, "changed": value.changed, "stopped": value.stopped}
        case Examination():
            row = {"kind": value.kind, "result": value.result, "on": value.on, "words": value.words or None}
        case Lab():
            row = {
                "analyte": value.analyte,
                "value": value.value,
                "unit": value.unit or None,
                "low": value.low,
                "high": value.high,
                "on": value.on,
            }
        case tuple():
            return [_plain(each) for each in value]
        case datetime() | date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value
    return {name: _plain(part) for name, part in row.items() if part is not None}
