"""The last search for triggers, kept in the diary: searching takes long, so its result stands until the next one.

It is kept as one finding that each search replaces; what was too early to say is not kept.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import Diary, Finding
from twitchwise.errors import InputError
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.triggers.contrast import Contrast
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.verdict import Verdict

__all__ = ["SEARCH", "KeptSearch", "keep_search", "kept_search"]

SEARCH = "triggers/found"
"""Name of the finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """What the last search said, without what was too early to say.

    Parameters
    ----------
    searched_on : the person's day of the search.
    first_day, last_day : the days that were searched.
    n_answered : days among them with an answer.
    triggers : every judged exposure; lag profiles and the power of the search are not kept.
    reason : why nothing could be judged; empty when something was.
    """

    searched_on: date
    first_day: date
    last_day: date
    n_answered: int
    triggers: Triggers
    reason: str


@kept_together
def keep_search(store: DiaryStore, found: Investigated) -> None:
    """Keeps a search of the diary in place of the one before.

    Parameters
    ----------
    store : the diary that was searched.
    found : the search.
    """
    diary = store.load()
    judged = [each for each in found.triggers.triggers if each.verdict is not Verdict.TOO_EARLY]
    waiting = [each.reason for each in found.triggers.triggers if each.verdict is Verdict.TOO_EARLY]
    table = found.table
    answer = json.dumps(
        {
            "first_day": table.first_day.isoformat(),
            "n_days": table.n_days,
            "n_answered": found.n_answered,
            "reason": waiting[0] if waiting and not judged else "",
            "triggers": [_plain(each) for each in judged],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    when = now_by_the_clock(diary.rule)
    before = [each for each in diary.of(Finding) if each.name == SEARCH]
    if before:
        store.change(replace(before[-1], when=when, answer=answer))
    else:
        store.add([Finding(entry_id=new_id(), when=when, name=SEARCH, answer=answer)])


def kept_search(diary: Diary, today: date) -> KeptSearch | None:
    """The last search that was kept up to a day; None when there was none.

    Raises
    ------
    InputError
        It is damaged.
    """
    kept = [each for each in diary.of(Finding) if each.name == SEARCH and diary.rule.day_of(each.when) <= today]
    if not kept:
        return None
    try:
        plain = json.loads(kept[-1].answer)
        first = date.fromisoformat(plain["first_day"])
        return KeptSearch(
            searched_on=diary.rule.day_of(kept[-1].when),
            first_day=first,
            last_day=date.fromordinal(first.toordinal() + int(plain["n_days"]) - 1),
            n_answered=int(plain["n_answered"]),
            triggers=Triggers(triggers=tuple(_trigger(each) for each in plain["triggers"]), power=None, problems=()),
            reason=str(plain["reason"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError):
        raise InputError(
            what="the kept search for triggers is damaged",
            where="diary",
            remedy='search again with "twitchwise triggers"',
        ) from None


def _plain(each: Trigger) -> dict[str, object]:
    ratio, days = each.rate_ratio, each.contrast
    return {
        "outcome": each.outcome,
        "exposure": each.exposure,
        "belongs_to": each.belongs_to,
        "probability": each.probability,
        "verdict": each.verdict.value,
        "reason": each.reason,
        "days": [days.low, days.high, days.spread, days.days_with, days.days_without, days.is_enough],
        "ratio": None
        if not isinstance(ratio, Estimate)
        else [ratio.value, ratio.low, ratio.high, ratio.level, ratio.n, ratio.method, ratio.unit],
    }


def _trigger(plain: dict[str, object]) -> Trigger:
    low, high, spread, days_with, days_without, is_enough = _list(plain["days"])
    ratio = plain["ratio"]
    return Trigger(
        outcome=str(plain["outcome"]),
        exposure=str(plain["exposure"]),
        belongs_to=None if plain["belongs_to"] is None else str(plain["belongs_to"]),
        probability=_number(plain["probability"]),
        rate_ratio=NotMeasurable(reason=str(plain["reason"])) if ratio is None else _estimate(_list(ratio)),
        lag_profile=(),
        contrast=Contrast(
            low=_number(low),
            high=_number(high),
            spread=_number(spread),
            days_with=int(_number(days_with)),
            days_without=int(_number(days_without)),
            is_enough=bool(is_enough),
        ),
        verdict=Verdict(str(plain["verdict"])),
        reason=str(plain["reason"]),
    )


def _estimate(parts: list[object]) -> Estimate:
    value, low, high, level, n, method, unit = parts
    return Estimate(
        value=_number(value),
        low=_number(low),
        high=_number(high),
        level=_number(level),
        n=int(_number(n)),
        method=str(method),
        unit=str(unit),
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return float(value)
