"""The guard rails: what the program does so that watching does not feed the fear, rule by rule.

A rail is kindness, never a lock: each has a reason and a way past it. None stands between a person and reporting a red
flag: `advice_for` has nothing to say to that, whatever the diary holds.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from twitchwise.body import Site
from twitchwise.diary.investigation import current_investigation, next_investigation
from twitchwise.diary.model import (
    DayAnswer,
    Diary,
    Exposure,
    Note,
    RecordingMeasured,
    TrialPlan,
    TwitchesNoticed,
)
from twitchwise.diary.once import once_a_diary
from twitchwise.diary.strength_plan import next_strength_series
from twitchwise.estimate import NotMeasurable
from twitchwise.evidence.lookup import find_fact
from twitchwise.worry.answered import Answered, latest_answered
from twitchwise.worry.pausing import pause_offered
from twitchwise.worry.personal import agreement_on, pause_until
from twitchwise.worry.questions import Gad7Band, SetName, question_set
from twitchwise.worry.words import Sentence, say

__all__ = [
    "HIGH_SCORE_DAYS",
    "OFTEN_DAYS",
    "RECORDING_APART_DAYS",
    "Act",
    "Advice",
    "GuardRail",
    "RailName",
    "advice_for",
    "find_rail",
    "high_worry",
    "is_investigating",
    "recent_gad7",
]

HIGH_SCORE_DAYS = 56
"""So long a GAD-7 counts for what is started; a choice: it asks about two weeks, and fear moves slowly."""

OFTEN_DAYS = 4
"""From so many days of the last seven with something typed in, once a week is called enough; a choice."""

RECORDING_APART_DAYS = 7
"""One recording of a place a week."""

_WEEK_DAYS = 7
_HIGH = frozenset({Gad7Band.MODERATE, Gad7Band.SEVERE})


class RailName(StrEnum):
    """A guard rail."""

    RARE_CHECK_INS = "rare-check-ins"
    COOL_DOWN = "cool-down"
    END_DATES = "end-dates"
    ONE_RECORDING_A_WEEK = "one-recording-a-week"
    NO_DAILY_DIARY = "no-daily-diary"
    NO_SAME_DAY_RETEST = "no-same-day-retest"
    ONE_VERDICT_A_WEEK = "one-verdict-a-week"
    PAUSE_OFFER = "pause-offer"


class Act(StrEnum):
    """What a person is about to do."""

    REPORT_RED_FLAG = "report a red flag"
    LOG_DAY = "write down a day"
    ANSWER_GAD7 = "answer the GAD-7"
    ANSWER_CHECK = "answer the check"
    KEEP_RECORDING = "keep a recording"
    START_INVESTIGATION = "start a search for triggers"
    START_TRIAL = "start a self-trial"
    START_STRENGTH = "start weekly strength tests"
    SEE_RESULT = "see a result"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardRail:
    """One rule with its reason.

    Parameters
    ----------
    name : which.
    rule : what is done.
    reason : why.
    basis : how far that was tested.
    way_past : what a person does who wants to go on.
    kept_by : the commands that keep to it.
    facts : ids of the facts behind the reason.
    """

    name: RailName
    rule: str
    reason: str
    basis: str
    way_past: str
    kept_by: str
    facts: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the reason, for `cite`."""
        return tuple(dict.fromkeys(find_fact(fact).source for fact in self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a guard rail says to somebody who is about to do something.

    Parameters
    ----------
    rail : which.
    sentence : what to say.
    waits : the program does not do it by itself now; the way past it is open.
    until : the day from which it has nothing to say, if that is known.
    """

    rail: RailName
    sentence: Sentence
    waits: bool = False
    until: date | None = None

    @property
    def way_past(self) -> str:
        """What a person does who wants to go on all the same."""
        return find_rail(self.rail).way_past


@cache
def find_rail(name: RailName) -> GuardRail:
    """One guard rail.

    Examples
    --------
    >>> find_rail(RailName.PAUSE_OFFER).way_past
    'It is an offer. Going on is possible, and so is ending the break.'
    """
    plain = tomllib.loads((files("twitchwise.worry") / "text" / "rails.toml").read_text(encoding="utf-8"))[name]
    return GuardRail(
        name=name,
        rule=plain["rule"],
        reason=plain["reason"],
        basis=plain["basis"],
        way_past=plain["way_past"],
        kept_by=plain["kept_by"],
        facts=tuple(plain["facts"]),
    )


@once_a_diary()
def advice_for(diary: Diary, act: Act, today: date, *, site: Site | None = None) -> tuple[Advice, ...]:
    """What the guard rails say to an act, in the order of the vocabulary; nothing when none applies.

    Parameters
    ----------
    diary : what is known.
    act : what the person is about to do; reporting a red flag meets no rail, whatever the diary holds.
    today : the person's day; for a recording the day on which it was made.
    site : of a recording.

    Notes
    -----
    Two rails are kept where the scores are, by the commands of strength themselves: no test twice on a day, one result
    a week.
    """
    rails = _RAILS_OF.get(act, ())
    found = [rail(diary, act, today, site) for rail in rails]
    return tuple(each for each in found if each is not None)


def recent_gad7(diary: Diary, today: date) -> Answered | None:
    """The last complete GAD-7 when it is not too old to count, else None."""
    last = latest_answered(diary, SetName.GAD7, today)
    return None if last is None or (today - last.day).days >= HIGH_SCORE_DAYS else last


def high_worry(diary: Diary, today: date) -> Answered | None:
    """The last complete GAD-7 when it is in the moderate or severe band and not too old to count, else None."""
    last = recent_gad7(diary, today)
    return None if last is None or last.band not in _HIGH else last


def is_investigating(diary: Diary, day: date) -> bool:
    """Whether a search for triggers, or a self-trial, runs on a day."""
    in_trial = any(plan.is_with(day) is not None for plan in diary.of(TrialPlan))
    return in_trial or current_investigation(diary, day) is not None


def _no_daily_diary(diary: Diary, act: Act, today: date, _site: Site | None) -> Advice | None:
    high = high_worry(diary, today)
    if high is None or agreement_on(diary, today) is not None:
        return None
    is_start = act is not Act.LOG_DAY
    return Advice(
        rail=RailName.NO_DAILY_DIARY,
        sentence=say("start_high_worry" if is_start else "log_high_worry", day=high.day, score=high.score),
        waits=is_start,
        until=high.day + timedelta(days=HIGH_SCORE_DAYS),
    )


def _rare_check_ins(diary: Diary, _act: Act, today: date, _site: Site | None) -> Advice | None:
    if is_investigating(diary, today):
        return None
    typed = {
        entry.day if isinstance(entry, DayAnswer) else diary.rule.day_of(entry.when)
        for entry in diary.entries
        if isinstance(entry, DayAnswer | TwitchesNoticed | Exposure | Note) and entry.origin is None
    }
    n_days = sum(0 <= (today - day).days < _WEEK_DAYS for day in typed)
    if n_days < OFTEN_DAYS:
        return None
    return Advice(rail=RailName.RARE_CHECK_INS, sentence=say("log_often", n=n_days))


def _cool_down(diary: Diary, act: Act, today: date, _site: Site | None) -> Advice | None:
    name = SetName.GAD7 if act is Act.ANSWER_GAD7 else SetName.CHECK
    last = latest_answered(diary, name, today)
    if last is None:
        return None
    next_day = last.day + timedelta(days=question_set(name).again_after_days)
    if today >= next_day:
        return None
    return Advice(
        rail=RailName.COOL_DOWN,
        sentence=say("answered_already", day=last.day, next_day=next_day),
        waits=True,
        until=next_day,
    )


def _one_recording(diary: Diary, _act: Act, today: date, site: Site | None) -> Advice | None:
    if site is None or is_investigating(diary, today):
        return None
    days = [diary.rule.day_of(each.when) for each in diary.of(RecordingMeasured) if each.site == site]
    near = [day for day in days if abs((day - today).days) < RECORDING_APART_DAYS]
    if not near:
        return None
    nearest = min(near, key=lambda day: abs((day - today).days))
    return Advice(
        rail=RailName.ONE_RECORDING_A_WEEK,
        sentence=say("recording_kept_already", site=site.name, day=nearest),
        waits=True,
        until=max(near) + timedelta(days=RECORDING_APART_DAYS),
    )


def _end_dates(diary: Diary, act: Act, today: date, _site: Site | None) -> Advice | None:
    ask = next_investigation if act is Act.START_INVESTIGATION else next_strength_series
    answer = ask(diary, today, entry_id="asked")
    if not isinstance(answer, NotMeasurable):
        return None
    return Advice(rail=RailName.END_DATES, sentence=Sentence(id="end_dates", text=answer.reason), waits=True)


def _paused(diary: Diary, _act: Act, today: date, _site: Site | None) -> Advice | None:
    until = pause_until(diary, today)
    if until is None:
        return None
    return Advice(
        rail=RailName.PAUSE_OFFER,
        sentence=say("start_paused", day=until),
        waits=True,
        until=until + timedelta(days=1),
    )


def _pause(diary: Diary, _act: Act, today: date, _site: Site | None) -> Advice | None:
    if pause_until(diary, today) is not None:
        return None
    offered = pause_offered(diary, today)
    return None if offered is None else Advice(rail=RailName.PAUSE_OFFER, sentence=offered)


_Rail = Callable[[Diary, Act, date, Site | None], Advice | None]
_RAILS_OF: Mapping[Act, tuple[_Rail, ...]] = MappingProxyType(
    {
        Act.REPORT_RED_FLAG: (),
        Act.LOG_DAY: (_rare_check_ins, _no_daily_diary, _pause),
        Act.ANSWER_GAD7: (_cool_down,),
        Act.ANSWER_CHECK: (_cool_down,),
        Act.KEEP_RECORDING: (_one_recording,),
        Act.START_INVESTIGATION: (_end_dates, _no_daily_diary, _paused),
        Act.START_TRIAL: (_no_daily_diary, _paused),
        Act.START_STRENGTH: (_end_dates, _paused),
        Act.SEE_RESULT: (_pause,),
    }
)
