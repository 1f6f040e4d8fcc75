"""Erasing everything: the diary, its copies, what the app keeps in folders and what it holds in memory."""

from fastapi import Request

from twitchwise.desk.erasing import ErasurePlan, erase, erase_folders, plan_erasure
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.store.place import place_of
from twitchwise.web.app_folders import held_folders
from twitchwise.web.held import Held
from twitchwise.web.import_sheets import require_no_reading
from twitchwise.web.person import Person, settings_of

__all__ = ["erase_all", "forget_demo", "forget_typed", "plan_of"]


def plan_of(request: Request, person: Person) -> ErasurePlan | None:
    """What would go; None while there is no diary.

    Raises
    ------
    InputError
        It is there and cannot be read: nothing is called erased that is not.
    """
    file = place_of(person.file).file
    if file is not None and not file.exists():
        return None
    return plan_erasure(person.file, beside=held_folders(settings_of(request)), known=person.diary)


def erase_all(request: Request, person: Person, jobs: MeasuringJobs) -> int:
    """Erases it for good; the count of entries that went.

    Parameters
    ----------
    person : whose diary goes; never the made-up person.
    jobs : the recordings, which go first.

    Raises
    ------
    InputError
        A file is being read for this diary, the diary cannot be read, or something cannot be erased.
    """
    require_no_reading(request)
    _stop_work(request, person)
    plan = plan_of(request, person)
    for job in (*jobs.recent(is_demo=False), *jobs.recent(is_demo=True)):
        jobs.remove(job)
    if plan is None:
        erase_folders(held_folders(settings_of(request)))
    else:
        erase(person.file, plan)
    request.app.state.kept.forget()
    forget_typed(request)
    return 0 if plan is None else plan.n_entries


def forget_typed(request: Request) -> None:
    """Lets go of what was typed for a page that follows."""
    for held in _typed(request):
        held.forget()


def forget_demo(request: Request) -> None:
    """Lets go of what was typed for the made-up person."""
    for held in _typed(request):
        held.forget_demo()


def _stop_work(request: Request, person: Person) -> None:
    """Ends the processes that would write in the diary or beside its recordings, and waits for their end."""
    state = request.app.state
    state.searches.forget(person.file)
    state.unmarked_clips.close(waits=True)


def _typed(request: Request) -> tuple[Held[object], ...]:
    state = request.app.state
    return (state.wishes, state.written, state.sessions)
