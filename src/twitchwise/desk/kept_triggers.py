"""Searches that were made, kept in the diary: searching takes long, so a result stands until the next one.

Each is kept whole as one finding that the next search replaces: the last search for triggers, and the last look at a
self-trial. Pictures are not kept: they are drawn again from the result and the days of the diary.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from twitchwise.desk.investigating import last_investigation
from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import Diary, Finding, Suspicion, TrialPlan
from twitchwise.errors import InputError, Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.triggers.contrast import Contrast
from twitchwise.triggers.diary_table import table_of_diary
from twitchwise.triggers.effects import LagWeight
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.power import Power, SmallestEffect
from twitchwise.triggers.verdict import Verdict

__all__ = ["SEARCH", "TRIAL_SEARCH", "KeptSearch", "as_investigated", "keep_search", "kept_search"]

SEARCH = "triggers/found"
"""Name of the finding that holds the last search for triggers."""

TRIAL_SEARCH = "trial/found"
"""Name of the finding that holds the last look at a self-trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """What the last search said.

    Parameters
    ----------
    searched_on : the person's day of the search.
    first_day, last_day : the days that were searched.
    n_answered : days among them with an answer.
    found : all of what was found; from a diary of an earlier version without lag profiles, power and problems, and
        without what was too early to say.
    reason : why nothing could be judged; empty when something was.
    """

    searched_on: date
    first_day: date
    last_day: date
    n_answered: int
    found: Triggers
    reason: str

    @property
    def judged(self) -> Triggers:
        """What was found without what was too early to say."""
        judged = tuple(each for each in self.found.triggers if each.verdict is not Verdict.TOO_EARLY)
        return Triggers(triggers=judged, power=None, problems=())


