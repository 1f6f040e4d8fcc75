"""Settings: how the days are cut, copies of the diary, and erasing everything."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.day_rule import choose_day_rule
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.errors import InputError
from twitchwise.web.forgetting import erase_all, plan_of
from twitchwise.web.jobs import TheJobs
from twitchwise.web.person import DEMO_COOKIE, Person, ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.rendering import go_to, render
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MIB = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A backup in a line; when it was made is by the clock of this computer."""

    name: str
    made_at: datetime
    size_mb: float


@router.get("/settings")
def show_settings(request: Request, person: ThePerson) -> HTMLResponse:
    """All settings."""
    rule = person.diary.rule
    return render(
        request,
        "settings.html",
        person=person,
        here="settings",
        rule=rule,
        hours=range(13),
        zones=_zones(),
        copies=[_copy(path) for path in reversed(_backups(person.file))],
    )


@router.post("/settings/days")
def set_days(
    person: ThePerson, cut_hour: Annotated[int, Form(ge=0, le=23)], zone: Annotated[str, Form(max_length=60)] = ""
) -> Response:
    """Changes how the days are cut."""
    name = zone.strip() or None
    with person.open() as store:
        choose_day_rule(store, cut_hour=cut_hour, zone=name)
    return go_to("/settings", done="settings.done_days")


@router.post("/settings/copy")
def make_copy(person: ThePerson) -> Response:
    """Writes a whole copy of the diary beside it."""
    with open_kept_diary(person.file) as store:
        store.back_up()
    return go_to("/settings", done="settings.done_copy")


@router.post("/settings/restore")
def put_back(person: ThePerson, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Puts a copy in place of the diary; what is there now is copied first."""
    copy = next((path for path in _backups(person.file) if path.name == name), None)
    if copy is None:
        raise refusal("settings.no_copy", where=name)
    with open_kept_diary(person.file) as store:
        store.restore(copy)
    return go_to("/settings", done="settings.done_restored")


@router.get("/settings/erase")
def show_erasing(request: Request, person: ThePerson) -> HTMLResponse:
    """What would go, before anything goes."""
    return _erasing(request, person)


@router.post("/settings/erase")
def erase_everything(
    request: Request,
    person: ThePerson,
    jobs: TheJobs,
    sentence: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Erases the diary, its copies and what the app holds, when the sentence was written."""
    if person.is_demo:
        return go_to("/settings/erase")
    if " ".join(sentence.casefold().split()).rstrip(".") != say("settings_erase.sentence").casefold():
        return _erasing(request, person, is_wrong=True)
    erase_all(request, person, jobs)
    answer = go_to("/", done="settings.done_erased")
    answer.delete_cookie(DEMO_COOKIE, path="/")
    return answer


def _erasing(request: Request, person: Person, *, is_wrong: bool = False) -> HTMLResponse:
    return render(
        request,
        "settings_erase.html",
        person=person,
        here="settings_erase",
        status=422 if is_wrong else 200,
        is_wrong=is_wrong,
        plan=plan_of(request, person),
    )


def _copy(path: Path) -> _Copy:
    status = path.stat()
    return _Copy(name=path.name, made_at=datetime.fromtimestamp(status.st_mtime), size_mb=status.st_size / _MIB)


def _backups(file: Path | None) -> tuple[Path, ...]:
    with suppress(InputError), open_kept_diary(file) as store:
        return store.backups()
    return ()


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
