"""Labels as a table that a spreadsheet and another program can read, and back again."""

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

from twitchwise.charts.whole_file import write_whole
from twitchwise.clock import format_instant, parse_instant
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.report.result_json import safe_cell
from twitchwise.twitches.labels import Candidate, Decision, EventLabel, Label

__all__ = ["COLUMNS", "LabelColumn", "labels_csv", "read_labels", "write_labels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelColumn:
    """A column of the table: its name, its unit and what it holds."""

    name: str
    unit: str
    meaning: str


COLUMNS = (
    LabelColumn(name="recording_sha256", unit="", meaning="SHA-256 of the recording's file, hexadecimal"),
    LabelColumn(name="onset_s", unit="s", meaning="when the event starts, on the recording's own clock"),
    LabelColumn(name="duration_s", unit="s", meaning="how long it lasts"),
    LabelColumn(name="size", unit="as in unit", meaning="peak to peak (peak displacement for video), empty: unknown"),
    LabelColumn(name="unit", unit="", meaning="unit of the size: uV, mg, px, mm or counts"),
    LabelColumn(name="place", unit="", meaning="channel, axis or point where it was largest, empty: unknown"),
    LabelColumn(name="decision", unit="", meaning="what the program decided: clear, doubtful or set aside"),
    LabelColumn(name="reason", unit="", meaning="the rule that made it doubtful or set it aside"),
    LabelColumn(name="score", unit="", meaning="detection statistic over its threshold, 1 is just detected"),
    LabelColumn(name="label", unit="", meaning="what the reviewer says: accept, reject or unsure"),
    LabelColumn(name="reviewer", unit="", meaning="who looked"),
    LabelColumn(name="blind", unit="", meaning="yes: the decision, reason and score were hidden; no: they were shown"),
    LabelColumn(name="seed", unit="", meaning="seed of the order the events were shown in, empty: order of time"),
    LabelColumn(name="labelled_at_utc", unit="", meaning="when the label was given, ISO 8601 in UTC"),
    LabelColumn(name="version", unit="", meaning="version of twitchwise that measured the recording"),
)
"""What stands in the table, in this order."""

_LARGEST_BYTES = 200_000_000
_HASH_DIGITS = 64
_MOST_NAMED = 3  # a table that lacks more columns than this is another kind of table


def labels_csv(labels: tuple[EventLabel, ...]) -> str:
    """The table, a line for each label."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for each in labels:
        event = each.candidate
        row = (
            each.recording_sha256,
            event.onset_s,
            event.duration_s,
            "" if event.size is None else event.size,
            event.unit,
            event.place,
            event.decision.value,
            event.reason,
            "" if event.score is None else event.score,
            each.label.value,
            each.reviewer,
            "yes" if each.is_blind else "no",
            "" if each.seed is None else each.seed,
            format_instant(each.labelled_at),
            each.version,
        )
        writer.writerow([safe_cell(cell) for cell in row])
    return table.getvalue()


def write_labels(labels: tuple[EventLabel, ...], path: Path) -> None:
    """Write `labels_csv`, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    write_whole(path, labels_csv(labels))


def read_labels(path: Path) -> tuple[EventLabel, ...]:
    """Labels from a file that `write_labels` wrote, also after a spreadsheet saved it.

    Parameters
    ----------
    path : the table; columns may stand in any order, and more of them may be there.

    Raises
    ------
    InputError
        The file cannot be read, a column is missing, or a line is not what its column says; the line is named.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise UnreadableFile(what="it is too large for a table of labels", where=str(path), remedy="give another")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(what="it is not text in UTF-8", where=str(path), remedy="save it as CSV UTF-8") from error
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({(error.strerror or type(error).__name__).lower()})",
            where=str(path),
            remedy="give a table of labels that twitchwise review wrote",
        ) from error
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise UnreadableFile(
            what=f"it is no table ({error})", where=str(path), remedy="give a table that twitchwise review wrote"
        ) from error
    header = rows[0] if rows else []
    missing = [column.name for column in COLUMNS if column.name not in header]
    if missing:
        is_other = len(missing) > _MOST_NAMED
        raise UnreadableFile(
            what="it is no table of labels" if is_other else f"it lacks {' and '.join(missing)}",
            where=str(path),
            remedy="give a table of labels that twitchwise review wrote",
        )
    at = {name: header.index(name) for name in (column.name for column in COLUMNS)}
    return tuple(_label(path, n, row, at) for n, row in enumerate(rows[1:], start=2) if any(row))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _label(path: Path, line: int, row: list[str], at: dict[str, int]) -> EventLabel:
    try:
        cell = {name: _plain(row[index]) for name, index in at.items()}
        if len(cell["recording_sha256"]) != _HASH_DIGITS:
            raise ValueError("recording_sha256")
        return EventLabel(
            recording_sha256=cell["recording_sha256"].lower(),
            candidate=Candidate(
                onset_s=_finite(cell["onset_s"]),
                duration_s=_finite(cell["duration_s"]),
                size=_finite(cell["size"]) if cell["size"] else None,
                unit=cell["unit"],
                place=cell["place"],
                decision=Decision(cell["decision"]),
                reason=cell["reason"],
                score=_finite(cell["score"]) if cell["score"] else None,
            ),
            label=Label(cell["label"]),
            reviewer=cell["reviewer"],
            is_blind={"yes": True, "no": False}[cell["blind"].lower()],
            seed=int(cell["seed"]) if cell["seed"] else None,
            labelled_at=parse_instant(cell["labelled_at_utc"]),
            version=cell["version"],
        )
    except (InputError, ValueError, KeyError, IndexError) as error:
        raise UnreadableFile(
            what=f"line {line} is no label",
            where=str(path),
            remedy="mend that line, or take it out; docs/review.md says what each column holds",
        ) from error


def _plain(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:].strip() if cell.startswith("'") else cell.strip()


def _finite(text: str) -> float:
    number = float(text.replace(",", "."))  # a spreadsheet may have saved it with a decimal comma
    if not math.isfinite(number):
        raise ValueError(text)
    return number
