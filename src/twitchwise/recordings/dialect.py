"""The dialect of a text table: its delimiter, its columns, and where its numbers begin.

Numbers rule: the delimiter is the one under which the most cells of the first lines are numbers, and names, units and
titles are whatever stands above them.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

__all__ = [
    "Layout",
    "as_plain_lines",
    "column_names",
    "find_layout",
    "is_comment",
    "plain_text",
    "read_words",
    "row_pattern",
    "sample",
]

_SAMPLE_BYTES = 1 << 18  # the dialect must show within the first 256 KiB: ten lines of 1,024 columns
_SAMPLE_LINES = 400
_MAX_COLUMNS = 1024  # the largest electrode grids have a few hundred channels
_MAX_UNIT_LENGTH = 8  # "(m/s^2)" is 7 characters; a second line of longer words holds no units

_EXPONENT = rb"(?:[eE][+-]?\d++)?+"
_POINT_NUMBER = rb"[+-]?(?:\d++(?:\.\d*+)?+|\.\d++)" + _EXPONENT
_COMMA_NUMBER = rb"[+-]?(?:\d++(?:,\d++)?+|,\d++)" + _EXPONENT
_MISSING = rb"(?:[nN][aA][nN]|NA|N/A|[nN]ull|NULL|None|[+-]?[iI]nf(?:inity)?+)"
_WITH_POINT = re.compile(rb"[ \t]*+(?:" + _POINT_NUMBER + rb"|" + _MISSING + rb")[ \t]*+")
_WITH_COMMA = re.compile(rb"[ \t]*+(?:" + _POINT_NUMBER + rb"|" + _COMMA_NUMBER + rb"|" + _MISSING + rb")[ \t]*+")
_QUOTED = re.compile(rb'"([^"\n]*+)"')
_QUOTED_NUMBER = re.compile(rb'"[ ]*+(' + _POINT_NUMBER + rb"|" + _COMMA_NUMBER + rb')[ ]*+"')

# Delimiters inside quoted words are parked on control characters while the lines are split.
_PARKED = bytes.maketrans(b",;\t ", b"\x01\x02\x03\x04")
_UNPARKED = {1: ",", 2: ";", 3: "\t", 4: " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the lines of a table are cut into cells.

    Parameters
    ----------
    delimiter : `\\t`, `;`, `,` or one blank, which stands for any run of blanks.
    is_text : per column, whether it holds words; such a column is read as NaN.
    ends_empty : every line ends with a delimiter, so that the last column does not exist.
    first_line : index in the sample of the first line of numbers.
    """

    delimiter: bytes
    is_text: tuple[bool, ...]
    ends_empty: bool
    first_line: int

    @property
    def n_columns(self) -> int:
        """Columns that exist."""
        return len(self.is_text) - self.ends_empty


