from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording
from twitchwise.recordings.text import Table, read_table


def read(text: str | bytes) -> Table:
    return read_table(text if isinstance(text, bytes) else text.encode(), name="file.csv")


def test_a_comma_table_keeps_its_names_and_numbers() -> None:
    table = read("t,x\n0,1.5\n1,2.5\n")
    assert table.header == ("t", "x")
    assert table.values.tolist() == [[0, 1.5], [1, 2.5]]
    assert (table.delimiter, table.n_corrupt, table.first_clock) == (",", 0, None)


@pytest.mark.parametrize("delimiter", [";", "\t", " ", "  "])
def test_a_decimal_comma_is_read_beside_another_delimiter(delimiter: str) -> None:
    table = read(f"0,5{delimiter}-1,25E-1\n1,5{delimiter}2\n")
    assert table.values.tolist() == [[0.5, -0.125], [1.5, 2]]
    assert table.delimiter == delimiter[0]


def test_commas_followed_by_blanks_delimit() -> None:
    assert read("1, 2, 3\n4, 5, 6\n").values.shape == (2, 3)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_every_encoding_of_an_export_is_read(encoding: str) -> None:
    table = read("Zeit;Höhe\n0;1,5\n1;2,5\n".encode(encoding))
    assert table.header == ("Zeit", "Höhe")
    assert table.values.tolist() == [[0, 1.5], [1, 2.5]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_system_are_read(ending: str) -> None:
    assert read(ending.join(["a,b", "1,2", "3,4", ""])).values.tolist() == [[1, 2], [3, 4]]


def test_quoted_cells_may_hold_delimiters_and_decimal_commas() -> None:
    table = read('"time (s)","x, raw"\n"1,5","2"\n"3","4"\n')
    assert table.header == ("time (s)", "x, raw")
    assert table.values.tolist() == [[1.5, 2], [3, 4]]


def test_empty_cells_and_words_for_missing_are_nan() -> None:
    table = read("t\tx\ty\n1\t\t2\n2\tNA\t3\n\t4\tnan\n")
    np.testing.assert_array_equal(table.values, [[1, np.nan, 2], [2, np.nan, 3], [np.nan, 4, np.nan]])


def test_a_column_of_words_is_nan_and_spoils_no_line() -> None:
    table = read("when,x,y,label\n2020-01-01 10:00:00,1,5,rest\n2020-01-01 10:00:01,2,6,rest\n")
    assert table.values[:, 1:3].tolist() == [[1, 5], [2, 6]]
    assert np.isnan(table.values[:, [0, 3]]).all()
    assert table.n_corrupt == 0


def test_corrupt_lines_are_left_out_and_counted() -> None:
    rows = [f"{i},{i * 2}" for i in range(100)]
    rows[10] = "10,\xed20"
    rows[20] = "20"
    rows[30] = "30,60,90"
    table = read("\n".join(rows).encode("latin-1"))
    assert table.n_corrupt == 3
    assert len(table.values) == 97
    assert set(range(100)) - set(table.values[:, 0].astype(int)) == {10, 20, 30}


def test_a_file_that_is_one_tenth_broken_is_no_table() -> None:
    rows = ["1,2"] * 88 + ["1,2,3"] * 12
    with pytest.raises(NotARecording, match="wrong delimiter or not a table of numbers"):
        read("\n".join(rows))


def test_a_file_cut_off_in_its_last_line_is_read() -> None:
    table = read("1,2\n3,4\n5")
    assert table.values.tolist() == [[1, 2], [3, 4]]
    assert table.n_corrupt == 1


def test_damage_far_into_a_large_file_is_found_and_the_rest_kept() -> None:
    first = 1_700_000_000_000_000_000
    rows = [f"{first + i},{i}.5,{-i}" for i in range(60_000)]
    rows[30_000] = "\xff,1,2"
    rows[45_000] = f"{first + 45_000},,1"
    table = read("\n".join(rows))
    assert table.n_corrupt == 1
    assert table.first_clock == first
    assert table.values[:, 0].tolist() == [i for i in range(60_000) if i != 30_000]
    assert np.flatnonzero(np.isnan(table.values[:, 1])).tolist() == [44_999]


def test_comments_are_kept_and_name_the_columns_when_nothing_else_does() -> None:
    table = read("# t,x\n1,2\n% a pause\n3,4\n")
    assert table.header == ("t", "x")
    assert table.comments == ("t,x", "a pause")
    assert table.values.tolist() == [[1, 2], [3, 4]]
    assert table.n_corrupt == 0


def test_a_line_of_units_joins_the_names() -> None:
    table = read("Recorded with Wobble\ntime;x;y;z\ns;g;g;g\n0;0;0;1\n1;0;0;1\n")
    assert table.header == ("time (s)", "x (g)", "y (g)", "z (g)")
    assert "Recorded with Wobble" in table.comments


def test_a_delimiter_at_the_end_of_every_line_makes_no_column() -> None:
    table = read("a,b,\n1,2,\n3,4,\n")
    assert table.header == ("a", "b")
    assert table.values.tolist() == [[1, 2], [3, 4]]


def test_nanoseconds_since_1970_lose_no_digit() -> None:
    first = 1_700_000_000_123_456_789
    table = read("time,x\n" + "".join(f"{first + 7 * i},{i}\n" for i in range(5)))
    assert table.first_clock == first
    assert table.values[:, 0].tolist() == [0, 7, 14, 21, 28]


def test_a_large_clock_in_float_notation_is_relative_too() -> None:
    table = read("1.568054271042705000e+15,1\n1.568054271050517000e+15,2\n")
    assert table.first_clock == 1568054271042705
    assert table.values[:, 0].tolist() == [0, 7812]


@pytest.mark.parametrize("text", ["", "\n\n", "hello\nworld\n", "a,b,c\n", "# only\n# comments\n", '{"x": [1, 2]}'])
def test_what_is_no_table_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotARecording, match=r"file\.csv: wrong delimiter or not a table of numbers; .+\."):
        read(text)


