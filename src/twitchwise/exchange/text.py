"""Text and tables out of other programs' files, whatever encoding and delimiter they were written with."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from twitchwise.errors import Problem, UnreadableFile

__all__ = ["Row", "TextTable", "decoded", "plain_word", "read_rows", "read_table"]

_MAX_CELL = 100_000  # characters; the longest real cell is a training note of a page
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 30
_BLANK = frozenset({"", "--", "-", "null", "none", "nan", "n/a", "na"})
_END = "\x02"  # put behind the text: alone on its line when all quotes are closed
_MARKS = re.compile(r"\W+|_+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Parameters
    ----------
    line : line of the file on which it ends, from 1.
    cells : as many as the header has names; what is missing is "".
    """

    line: int
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        """How a message names it."""
        return f"line {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table with a header line.

    Parameters
    ----------
    header : the names as written, trimmed; a name may occur twice.
    rows : without empty lines.
    delimiter : what parts the cells.
    cut : the line on which the file ends in the middle of a row; that row is not among `rows`. None for a whole file.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    cut: int | None = None

    def column(self, *names: str) -> int | None:
        """The first column with one of the names (as `plain_word` writes them), in the order of the names."""
        plain = [plain_word(name) for name in self.header]
        return next((plain.index(name) for name in map(plain_word, names) if name in plain), None)

    def values(self, column: int | None, row: Row) -> str:
        """The trimmed cell; "" for a missing column and for what programs write instead of nothing."""
        if column is None:
            return ""
        cell = row.cells[column].strip()
        return "" if cell.casefold() in _BLANK else cell

    def cut_problem(self, where: str) -> Problem | None:
        """What to tell about a file that ends too early, or None."""
        if self.cut is None:
            return None
        return Problem(
            what=f"it ends in the middle of line {self.cut}; what stood there was left out",
            where=where,
            remedy="export it again to get the rest",
        )


def plain_word(text: str) -> str:
    """A name without case, accents, marks and units' brackets, for comparing.

    Examples
    --------
    >>> plain_word("Durée (sec)"), plain_word(" Workout #")
    ('duree sec', 'workout')
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _MARKS.sub(" ", bare.casefold()).strip()


def decoded(data: bytes) -> str:  # noqa: PLR0911 - one return an encoding
    """Bytes as text: by their byte-order mark, else UTF-8, else UTF-16 without a mark, else Windows Latin-1.

    A character that the end of `data` cuts does not count against UTF-8.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    start = data[:1000]
    if len(start) > 3 and start[1::2].count(0) > 0.4 * len(start):
        return data.decode("utf-16-le", errors="replace")
    if len(start) > 3 and start[0::2].count(0) > 0.4 * len(start):
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 or _mostly_utf8(data):
            return data.decode("utf-8-sig", errors="replace")
        return data.decode("cp1252", errors="replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bad bytes stand among many good characters of several bytes."""
    text = data.decode("utf-8", errors="replace")
    n_good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return n_good > 10 * text.count("\ufffd")


def read_table(data: bytes, where: str) -> TextTable:
    """A table whose first line that is not empty holds the names.

    Parameters
    ----------
    data : the whole file.
    where : its name, for messages.

    Raises
    ------
    UnreadableFile
        No line in it, or a cell longer than 100,000 characters.

    Notes
    -----
    The delimiter is the one under which the most lines have as many cells as the first one. A file whose last line has
    fewer cells than the header and no end of line, or which ends inside quotes, is cut.
    """
    return read_rows(decoded(data), where)


def read_rows(text: str, where: str) -> TextTable:
    """As `read_table`, from text."""
    text = text.replace("\0", "").replace(_END, "").lstrip("\ufeff")
    if text[:4].casefold() == "sep=":  # the hint that spreadsheets understand
        text = text.partition("\n")[2]
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter, where)
    _, header = next(lines, (0, []))
    if not header:
        raise UnreadableFile(what="there is no table in it", where=where, remedy="export it again")
    rows: list[Row] = []
    is_whole = True
    for line, cells in lines:
        is_whole = len(cells) >= len(header)
        if cells[-1].endswith(_END):  # the end of the text came inside quotes
            return TextTable(header=_trimmed(header), rows=tuple(rows), delimiter=delimiter, cut=line - 1)
        padded = cells[: len(header)] + [""] * (len(header) - len(cells))
        rows.append(Row(line=line, cells=tuple(padded)))
    is_cut = bool(rows) and not is_whole and not text.endswith(("\n", "\r"))
    cut = rows.pop().line if is_cut else None
    return TextTable(header=_trimmed(header), rows=tuple(rows), delimiter=delimiter, cut=cut)


def _trimmed(header: list[str]) -> tuple[str, ...]:
    return tuple(cell.removesuffix(_END).strip() for cell in header)


def _lines(text: str, delimiter: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything; where quotes are open at the end, the last cell ends in `_END`."""
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(len(cell) > _MAX_CELL for cell in cells):
                raise csv.Error("too long")
            if cells != [_END] and any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise UnreadableFile(
            what=f"a cell near line {reader.line_num} is longer than any real one",
            where=where,
            remedy="export it again",
        ) from None


def _delimiter(text: str) -> str:
    lines = [line for line in text[: 1 << 16].splitlines()[: _SAMPLE_LINES + 1] if line.strip()][:_SAMPLE_LINES]
    scores: Counter[str] = Counter()
    for delimiter in _DELIMITERS:
        counts = [_n_cells(line, delimiter) for line in lines]
        if counts and counts[0] > 1:
            scores[delimiter] = sum(count == counts[0] for count in counts) * 100 + min(counts[0], 99)
    return scores.most_common(1)[0][0] if scores else ","


def _n_cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0
