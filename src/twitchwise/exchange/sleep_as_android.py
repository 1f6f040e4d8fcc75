"""Sleep as Android: `sleep-export.csv`; each night brings its own header line and further lines of movement."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.diary.moment import Moment
from twitchwise.exchange.activity_words import meaning_of
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.text import Row, TextTable, decoded, read_rows
from twitchwise.exchange.wall_clock import moment_at, parse_moment, zone_or_none

__all__ = ["SLEEP_AS_ANDROID"]

_PROGRAM = "Sleep as Android"
_HEADER = re.compile(r'^"?Id"?,"?Tz"?,"?From"?,"?To"?,', re.MULTILINE)
_TAG = re.compile(r"#([^\W\d]\w*?)(?:_(\d+)x)?(?=\s|$)")
_LONGEST_H = 24.0
_RATING_TOP = 5.0
_SAME = timedelta(minutes=2)


def _tables(files: ExportFiles) -> list[ExportFile]:
    return [file for file in files.tables() if _HEADER.match(files.head_text(file).lstrip("\ufeff\r\n "))]


def _knows(files: ExportFiles) -> bool:
    return bool(_tables(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in _tables(files):
            for line, night in _nights(decoded(files.read(member)), member.name):
                _add_table(collector, line, night)
            file.on_progress(1.0)
    return collector.result()


def _nights(text: str, where: str) -> Iterator[tuple[int, TextTable]]:
    """Each header with the lines below it as a table of its own, and the lines above it."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    starts = [match.start() for match in _HEADER.finditer(text)]
    line = text.count("\n", 0, starts[0]) if starts else 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        yield line, read_rows(block, where)
        line += block.count("\n")


def _add_table(collector: Collector, line: int, table: TextTable) -> None:
    for row in table.rows:
        where = f"line {line + row.line}"
        id_ = table.values(table.column("Id"), row)
        if id_.isdigit():
            _add_night(collector, table, row, where)
        elif id_:
            collector.skip(where, "a line that is no night")
    if table.cut is not None:
        collector.problem(
            f"it ends in the middle of line {line + table.cut}; what stood there was left out",
            "export it again to get the rest",
        )


def _add_night(collector: Collector, table: TextTable, row: Row, where: str) -> None:
    def cell(name: str) -> str:
        return table.values(table.column(name), row)

    zone = zone_or_none(cell("Tz"))
    start, end = parse_moment(cell("From"), zone=zone), parse_moment(cell("To"), zone=zone)
    if start is None or end is None:
        collector.skip(where, "a night whose times cannot be read")
        return
    start = _unfolded(start, cell("Id"))
    hours = parse_number(cell("Hours"))
    if hours is None or hours <= 0:
        hours = (end.instant() - start.instant()).total_seconds() / 3600
    if not 0 < hours <= _LONGEST_H:
        collector.skip(where, "a sleep of no time, or of over 24 h")
        return
    sleep = Exposure(entry_id="", when=start, until=end, kind=ExposureKind.SLEEP, amount=round(hours, 3))
    id_ = cell("Id")
    if not collector.add(sleep, f"sleep {id_}", where):
        return
    rating = parse_number(cell("Rating"))
    if rating is not None and 0 < rating <= _RATING_TOP:  # 0 is not rated
        quality = rating * 10 / _RATING_TOP
        kept = Exposure(entry_id="", when=end, kind=ExposureKind.SLEEP_QUALITY, amount=quality)
        collector.add(kept, f"quality {id_}", where)
    _add_tags(collector, cell("Comment"), start, id_)


def _unfolded(start: Moment, id_: str) -> Moment:
    """The beginning, with the second of two equal hours told from the first by the instant that is the night's id."""
    try:
        exact = moment_at(datetime.fromtimestamp(int(id_) / 1000, UTC), start.zone)
    except (ValueError, OverflowError, OSError):
        return start
    if start.zone is None or abs(exact.local - start.local) > _SAME:
        return start
    return Moment(local=start.local.replace(fold=exact.local.fold), zone=start.zone)


def _add_tags(collector: Collector, comment: str, start: Moment, id_: str) -> None:
    """Tags tell what happened before the night, "#alcohol_2x"; nobody knows how much that was."""
    for match in _TAG.finditer(comment):
        meaning = meaning_of(match[1].replace("_", " "))
        if meaning is None or meaning.kind is ExposureKind.SLEEP_QUALITY:
            continue
        exposure = Exposure(
            entry_id="", when=start, kind=meaning.kind, name=meaning.name, amount=meaning.amount, note=match[0]
        )
        collector.add(exposure, collector.numbered_key(match[1], id_))


SLEEP_AS_ANDROID = Importer(id="sleep-as-android", program=_PROGRAM, knows=_knows, read=_read)
