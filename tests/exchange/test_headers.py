from pathlib import Path

from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.headers import tables_with


def test_tables_are_found_by_the_names_of_their_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Date,Énergie (kcal)\n1,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("date;food name\n1;2\n")
    (tmp_path / "c.csv").write_text("\n")
    (tmp_path / "d.csv").write_bytes(b"\x00\x01\x02" * 50)
    with ExportFiles(tmp_path) as files:
        assert [file.name for file in tables_with(files, "Date")] == ["a.csv", "b.csv"]
        assert [file.name for file in tables_with(files, "DATE", "energie kcal")] == ["a.csv"]
        assert tables_with(files, "Date", among=files.named(r"[cd]\.csv")) == []
