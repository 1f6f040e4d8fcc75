"""Making a person with known triggers, as the files that a real person would have."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import numpy as np

from twitchwise.desk.keeping import result_folder
from twitchwise.diary.model import Diary
from twitchwise.exchange.archive import archive_text
from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_entries import diary_entries
from twitchwise.simulate.person_files import day_table_text, person_truth_text
from twitchwise.simulate.person_workouts import workout_file_text
from twitchwise.simulate.person_world import PersonWorld

__all__ = ["DIARY", "TABLE", "TRUTH", "WORKOUTS", "simulate_person_to_folder", "write_person"]

WORKOUTS = "workouts.csv"
DIARY = "diary.json"
TRUTH = "truth.json"
TABLE = "days.csv"


def simulate_person_to_folder(world: PersonWorld, *, seed: int, out: Path) -> SimulatedPerson:
    """Simulate a person; write their workouts, their diary, their days as a table, and the truth: all or nothing.

    Parameters
    ----------
    world : what the person is like.
    seed : the same seed gives the same files.
    out : folder, absent or empty.

    Raises
    ------
    InputError
        Impossible worlds, a folder with other files, and one that cannot be written.
    """
    person = simulate_person(world, rng=np.random.default_rng(seed))
    with result_folder(out) as draft:
        write_person(person, draft, seed=seed)
    return person


def write_person(person: SimulatedPerson, folder: Path, *, seed: int) -> None:
    """Writes the four files of a simulated person into a folder that is there.

    Parameters
    ----------
    folder : gets `WORKOUTS`, as the app Strong exports them; `DIARY`, everything else as an archive that can be
        imported; `TABLE`, one row a day for `twitchwise triggers --table`; `TRUTH`.
    seed : that the person was made with.
    """
    end = datetime.combine(person.first_day + timedelta(days=person.world.n_days), time(0), tzinfo=UTC)
    texts = {
        WORKOUTS: workout_file_text(person),
        DIARY: "".join(archive_text(Diary(entries=diary_entries(person)), end)),
        TABLE: day_table_text(person),
        TRUTH: person_truth_text(person, seed=seed),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
