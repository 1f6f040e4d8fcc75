"""What a simulated person writes in a diary: the evening's answers, and everything but training."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import numpy as np

from twitchwise.body import Side, Site, find_muscle
from twitchwise.diary import model
from twitchwise.diary.model import Answer, DayAnswer, Entry, Exposure, TwitchesNoticed
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.portions import CUP_MG, DRINK_G
from twitchwise.simulate.person import SimulatedPerson
from twitchwise.simulate.person_exposures import ExposureKind, SimulatedExposure

__all__ = ["MEDICINE_NAME", "diary_entries", "site_of"]

MEDICINE_NAME = "tablets"
_WAKES_AT = time(7)
_ANSWERS_AT = time(21, 30)

_AMOUNTS: Mapping[ExposureKind, tuple[model.ExposureKind, float]] = MappingProxyType(
    {
        ExposureKind.CAFFEINE: (model.ExposureKind.CAFFEINE, CUP_MG),
        ExposureKind.STRESS: (model.ExposureKind.STRESS, 1.0),
        ExposureKind.ALCOHOL: (model.ExposureKind.ALCOHOL, DRINK_G),
        ExposureKind.FLUID: (model.ExposureKind.FLUIDS, 1000.0),
    }
)
"""What is asked in the evening: how the diary calls it, and its unit over the simulated one."""


def site_of(muscle_id: str) -> Site:
    """Where a simulated person notices the twitches of a muscle: on the left when it has sides."""
    muscle = find_muscle(muscle_id)
    return Site(muscle=muscle, side=Side.LEFT if Side.LEFT in muscle.sides else muscle.sides[0])


def diary_entries(person: SimulatedPerson) -> tuple[Entry, ...]:
    """The diary of a simulated person without its workouts, which `person_workouts` writes as an app's export.

    Parameters
    ----------
    person : their counts become evening answers and twitching noticed; exposures become entries in the diary's units.

    Returns
    -------
    In the order of their days. What is unknown has no entry; a medicine and an illness have entries only on days on
    which they were there. The ids are the same in every run.

    Examples
    --------
    >>> from twitchwise.simulate.person import simulate_person
    >>> from twitchwise.simulate.person_world import PersonWorld
    >>> person = simulate_person(PersonWorld(n_days=7), rng=np.random.default_rng(1))
    >>> diary_entries(person)[0].amount
    7.1
    """
    entries: list[Entry] = []
    for row in range(person.world.n_days):
        entries += _evening(person, row)
        for exposure in person.exposures:
            entries += _exposure(person, exposure, row)
    return tuple(sorted(entries, key=lambda entry: (entry.when.local, entry.entry_id)))


def _evening(person: SimulatedPerson, row: int) -> Iterator[Entry]:
    counts = person.counts[:, row]
    if np.isnan(counts[0]):
        return
    day = _day(person, row)
    when = _at(day, _ANSWERS_AT)
    sites = tuple(site_of(id_) for id_ in person.world.muscle_ids)
    answer = Answer.NOTICED if counts.sum() > 0 else Answer.NOTHING_NOTICED
    yield DayAnswer(entry_id=f"{day}-answer", when=when, day=day, answer=answer, sites=sites)
    for site, count in zip(sites, counts, strict=True):
        if count > 0:
            yield TwitchesNoticed(
                entry_id=f"{day}-{site.id}",
                when=when,
                site=site,
                count=int(count),
                is_at_least=count == person.world.patience_cap,
            )


def _exposure(person: SimulatedPerson, exposure: SimulatedExposure, row: int) -> Iterator[Exposure]:
    value, day = float(exposure.values[row]), _day(person, row)
    id_ = f"{day}-{exposure.kind.value}"
    if np.isnan(value):
        return
    if exposure.kind is ExposureKind.SLEEP:
        awake = datetime.combine(day, _WAKES_AT)
        asleep = Moment(local=awake - timedelta(minutes=round(60 * value)))
        yield Exposure(
            entry_id=id_, when=asleep, until=Moment(local=awake), kind=model.ExposureKind.SLEEP, amount=value
        )
    elif exposure.kind in _AMOUNTS:
        kind, unit = _AMOUNTS[exposure.kind]
        when, amount = _at(day, _ANSWERS_AT), round(unit * value, 6)
        yield Exposure(entry_id=id_, when=when, kind=kind, amount=amount, is_day_total=True)
    elif exposure.kind is ExposureKind.MEDICINE and value > 0:
        kind = model.ExposureKind.MEDICINE
        yield Exposure(entry_id=id_, when=on_date(day), kind=kind, name=MEDICINE_NAME, amount=value)
    elif exposure.kind is ExposureKind.ILLNESS and value > 0 and (row == 0 or exposure.values[row - 1] <= 0):
        ends = np.flatnonzero(exposure.values[row:] <= 0)
        n_days = int(ends[0]) if ends.size else person.world.n_days - row
        last = on_date(day + timedelta(days=n_days - 1))
        yield Exposure(entry_id=id_, when=on_date(day), until=last, kind=model.ExposureKind.ILLNESS)


def _day(person: SimulatedPerson, row: int) -> date:
    return person.first_day + timedelta(days=row)


def _at(day: date, hour: time) -> Moment:
    return Moment(local=datetime.combine(day, hour))
