"""The demonstration: simulated recordings measured, a person's diary searched, strength followed; all against truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.desk.demo_assessed import AssessedPerson, show_assessed
from twitchwise.desk.demo_person import N_PEOPLE, PeopleShown, PersonShown, show_people, show_person
from twitchwise.desk.demo_recordings import SCENES, Scene, Shown, show_recordings
from twitchwise.desk.demo_strength import StrengthShown, show_strength
from twitchwise.desk.keeping import result_folder
from twitchwise.desk.measuring import Progress

__all__ = ["DEMO_SEED", "Demo", "run_demo"]

DEMO_SEED = 0
_RECORDINGS_SHARE, _PERSON_SHARE, _STRENGTH_SHARE = 0.63, 0.06, 0.16  # of the work


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demo:
    """What the demonstration shows.

    Parameters
    ----------
    recordings : what was measured in each recording.
    person : what was found in one person's diary.
    people : how often it would be, in others like this one.
    strength : three people who test their strength for a year.
    assessed : three people who ask what it could be.
    """

    recordings: tuple[Shown, ...]
    person: PersonShown
    people: PeopleShown
    strength: StrengthShown
    assessed: tuple[AssessedPerson, ...]


def run_demo(
    folder: Path,
    *,
    seed: int = DEMO_SEED,
    scenes: Sequence[Scene] = SCENES,
    n_people: int = N_PEOPLE,
    on_progress: Progress | None = None,
) -> Demo:
    """Simulate recordings and people, measure and search them, and write recordings, diary, truths and pages.

    Parameters
    ----------
    folder : where to write; absent, empty, or with an earlier result.
    seed : the same seed gives the same recordings and people.
    scenes : the recordings.
    n_people : how many people beside the one that is shown.
    on_progress : told what is being done and the share of the whole.

    Raises
    ------
    InputError
        The folder cannot be written; then nothing is left in it.
    """
    report = on_progress or (lambda _doing, _share: None)
    with result_folder(folder) as draft:
        recordings = show_recordings(
            draft, seed=seed, scenes=scenes, on_progress=_part_of(report, 0.0, _RECORDINGS_SHARE)
        )
        report("keeping a diary", _RECORDINGS_SHARE)
        person = show_person(draft, seed=seed)
        begun = _RECORDINGS_SHARE + _PERSON_SHARE
        people = show_people(n_people, seed=seed, on_progress=_part_of(report, begun, 1 - begun - _STRENGTH_SHARE))
        strength = show_strength(draft, seed=seed, on_progress=_part_of(report, 1 - _STRENGTH_SHARE, _STRENGTH_SHARE))
        afraid, declining, *_ = strength.people
        assessed = show_assessed(draft, look_back=person.look_back, afraid=afraid, declining=declining)
    return Demo(recordings=recordings, person=person, people=people, strength=strength, assessed=assessed)


def _part_of(report: Progress, start: float, width: float) -> Progress:
    return lambda doing, share: report(doing, start + width * share)