@kept_together
def keep_search(store: DiaryStore, found: Investigated, *, trial: TrialPlan | None = None) -> None:
    """Keeps a search of the diary in place of the one before.

    Parameters
    ----------
    store : the diary that was searched.
    found : the search.
    trial : the self-trial that was looked at; None for a search for triggers.
    """
    diary = store.load()
    name = SEARCH if trial is None else TRIAL_SEARCH
    triggers, table = found.triggers, found.table
    waiting = [each.reason for each in triggers.triggers if each.verdict is Verdict.TOO_EARLY]
    answer = json.dumps(
        {
            "first_day": table.first_day.isoformat(),
            "n_days": table.n_days,
            "n_answered": found.n_answered,
            "reason": waiting[0] if waiting and len(waiting) == len(triggers.triggers) else "",
            "triggers": [_plain(each) for each in triggers.triggers],
            "power": _plain_power(triggers.power),
            "problems": [[each.what, each.where, each.remedy] for each in triggers.problems],
            "trial": "" if trial is None else trial.entry_id,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    when = now_by_the_clock(diary.rule)
    before = [each for each in diary.of(Finding) if each.name == name]
    if before:
        store.change(replace(before[-1], when=when, answer=answer))
    else:
        store.add([Finding(entry_id=new_id(), when=when, name=name, answer=answer)])


def kept_search(diary: Diary, today: date, *, trial: TrialPlan | None = None) -> KeptSearch | None:
    """The last search that was kept up to a day; None when there was none.

    Parameters
    ----------
    trial : the self-trial that was looked at, a look at another one does not count; None for a search for triggers.

    Raises
    ------
    InputError
        It is damaged.
    """
    name = SEARCH if trial is None else TRIAL_SEARCH
    kept = [each for each in diary.of(Finding) if each.name == name and diary.rule.day_of(each.when) <= today]
    if not kept:
        return None
    try:
        plain = json.loads(kept[-1].answer)
        if trial is not None and plain["trial"] != trial.entry_id:
            return None
        first = date.fromisoformat(plain["first_day"])
        return KeptSearch(
            searched_on=diary.rule.day_of(kept[-1].when),
            first_day=first,
            last_day=date.fromordinal(first.toordinal() + int(plain["n_days"]) - 1),
            n_answered=int(plain["n_answered"]),
            found=Triggers(
                triggers=tuple(_trigger(each) for each in plain["triggers"]),
                power=_power(plain.get("power")),
                problems=tuple(_problem(each) for each in plain.get("problems", ())),
            ),
            reason=str(plain["reason"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, AttributeError):
        raise InputError(
            what="the kept search for triggers is damaged",
            where="diary",
            remedy='search again with "twitchwise triggers"',
        ) from None


def as_investigated(diary: Diary, kept: KeptSearch, *, trial: TrialPlan | None = None) -> Investigated | None:
    """A kept search beside its days, as the diary holds them now; None when it holds none of them any more.

    Parameters
    ----------
    diary : in which it was kept.
    kept : the search.
    trial : the self-trial that was looked at; None for a search for triggers.
    """
    table = table_of_diary(diary, kept.first_day, kept.last_day)
    if isinstance(table, NotMeasurable):
        return None
    return Investigated(
        table=table,
        triggers=kept.found,
        n_answered=kept.n_answered,
        suspicions=() if trial is not None else diary.of(Suspicion),
        investigation=None if trial is not None else last_investigation(diary),
    )


def _plain(each: Trigger) -> dict[str, object]:
    days = each.contrast
    return {
        "outcome": each.outcome,
        "exposure": each.exposure,
        "belongs_to": each.belongs_to,
        "probability": each.probability,
        "verdict": each.verdict.value,
        "reason": each.reason,
        "days": [days.low, days.high, days.spread, days.days_with, days.days_without, days.is_enough],
        "ratio": _plain_ratio(each.rate_ratio),
        # level, n and method are those of the ratio over all lags
        "lags": [
            [lag.lag_days, lag.rate_ratio.value, lag.rate_ratio.low, lag.rate_ratio.high] for lag in each.lag_profile
        ],
    }


def _plain_ratio(ratio: Estimate | NotMeasurable) -> list[object] | str:
    if isinstance(ratio, NotMeasurable):
        return ratio.reason
    return [ratio.value, ratio.low, ratio.high, ratio.level, ratio.n, ratio.method, ratio.unit]


def _plain_power(power: Power | None) -> list[object] | None:
    if power is None:
        return None
    effects = [[each.outcome, each.exposure, each.belongs_to, _plain_number(each.rate_ratio)] for each in power.effects]
    return [power.chance, _plain_number(power.rate_ratio), effects]


def _plain_number(number: float | NotMeasurable) -> float | str:
    return number.reason if isinstance(number, NotMeasurable) else number


def _trigger(plain: dict[str, object]) -> Trigger:
    low, high, spread, days_with, days_without, is_enough = _list(plain["days"])
    ratio = _ratio(plain["ratio"], otherwise=str(plain["reason"]))
    probability = plain["probability"]
    return Trigger(
        outcome=str(plain["outcome"]),
        exposure=str(plain["exposure"]),
        belongs_to=_name(plain["belongs_to"]),
        probability=None if probability is None else _number(probability),
        rate_ratio=ratio,
        lag_profile=tuple(_lag(_list(each), ratio) for each in _list(plain.get("lags", []))),
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


def _ratio(plain: object, *, otherwise: str) -> Estimate | NotMeasurable:
    if not isinstance(plain, list):
        return NotMeasurable(reason=otherwise if plain is None else str(plain))
    value, low, high, level, n, method, unit = plain
    return Estimate(
        value=_number(value),
        low=_number(low),
        high=_number(high),
        level=_number(level),
        n=int(_number(n)),
        method=str(method),
        unit=str(unit),
    )


def _lag(parts: list[object], ratio: Estimate | NotMeasurable) -> LagWeight:
    if isinstance(ratio, NotMeasurable):
        raise TypeError("a lag of no ratio")
    days, value, low, high = parts
    return LagWeight(
        lag_days=int(_number(days)),
        rate_ratio=replace(ratio, value=_number(value), low=_number(low), high=_number(high)),
    )


def _power(plain: object) -> Power | None:
    if plain is None:
        return None
    chance, rate_ratio, effects = _list(plain)
    return Power(chance=_number(chance), rate_ratio=_found(rate_ratio), effects=tuple(map(_effect, _list(effects))))


def _effect(plain: object) -> SmallestEffect:
    outcome, exposure, belongs_to, rate_ratio = _list(plain)
    return SmallestEffect(
        outcome=str(outcome), exposure=str(exposure), belongs_to=_name(belongs_to), rate_ratio=_found(rate_ratio)
    )


def _found(plain: object) -> float | NotMeasurable:
    return NotMeasurable(reason=plain) if isinstance(plain, str) else _number(plain)


def _problem(plain: object) -> Problem:
    what, where, remedy = _list(plain)
    return Problem(what=str(what), where=str(where), remedy=str(remedy))


def _name(plain: object) -> str | None:
    return None if plain is None else str(plain)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return float(value)
