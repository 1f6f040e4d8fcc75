from pathlib import Path

from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.import_sheets import ImportSheet, ImportSheets, WaitingImport

TABLE = "date,coffee (mg),hours slept\n2026-11-01,95,7\n2026-11-02,190,6\n"
LONG_S = 60.0


def _handed_in(sheets: ImportSheets, text: str = TABLE) -> str:
    id_ = sheets.begin()
    (sheets.place_of_file(id_) / "days.csv").write_text(text)
    return id_


def test_a_file_is_read_and_its_sheet_stays(tmp_path: Path) -> None:
    sheets, diary = ImportSheets(tmp_path / "imports"), tmp_path / "diary.sqlite"
    id_ = _handed_in(sheets)
    sheets.read(id_, diary)
    sheets.wait(id_, LONG_S)
    sheet = ImportSheets(tmp_path / "imports").find(id_)
    kept = diary_if_any(diary)
    assert isinstance(sheet, ImportSheet)
    assert kept is not None
    assert sheet.n_new == len(kept.entries) > 0
    assert sheet.import_id


def test_what_nobody_reads_any_more_was_cut_and_can_be_read_again(tmp_path: Path) -> None:
    id_ = _handed_in(ImportSheets(tmp_path / "imports"))
    sheets = ImportSheets(tmp_path / "imports")
    waiting = sheets.find(id_)
    assert isinstance(waiting, WaitingImport)
    assert waiting.is_cut
    sheets.read(id_, tmp_path / "diary.sqlite")
    sheets.wait(id_, LONG_S)
    assert isinstance(sheets.find(id_), ImportSheet)


def test_a_refusal_is_a_sheet_too(tmp_path: Path) -> None:
    sheets = ImportSheets(tmp_path / "imports")
    id_ = _handed_in(sheets, "")
    sheets.read(id_, tmp_path / "diary.sqlite")
    sheets.wait(id_, LONG_S)
    sheet = sheets.find(id_)
    assert isinstance(sheet, ImportSheet)
    assert "empty" in sheet.refusal


def test_names_that_lead_elsewhere_find_nothing(tmp_path: Path) -> None:
    sheets = ImportSheets(tmp_path / "imports")
    assert sheets.find("../../etc") is None
    assert sheets.find("0123456789abcdef") is None
