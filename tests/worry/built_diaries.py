"""People who are afraid of their twitches, built day by day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import find_site
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Finding,
    Questionnaire,
    RecordingMeasured,
    TestResult,
    TwitchesNoticed,
)
from twitchwise.diary.moment import Moment, on_date

TODAY = date(2026, 6, 28)
SITES = ("left calf", "right calf", "left thigh", "right biceps", "left thumb", "right foot")


def on(days_ago: int, hour: int = 21) -> Moment:
    day = TODAY - timedelta(days=days_ago)
    return Moment(local=datetime(day.year, day.month, day.day, hour))


def rated(kind: ExposureKind, days_ago: int, amount: float | None) -> Exposure:
    return Exposure(entry_id=f"{kind}-{days_ago}", when=on(days_ago), kind=kind, amount=amount)


def worried(*weeks: float) -> list[Entry]:
    """One worry rating a week, the last one today."""
    n = len(weeks)
    return [rated(ExposureKind.WORRY, 7 * (n - 1 - number), value) for number, value in enumerate(weeks)]


def gad7(score: int, days_ago: int = 0) -> Questionnaire:
    answers = [min(3, max(0, score - 3 * number)) for number in range(7)]
    return Questionnaire(entry_id=f"gad7-{days_ago}", when=on(days_ago), name="gad-7", answers=tuple(answers))


def check(*answers: int | None, days_ago: int = 0) -> Questionnaire:
    return Questionnaire(
        entry_id=f"check-{days_ago}", when=on(days_ago), name="searching-checking", answers=tuple(answers)
    )


def found(name: str, answer: str, days_ago: int = 0) -> Finding:
    return Finding(entry_id=f"{name}-{days_ago}", when=on(days_ago), name=name, answer=answer)


def grips(*scores: float) -> list[Entry]:
    """One session of both hands a week, the last one today."""
    n = len(scores)
    return [
        TestResult(
            entry_id=f"grip-{side}-{number}",
            when=on_date(TODAY - timedelta(weeks=n - 1 - number)),
            test="grip",
            side=side,
            unit="kg",
            score=score,
            felt=3,
        )
        for number, score in enumerate(scores)
        for side in ("left", "right")
    ]


def recorded(*rates: float, site: str = "left calf") -> list[Entry]:
    """One recording of two minutes a week, the last one today."""
    n = len(rates)
    return [
        RecordingMeasured(
            entry_id=f"recording-{site}-{number}",
            when=on(7 * (n - 1 - number), 20),
            site=find_site(site),
            recording_kind="video",
            sha256=f"{number}",
            n_twitches=round(2 * rate),
            analysed_min=2.0,
        )
        for number, rate in enumerate(rates)
    ]


def diary(*entries: Entry | Sequence[Entry]) -> Diary:
    flat: list[Entry] = []
    for each in entries:
        flat += [each] if isinstance(each, Entry) else list(each)
    return Diary(entries=tuple(sorted(flat, key=lambda entry: entry.when.local)))


def wandering(n_days: int, ar: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A series that moves slowly, mean 0 and SD 1."""
    fresh = rng.standard_normal(n_days)
    values = fresh.copy()
    for day in range(1, n_days):
        values[day] = ar * values[day - 1] + np.sqrt(1.0 - ar * ar) * fresh[day]
    return values


def person(n_days: int, *, link: float, seed: int, climb: float = 0.0) -> Diary:
    """Somebody who writes down most days.

    Parameters
    ----------
    link : points of worry a day of much searching adds, now and on the next two days; worry adds places and felt
        weakness in the same measure. 0 for none.
    climb : how many points worry climbs in all.
    """
    rng = np.random.default_rng(seed)
    search = np.clip(30.0 + 25.0 * wandering(n_days, 0.4, rng), 0.0, None)
    much = (search > np.median(search)).astype(float)
    worry = 3.0 + wandering(n_days, 0.5, rng) + link * _echoed(much) + climb * np.linspace(0, 1, n_days)
    high = (worry > np.median(worry)).astype(float)
    places = 1.5 + 0.7 * wandering(n_days, 0.5, rng) + 0.7 * link * _echoed(high)
    felt = 2.0 + wandering(n_days, 0.5, rng) + link * _echoed(high)
    entries: list[Entry] = []
    for day in range(n_days):
        ago = n_days - 1 - day
        if rng.random() < 0.15:
            continue
        entries.append(rated(ExposureKind.SEARCHING, ago, float(round(search[day]))))
        entries.append(rated(ExposureKind.WORRY, ago, float(np.clip(round(worry[day]), 0, 10))))
        entries.append(rated(ExposureKind.FELT_WEAKNESS, ago, float(np.clip(round(felt[day]), 0, 10))))
        n_places = int(np.clip(round(places[day]), 0, len(SITES)))
        answer = Answer.NOTICED if n_places else Answer.NOTHING_NOTICED
        entries.append(DayAnswer(entry_id=f"day-{ago}", when=on(ago), day=TODAY - timedelta(days=ago), answer=answer))
        entries += [
            TwitchesNoticed(entry_id=f"twitch-{ago}-{site}", when=on(ago), site=find_site(site))
            for site in SITES[:n_places]
        ]
    weeks = n_days // 7
    strength = [float(value) for value in np.round(40.0 * (1.0 + 0.04 * rng.standard_normal(weeks)), 1)]
    return diary(entries, grips(*strength))


def _echoed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    once, twice = np.roll(values, 1), np.roll(values, 2)
    once[:1], twice[:2] = 0.0, 0.0
    return np.asarray((values + 0.7 * once + 0.4 * twice) / 2.1, dtype=np.float64)
