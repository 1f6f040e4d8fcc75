"""The made-up person of the app: twelve weeks of a diary, half a year of strength tests, and answers to questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import numpy as np

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers
from twitchwise.desk.demo_person import LOOKED_AT, PEOPLE_WORLD
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.simulating_people import WORKOUTS
from twitchwise.diary.investigation import LONGEST_DAYS
from twitchwise.diary.model import (
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Finding,
    Investigation,
    Questionnaire,
    StrengthSeries,
    Suspicion,
    TestResult,
)
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.strength_plan import SERIES_DAYS
from twitchwise.exchange.importers import read_import
from twitchwise.exchange.model import ImportFile
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers, NoticedSite, Sex
from twitchwise.simulate.person import simulate_person
from twitchwise.simulate.person_entries import diary_entries
from twitchwise.simulate.person_workouts import workout_file_text
from twitchwise.simulate.strength_person import simulate_strength
from twitchwise.simulate.strength_person_world import REGION_TESTS, StrengthWorld
from twitchwise.strength.battery import find_test
from twitchwise.strength.screen_acts import ACTS, Outcome
from twitchwise.strength.screen_findings import ACT
from twitchwise.worry.questions import SetName

__all__ = ["SEED", "made_up_diary", "write_demo_diary"]

SEED = 1
_IMPORT = "strong-made-up"
_WORLD = replace(PEOPLE_WORLD, n_days=80)
"""Four days short of the end of the search, so that the evening entry of a search can be looked at too."""

_WEEKS = 24
_STRENGTH_SEED = 4
_REGIONS = ("left-leg", "right-leg", "left-hand", "right-hand")
_LEFT_OUT = frozenset({"single-leg-rise", "pinch"})  # two tests of a region are enough for a verdict
_TESTED_AT, _ANSWERED_AT = time(10), time(20)
_GAD7 = ((1, 2, 1, 1, 0, 1, 2), (1, 2, 1, 1, 0, 1, 1), (1, 1, 1, 1, 0, 0, 1))
_YES = (
    Feature.AFRAID_OF_ALS,
    Feature.TRAINED_THIS_MUSCLE,
    Feature.WEAKNESS_FELT,
    Feature.STRESS,
    Feature.SHORT_SLEEP,
)


def write_demo_diary(file: Path) -> None:
    """Writes the made-up person's diary; an earlier one there is replaced as a whole.

    Parameters
    ----------
    file : never a diary of a real person.
    """
    with open_diary(file) as store:
        today = store.load().rule.today(utc_now())
        store.replace_all(made_up_diary(today))
        for backup in store.backups():  # of what was made up before
            backup.unlink()
        keep_answers(store, _answers(today))


def made_up_diary(today: date) -> Diary:
    """The diary of somebody whose twitching follows training, who feels weak, and whose tests are steady.

    Parameters
    ----------
    today : its last whole day is the one before. The same day gives the same diary.
    """
    first = today - timedelta(days=_WORLD.n_days)
    person = replace(simulate_person(_WORLD, rng=np.random.default_rng(SEED)), first_day=first)
    with TemporaryDirectory() as folder:
        path = Path(folder) / WORKOUTS
        path.write_text(workout_file_text(person), encoding="utf-8", newline="")
        answers = {"strong-weight-unit": "kg"}
        workouts = read_import(ImportFile(path=path, import_id=_IMPORT, answers=answers)).entries
    entries = [*workouts, *diary_entries(person), *_search(first), *_strength(today), *_worry(today)]
    return Diary(entries=tuple(sorted(entries, key=lambda each: (each.when.local, each.entry_id))))


def _search(first: date) -> Iterator[Entry]:
    yield Investigation(
        entry_id="search", when=on_date(first), first_day=first, last_day=first + timedelta(days=LONGEST_DAYS - 1)
    )
    yield Suspicion(entry_id="suspicion", when=on_date(first), exposure="caffeine")


def _strength(today: date) -> Iterator[Entry]:
    """A first sitting without a finding, then weekly tests of hands and legs in which nothing truly changes."""
    tests = tuple(each for region in _REGIONS for each in REGION_TESTS[region] if each.test not in _LEFT_OUT)
    cohort = simulate_strength(StrengthWorld(tests=tests, n_weeks=_WEEKS), rng=np.random.default_rng(_STRENGTH_SEED))
    first = today - timedelta(days=int(cohort.calendar.days[-1]) + 7)
    yield StrengthSeries(
        entry_id="series", when=on_date(first), first_day=first, last_day=first + timedelta(days=SERIES_DAYS - 1)
    )
    for act in ACTS:
        for side in act.sides:
            name = f"{ACT}{act.name}/{side}"
            yield Finding(entry_id=name, when=_at(first, _TESTED_AT), name=name, answer=Outcome.DONE.value)
    for i, test in enumerate(tests):
        for j, passed in enumerate(cohort.calendar.days):
            day = first + timedelta(days=int(passed))
            yield TestResult(
                entry_id=f"{day}-{test.test}-{test.side}",
                when=_at(day, _TESTED_AT),
                test=test.test,
                side=test.side.value,
                score=round(float(cohort.scores[i, 0, j]), 1),
                unit=find_test(test.test).unit,
                session=day.isoformat(),
                felt=int(cohort.felt[0, j]),
            )


def _worry(today: date) -> Iterator[Entry]:
    for n, answers in enumerate(_GAD7):
        day = today - timedelta(weeks=4 * (len(_GAD7) - n) - 2)
        score = float(sum(answers))
        when = _at(day, _ANSWERED_AT)
        yield Questionnaire(entry_id=f"{day}-gad7", when=when, name=SetName.GAD7.value, answers=answers, score=score)
    kinds = {ExposureKind.WORRY: (6, 4), ExposureKind.SEARCHING: (60, 20), ExposureKind.FELT_WEAKNESS: (4, 4)}
    n_weeks = _WORLD.n_days // 7
    for week in range(n_weeks):
        day = today - timedelta(weeks=n_weeks - week)
        for kind, (begin, end) in kinds.items():
            amount = round(begin + (end - begin) * week / (n_weeks - 1))
            yield Exposure(entry_id=f"{day}-{kind}", when=_at(day, _ANSWERED_AT), kind=kind, amount=amount)


def _answers(today: date) -> Answers:
    flags = [*red_flags(Rank.NOW), *red_flags(Rank.DAYS)]
    replies = {**dict.fromkeys(flags, Reply.NO), **dict.fromkeys(_YES, Reply.YES)}
    noticed = datetime.combine(today - timedelta(days=_WORLD.n_days + 10), time(0))
    return Answers(
        answered_on=today,
        replies=MappingProxyType(replies),
        age_years=36,
        sex=Sex.FEMALE,
        sites=(NoticedSite(site=find_site(f"left {LOOKED_AT}"), first_noticed=noticed, had_just_read=False),),
        question="My left arm twitches after training. Is it only that?",
    )


def _at(day: date, hour: time) -> Moment:
    return Moment(local=datetime.combine(day, hour))
