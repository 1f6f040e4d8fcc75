"""Import: hand in any export; what was recognised, new and skipped; what is still to be said; take it back."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from twitchwise.body import find_muscle, muscles
from twitchwise.desk.import_sheets import ImportSheet, WaitingImport
from twitchwise.desk.importing import imports_of
from twitchwise.desk.writing import learn_exercise
from twitchwise.errors import InputError, UnknownName
from twitchwise.exchange.importers import IMPORTERS
from twitchwise.web.import_sheets import sheets_of
from twitchwise.web.person import ThePerson, settings_of
from twitchwise.web.rendering import go_to, render
from twitchwise.web.uploads import take_upload
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MIB = 1024**2
_SOON_S = 1.5
_MOST_EXPLAINED = 12
_LONGEST_NAME = 200


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
    )


@router.post("/import")
async def hand_in(request: Request, person: ThePerson) -> Response:
    """Takes a file as it arrives, and goes to its sheet."""
    sheets = sheets_of(request, person)
    id_ = await run_in_threadpool(sheets.begin)
    try:
        content_type = request.headers.get("content-type", "")
        await take_upload(request.stream(), content_type, sheets.place_of_file(id_))
    except ClientDisconnect:
        await run_in_threadpool(sheets.remove, id_)
        return Response(status_code=400)
    except InputError as error:
        await run_in_threadpool(sheets.remove, id_)
        raise InputError(what=error.what, where=say("import.file"), remedy=error.remedy) from error
    except BaseException:
        await run_in_threadpool(sheets.remove, id_)
        raise
    await run_in_threadpool(sheets.read, id_, person.file)
    await run_in_threadpool(sheets.wait, id_, _SOON_S)
    return go_to(f"/import/{id_}")


@router.post("/import/undo")
def take_back(person: ThePerson, import_id: Annotated[str, Form()]) -> Response:
    """Takes an import back as a whole."""
    with person.open() as store:
        store.undo_import(import_id)
    return go_to("/import", done="import.done_undone")


@router.get("/import/{id_}")
def show_sheet(request: Request, person: ThePerson, id_: str) -> HTMLResponse:
    """What became of a file, or how far it is."""
    found = sheets_of(request, person).find(id_)
    if found is None:
        raise HTTPException(404)
    if isinstance(found, WaitingImport):
        percent = round(100 * found.share)
        return render(
            request, "import_waiting.html", person=person, here="import", id_=id_, waiting=found, percent=percent
        )
    undone = {record.import_id for record in imports_of(person.file) if record.undone_at is not None}
    return render(
        request,
        "import_sheet.html",
        person=person,
        here="import",
        title=found.file_name,
        id_=id_,
        sheet=found,
        answers=dict(found.answers),
        is_undone=found.import_id in undone,
        unexplained=found.unexplained[:_MOST_EXPLAINED],
        muscles=sorted(muscles(), key=lambda each: each.name),
    )


@router.post("/import/{id_}/answer")
async def answer(request: Request, person: ThePerson, id_: str) -> Response:
    """Reads the file once more with what the person said."""
    sheets = sheets_of(request, person)
    found = await run_in_threadpool(sheets.find, id_)
    if found is None:
        raise HTTPException(404)
    answers: dict[str, str] = {}
    if isinstance(found, ImportSheet):
        form = await request.form()
        for question in found.questions:
            said = form.get(question.id)
            if isinstance(said, str) and said in {choice.value for choice in question.choices}:
                answers[question.id] = said
        answers = {**dict(found.answers), **answers}
    await run_in_threadpool(sheets.read, id_, person.file, answers=answers)
    await run_in_threadpool(sheets.wait, id_, _SOON_S)
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
    sheets = sheets_of(request, person)
    if sheets.find(id_) is None:
        raise HTTPException(404)
    if not muscle:
        return go_to(f"/import/{id_}#exercises")
    try:
        known = find_muscle(muscle)
    except UnknownName as error:
        raise HTTPException(422, str(error)) from error
    with person.open() as store:
        learn_exercise(store, name, [known])
    sheets.explained(id_, name)
    return go_to(f"/import/{id_}", done="import.done_explained")
