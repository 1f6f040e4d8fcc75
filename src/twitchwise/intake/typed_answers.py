"""What a person types on a card, as answers: numbers to tick, and values of items in short form."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from twitchwise.errors import InputError
from twitchwise.intake.cards import item_words
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.model import (
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Medicine,
    NoticedSite,
    Sex,
    TwitchCourse,
    WeaknessCourse,
)
from twitchwise.intake.named_sites import place_named
from twitchwise.intake.times import WrittenTime, time_written
from twitchwise.intake.typed_labs import typed_labs

__all__ = ["typed_ticks", "with_replies", "with_typed_item"]

_NONE = frozenset({"none", "no", "nothing", "0", "n", "-"})
_UNKNOWN = frozenset({"", "?", "unknown", "not sure", "don't know", "skip"})
_LISTS = frozenset({ItemKind.SITES, ItemKind.MEDICINES, ItemKind.EXAMINATIONS, ItemKind.LABS})
_KINDS: Mapping[str, ExaminationKind] = MappingProxyType(
    {
        "neurological examination": ExaminationKind.NEUROLOGICAL,
        "examination": ExaminationKind.NEUROLOGICAL,
        "exam": ExaminationKind.NEUROLOGICAL,
        "neurologist": ExaminationKind.NEUROLOGICAL,
        "nerve conduction": ExaminationKind.NERVE_CONDUCTION,
        "ncs": ExaminationKind.NERVE_CONDUCTION,
        "ncv": ExaminationKind.NERVE_CONDUCTION,
        "eng": ExaminationKind.NERVE_CONDUCTION,
        "emg": ExaminationKind.EMG,
        "mri": ExaminationKind.MRI,
        "ultrasound": ExaminationKind.ULTRASOUND,
    }
)


def typed_ticks(features: Sequence[Feature], text: str) -> Mapping[Feature, Reply]:
    """The replies that a typed line means.

    Parameters
    ----------
    features : on the card, numbered from 1.
    text : "2 5" for yes to the second and the fifth; "3?" for not sure; "0" or "none" for none of them. What is not
        named is denied, so that an empty line means nothing and is refused.

    Raises
    ------
    InputError
        It is empty, names a number that is not there, or says none beside others.

    Examples
    --------
    >>> [reply.value for reply in typed_ticks([Feature.CRAMPS, Feature.TREMOR], "2?").values()]
    ['no', 'not-sure']
    """
    words = [word for word in re.split(r"[\s,;]+", re.sub(r"\s+\?", "?", text.strip().casefold())) if word]
    remedy = f"type numbers from 1 to {len(features)}, 0 for none of these, 3? for not sure about the third"
    if not words:
        raise InputError(what="nothing was typed", where="this card", remedy=remedy)
    if words[0] in _NONE:
        if len(words) > 1:
            raise InputError(what="none is said beside others", where="this card", remedy=remedy)
        return MappingProxyType(dict.fromkeys(features, Reply.NO))
    replies = dict.fromkeys(features, Reply.NO)
    for word in words:
        number = re.fullmatch(r"\??(\d{1,3})(\?|y|n)?", word)
        if number is None or not 1 <= int(number[1]) <= len(features):
            raise InputError(what=f'"{word[:20]}" is no number of this card', where="this card", remedy=remedy)
        reply = Reply.NOT_SURE if "?" in word else Reply.NO if word.endswith("n") else Reply.YES
        replies[features[int(number[1]) - 1]] = reply
    return MappingProxyType(replies)


def with_replies(answers: Answers, replies: Mapping[Feature, Reply]) -> Answers:
    """The answers with these replies in place of earlier ones."""
    return replace(answers, replies=MappingProxyType({**answers.replies, **replies}))


def with_typed_item(answers: Answers, item: Item, text: str) -> Answers:
    """The answers with a typed value of an item.

    Parameters
    ----------
    text : in the short form that the help of the item shows; "none" for an empty list; nothing or "?" when it is not
        known.

    Raises
    ------
    InputError
        It cannot be a value of this item.
    """
    words, plain = item_words(item), " ".join(text.split())
    is_list = words.kind in _LISTS
    without = {known: reply for known, reply in answers.without_value.items() if known is not item}
    empty: object = () if is_list else "" if words.kind is ItemKind.TEXT else None
    if plain.casefold() in _UNKNOWN or (is_list and plain.casefold() in _NONE):
        without[item] = Reply.NOT_SURE if plain.casefold() in _UNKNOWN else Reply.NO
        return _with(answers, item, empty, without)
    if item is Item.SITES:
        return _with_sites(replace(answers, without_value=MappingProxyType(without)), plain)
    return _with(answers, item, _VALUES[words.kind](item, plain, answers.answered_on), without)


def _with(answers: Answers, item: Item, value: object, without: Mapping[Item, Reply]) -> Answers:
    changed: dict[str, Any] = {item.value: value, "without_value": MappingProxyType(dict(without))}
    return replace(answers, **changed)


def _with_sites(answers: Answers, text: str) -> Answers:
    sites: dict[str, NoticedSite] = {}
    replies = dict(answers.replies)
    for part in _parts(text):
        name, note = _name_and_note(part)
        place = place_named(name)
        if place.is_whole_body:
            replies[Feature.WIDESPREAD] = Reply.YES
        had_just_read = True if re.search(r"\bread|\bsearch", note) else None
        dated = " ".join(
            word for word in re.split(r"[\s,]+", note) if not re.match(r"(just|after|had|read|search)", word)
        )
        time = _time(dated, answers.answered_on, name) if dated else None
        for site in place.sites:
            sites[site.id] = (
                NoticedSite(site=site, had_just_read=had_just_read)
                if time is None
                else NoticedSite(
                    site=site, first_noticed=time.at, precision=time.precision, had_just_read=had_just_read
                )
            )
    found = replace(answers, sites=tuple(sites.values()), replies=MappingProxyType(replies))
    if not sites:  # the whole body and no single place
        return replace(found, without_value=MappingProxyType({**found.without_value, Item.SITES: Reply.NO}))
    return found


def _time(text: str, on: date, where: str) -> WrittenTime:
    return time_written(text, answered_on=on, where=where)


def _number(item: Item, text: str, _on: date) -> float | int:
    words = item_words(item)
    low, high = words.low or 0.0, words.high or 0.0
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = float("nan")
    is_whole = item is Item.AGE_YEARS
    if not low <= value <= high or (is_whole and value != int(value)):
        kind = "a whole number" if is_whole else "a number"
        raise InputError(
            what=f'"{text[:30]}" cannot be the answer', where=words.text, remedy=f"type {kind} from {low:g} to {high:g}"
        )
    return int(value) if is_whole else value


def _choice(item: Item, text: str, _on: date) -> Sex | TwitchCourse | WeaknessCourse:
    words = item_words(item)
    plain = text.casefold()
    for number, choice in enumerate(words.choices, start=1):
        if plain in {str(number), choice.value, choice.text, choice.text[0], choice.value[0]}:
            return _CHOICES[item](choice.value)
    known = ", ".join(f"{number} for {choice.text}" for number, choice in enumerate(words.choices, start=1))
    raise InputError(what=f'"{text[:30]}" is none of the answers', where=words.text, remedy=f"type {known}")


def _day(item: Item, text: str, on: date) -> date:
    return _time(text, on, item_words(item).text).at.date()


def _medicines(_item: Item, text: str, on: date) -> tuple[Medicine, ...]:
    return tuple(_medicine(part, on) for part in _parts(text))


def _medicine(text: str, on: date) -> Medicine:
    name, note = _name_and_note(text)
    dates: dict[str, date] = {}
    for piece in filter(None, (piece.strip() for piece in note.split(","))):
        word, _, rest = piece.partition(" ")
        known = {"stopped": "stopped", "changed": "changed", "since": "started", "started": "started"}.get(word)
        dates[known or "started"] = _time(rest if known else piece, on, name).at.date()
    return Medicine(name=name, **dates)


def _examinations(item: Item, text: str, on: date) -> tuple[Examination, ...]:
    return tuple(_examination(part, on, item_words(item).text) for part in _parts(text))


def _examination(text: str, on: date, where: str) -> Examination:
    plain = text.casefold()
    name = next((name for name in _KINDS if re.match(rf"{name}\b", plain)), None)
    rest = plain[len(name or "") :].split()
    results = [word for word in rest if word in set(ExaminationResult)]
    if name is None or not results:
        raise InputError(
            what=f'"{text[:40]}" names no {"examination" if name is None else "result"}',
            where=where,
            remedy='write kind, result and date, as in "emg normal 2026-08"; kinds are examination, emg, nerve '
            "conduction, mri, ultrasound; results are normal, abnormal, unclear",
        )
    dated = " ".join(word for word in rest if word not in results).strip("() ")
    day = _time(dated, on, name).at.date() if dated else None
    return Examination(kind=_KINDS[name], result=ExaminationResult(results[0]), on=day)


def _parts(text: str) -> list[str]:
    """The parts between commas, or semicolons, that stand outside of brackets."""
    parts = [part.strip() for part in re.split(r"[,;](?![^()]*\))\s*", text) if part.strip()]
    if not parts or any(part.startswith("(") for part in parts):
        raise InputError(what=f'"{text[:30]}" names nothing', where="this list", remedy="type a name, or none")
    return parts


def _name_and_note(text: str) -> tuple[str, str]:
    """A name and what stands behind it in brackets."""
    name, _, note = text.partition("(")
    return name.strip(), note.strip(") ").casefold()


_CHOICES: Mapping[Item, Callable[[str], Sex | TwitchCourse | WeaknessCourse]] = MappingProxyType(
    {Item.SEX: Sex, Item.TWITCH_COURSE: TwitchCourse, Item.WEAKNESS_COURSE: WeaknessCourse}
)
_VALUES: Mapping[ItemKind, Callable[[Item, str, date], object]] = MappingProxyType(
    {
        ItemKind.NUMBER: _number,
        ItemKind.CHOICE: _choice,
        ItemKind.DATE: _day,
        ItemKind.TEXT: lambda _item, text, _on: text,
        ItemKind.MEDICINES: _medicines,
        ItemKind.EXAMINATIONS: _examinations,
        ItemKind.LABS: lambda item, text, on: typed_labs(text, answered_on=on, where=item_words(item).text),
    }
)
