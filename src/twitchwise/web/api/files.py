"""Files: what other programs keep comes in, the diary goes out, and the page for the doctor."""

from datetime import date, datetime
from typing import Any

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from twitchwise.body import find_muscle
from twitchwise.desk.doctor import DoctorWishes, gather_doctor_page
from twitchwise.desk.exporting import FhirChoice
from twitchwise.desk.import_job import ImportJob, ImportSheet
from twitchwise.desk.import_json import Brought, imported_object
from twitchwise.desk.import_sheets import ImportSheets, WaitingImport
from twitchwise.desk.importing import imports_of
from twitchwise.desk.job import JobState
from twitchwise.desk.sending import archive_to_send, fhir_to_send, tables_to_send
from twitchwise.desk.writing import learn_exercise
from twitchwise.exchange.fhir.bundle import Part
from twitchwise.report.doctor_model import DoctorSection
from twitchwise.report.doctor_page import doctor_pdf
from twitchwise.report.doctor_words import LONGEST_QUESTION
from twitchwise.web.api.answers import Done, JsonObject, Sent, room
from twitchwise.web.attachment import attachment
from twitchwise.web.import_sheets import sheets_of
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.taking import taken
from twitchwise.web.words import say

__all__ = ["router"]

router = room("files")

_SOON_S = 2.5
_LONGEST_NAME = 100
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


def _sent(media_type: str) -> dict[int | str, dict[str, Any]]:
    is_object = media_type.endswith("json")
    schema = {"type": "object"} if is_object else {"type": "string", "format": "binary"}
    return {200: {"content": {media_type: {"schema": schema}}}}


class Import(BaseModel):
    """A file that was handed in."""

    id: str
    state: JobState
    is_over: bool = Field(description="nothing more will happen by itself")
    share: float = Field(description="of it that is read, 0-1")
    refused: str = Field(description="why nothing of it was taken; empty otherwise")
    imported: JsonObject | None = Field(description="as `twitchwise import --json` prints it; null until it is over")
    exercises_not_known: list[str]


class ImportKept(BaseModel):
    """An import that is in the diary."""

    import_id: str
    program: str
    file: str
    imported_at: datetime
    new: int
    changed: int
    is_undone: bool


class Replies(Sent):
    """Answers to what an import asked."""

    answers: dict[str, str] = Field(max_length=50, description='by the id of the question: {"weight-unit": "lb"}')


class Exercise(Sent):
    """An exercise that was not known."""

    exercise: str = Field(min_length=1, max_length=200)
    muscle: str = Field(max_length=60, description='"triceps"')


class ForClinic(Sent):
    """What goes into the document for a clinic."""

    name: str = Field("", max_length=_LONGEST_NAME, description="printed and not kept")
    leave_out: list[Part] = Field(default_factory=list, max_length=20)


class Wishes(Sent):
    """What stands on the page for the doctor."""

    name: str = Field("", max_length=_LONGEST_NAME, description="printed and not kept")
    born: int | None = Field(None, ge=1900, le=2100, description="printed and not kept")
    question: str = Field("", max_length=LONGEST_QUESTION)
    leave_out: list[DoctorSection] = Field(default_factory=list, max_length=20)
    gad7: bool = Field(False, description="show the GAD-7")
    days: bool = Field(False, description="a second page with the strip of days")
    first: date | None = None
    last: date | None = None


@router.post("/imports", status_code=202, openapi_extra=_FORM)
async def hand_in_file(request: Request, person: ThePerson) -> Import:
    """Takes an export of another program (form field `file`) and reads it in the background."""
    sheets = sheets_of(request, person)
    async with taken(request, sheets) as (job, _):
        await run_in_threadpool(sheets.read, job, person.file)
    await run_in_threadpool(sheets.wait, job, _SOON_S)
    return await run_in_threadpool(_told, sheets, job)


@router.get("/imports")
def list_imports(person: ThePerson) -> list[ImportKept]:
    """What was imported, the last one first."""
    return [
        ImportKept(
            import_id=each.import_id,
            program=each.program,
            file=each.file_name,
            imported_at=each.imported_at,
            new=each.n_new,
            changed=each.n_changed,
            is_undone=each.undone_at is not None,
        )
        for each in imports_of(person.file)
    ]


@router.get("/imports/{id_}")
def tell_import(request: Request, person: ThePerson, id_: str) -> Import:
    """What became of a file."""
    return _told(*_found(request, person, id_))


@router.post("/imports/{id_}/cancel")
def cancel_import(request: Request, person: ThePerson, id_: str) -> Import:
    """Ends the reading; a file that was read to its end stays so."""
    sheets, job = _found(request, person, id_)
    sheets.cancel(job)
    return _told(sheets, job)


