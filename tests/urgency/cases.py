"""People in a few words, for the tests of urgency: see `rule_cases.toml` for the words."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from twitchwise.body import Side, find_site
from twitchwise.estimate import NotMeasurable
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
    NoticedSite,
    WeaknessCourse,
)
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen import screen_result
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend_result import RegionTrend, State, StrengthTrend, WhenKnown
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.model import Judgement

__all__ = ["ANSWERED_ON", "Person", "judge", "person", "rule_cases", "sitting", "standing"]

ANSWERED_ON = date(2026, 3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is handed to the judgement."""

    answers: Answers
    screen: Screened | None = None
    strength: StrengthStanding | None = None
    gad7: int | None = None


def judge(words: str) -> Judgement:
    """The judgement of a person in a few words."""
    found = person(words)
    return judge_urgency(
        found.answers, screen=found.screen, strength=found.strength, gad7=found.gad7, today=ANSWERED_ON
    )


def rule_cases() -> dict[str, dict[str, str]]:
    """For every rule the words that trigger it and those of the nearest miss."""
    return tomllib.loads((Path(__file__).parent / "rule_cases.toml").read_text(encoding="utf-8"))


def person(words: str) -> Person:
    """A person of 30 who was asked everything and denied what the words do not name."""
    replies = dict.fromkeys(Feature, Reply.NO)
    found = Person(answers=Answers(answered_on=ANSWERED_ON, age_years=30))
    for word in words.split():
        key, _, value = word.partition("=")
        if not value:
            reply, _, feature = word.rpartition(":")
            replies[Feature(feature)] = Reply(reply or "yes")
        elif key == "gad7":
            found = replace(found, gad7=int(value))
        elif key in {"screen", "trend", "marker"}:
            found = _measured(found, key, value)
        else:
            found = replace(found, answers=_said(found.answers, key, value))
    return replace(found, answers=replace(found.answers, replies=MappingProxyType(replies)))


def sitting(outcome: Outcome, *, day: date = ANSWERED_ON) -> Screened:
    """A whole first sitting in which every act went, but for the grip of the left hand."""
    acts = [ActAnswer(act=act.name, side=side, outcome=Outcome.DONE) for act in ACTS for side in act.sides]
    last = [
        replace(each, outcome=outcome) if (each.act, each.side) == (ActName.GRIP, Side.LEFT) else each for each in acts
    ]
    return Screened(day=day, result=screen_result(ScreenAnswers(acts=tuple(last))))


def standing(state: State, *, markers: tuple[str, ...] = ()) -> StrengthStanding:
    """Weekly tests of the right leg in this state."""
    leg = RegionTrend(
        region=StrengthRegion.RIGHT_LEG,
        state=state,
        loss=NotMeasurable(reason="made up"),
        excluded_rate_percent_per_month=None,
        when_known=WhenKnown(steady_weeks=None, falls=()),
        fall_since=None,
        shape=None,
        tests=(),
        sentences=(),
    )
    trend = StrengthTrend(today=ANSWERED_ON, regions=(leg,), sides=())
    return StrengthStanding(trend=trend, failed_markers=markers)


def _measured(found: Person, key: str, value: str) -> Person:
    match key, value:
        case "screen", _:
            return replace(found, screen=sitting(Outcome.FAILED if value == "failed" else Outcome.DONE))
        case "marker", _:
            return replace(found, strength=standing(State.STEADY, markers=("Opening a jar",)))
    return replace(found, strength=standing(State("a fall" if value == "fall" else value)))


def _said(answers: Answers, key: str, value: str) -> Answers:
    return replace(answers, **_SAID[key](answers, value.split(":")))


_SAID: dict[str, Callable[[Answers, list[str]], dict[str, Any]]] = {
    "age": lambda _, parts: {"age_years": None if parts == ["unknown"] else int(parts[0])},
    "twitching": lambda _, parts: {"twitching_since": _days_ago(parts[0])},
    "weakness": lambda _, parts: {"weakness_since": _days_ago(parts[0])},
    "course": lambda _, parts: {"weakness_course": WeaknessCourse(parts[0])},
    "lab": lambda known, parts: {
        "labs": (*known.labs, Lab(analyte=Analyte(parts[0]), value=float(parts[1]), unit=parts[2]))
    },
    "exam": lambda known, parts: {"examinations": (*known.examinations, _examination(*parts))},
    "medicine": lambda known, parts: {
        "medicines": (*known.medicines, Medicine(name=parts[0], started=_days_ago(parts[1]) if parts[1] else None))
    },
    "site": lambda known, parts: {"sites": (*known.sites, NoticedSite(site=find_site(parts[0])))},
}


def _examination(kind: str, result: str, days: str = "") -> Examination:
    on = _days_ago(days) if days else None
    return Examination(kind=ExaminationKind(kind), result=ExaminationResult(result), on=on)


def _days_ago(days: str) -> date:
    return ANSWERED_ON - timedelta(days=int(days))
