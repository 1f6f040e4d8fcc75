"""The person of the demonstration: twelve weeks with known triggers, imported, looked back on, searched."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.importing import ImportOutcome, import_files
from twitchwise.desk.investigating import investigate_diary, write_investigated
from twitchwise.desk.measuring import Progress
from twitchwise.desk.simulating_people import DIARY, WORKOUTS, write_person
from twitchwise.diary.model import Diary
from twitchwise.diary.moment import Moment
from twitchwise.exchange.importers import read_import
from twitchwise.exchange.model import ImportFile
from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_entries import MEDICINE_NAME, diary_entries, site_of
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_triggers import PlantedTrigger
from twitchwise.simulate.person_workouts import workout_file_text
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.diary_table import TRAINING
from twitchwise.triggers.find import Trigger
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.look_back import LookBack, look_back
from twitchwise.triggers.verdict import Verdict

__all__ = [
    "DIARY_FILE",
    "LOOKED_AT",
    "N_PEOPLE",
    "PEOPLE_WORLD",
    "PERSON_FOLDER",
    "SEARCH_FOLDER",
    "Judged",
    "PeopleShown",
    "PersonShown",
    "show_people",
    "show_person",
]

N_PEOPLE = 20
DIARY_FILE = "diary.sqlite"
PERSON_FOLDER = "person"
SEARCH_FOLDER = "triggers"
LOOKED_AT = "triceps"

PEOPLE_WORLD = PersonWorld(
    n_days=84, muscle_ids=(LOOKED_AT, "biceps", "gastrocnemius"), own_load_share=1.0, effect_mean=0.8
)
"""Twelve weeks of a person in whom training sets off each trained muscle, nearly twice as strongly as in the worlds
that the search is judged on: a diary that usually shows it."""

_ASKED_AT = time(21, 30)
_UNIT_ANSWER = {"strong-weight-unit": "kg"}
_NAMES = {
    ExposureKind.TRAINING: TRAINING,
    ExposureKind.MEDICINE: f"medicine: {MEDICINE_NAME}",
    ExposureKind.FLUID: "fluids",
}
"""What the diary calls an exposure, where that is not the simulator's word."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """A planted trigger and what the search said of it.

    Parameters
    ----------
    planted : what truly acts.
    found : what was said of this exposure and muscle; None when the exposure is not in the diary.
    """

    planted: PlantedTrigger
    found: Trigger | None

    @property
    def is_found(self) -> bool:
        """Whether it was reported as likely."""
        return self.found is not None and self.found.verdict is Verdict.LIKELY

    @property
    def rate_ratio(self) -> float | None:
        """Twitches with the exposure on every day that acts over twitches without, as planted; None when not known."""
        if self.found is None or self.found.contrast.spread == 0:
            return None
        return float(np.exp(self.planted.total_effect * self.found.contrast.step))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonShown:
    """One person's diary, and what was found in it.

    Parameters
    ----------
    person : the truth.
    imported : the workout file and the rest of the diary.
    look_back : from one of the last evenings on which the triceps twitched a day or two after it was trained.
    investigated : the search.
    judged : every planted trigger.
    false : likely patterns that were not planted.
    """

    person: SimulatedPerson
    imported: tuple[ImportOutcome, ...]
    look_back: LookBack
    investigated: Investigated
    judged: tuple[Judged, ...]
    false: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleShown:
    """How often a search finds what was planted.

    Parameters
    ----------
    n_people : how many.
    n_found : people in whom training was reported as a likely trigger of the triceps, as it is.
    n_with_false : people in whom anything that is none was reported as likely.
    n_triggers, n_triggers_found : all planted triggers of all of them, and those reported as likely.
    n_false : likely patterns that were not planted.
    """

    n_people: int
    n_found: int
    n_with_false: int
    n_triggers: int
    n_triggers_found: int
    n_false: int


def show_person(folder: Path, *, seed: int) -> PersonShown:
    """Make one person, fill a fresh diary from their files, look back, and search.

    Parameters
    ----------
    folder : gets the diary, and two folders: the person's files, and the page of the search.
    seed : of the person.
    """
    person = simulate_person(PEOPLE_WORLD, rng=np.random.default_rng(seed))
    files = folder / PERSON_FOLDER
    files.mkdir()
    write_person(person, files, seed=seed)
    with open_diary(folder / DIARY_FILE) as store:
        imported = import_files(store, [files / WORKOUTS, files / DIARY], answers=_UNIT_ANSWER)
        diary = store.load()
    investigated = investigate_diary(diary)
    write_investigated(investigated, folder / SEARCH_FOLDER)
    return PersonShown(
        person=person,
        imported=imported,
        look_back=look_back(diary, site_of(LOOKED_AT), _twitching_evening(person)),
        investigated=investigated,
        judged=_judge(person, investigated),
        false=_false(person, investigated),
    )


def show_people(n_people: int, *, seed: int, on_progress: Progress) -> PeopleShown:
    """Search the diaries of people like the one that is shown, and count.

    Parameters
    ----------
    n_people : how many.
    seed : person n is made with the pair of it and n.
    on_progress : told what is being done and the share of it all.
    """
    judged: list[tuple[Judged, ...]] = []
    false: list[tuple[Trigger, ...]] = []
    with TemporaryDirectory() as folder:
        for n in range(n_people):
            on_progress(f"searching diary {n + 1} of {n_people}", n / n_people)
            person = simulate_person(PEOPLE_WORLD, rng=np.random.default_rng([seed, n]))
            investigated = investigate_diary(_diary_of(person, Path(folder) / WORKOUTS), with_power=False)
            judged.append(_judge(person, investigated))
            false.append(_false(person, investigated))
    each_one = [one for ones in judged for one in ones]
    return PeopleShown(
        n_people=n_people,
        n_found=sum(any(_is_looked_at(one) and one.is_found for one in ones) for ones in judged),
        n_with_false=sum(bool(ones) for ones in false),
        n_triggers=len(each_one),
        n_triggers_found=sum(one.is_found for one in each_one),
        n_false=sum(map(len, false)),
    )


def _diary_of(person: SimulatedPerson, path: Path) -> Diary:
    """The diary that importing the person's files gives, without a database."""
    path.write_text(workout_file_text(person), encoding="utf-8", newline="")
    workouts = read_import(ImportFile(path=path, import_id="", answers=_UNIT_ANSWER)).entries
    return Diary(entries=(*workouts, *diary_entries(person)))