def test_the_real_hobby_file_keeps_its_rate_comment(shared_data: Path) -> None:
    table = read_table((shared_data / "recordings/emg_surface_1ch_1000hz.txt").read_bytes(), name="a")
    assert table.values.shape == (100_000, 1)
    assert "Sampling Rate (Hz):= 1000.00" in table.comments


def test_the_real_needle_file_has_two_corrupt_lines(shared_data: Path) -> None:
    table = read_table((shared_data / "recordings/emg_needle_healthy_4khz.txt").read_bytes(), name="a")
    assert table.n_corrupt == 2
    assert table.values.shape[1] == 2


def written(values: NDArray[np.float64], delimiter: str, comma: bool, quoted: bool) -> str:
    def cell(value: float) -> str:
        text = repr(float(value)).replace(".", "," if comma else ".")
        return f'"{text}"' if quoted else text

    names = delimiter.join(f"c{i}x" for i in range(values.shape[1]))
    return "\n".join([names, *(delimiter.join(cell(v) for v in row) for row in values)])


@given(
    rows=st.lists(
        st.tuples(*[st.floats(allow_nan=False, allow_infinity=False, width=32)] * 3), min_size=2, max_size=20
    ),
    dialect=st.sampled_from([(",", False), (";", False), (";", True), ("\t", False), ("\t", True), (" ", True)]),
    quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_in_any_dialect_is_read_back(
    rows: list[tuple[float, ...]], dialect: tuple[str, bool], quoted: bool, encoding: str
) -> None:
    values = np.array(rows, dtype=np.float64)
    table = read_table(written(values, *dialect, quoted).encode(encoding), name="a")
    shown = table.values.copy()
    if table.first_clock is not None:
        shown[:, 0] += values[0, 0]
        np.testing.assert_allclose(shown, values, rtol=1e-12, atol=1e-12 * values[0, 0])
    else:
        np.testing.assert_array_equal(shown, values)
    assert table.n_corrupt == 0


@given(st.binary(max_size=400) | st.text('0123456789.,;\t \n-+eE#%"xNa', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data, name="a")
    except InputError:
        return
    assert table.values.ndim == 2
    assert table.header is None or len(table.header) == table.values.shape[1]
