"""Settings: how the days are cut, copies of the diary, and erasing everything."""

from typing import Literal

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel, Field

from twitchwise.desk.day_rule import choose_day_rule
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.desk.erasing import plan_erasure
from twitchwise.web.api.answers import Done, Sent, room
from twitchwise.web.app_folders import held_folders
from twitchwise.web.forgetting import erase_all
from twitchwise.web.jobs import TheJobs
from twitchwise.web.person import ThePerson, settings_of
from twitchwise.web.refusal import refusal

__all__ = ["router"]

router = room("settings")


class Days(Sent):
    """How the days are cut."""

    cut_hour: int = Field(ge=0, le=23, description="the hour at which the person's day begins")
    zone: str | None = Field(None, max_length=60, description="where the person lives, Europe/Berlin")


class DaysTold(BaseModel):
    """How the days are cut."""

    cut_hour: int
    zone: str | None


class Copy(BaseModel):
    """A copy of the diary."""

    name: str


class Erasing(BaseModel):
    """What would be erased."""

    entries: int
    copies: int


class EraseWish(Sent):
    """Erases everything for good."""

    erase: Literal["everything"]


@router.get("/settings/days")
def tell_days(person: ThePerson) -> DaysTold:
    """How the days are cut."""
    rule = person.diary.rule
    return DaysTold(cut_hour=rule.cut_hour, zone=rule.zone)


@router.put("/settings/days")
def set_days(person: ThePerson, sent: Days) -> DaysTold:
    """Changes how the days are cut."""
    with person.open() as store:
        rule = choose_day_rule(store, cut_hour=sent.cut_hour, zone=sent.zone)
    return DaysTold(cut_hour=rule.cut_hour, zone=rule.zone)


@router.get("/copies")
def list_copies(person: ThePerson) -> list[Copy]:
    """The copies of the diary that lie beside it."""
    with open_kept_diary(person.file) as store:
        return [Copy(name=path.name) for path in store.backups()]


@router.post("/copies", status_code=201)
def make_copy(person: ThePerson) -> Copy:
    """Writes a whole copy of the diary beside it."""
    with open_kept_diary(person.file) as store:
        return Copy(name=store.back_up().name)


@router.post("/copies/{name}/restore", status_code=204)
def put_copy_back(person: ThePerson, name: str) -> Response:
    """Puts a copy in place of the diary; what is there now is copied first."""
    with open_kept_diary(person.file) as store:
        copy = next((path for path in store.backups() if path.name == name), None)
        if copy is None:
            raise HTTPException(404)
        store.restore(copy)
    return Response(status_code=204)


@router.get("/erasing")
def tell_erasing(request: Request, person: ThePerson) -> Erasing:
    """What erasing everything would take."""
    plan = plan_erasure(person.file, beside=held_folders(settings_of(request)))
    return Erasing(entries=plan.n_entries, copies=len(plan.backups))


@router.post("/erasing")
def erase_everything(request: Request, person: ThePerson, jobs: TheJobs, sent: EraseWish) -> Done:
    """Erases the diary, its copies and what the app holds, for good."""
    if person.is_demo:
        raise refusal("api.demo_stays")
    plan_erasure(person.file)  # without a diary it is refused before anything goes
    return Done(n=erase_all(request, person, jobs))
