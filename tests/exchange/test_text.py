import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.text import decoded, read_rows, read_table

TEXT = "Zürich,Übung,日期\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_told(encoding: str) -> None:
    text = "date,name,amount\n2021-01-01,Übung,1\n"
    assert decoded(text.encode(encoding)).lstrip("\ufeff") == text


def test_latin_letters_of_one_byte_are_read() -> None:
    assert decoded("Datum;Übung;Größe\n".encode("cp1252")) == "Datum;Übung;Größe\n"


def test_a_character_cut_by_the_end_does_not_spoil_the_rest() -> None:
    assert decoded(TEXT.encode()[:-3]).startswith("Zürich,Übung,日")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(delimiter: str) -> None:
    rows = [["a", "b", "c"], ["1", "x y", ""], ["2", "z", "9"]]
    table = read_rows("\n".join(delimiter.join(row) for row in rows) + "\n", "t.csv")
    assert (table.delimiter, table.header, [row.cells for row in table.rows]) == (
        delimiter,
        ("a", "b", "c"),
        [("1", "x y", ""), ("2", "z", "9")],
    )


def test_a_hint_for_spreadsheets_is_no_header() -> None:
    assert read_rows("sep=;\na;b\n1,5;2\n", "t.csv").header == ("a", "b")


def test_quotes_hold_delimiters_and_ends_of_lines() -> None:
    (row,) = read_rows('a,b\n"x,\ny",2\n', "t.csv").rows
    assert (row.cells, row.line) == (("x,\ny", "2"), 3)


def test_a_name_may_occur_twice_and_the_first_is_found() -> None:
    table = read_rows("Distance,x,Distance\n1,2,3\n", "t.csv")
    assert table.column("distance") == 0
    assert table.values(2, table.rows[0]) == "3"


@pytest.mark.parametrize("end", ["4,5", '4,"x', '4,5,"x\ny'])
def test_a_file_cut_in_a_row_keeps_the_rows_before(end: str) -> None:
    table = read_rows(f"a,b,c\n1,2,3\n{end}", "t.csv")
    assert [row.cells for row in table.rows] == [("1", "2", "3")]
    problem = table.cut_problem("t.csv")
    assert problem is not None
    assert "ends in the middle of line" in str(problem)


@pytest.mark.parametrize("end", ["4,5,6", "4,5,6\n", '4,5,"6"', "4,5\n"])
def test_a_file_without_a_last_line_end_is_whole(end: str) -> None:
    table = read_rows(f"a,b,c\n1,2,3\n{end}", "t.csv")
    assert (len(table.rows), table.cut) == (2, None)


@pytest.mark.parametrize("text", ["", "\n\n", " \n"])
def test_no_table_is_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no table"):
        read_rows(text, "t.csv")


@pytest.mark.parametrize("length", [100_001, 200_000])
def test_a_cell_beyond_any_use_is_refused(length: int) -> None:
    with pytest.raises(UnreadableFile, match="longer than any real one"):
        read_rows("a,b\n1,2\n" + "x" * length + ",1\n", "t.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_one_sentence(data: bytes) -> None:
    try:
        table = read_table(data, "t.csv")
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)