def as_plain_lines(data: bytes) -> bytes:
    """The text with byte-order mark, UTF-16 and UTF-32, carriage returns and quotes resolved."""
    start = data[:1000]
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        data = data.decode("utf-32", errors="replace").encode()
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    elif len(start) > 3 and start[1::2].count(0) > 0.4 * len(start):
        data = data.decode("utf-16-le", errors="replace").encode()
    elif len(start) > 3 and start[0::2].count(0) > 0.4 * len(start):
        data = data.decode("utf-16-be", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b'"' in data:
        data = _QUOTED_NUMBER.sub(lambda cell: cell[1].replace(b",", b"."), data)
        data = _QUOTED.sub(lambda cell: cell[1].translate(_PARKED), data)
    return data


def read_words(data: bytes) -> list[list[str]]:
    """The cells of a small table of words, such as the settings an app stores beside its numbers; [] when broken."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()[:_SAMPLE_LINES]
    if not lines:
        return []
    try:
        return list(csv.reader(lines, delimiter=max(",;\t", key=lines[0].count)))
    except csv.Error:
        return []


def sample(text: bytes) -> list[bytes]:
    """The first lines, without one that the sample's end cuts."""
    lines = text[:_SAMPLE_BYTES].split(b"\n", maxsplit=_SAMPLE_LINES)
    is_cut = len(lines) > _SAMPLE_LINES or len(text) > _SAMPLE_BYTES
    return lines[:-1] if is_cut else lines


def is_comment(line: bytes) -> bool:
    """Whether the line starts with `#` or `%`."""
    return line.lstrip().startswith((b"#", b"%"))


def plain_text(raw: bytes) -> str:
    """A cell, title or comment as text, without its comment sign."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return text.translate(_UNPARKED).strip().lstrip("#%").strip()


def find_layout(lines: list[bytes]) -> Layout | None:
    """The delimiter under which the most cells of `lines` are numbers (the earlier of two equal ones), or None."""
    best: Layout | None = None
    best_score = 0.0
    for delimiter in (b"\t", b";", b",", b" "):
        rows: list[_Row] = []
        score = 0.0
        for index, line in enumerate(lines):
            if not line.strip() or is_comment(line):
                continue
            cells = _split(line, delimiter)
            # A comma is a decimal comma only beside a delimiter: "1,2" alone is two cells.
            number = _WITH_POINT if delimiter == b"," or len(cells) == 1 else _WITH_COMMA
            filled = [bool(cell.strip()) for cell in cells]
            numbers = [number.fullmatch(cell) is not None for cell in cells]
            share = sum(numbers) / max(sum(filled), 1)
            if share >= 0.5 and len(cells) <= _MAX_COLUMNS + 1:
                rows.append(_Row(index=index, filled=filled, numbers=numbers))
                score += share
        if rows and score > best_score:
            best, best_score = _layout_of(rows, delimiter), score
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    index: int
    filled: list[bool]
    numbers: list[bool]


def _layout_of(rows: list[_Row], delimiter: bytes) -> Layout:
    # The commonest number of cells is the number of columns; of two equally common ones, the larger.
    counts = Counter(len(row.filled) for row in rows)
    n_cells = max(counts, key=lambda count: (counts[count], count))
    same = [row for row in rows if len(row.filled) == n_cells]
    filled = np.array([row.filled for row in same])
    numbers = np.array([row.numbers for row in same])
    words = filled & ~numbers
    is_text = words.sum(axis=0) > 0.5 * filled.sum(axis=0)
    is_good = ~(words & ~is_text).any(axis=1) & (numbers & ~is_text).any(axis=1)
    return Layout(
        delimiter=delimiter,
        is_text=tuple(bool(flag) for flag in is_text),
        ends_empty=delimiter != b" " and n_cells > 1 and not filled[:, -1].any(),
        first_line=same[int(np.argmax(is_good))].index,
    )


def _split(line: bytes, delimiter: bytes) -> list[bytes]:
    return line.split() if delimiter == b" " else line.split(delimiter)


def column_names(above: list[bytes], layout: Layout) -> tuple[str, ...] | None:
    """One name per column out of the lines above the numbers, or None.

    The names stand in the last line that has as many cells as there are columns; it may be a comment. When two such
    lines follow each other and the second is short words ("s;g;g;g"), these are units and join the names.
    """
    titles: list[tuple[str, ...]] = []
    for line in above:
        cells = _title_cells(line, layout)
        if cells is None:
            titles.clear()
        else:
            titles.append(cells)
    if not titles:
        return None
    names = titles[-1]
    if len(titles) > 1 and all(len(cell) <= _MAX_UNIT_LENGTH for cell in names) and all(titles[-2]):
        units = [f"({cell.strip('()[]')})" if cell else "" for cell in names]
        names = tuple(f"{name} {unit}".strip() for name, unit in zip(titles[-2], units, strict=True))
    return names


def _title_cells(line: bytes, layout: Layout) -> tuple[str, ...] | None:
    bare = line.lstrip(b"#% \t") if is_comment(line) else line
    if is_comment(line) and (layout.n_columns == 1 or (layout.delimiter == b" " and re.search(rb"[:=]", line))):
        return None  # "# Labels:= EMG" is a sentence, not two column names
    cells = [plain_text(cell) for cell in _split(bare, layout.delimiter)]
    if layout.delimiter == b" " and len(cells) != layout.n_columns:
        cells = [plain_text(cell) for cell in re.split(rb"\t|[ ]{2,}|,|;", bare.strip())]
    while len(cells) > layout.n_columns and not cells[-1]:
        cells.pop()
    return tuple(cells) if len(cells) == layout.n_columns and any(cells) else None


def row_pattern(layout: Layout) -> re.Pattern[bytes]:
    """What a whole line of numbers looks like once decimal commas have become points; cells may be empty."""
    number = rb"(?:" + _POINT_NUMBER + rb"|" + _MISSING + rb")"
    if layout.delimiter == b" ":
        cells = [rb"\S++" if is_text else number for is_text in layout.is_text]
        return re.compile(rb"^[ \t]*+" + rb"[ \t]++".join(cells) + rb"[ \t]*+$", re.MULTILINE)
    blanks = rb"[ ]*+" if layout.delimiter == b"\t" else rb"[ \t]*+"
    word = rb"[^\n" + layout.delimiter + rb"]*+"
    cells = [word if is_text else blanks + number + rb"?+" + blanks for is_text in layout.is_text]
    return re.compile(rb"^" + layout.delimiter.join(cells) + rb"$", re.MULTILINE)