def _twitching_evening(person: SimulatedPerson) -> Moment:
    """The last evening on which the triceps twitched, one or two days after it was trained; else the last of all."""
    counts = person.counts[person.world.muscle_ids.index(LOOKED_AT)]
    sets = next(each.values for each in person.exposures if each.muscle_id == LOOKED_AT)
    rows = [row for row in range(2, person.world.n_days) if counts[row] > 0 and sets[row - 2 : row].any()]
    day = person.first_day + timedelta(days=rows[-1] if rows else person.world.n_days - 1)
    return Moment(local=datetime.combine(day, _ASKED_AT))


def _judge(person: SimulatedPerson, investigated: Investigated) -> tuple[Judged, ...]:
    """What was said of every trigger that can have left a trace."""
    said = {(trigger.outcome, trigger.exposure): trigger for trigger in investigated.triggers.triggers}
    return tuple(
        Judged(planted=planted, found=said.get(_key(planted))) for planted in person.triggers if planted.has_happened
    )


def _false(person: SimulatedPerson, investigated: Investigated) -> tuple[Trigger, ...]:
    true = {_key(planted) for planted in person.triggers}
    likely = [trigger for trigger in investigated.triggers.triggers if trigger.verdict is Verdict.LIKELY]
    return tuple(trigger for trigger in likely if (trigger.outcome, trigger.exposure) not in true)


def _key(planted: PlantedTrigger) -> tuple[str, str]:
    return site_of(planted.muscle_id).id, _NAMES.get(planted.kind, planted.kind.value)


def _is_looked_at(one: Judged) -> bool:
    return one.planted.muscle_id == LOOKED_AT and one.planted.kind is ExposureKind.TRAINING
