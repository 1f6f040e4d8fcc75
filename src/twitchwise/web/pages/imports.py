"""Import: hand in exports; what was recognised, new and skipped of each; what is still to be said; take it back."""

import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from twitchwise.body import find_muscle, muscles
from twitchwise.desk.import_job import ImportJob, ImportSheet
from twitchwise.desk.import_sheets import ImportSheets, WaitingImport
from twitchwise.desk.importing import imports_of
from twitchwise.desk.job_queue import MOST_WAITING
from twitchwise.desk.writing import learn_exercise
from twitchwise.errors import InputError, UnknownName
from twitchwise.exchange.importers import IMPORTERS
from twitchwise.web.forms import TheForm, is_own_address
from twitchwise.web.import_sheets import sheets_of
from twitchwise.web.person import Person, ThePerson, settings_of
from twitchwise.web.rendering import go_to, render
from twitchwise.web.taking import taken_together
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_SEVERAL = "/import/several"

_MIB = 1024**2
_SOON_S = 2.5
_MOST_EXPLAINED = 12
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One of several files: its sheet, or how far it is."""

    id: str
    sheet: ImportSheet | None
    waiting: WaitingImport | None
    is_undone: bool


@router.get("/import")
def show_import(request: Request, person: ThePerson) -> HTMLResponse:
    """Where a file is handed in, and what was brought before."""
    largest = settings_of(request).largest_upload_bytes
    return render(
        request,
        "import.html",
        person=person,
        here="import",
        imports=imports_of(person.file),
        programs=sorted({each.program for each in IMPORTERS}, key=str.casefold),
        largest_bytes=largest,
        largest_mb=largest // _MIB,
        most=MOST_WAITING,
    )


@router.post("/import")
async def hand_in(request: Request, person: ThePerson) -> Response:
    """Takes files as they arrive, and goes to the sheet of the one, or to the lines of all of them."""
    sheets = sheets_of(request, person)
    try:
        async with taken_together(request, sheets, most=MOST_WAITING) as (jobs, _):
            for job in jobs:
                await run_in_threadpool(sheets.read, job, person.file)
    except ClientDisconnect:
        return Response(status_code=400)
    except InputError as error:
        raise InputError(what=error.what, where=say("import.file"), remedy=error.remedy) from error
    end = time.monotonic() + _SOON_S
    for job in jobs:
        await run_in_threadpool(sheets.wait, job, max(end - time.monotonic(), 0.0))
    return go_to(f"/import/{jobs[0].id}" if len(jobs) == 1 else _address_of(jobs))


@router.get(_SEVERAL)
def show_several(request: Request, person: ThePerson, of: str = "") -> HTMLResponse:
    """What became of files that were handed in together: a line each."""
    sheets = sheets_of(request, person)
    jobs = [job for id_ in of.split(",")[:MOST_WAITING] if (job := sheets.find(id_)) is not None]
    if not jobs:
        raise HTTPException(404)
    undone = _undone(person)
    lines = [_line(sheets, job, undone) for job in jobs]
    return render(
        request,
        "import_several.html",
        person=person,
        here="import",
        title=say("import.several_title", n=len(lines)),
        lines=lines,
        is_running=any(line.waiting is not None and not line.waiting.is_over for line in lines),
        has_new=any(line.sheet is not None and line.sheet.n_new for line in lines),
        can_take_back=any(line.sheet is not None and line.sheet.import_id and not line.is_undone for line in lines),
        address=_address_of(jobs),
    )


@router.post("/import/undo")
def take_back(person: ThePerson, import_id: Annotated[str, Form()], then: Annotated[str, Form()] = "") -> Response:
    """Takes an import back as a whole."""
    with person.open() as store:
        store.undo_import(import_id)
    return go_to(then if is_own_address(then) else "/import", done="import.done_undone")


@router.get("/import/{id_}")
def show_sheet(request: Request, person: ThePerson, id_: str) -> HTMLResponse:
    """What became of a file, or how far it is."""
    sheets, job = _found(request, person, id_)
    found = sheets.sheet_of(job)
    if isinstance(found, WaitingImport):
        return render(
            request,
            "import_waiting.html",
            person=person,
            here="import",
            id_=id_,
            waiting=found,
            state=found.status.state.value,
            percent=round(100 * found.status.share),
        )
    return render(
        request,
        "import_sheet.html",
        person=person,
        here="import",
        title=found.file_name,
        id_=id_,
        sheet=found,
        answers=dict(found.answers),
        is_undone=found.import_id in _undone(person),
        unexplained=found.unexplained[:_MOST_EXPLAINED],
        muscles=sorted(muscles(), key=lambda each: each.name),
    )


@router.post("/import/{id_}/cancel")
def cancel(request: Request, person: ThePerson, id_: str) -> Response:
    """Ends the reading."""
    sheets, job = _found(request, person, id_)
    sheets.cancel(job)
    return go_to(f"/import/{id_}")


@router.post("/import/{id_}/answer")
def answer(request: Request, person: ThePerson, id_: str, sent: TheForm) -> Response:
    """Reads the file once more with what the person said."""
    sheets, job = _found(request, person, id_)
    found = sheets.sheet_of(job)
    answers = dict(job.request.answers)
    if isinstance(found, ImportSheet):
        for question in found.questions:
            if sent.get(question.id) in {choice.value for choice in question.choices}:
                answers[question.id] = sent.get(question.id)
    sheets.read(job, person.file, answers=answers)
    sheets.wait(job, _SOON_S)
    return go_to(f"/import/{id_}")


@router.post("/import/{id_}/exercise")
def explain_exercise(
    request: Request,
    person: ThePerson,
    id_: str,
    name: Annotated[str, Form(max_length=_LONGEST_NAME)],
    muscle: Annotated[str, Form()] = "",
) -> Response:
    """Remembers which muscle an exercise is for."""
    sheets, job = _found(request, person, id_)
    if not muscle:
        return go_to(f"/import/{id_}#exercises")
    try:
        known = find_muscle(muscle)
    except UnknownName as error:
        raise HTTPException(422, str(error)) from error
    with person.open() as store:
        learn_exercise(store, name, [known])
    sheets.explained(job, name)
    return go_to(f"/import/{id_}", done="import.done_explained")


def _found(request: Request, person: Person, id_: str) -> tuple[ImportSheets, ImportJob]:
    sheets = sheets_of(request, person)
    job = sheets.find(id_)
    if job is None:
        raise HTTPException(404)
    return sheets, job


def _line(sheets: ImportSheets, job: ImportJob, undone: frozenset[str]) -> _Line:
    found = sheets.sheet_of(job)
    if isinstance(found, WaitingImport):
        return _Line(id=job.id, sheet=None, waiting=found, is_undone=False)
    return _Line(id=job.id, sheet=found, waiting=None, is_undone=found.import_id in undone)


def _undone(person: Person) -> frozenset[str]:
    """The imports that were taken back."""
    return frozenset(record.import_id for record in imports_of(person.file) if record.undone_at is not None)


def _address_of(jobs: list[ImportJob]) -> str:
    return f"{_SEVERAL}?of={','.join(job.id for job in jobs)}"
