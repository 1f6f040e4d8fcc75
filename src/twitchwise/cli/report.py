"""`twitchwise report`: the page for the doctor."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown

if TYPE_CHECKING:
    from twitchwise.report.doctor_model import DoctorSection, MarkedFrame

__all__ = ["report"]

_PARTS = "name, question, red-flags, course, measurements, strength, associations, medicines, tests"


def report(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write the PDF.")] = Path("doctor.pdf"),
    question: Annotated[
        str, typer.Option(metavar="TEXT", help="The question of this visit, in your words, up to 200 characters.")
    ] = "",
    name: Annotated[
        str, typer.Option(metavar="TEXT", help="Your name; it is printed and not kept.", show_default=False)
    ] = "",
    born: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Your year of birth; it is printed and not kept.", min=1900)
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="PART", help=f"Leave a part out, which the page says: {_PARTS}.")
    ] = None,
    gad7: Annotated[bool, typer.Option("--gad7", help="Show the GAD-7 scores; they stay off unless you ask.")] = False,
    days: Annotated[bool, typer.Option("--days", help="Add a second page with the strip of days.")] = False,
    clip: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A measured video: add a still with the twitch marked, and a copy beside."),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of the period.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of the period.")] = None,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Write one page for the doctor: the question, the red flags, strength, the course, what was measured.

    Black on white, A4, tagged for screen readers; the same diary gives the same file. It holds no diagnosis.

    Ends with 0; with 1 when it cannot be written; with 2 for a part or day that is not known.
    """
    from twitchwise.cli.days import day_from_text
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.doctor import DoctorWishes, gather_doctor_page
    from twitchwise.diary.model import Diary
    from twitchwise.report.doctor_page import write_doctor_page

    wishes = DoctorWishes(
        name=name.strip(),
        born=born,
        question=question.strip(),
        left_out=frozenset(_part(text) for text in without or []),
        with_gad7=gad7,
        with_days=days,
        first=None if first is None else day_from_text(first, hint="--from"),
        last=None if last is None else day_from_text(last, hint="--to"),
    )
    console = open_console()
    frame = None if clip is None else _frame(clip, out)
    page = gather_doctor_page(diary_if_any(diary) or Diary(), wishes, frame=frame)
    write_doctor_page(page, out)
    print_prose(console, f"Written: {out}")
    if not page.question:
        print_points(console, ['The page has no question yet: --question "..." puts it on top.'])
    print_brief_card(console)


def _part(text: str) -> "DoctorSection":
    from twitchwise.report.doctor_model import DoctorSection

    if text not in set(DoctorSection):
        raise typer.BadParameter(f'"{text[:40]}" is no part of the page; parts are {_PARTS}.', param_hint="--without")
    return DoctorSection(text)


def _frame(clip: Path, out: Path) -> "MarkedFrame":
    from twitchwise.desk.doctor_clip import marked_frame

    with progress_shown() as show:
        return marked_frame(clip, beside=out, on_progress=show)