@router.post("/imports/{id_}/again")
def read_again(request: Request, person: ThePerson, id_: str) -> Import:
    """Reads a file once more, after it was cut off or cancelled."""
    sheets, job = _found(request, person, id_)
    sheets.read(job, person.file, answers=dict(job.request.answers))
    sheets.wait(job, _SOON_S)
    return _told(sheets, job)


@router.post("/imports/{id_}/answers")
def answer_import(request: Request, person: ThePerson, id_: str, sent: Replies) -> Import:
    """Reads the file once more with what was answered."""
    sheets, job = _found(request, person, id_)
    found = sheets.sheet_of(job)
    if not isinstance(found, ImportSheet):
        raise HTTPException(404)
    choices = {question.id: {choice.value for choice in question.choices} for question in found.questions}
    wrong = [id_ for id_, reply in sent.answers.items() if reply not in choices.get(id_, ())]
    if wrong:
        raise HTTPException(422, say("api.not_asked", name=wrong[0][:40]))
    sheets.read(job, person.file, answers={**dict(found.answers), **sent.answers})
    sheets.wait(job, _SOON_S)
    return _told(sheets, job)


@router.post("/imports/{id_}/exercises")
def explain_exercise(request: Request, person: ThePerson, id_: str, sent: Exercise) -> Import:
    """Remembers which muscle an exercise is for."""
    sheets, job = _found(request, person, id_)
    muscle = find_muscle(sent.muscle)
    with person.open() as store:
        learn_exercise(store, sent.exercise, [muscle])
    sheets.explained(job, sent.exercise)
    return _told(sheets, job)


@router.delete("/imports/kept/{import_id}")
def undo_import(person: ThePerson, import_id: str) -> Done:
    """Takes an import back as a whole; what it had replaced comes back."""
    if all(each.import_id != import_id for each in imports_of(person.file)):
        raise HTTPException(404)
    with person.open() as store:
        return Done(n=store.undo_import(import_id))


@router.get("/exports/archive", responses=_sent("application/json"))
def take_archive(person: ThePerson) -> Response:
    """Everything, as JSON that comes back exactly."""
    return attachment(archive_to_send(person.file), "twitchwise-diary.json", "application/json")


@router.get("/exports/tables", responses=_sent("application/zip"))
def take_tables(person: ThePerson) -> Response:
    """A zip of tables for a spreadsheet."""
    return attachment(tables_to_send(person.file), "twitchwise-tables.zip", "application/zip")


@router.post("/exports/fhir", responses=_sent("application/fhir+json"))
def take_fhir(person: ThePerson, sent: ForClinic) -> Response:
    """One HL7 FHIR R4 document for a clinic."""
    choice = FhirChoice(name=sent.name.strip(), left_out=frozenset(sent.leave_out))
    return attachment(fhir_to_send(person.file, choice), "twitchwise-fhir.json", "application/fhir+json")


@router.post("/doctor", responses=_sent("application/pdf"))
def take_doctor_page(person: ThePerson, sent: Wishes) -> Response:
    """The page for the doctor as PDF."""
    wishes = DoctorWishes(
        name=sent.name.strip(),
        born=sent.born,
        question=sent.question.strip(),
        left_out=frozenset(sent.leave_out),
        with_gad7=sent.gad7,
        with_days=sent.days,
        first=sent.first,
        last=sent.last,
    )
    return attachment(doctor_pdf(gather_doctor_page(person.diary, wishes)), "doctor.pdf", "application/pdf")


def _found(request: Request, person: Person, id_: str) -> tuple[ImportSheets, ImportJob]:
    sheets = sheets_of(request, person)
    job = sheets.find(id_)
    if job is None:
        raise HTTPException(404)
    return sheets, job


def _told(sheets: ImportSheets, job: ImportJob) -> Import:
    found = sheets.sheet_of(job)
    if isinstance(found, WaitingImport):
        return Import(
            id=job.id,
            state=found.status.state,
            is_over=found.is_over,
            share=found.status.share,
            refused="",
            imported=None,
            exercises_not_known=[],
        )
    imported = None
    if not found.refusal:
        imported = imported_object(
            Brought(
                path=found.file_name,
                program=found.program,
                import_id=found.import_id,
                n_new=found.n_new,
                n_changed=found.n_changed,
                n_already_there=found.n_already_there,
                skipped=found.skipped,
                questions=found.questions,
                problems=found.problems,
            )
        )
    return Import(
        id=job.id,
        state=job.status.state,
        is_over=True,
        share=1.0,
        refused=found.refusal,
        imported=imported,
        exercises_not_known=list(found.unexplained),
    )
