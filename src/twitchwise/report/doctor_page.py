"""The doctor's page as a PDF: tagged, black on white, the same bytes for the same data."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from twitchwise.charts.body_map import draw_body_map
from twitchwise.charts.day_calendar import CALENDAR_LEGEND, draw_day_calendar
from twitchwise.charts.marked_frame import draw_marked_frame
from twitchwise.charts.week_bars import draw_week_bars, say_week_bars
from twitchwise.charts.whole_file import write_whole
from twitchwise.errors import InputError
from twitchwise.intake.item import Item
from twitchwise.report.doctor_model import DoctorPage, DoctorSection
from twitchwise.report.doctor_words import (
    LONGEST_QUESTION,
    MEASUREMENT_HEAD,
    NO_QUESTION,
    STRENGTH_HEAD,
    TITLE,
    measurement_row,
    say_associations,
    say_course,
    say_examinations,
    say_flags,
    say_gad7,
    say_history,
    say_labs,
    say_left_out,
    say_method,
    say_remedies,
    say_usual,
    say_weakness,
    say_who,
    site_line,
    site_marks,
    strength_lines,
    strength_rows,
)

__all__ = ["doctor_pdf", "doctor_pictures", "write_doctor_page"]

_ROOM = (12, 8, 5, 3, 2, 1)
"""How many rows each part may have; the first that fits one page is taken."""

_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
_SCRIPTS = ("Noto Sans", "Noto Sans Hebrew", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans CJK SC", "DejaVu Sans")
"""What the drawing package carries, and what is tried on this computer when a letter is not in it."""

_PAGE = re.compile(rb"/Type\s*/Page\b")
_NO_LETTER = re.compile(r'the text `"?(?P<letter>[^`"]*)"?` could not be displayed')
_LONGEST_TEXT = 90


def doctor_pdf(page: DoctorPage) -> bytes:
    """The page as PDF/UA-1.

    Parameters
    ----------
    page : what to show. Long lists are cut until everything fits one page; what was cut is counted on the page. The
        day strip and a marked frame come on pages of their own.

    Raises
    ------
    InputError
        A letter of what the person typed is in no font of this computer.
    """
    pdf, _ = _fitted(page)
    return pdf


def doctor_pictures(page: DoctorPage, *, ppi: float = 110.0) -> tuple[bytes, ...]:
    """The same pages as pictures to look at before, PNG, one a page.

    Parameters
    ----------
    page : what to show.
    ppi : picture points an inch.

    Raises
    ------
    InputError
        As `doctor_pdf`.
    """
    _, content = _fitted(page)
    return _compiled(content, form="png", ppi=ppi)


def _fitted(page: DoctorPage) -> tuple[bytes, dict[str, object]]:
    """The PDF with as much as fits, and what went into it."""
    extra = bool(page.days) + (page.frame is not None)
    for room in _ROOM:
        content = _content(page, room)
        (pdf,) = _compiled(content)
        if len(_PAGE.findall(pdf)) <= 1 + extra:
            break
    return pdf, content


def write_doctor_page(page: DoctorPage, path: Path) -> None:
    """Writes the PDF, whole or not at all.

    Raises
    ------
    InputError
        It cannot be written, or a letter cannot be drawn.
    """
    write_whole(path, doctor_pdf(page))


def _compiled(
    content: dict[str, object], *, form: Literal["pdf", "png"] = "pdf", ppi: float = 72.0
) -> tuple[bytes, ...]:
    """With the fonts that the package carries where they suffice, so that every computer makes the same bytes."""
    try:
        return _typeset({**content, "fonts": list(_FONTS)}, form, ppi, with_system_fonts=False)
    except InputError:
        return _typeset({**content, "fonts": [*_FONTS, *_SCRIPTS]}, form, ppi, with_system_fonts=True)


def _typeset(
    content: dict[str, object], form: Literal["pdf", "png"], ppi: float, *, with_system_fonts: bool
) -> tuple[bytes, ...]:
    import typst

    template = (Path(__file__).parent / "templates" / "doctor.typ").read_bytes()
    try:
        made: bytes | list[bytes] = typst.compile_with_warnings(
            template,
            format=form,
            ppi=ppi,
            sys_inputs={"data": json.dumps(content)},
            pdf_standards="ua-1" if form == "pdf" else [],
            ignore_system_fonts=not with_system_fonts,
        )[0]
    except typst.TypstError as error:
        letter = _NO_LETTER.search(str(error))
        if letter is None:
            raise
        raise InputError(
            what=f'no font of this computer can draw "{letter["letter"]}"',
            where="doctor's page",
            remedy="install a font that has it (Noto fonts have nearly all), or write it in other letters",
        ) from None
    return (made,) if isinstance(made, bytes) else tuple(made)


def _content(page: DoctorPage, room: int) -> dict[str, object]:
    content: dict[str, object] = {
        "title": TITLE,
        "date": [page.last_day.year, page.last_day.month, page.last_day.day],
        "who": list(say_who(page)),
        "left_out": say_left_out(page),
        "method": say_method(page),
    }
    parts = {
        DoctorSection.QUESTION: ("question", _cut(page.question, LONGEST_QUESTION) or NO_QUESTION),
        DoctorSection.RED_FLAGS: ("flags", _flags(page)),
        DoctorSection.STRENGTH: ("strength", _strength(page, room)),
        DoctorSection.COURSE: ("course", _course(page, room)),
        DoctorSection.MEASUREMENTS: ("measurements", _measurements(page, room)),
        DoctorSection.ASSOCIATIONS: ("associations", _short(say_associations(page.associations), room)),
        DoctorSection.MEDICINES: ("medicines", _medicines(page, room)),
        DoctorSection.TESTS: ("tests", _short(_examinations(page), room)),
        DoctorSection.GAD7: ("gad7", list(say_gad7(page)[:3])),
    }
    for section, (key, part) in parts.items():
        if section not in page.left_out and part:
            content[key] = part
    if page.frame is not None:
        content["frame"] = {
            "svg": draw_marked_frame(page.frame.picture, x=page.frame.x, y=page.frame.y, radius=page.frame.radius),
            "words": page.frame.words,
        }
    if page.days:
        days = {each.day: each.count for each in page.days}
        content["days"] = {"svg": draw_day_calendar(days), "alt": "Day by day", "legend": CALENDAR_LEGEND}
    return content


def _flags(page: DoctorPage) -> dict[str, str]:
    return {
        **say_flags(page.flags),
        "weakness": say_weakness(page.weakness),
        "history": say_history(page.history),
        "told": page.told,
    }


def _strength(page: DoctorPage, room: int) -> dict[str, object]:
    rows = strength_rows(page.standing)
    return {
        "lines": list(strength_lines(page.standing)),
        "head": list(STRENGTH_HEAD),
        "rows": [list(row) for row in rows[: room + 2]],
        "more": _more(len(rows) - room - 2, "regions"),
    }


def _course(page: DoctorPage, room: int) -> dict[str, object]:
    sites = [site_line(each) for each in page.sites]
    return {
        "lines": list(say_course(page)),
        "map": draw_body_map(site_marks(page.sites), is_black=True),
        "map_alt": "Body map: " + ("; ".join(sites[:room]) or "no site named"),
        "weeks": draw_week_bars(page.weeks) if page.weeks else "",
        "weeks_alt": say_week_bars(page.weeks) if page.weeks else "",
        "sites": sites[:room],
        "more": _more(len(sites) - room, "sites"),
    }


def _measurements(page: DoctorPage, room: int) -> dict[str, object]:
    shown = page.recordings[:room]
    return {
        "head": list(MEASUREMENT_HEAD),
        "rows": [list(measurement_row(each, each.when.local.date())) for each in shown],
        "none": "No recording was measured.",
        "more": _more(len(page.recordings) - len(shown), "recordings"),
    }


def _medicines(page: DoctorPage, room: int) -> list[list[str]]:
    remedies, labs = say_remedies(page.remedies), say_labs(page.labs)
    return [
        ["Medicines and supplements", _joined(remedies, room) or _nothing(page, Item.MEDICINES)],
        ["Habits", say_usual(page.usual) or "caffeine and alcohol not written down"],
        ["Blood values, as typed", _joined(labs, room) or _nothing(page, Item.LABS)],
    ]


def _nothing(page: DoctorPage, item: Item) -> str:
    return "none, as the person says" if item in page.without else "none written down"


def _examinations(page: DoctorPage) -> list[str]:
    return [_cut(each, 2 * _LONGEST_TEXT) for each in say_examinations(page.examinations)] or ["None written down."]


def _short(items: Sequence[str], room: int) -> list[str]:
    """The first items; what stands last (the caution that belongs to all) stays last."""
    if len(items) <= room + 1:
        return list(items)
    return [*items[:room], f"and {len(items) - room - 1} more", items[-1]]


def _joined(items: Sequence[str], room: int) -> str:
    more = len(items) - 2 * room
    shown = "; ".join(_cut(item, _LONGEST_TEXT) for item in items[: 2 * room])
    return f"{shown}; and {more} more" if more > 0 else shown


def _more(n: int, things: str) -> str:
    return f"and {n} more {things}; all are in the exported files." if n > 0 else ""


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
