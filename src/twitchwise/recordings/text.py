"""Tables of numbers in text files, however they were exported.

Every motion and EMG app writes its own dialect: comma, semicolon, tab or blanks between the cells, a decimal point or
a decimal comma, quoted cells, title lines, comments, byte-order marks, UTF-16. `read_table` finds the dialect from the
first lines and reads the rest in one pass of `numpy.loadtxt`; only a file with broken lines, empty cells or words
takes a second, slower pass.
"""

import io
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.dialect import (
    Layout,
    as_plain_lines,
    column_names,
    find_layout,
    is_comment,
    plain_text,
    row_pattern,
    sample,
)

__all__ = ["Table", "read_table"]

_MAX_CORRUPT_SHARE = 0.1  # above this the delimiter was misread, or it is no table
_BLOCK_BYTES = 1 << 18
_BIG_CLOCK = 1e15  # whole numbers above 2**53 = 9.0e15 lose digits as float64; nanoseconds since 1970 are 1.8e18
_SAFE_INTEGER = 1 << 62  # differences of two numbers below this cannot overflow int64

_COMMENT_LINE = re.compile(rb"^[ \t]*+[#%][^\n]*+\n?", re.MULTILINE)
_WORD_FOR_MISSING = re.compile(rb"(?<![\w.])(?:NA|N/A|[nN]ull|NULL|None)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Numbers in rows and columns, with what stood around them.

    Parameters
    ----------
    header : one name per column, or None when the file names none; a second line of units is appended to the names.
    comments : lines that start with `#` or `%`, without that sign, and title lines above the header.
    values : (n_rows, n_columns) float64; NaN for an empty cell and throughout a column of words.
    n_corrupt : lines left out because they hold bad bytes, another number of cells, or words among the numbers.
    delimiter : `,` `;` tab or one blank (any run of blanks); empty when there is one column.
    first_clock : when the first column starts above 1e15 (a clock in nanoseconds), its first number, exactly; that
        column of `values` is then relative to it, so that no digit is lost. Otherwise None.
    """

    header: tuple[str, ...] | None
    comments: tuple[str, ...]
    values: NDArray[np.float64]
    n_corrupt: int
    delimiter: str
    first_clock: int | None = None


def read_table(data: bytes, *, name: str) -> Table:
    """Read a delimited table of numbers in any of the dialects that recording apps write.

    Parameters
    ----------
    data : the whole file.
    name : file name, for messages.

    Raises
    ------
    NotARecording
        More than a tenth of the lines are not rows of numbers, or none is.

    Notes
    -----
    A comma is a decimal comma only beside another delimiter. Lines are judged one by one: a corrupt one is left out
    and counted, and the rest is kept. One corrupt line is always forgiven, since a file cut off while being written
    ends in one.

    Examples
    --------
    >>> table = read_table(b"t;x\\n0;1,5\\n1;2,5\\n", name="a.csv")
    >>> table.header, table.values.tolist()
    (('t', 'x'), [[0.0, 1.5], [1.0, 2.5]])
    """
    text = as_plain_lines(data)
    lines = sample(text)
    layout = find_layout(lines)
    if layout is None:
        raise _not_a_table(name)
    lines = lines[: layout.first_line]
    body = text[sum(len(line) + 1 for line in lines) :]
    above = [line for line in lines if line.strip()]
    header = column_names(above, layout)
    comments = [plain_text(line) for line in above if is_comment(line) or header is None or line is not above[-1]]
    if _COMMENT_LINE.search(body):
        comments += [plain_text(line) for line in _COMMENT_LINE.findall(body)]
        body = _COMMENT_LINE.sub(b"", body)
    if layout.delimiter != b",":
        body = body.replace(b",", b".")
    numbers = _read_numbers(body, layout, name)
    return Table(
        header=header,
        comments=tuple(comments),
        values=numbers.values,
        n_corrupt=numbers.n_corrupt,
        delimiter=layout.delimiter.decode() if layout.n_columns > 1 else "",
        first_clock=numbers.first_clock,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Numbers:
    values: NDArray[np.float64]
    first_clock: int | None
    n_corrupt: int


def _not_a_table(name: str) -> NotARecording:
    return NotARecording(
        what="wrong delimiter or not a table of numbers",
        where=name,
        remedy="export it as CSV with one sample on each line",
    )


def _read_numbers(body: bytes, layout: Layout, name: str) -> _Numbers:
    if not any(layout.is_text) and not layout.ends_empty:
        try:
            return _load(body, layout, n_corrupt=0)
        except ValueError:
            pass  # a broken line or an empty cell: judge the lines one by one
    good, n_corrupt = _good_lines(body, layout)
    if not good:
        raise _not_a_table(name)
    try:
        numbers = _load(good, layout, n_corrupt=n_corrupt)
    except ValueError as error:
        raise _not_a_table(name) from error
    if n_corrupt > max(1.0, _MAX_CORRUPT_SHARE * (len(numbers.values) + n_corrupt)):
        raise _not_a_table(name)
    return numbers


def _good_lines(body: bytes, layout: Layout) -> tuple[bytes, int]:
    """The lines that are rows of numbers, with `nan` in every empty cell; and how many other lines there are.

    Only the blocks of lines that do not load as they are pay for the judging of each line.
    """
    is_plain = not any(layout.is_text) and not layout.ends_empty
    pattern = row_pattern(layout)
    kept: list[bytes] = []
    n_corrupt = 0
    start = 0
    while start < len(body):
        stop = body.find(b"\n", start + _BLOCK_BYTES) + 1 or len(body)
        block = body[start:stop]
        start = stop
        if not (is_plain and _loads(block, layout)):
            rows = [line for line in pattern.findall(block) if line.strip()]
            n_corrupt += sum(1 for line in block.split(b"\n") if line.strip()) - len(rows)
            block = _fill_empty_cells(b"\n".join(rows), layout.delimiter) + b"\n"
        kept.append(block)
    return b"".join(kept).strip(b"\n"), n_corrupt


def _loads(block: bytes, layout: Layout) -> bool:
    if not block.strip():
        return False
    try:
        n_cells: int = _numbers_in(block, layout.delimiter).shape[1]
    except ValueError:
        return False
    return n_cells == len(layout.is_text)


def _fill_empty_cells(body: bytes, delimiter: bytes) -> bytes:
    body = _WORD_FOR_MISSING.sub(b"nan", body)
    if delimiter == b" ":
        return body
    blanks = rb"[ ]*+" if delimiter == b"\t" else rb"[ \t]*+"
    body = re.sub(rb"(?<=" + delimiter + rb")" + blanks + rb"(?=" + delimiter + rb"|$)", b"nan", body, flags=re.M)
    return re.sub(rb"^" + blanks + rb"(?=" + delimiter + rb")", b"nan", body, flags=re.M)


def _load(body: bytes, layout: Layout, *, n_corrupt: int) -> _Numbers:
    """Parse lines that all have the layout; ValueError when one does not."""
    columns = [i for i in range(layout.n_columns) if not layout.is_text[i]]
    first_clock: int | None = None
    if columns[0] == 0 and re.match(rb"[ \t]*+\d{16,19}(?![\d.eE])", body):
        exact = _load_exact_clock(body, layout.delimiter, columns)
        if exact is not None:
            return _Numbers(
                values=_spread(exact.values, columns, layout.n_columns),
                first_clock=exact.first_clock,
                n_corrupt=n_corrupt,
            )
    usecols = None if len(columns) == len(layout.is_text) else columns
    values = _numbers_in(body, layout.delimiter, usecols)
    values = _spread(values, columns, layout.n_columns)
    first = values[0, 0]
    if np.isfinite(first) and first > _BIG_CLOCK:
        first_clock = int(first)
        values[:, 0] -= first
    return _Numbers(values=values, first_clock=first_clock, n_corrupt=n_corrupt)


def _numbers_in(body: bytes, delimiter: bytes, usecols: list[int] | None = None) -> NDArray[np.float64]:
    return np.loadtxt(
        io.BytesIO(body),
        delimiter=None if delimiter == b" " else delimiter.decode(),
        comments=None,
        usecols=usecols,
        ndmin=2,
    )


def _spread(values: NDArray[np.float64], columns: list[int], n_columns: int) -> NDArray[np.float64]:
    """Put the columns of numbers back in their places, with NaN in the columns of words."""
    if len(columns) == n_columns:
        return values
    full = np.full((len(values), n_columns), np.nan)
    full[:, columns] = values
    return full


def _load_exact_clock(body: bytes, delimiter: bytes, columns: list[int]) -> _Numbers | None:
    """Parse with a whole-number first column; None when not all of it is whole numbers."""
    n_rest = len(columns) - 1
    fields: list[tuple[str, str]] = [("clock", "i8"), *((f"c{i}", "f8") for i in range(n_rest))]
    try:
        rows = np.loadtxt(
            io.BytesIO(body),
            dtype=np.dtype(fields),
            delimiter=None if delimiter == b" " else delimiter.decode(),
            comments=None,
            usecols=columns,
            ndmin=1,
        )
    except ValueError:
        return None
    clock = rows["clock"]
    if np.abs(clock).max() >= _SAFE_INTEGER:
        return None
    values = np.empty((len(rows), n_rest + 1))
    values[:, 0] = clock - clock[0]
    for i in range(n_rest):
        values[:, i + 1] = rows[f"c{i}"]
    return _Numbers(values=values, first_clock=int(clock[0]), n_corrupt=0)
