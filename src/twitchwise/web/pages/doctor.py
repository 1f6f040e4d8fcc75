"""Doctor: the page for the appointment, looked at and taken along; and the diary as files."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.answering import kept_answers
from twitchwise.desk.doctor import DoctorWishes, gather_doctor_page
from twitchwise.desk.exporting import FhirChoice
from twitchwise.desk.sending import archive_to_send, fhir_to_send, tables_to_send
from twitchwise.errors import TwitchwiseError
from twitchwise.exchange.fhir.bundle import Part
from twitchwise.report.doctor_model import DoctorPage, DoctorSection
from twitchwise.report.doctor_page import doctor_pdf, doctor_pictures
from twitchwise.report.doctor_words import LONGEST_QUESTION
from twitchwise.web.attachment import attachment
from twitchwise.web.held import Held
from twitchwise.web.kept import Kept, TheKept, kept_for
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.rendering import go_to, render
from twitchwise.web.typed import typed_day

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_SECTIONS = tuple(section for section in DoctorSection if section not in {DoctorSection.NAME, DoctorSection.GAD7})
_LONGEST_NAME = 100
_FIRST_YEAR = 1900
_LONGEST_WAIT_S = 60.0


@router.get("/doctor")
def show_doctor(request: Request, person: ThePerson, kept: TheKept, w: str = "") -> HTMLResponse:
    """The page to look at, what to leave out, and the files."""
    wishes = _held(request).find(w, person) or DoctorWishes()
    is_empty = not person.diary.entries
    if not is_empty:
        with suppress(TwitchwiseError):  # said by the picture and the PDF themselves
            _pictures(request, person, kept, w, wait_s=0.0)  # drawn while the page is on its way
    return render(
        request,
        "doctor.html",
        person=person,
        here="doctor",
        w=w,
        wishes=wishes,
        question=wishes.question or kept_answers(person.diary, person.today).answers.question,
        sections=_SECTIONS,
        parts=tuple(Part),
        n_pages=2 if wishes.with_days else 1,
        longest_question=LONGEST_QUESTION,
        longest_name=_LONGEST_NAME,
        is_empty=is_empty,
    )


@router.post("/doctor")
def set_wishes(
    request: Request,
    person: ThePerson,
    question: Annotated[str, Form(max_length=LONGEST_QUESTION)] = "",
    name: Annotated[str, Form(max_length=_LONGEST_NAME)] = "",
    born: Annotated[str, Form(max_length=4)] = "",
    first: Annotated[str, Form(max_length=10)] = "",
    last: Annotated[str, Form(max_length=10)] = "",
    gad7: Annotated[bool, Form()] = False,
    days: Annotated[bool, Form()] = False,
    show: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Takes what shall stand on the page, and shows it."""
    shown = {section.value for section in _SECTIONS} & set(show or ())
    wishes = DoctorWishes(
        name=name.strip(),
        born=_year(born, person),
        question=question.strip(),
        left_out=frozenset(section for section in _SECTIONS if section.value not in shown),
        with_gad7=gad7,
        with_days=days,
        first=typed_day(first),
        last=typed_day(last),
    )
    gather_doctor_page(person.diary, wishes)  # a period that cannot be is refused here
    return go_to(f"/doctor?w={_held(request).hold(wishes, person)}#preview")


@router.get("/doctor/page-{number}.png")
def draw_page(request: Request, person: ThePerson, kept: TheKept, number: int, w: str = "") -> Response:
    """One page as a picture."""
    pictures = _pictures(request, person, kept, w, wait_s=_LONGEST_WAIT_S)
    if pictures is None:
        raise HTTPException(503)
    if not 1 <= number <= len(pictures):
        raise HTTPException(404)
    return Response(pictures[number - 1], media_type="image/png")


@router.get("/doctor/page.pdf")
def take_page(request: Request, person: ThePerson, w: str = "") -> Response:
    """The page as PDF."""
    return attachment(doctor_pdf(_page(request, person, w)), "doctor.pdf", "application/pdf")


@router.post("/doctor/fhir.json")
def take_fhir(
    request: Request,
    person: ThePerson,
    w: Annotated[str, Form(max_length=40)] = "",
    name: Annotated[str, Form(max_length=_LONGEST_NAME)] = "",
    with_page: Annotated[bool, Form(alias="page")] = False,
    part: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """The diary as one FHIR document."""
    choice = FhirChoice(
        name=name.strip(), left_out=frozenset(each for each in Part if each.value not in set(part or ()))
    )
    pages = (doctor_pdf(_page(request, person, w)),) if with_page else ()
    return attachment(fhir_to_send(person.file, choice, pages=pages), "twitchwise-fhir.json", "application/fhir+json")


@router.get("/doctor/archive.json")
def take_archive(person: ThePerson) -> Response:
    """Everything, as a file that comes back exactly."""
    return attachment(archive_to_send(person.file), "twitchwise-diary.json", "application/json")


@router.get("/doctor/tables.zip")
def take_tables(person: ThePerson) -> Response:
    """Tables for a spreadsheet, with what each column means."""
    return attachment(tables_to_send(person.file), "twitchwise-tables.zip", "application/zip")


def _held(request: Request) -> Held[DoctorWishes]:
    held: Held[DoctorWishes] = request.app.state.wishes
    return held


def _page(request: Request, person: Person, w: str) -> DoctorPage:
    return gather_doctor_page(person.diary, _held(request).find(w, person) or DoctorWishes())


def _pictures(request: Request, person: Person, kept: Kept, w: str, *, wait_s: float) -> tuple[bytes, ...] | None:
    """The page as pictures, drawn once for each change of the diary; None while they are drawn."""
    held = _held(request).find(w, person)
    wishes = held or DoctorWishes()
    name = "doctor" if held is None else f"doctor {w}"
    return kept_for(
        kept, person, name, lambda diary, _today: doctor_pictures(gather_doctor_page(diary, wishes)), wait_s=wait_s
    )


def _year(text: str, person: Person) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not _FIRST_YEAR <= int(text) <= person.today.year:
        raise refusal("doctor.no_year", where=f'"{text}"')
    return int(text)
