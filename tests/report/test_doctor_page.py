import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.report.built_doctor_page import a_page, an_empty_page, the_fullest_page
from twitchwise.errors import InputError
from twitchwise.intake.item import Item
from twitchwise.report.doctor_model import DoctorPage, DoctorSection, MarkedFrame
from twitchwise.report.doctor_page import doctor_pdf, doctor_pictures, write_doctor_page
from twitchwise.report.doctor_words import NOT_A_VERDICT, TITLE

PAGES = re.compile(rb"/Type\s*/Page\b")


def text_of(pdf: bytes, folder: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not here")
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([tool, "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True, timeout=60)
    return " ".join(done.stdout.decode().split())


def test_the_same_data_gives_the_same_bytes() -> None:
    assert doctor_pdf(a_page()) == doctor_pdf(a_page())


def test_the_file_says_that_it_is_tagged_and_what_it_is() -> None:
    pdf = doctor_pdf(a_page())
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/Lang" in pdf


@pytest.mark.parametrize("page", [a_page(), an_empty_page(), replace(the_fullest_page(), days=())])
def test_everything_fits_one_page(page: DoctorPage) -> None:
    assert len(PAGES.findall(doctor_pdf(page))) == 1


def test_a_reader_meets_the_question_the_red_flags_and_strength_first(tmp_path: Path) -> None:
    text = text_of(doctor_pdf(a_page()), tmp_path)
    order = [
        TITLE,
        "Ada Example, born 1992, age 34, woman",
        "answered on 61 of 112 possible days",
        "My calf has twitched for three months",
        "Reported: wasting (2026-11-18)",
        "Weakness: weakness felt; one-sided (not sure); since 2026-07-23; course: increasing",
        "Not sure: tripping (2026-11-18)",
        "None reported of: choking, speech change, falls (asked 2026-11-18)",
        "Not asked: unsteadiness",
        "Also reported: cramps, ALS in the family",
        "What this program told the person: See a doctor within days.",
        "No first sitting and no test of strength was done.",
        "Onset of the twitching: 2026-08.",
        "left calf (gastrocnemius): 31 of 61 days",
        "6 (4.2 to 8.4)",
        "not measurable",
        "probability 0.97",
        "associations in one diary",
        "sertraline 50 mg (from 2026-05-01)",
        "TSH 1.9 [unit not given], date not said",
        'EMG: normal, "no denervation", 2026-10-10',
        "10 of 21",
        NOT_A_VERDICT,
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_an_empty_diary_says_so_in_every_part(tmp_path: Path) -> None:
    text = text_of(doctor_pdf(an_empty_page()), tmp_path)
    for words in (
        "Name: ____",
        "nothing asked",
        "Onset of the twitching: not said.",
        "No recording was measured.",
        "No search for triggers was made.",
        "none written down",
        "None written down.",
    ):
        assert words in text, words


def test_what_was_left_out_is_said_and_is_not_there(tmp_path: Path) -> None:
    left_out = frozenset({DoctorSection.NAME, DoctorSection.MEDICINES, DoctorSection.GAD7})
    text = text_of(doctor_pdf(a_page(left_out=left_out)), tmp_path)
    assert "Left out by the person: the name, medicines and blood values and GAD-7." in text
    assert not [words for words in ("Ada", "1992", "sertraline", "TSH", "10 of 21") if words in text]


def test_what_was_cut_is_counted(tmp_path: Path) -> None:
    text = text_of(doctor_pdf(replace(the_fullest_page(), days=())), tmp_path)
    counts = [int(n) for n in re.findall(r"and (\d+) more recordings", text)]
    shown = text.count("2 groups, 1 doublet")
    assert counts == [300 - shown]


def test_what_a_person_types_is_never_read_as_markup(tmp_path: Path) -> None:
    question = '#import "x" *bold* $a^2$ <label> @ref \\ "quoted" // not a comment'
    assert question in text_of(doctor_pdf(a_page(question=question)), tmp_path)


def test_a_name_from_right_to_left_is_drawn(tmp_path: Path) -> None:
    assert "עדה" in text_of(doctor_pdf(a_page(name="עדה")), tmp_path) or "הדע" in text_of(
        doctor_pdf(a_page(name="עדה")), tmp_path
    )


def test_a_letter_that_no_font_has_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    letter = "\U0001fae8\U000e0041"  # a tag character that no font draws
    with pytest.raises(InputError, match="no font of this computer can draw"):
        write_doctor_page(a_page(name=f"Ada {letter}"), tmp_path / "doctor.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_second_page_holds_the_days_and_a_marked_frame_its_own(tmp_path: Path) -> None:
    frame = MarkedFrame(
        picture=np.full((90, 160), 128, dtype=np.uint8), x=80, y=45, radius=10, words="a twitch in the ring"
    )
    pdf = doctor_pdf(replace(the_fullest_page(), frame=frame))
    assert len(PAGES.findall(pdf)) == 3
    text = text_of(pdf, tmp_path)
    assert "a twitch in the ring" in text
    assert "Empty: not answered" in text


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_doctor_page(a_page(), tmp_path / "file" / "doctor.pdf")


def test_the_pictures_to_look_at_are_as_many_as_the_pages() -> None:
    page = the_fullest_page()
    pictures = doctor_pictures(page, ppi=40)
    assert len(pictures) == len(PAGES.findall(doctor_pdf(page)))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_what_the_person_says_there_is_none_of_is_not_an_open_question(tmp_path: Path) -> None:
    said = a_page(remedies=(), labs=(), without=frozenset({Item.MEDICINES}))
    text = text_of(doctor_pdf(said), tmp_path)
    assert "Medicines and supplements: none, as the person says" in text
    assert "Blood values, as typed: none written down" in text


def test_where_there_is_no_hurry_and_no_weakness_nothing_is_said_of_them(tmp_path: Path) -> None:
    text = text_of(doctor_pdf(a_page(weakness=None, told="", history=())), tmp_path)
    for words in ("Weakness:", "What this program told", "Also reported"):
        assert words not in text, words
