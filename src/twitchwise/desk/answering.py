"""A person's answers kept in the diary: one finding a question, the latest one counts, and old denials lapse."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from twitchwise.clock import utc_now
from twitchwise.desk.strength_diary import last_screen
from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import Diary, Finding
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, feature_words
from twitchwise.intake.item import Item
from twitchwise.intake.json_file import answers_from_json, answers_to_json
from twitchwise.intake.model import Answers
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.strength.screen_acts import Outcome
from twitchwise.strength.screen_model import ActAnswer, FindingKind

__all__ = [
    "DENIAL_HOLDS_DAYS",
    "KeptAnswers",
    "ScreenReply",
    "keep_answers",
    "kept_answers",
    "reply_of_screen",
    "screen_reply",
]

DENIAL_HOLDS_DAYS = 28
"""How long the denial of a red flag counts before it is asked again; a choice, as for the strength tests."""

_ITEM = "intake/"
"""Begins the name of a finding that holds an item; a feature's finding bears the feature's own id."""

_NONE, _UNKNOWN = "none", "unknown"
_SAID = MappingProxyType({_NONE: Reply.NO, _UNKNOWN: Reply.NOT_SURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswers:
    """What the diary holds of a person's answers.

    Parameters
    ----------
    answers : those that hold on the day that was asked for; that is also the day they count from.
    answered_on : the day of the last answer to each feature, lapsed ones included.
    lapsed : red flags whose denial is older than `DENIAL_HOLDS_DAYS`; they count as not asked.
    to_confirm : red flags whose yes or "not sure" is older than that; it holds, and is worth asking again.
    """

    answers: Answers
    answered_on: Mapping[Feature, date] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    lapsed: frozenset[Feature] = frozenset()
    to_confirm: frozenset[Feature] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenReply:
    """What a first sitting says to the question whether an act was not possible, and its day."""

    reply: Reply
    day: date


def kept_answers(diary: Diary, today: date) -> KeptAnswers:
    """The answers of the diary that hold on a day.

    Parameters
    ----------
    diary : with findings of any kind.
    today : the person's day; answers of later days do not count.

    Notes
    -----
    A "yes" and a "not sure" hold until they are changed. The denial of a red flag holds for four weeks: after that
    nobody knows, and what nobody knows is never a "no".

    Raises
    ------
    InputError
        A finding is damaged.
    """
    replies: dict[Feature, Reply] = {}
    answered_on: dict[Feature, date] = {}
    items: dict[Item, str] = {}
    for finding in diary.of(Finding):
        day = diary.rule.day_of(finding.when)
        if day > today:
            continue
        if finding.name in set(Feature) and finding.answer in set(Reply):
            feature = Feature(finding.name)
            replies[feature], answered_on[feature] = Reply(finding.answer), day
        elif finding.name.removeprefix(_ITEM) in set(Item) and finding.name.startswith(_ITEM):
            items[Item(finding.name.removeprefix(_ITEM))] = finding.answer
    oldest = today - timedelta(days=DENIAL_HOLDS_DAYS)
    old = {
        feature: reply
        for feature, reply in replies.items()
        if feature_words(feature).rank is not Rank.NONE and answered_on[feature] < oldest
    }
    lapsed = frozenset(feature for feature, reply in old.items() if reply is Reply.NO)
    holding = {feature: reply for feature, reply in replies.items() if feature not in lapsed}
    asked = {feature: day for feature, day in answered_on.items() if replies[feature] is not Reply.NOT_ASKED}
    return KeptAnswers(
        answers=_with_items(Answers(answered_on=today, replies=MappingProxyType(holding)), items),
        answered_on=MappingProxyType(asked),
        lapsed=lapsed,
        to_confirm=frozenset(feature for feature, reply in old.items() if reply in {Reply.YES, Reply.NOT_SURE}),
    )


@kept_together
def keep_answers(store: DiaryStore, answers: Answers, *, again: Collection[Feature] = ()) -> int:
    """Keeps answers in the diary, with the present moment; the count of those that are new.

    Parameters
    ----------
    store : the diary.
    answers : what the diary holds already is not written again. Another answer of the same day takes the place of the
        earlier one, which stays among the former entries. What is missing here stays as the diary has it.
    again : said once more now: kept with the present moment even where the answer is the same.
    """
    diary = store.load()
    when = now_by_the_clock(diary.rule)
    today = diary.rule.today(utc_now())
    known = kept_answers(diary, today)
    said_again = {each.value for each in again if known.answered_on.get(each) != today}
    before = {name: text for name, text in _texts(known.answers).items() if name not in said_again}
    of_today = {each.name: each for each in diary.of(Finding) if diary.rule.day_of(each.when) == today}
    new: list[Finding] = []
    n_written = 0
    for name, text in _texts(answers).items():
        if before.get(name) == text:
            continue
        n_written += 1
        if name in of_today:
            store.change(replace(of_today[name], answer=text))
        else:
            new.append(Finding(entry_id=new_id(), when=when, name=name, answer=text))
    store.add(new)
    return n_written


def screen_reply(diary: Diary, today: date | None = None) -> ScreenReply | None:
    """What the last first sitting answers, when it is not older than four weeks and was done in full or failed."""
    on = today or diary.rule.today(utc_now())
    found = last_screen(diary, on)
    if found is None or on - found.day > timedelta(days=DENIAL_HOLDS_DAYS):
        return None
    if any(each.kind is FindingKind.FAILED_ACT for each in found.result.findings):
        return ScreenReply(reply=Reply.YES, day=found.day)
    return ScreenReply(reply=Reply.NO, day=found.day) if found.result.is_complete else None


def reply_of_screen(acts: Sequence[ActAnswer]) -> Reply:
    """Yes when an act failed, no when all were done, not sure when one was not tried or not safe."""
    outcomes = {answer.outcome for answer in acts}
    if Outcome.FAILED in outcomes:
        return Reply.YES
    return Reply.NO if outcomes and outcomes <= {Outcome.DONE, Outcome.WITH_EFFORT} else Reply.NOT_SURE


def _texts(answers: Answers) -> dict[str, str]:
    """Each answer by the name of its finding."""
    content = json.loads(answers_to_json(answers))
    texts = dict(content["replies"])
    for item in Item:
        if item.value in content:
            texts[f"{_ITEM}{item}"] = json.dumps(content[item.value], ensure_ascii=False)
    for text, reply in _SAID.items():
        texts |= {f"{_ITEM}{item}": text for item, said in answers.without_value.items() if said is reply}
    return texts


def _with_items(answers: Answers, items: Mapping[Item, str]) -> Answers:
    """The answers with the items of the diary, read as a file of answers is read."""
    content = json.loads(answers_to_json(answers))
    for item, text in items.items():
        if text in _SAID:
            content.setdefault("none" if text == _NONE else "unknown", []).append(item.value)
            continue
        try:
            content[item.value] = json.loads(text)
        except ValueError:
            raise InputError(
                what="this answer is damaged", where=f"diary, {_ITEM}{item}", remedy='run "twitchwise intake --again"'
            ) from None
    return answers_from_json(json.dumps(content), where="diary")
