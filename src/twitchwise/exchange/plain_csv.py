"""Tables that people keep themselves: one event a row, one set a row, or one day a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from twitchwise.body import Site, find_site
from twitchwise.diary.model import Answer, DayAnswer, Exposure, ExposureKind, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet
from twitchwise.errors import UnknownName, UnreadableFile
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.lifting import LiftingRow, add_workouts, is_done, positive
from twitchwise.exchange.model import Choice, Importer, ImportFile, ImportResult, Question
from twitchwise.exchange.numbers import decimal_mark, parse_duration_s, parse_number
from twitchwise.exchange.plain_words import amount_in, is_twitching, kind_named, split_unit
from twitchwise.exchange.text import Row, TextTable, read_rows, read_table
from twitchwise.exchange.units import METRES_PER_MILE
from twitchwise.exchange.wall_clock import day_comes_first, parse_moment
from twitchwise.exchange.weight_unit import WeightUnit, guess_weight_unit, unit_named, weight_question

__all__ = ["COLUMNS", "PLAIN_CSV"]

COLUMNS = "date,time,what,amount,unit,note"
"""The columns of a table that is always understood."""

_PROGRAM = "plain CSV"
_MOST = 0.8  # of the rows must have a date
_MOST_SETS = 50  # in one row; more is a misread column
_DATE = ("date", "day", "datetime", "date time", "timestamp", "when", "datum", "tag", "fecha", "data", "日期", "日付")
_TIME = ("time", "time of day", "uhrzeit", "zeit", "hora", "heure", "ora", "start")
_WHAT = ("what", "kind", "type", "category", "event", "item", "exposure", "was", "name")
_AMOUNT = ("amount", "value", "dose", "quantity", "count", "menge", "wert", "cantidad")
_UNIT = ("unit", "units", "einheit", "unidad", "unite")
_NOTE = ("note", "notes", "comment", "comments", "notiz", "bemerkung", "nota")
_SITE = ("site", "muscle", "where", "body part", "muskel")
_EXERCISE = (
    "exercise",
    "exercise name",
    "lift",
    "movement",
    "ubung",
    "ejercicio",
    "exercice",
    "esercizio",
    "exercicio",
)
_REPS = ("reps", "repetitions", "wiederholungen", "wdh", "repeticiones", "repetitions", "ripetizioni")
_WEIGHT = (
    "weight",
    "weight kg",
    "weight lb",
    "weight lbs",
    "load",
    "kg",
    "lbs",
    "gewicht",
    "gewicht kg",
    "peso",
    "poids",
)
_SETS = ("sets", "satze", "series")
_SECONDS = ("seconds", "duration s", "duration sec", "hold s", "sekunden", "segundos", "secondes", "secondi")
_DURATION = ("duration", "dauer", "duracion", "duree", "durata", "hold")
_DISTANCE = ("distance m", "distance km", "distance", "distance mi", "distance miles")
_TITLE = ("workout", "workout name", "title", "session", "training")


def _knows(files: ExportFiles) -> bool:
    if len(files.files) != 1:
        return False
    start = files.head_text(files.files[0])
    if not start.strip() or start.lstrip()[:1] in "<{[":
        return False
    try:
        table = read_rows(start, files.files[0].name)
    except UnreadableFile:
        return False
    date = table.column(*_DATE)
    if date is None or not table.rows:
        return False
    n_dated = sum(parse_moment(table.values(date, row)) is not None for row in table.rows)
    return n_dated >= _MOST * len(table.rows) and (_is_lifting(table) or _has_what(table) or bool(_day_columns(table)))


def _is_lifting(table: TextTable) -> bool:
    has_dose = any(table.column(*names) is not None for names in (_REPS, _SECONDS, _DURATION, _DISTANCE))
    return table.column(*_EXERCISE) is not None and has_dose


def _has_what(table: TextTable) -> bool:
    return table.column(*_WHAT) is not None and table.column(*_AMOUNT, *_NOTE) is not None


def _day_columns(table: TextTable) -> dict[int, tuple[ExposureKind, str]]:
    """Columns that are named as an exposure, with the unit in their name."""
    found = {i: split_unit(name) for i, name in enumerate(table.header)}
    kinds = {i: (kind_named(name), unit) for i, (name, unit) in found.items()}
    return {i: (kind, unit) for i, (kind, unit) in kinds.items() if kind is not None}


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        (member,) = files.files
        table = read_table(files.read(member), member.name)
    reader = _reader(table, collector)
    if _is_lifting(table):
        rows = list(reader.lifting_rows())
        # People add to their tables where they like; a cut file keeps its order, since its end is what is missing.
        ordered = rows if table.cut is not None else sorted(rows, key=lambda row: (row.when.local, row.title))
        add_workouts(collector, table, ordered)
    else:
        collector.problems([table.cut_problem(member.name)])
        for row in table.rows:
            when = reader.when(row)
            if when is None:
                collector.skip(row.where, "its date cannot be read")
            elif _has_what(table):
                reader.add_event(row, when)
            else:
                reader.add_day(row, when)
    file.on_progress(1.0)
    return collector.result()


def _reader(table: TextTable, collector: Collector) -> "_Reader":
    date = table.column(*_DATE)
    texts = [table.values(date, row) for row in table.rows]
    day_first = day_comes_first(texts)
    if day_first is None and any("/" in text or "-" in text[:3] for text in texts):
        question = Question(
            id="csv-day-first",
            text="Is 03/04 in this file the 3rd of April or the 4th of March?",
            choices=(
                Choice(value="day-month", text="the 3rd of April"),
                Choice(value="month-day", text="the 4th of March"),
            ),
            assumed="day-month",
            why="no date in the file tells; most countries write the day first",
        )
        day_first = collector.ask(question) != "month-day"
    numeric = [i for i in range(len(table.header)) if i != date]
    mark = decimal_mark((row.cells[i] for row in table.rows for i in numeric), table.delimiter)
    return _Reader(table=table, collector=collector, date=date, day_first=day_first is not False, mark=mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    table: TextTable
    collector: Collector
    date: int | None
    day_first: bool
    mark: str

    def cell(self, names: tuple[str, ...], row: Row) -> str:
        return self.table.values(self.table.column(*names), row)

    def when(self, row: Row) -> Moment | None:
        day = self.table.values(self.date, row)
        moment = parse_moment(day, day_first=self.day_first)
        clock = self.cell(_TIME, row)
        if moment is None or not moment.is_date_only or not clock:
            return moment
        return parse_moment(f"{moment.local.date().isoformat()} {clock}") or moment

    def add_event(self, row: Row, when: Moment) -> None:
        """One row of `date,time,what,amount,unit,note`."""
        what, cell, unit = self.cell(_WHAT, row), self.cell(_AMOUNT, row), self.cell(_UNIT, row)
        note = self.cell(_NOTE, row)
        key = self.collector.numbered_key(when.local.isoformat(), what.casefold(), cell, unit, note)
        if not what:
            self.collector.skip(row.where, "it does not say what happened")
        elif is_twitching(what):
            self._add_twitching(row, when, cell, note, key)
        else:
            kind = kind_named(what)
            amount = amount_in(kind or ExposureKind.OTHER, cell, unit, name=what, mark=self.mark)
            if amount is None:
                self.collector.skip(row.where, "its amount or unit cannot be read")
                return
            entry = Exposure(
                entry_id="",
                when=when,
                kind=kind or ExposureKind.OTHER,
                amount=amount.amount,
                name="" if kind is not None else what,
                note="; ".join(part for part in (note, amount.note) if part),
                site=self._site(row),
            )
            self.collector.add(entry, key, row.where)

    def _add_twitching(self, row: Row, when: Moment, cell: str, note: str, key: str) -> None:
        number = parse_number(cell.lstrip(">≥ ").rstrip("+ "), self.mark)
        if number == 0 or cell.casefold() in {"no", "none", "nein"}:
            site = self._site(row)
            sites = () if site is None else (site,)
            nothing = DayAnswer(
                entry_id="", when=when, day=when.local.date(), answer=Answer.NOTHING_NOTICED, sites=sites
            )
            self.collector.add(nothing, key, row.where)
            return
        is_at_least = cell.startswith((">", "≥")) or cell.endswith("+")
        count = round(number) if number is not None and number > 0 else None
        entry = TwitchesNoticed(
            entry_id="",
            when=when,
            site=self._site(row),
            count=count,
            is_at_least=is_at_least and count is not None,
            note=note,
        )
        self.collector.add(entry, key, row.where)

    def _site(self, row: Row) -> Site | None:
        try:
            return find_site(self.cell(_SITE, row)) if self.cell(_SITE, row) else None
        except UnknownName:
            self.collector.skip(row.where, "a place of the body that is not known; the rest of the row is kept")
            return None

    def add_day(self, row: Row, when: Moment) -> None:
        """One row a day, one column an exposure; a blank is unknown."""
        for column, (kind, unit) in _day_columns(self.table).items():
            cell = self.table.values(column, row)
            if not cell:
                continue
            name = split_unit(self.table.header[column])[0]
            amount = amount_in(kind, cell, unit, name=name, mark=self.mark)
            if amount is None:
                self.collector.skip(row.where, f"an amount of {kind} that cannot be read")
                continue
            entry = Exposure(
                entry_id="",
                when=when,
                kind=kind,
                amount=amount.amount,
                is_day_total=when.is_date_only,
                note=amount.note,
            )
            key = self.collector.numbered_key(when.local.isoformat(), kind.value, name.casefold())
            self.collector.add(entry, key, row.where)

    def lifting_rows(self) -> Iterator[LiftingRow]:
        unit = self._weight_unit()
        for row in self.table.rows:
            when = self.when(row)
            if when is None:
                self.collector.skip(row.where, "its date cannot be read")
                continue
            weight = self._number(_WEIGHT, row)
            set_ = ExerciseSet(
                exercise=self.cell(_EXERCISE, row),
                reps=self._number(_REPS, row),
                weight_kg=None if weight is None else weight * (unit_named(self.cell(_UNIT, row)) or unit).kg,
                seconds=self._number(_SECONDS, row) or positive(parse_duration_s(self.cell(_DURATION, row))),
                distance_m=self._distance_m(row),
                rpe=self._number(("rpe",), row),
            )
            if not set_.exercise or not is_done(set_):
                self.collector.skip(row.where, "no exercise, or no repetitions, time or distance")
                continue
            n_sets = min(round(self._number(_SETS, row) or 1.0), _MOST_SETS)
            line = LiftingRow(
                where=row.where,
                when=when,
                title=self.cell(_TITLE, row),
                set_=set_,
                exercise_note=self.cell(_NOTE, row),
            )
            yield from (line for _ in range(max(n_sets, 1)))

    def _number(self, names: tuple[str, ...], row: Row) -> float | None:
        return positive(parse_number(self.cell(names, row), self.mark))

    def _weight_unit(self) -> WeightUnit:
        column = self.table.column(*_WEIGHT)
        stated = None if column is None else unit_named(self.table.header[column].replace("_", " "))
        if stated is not None or column is None:
            return stated or WeightUnit.KG
        weights = [weight for row in self.table.rows if (weight := self._number(_WEIGHT, row)) is not None]
        if not weights:
            return WeightUnit.KG
        guess = guess_weight_unit(weights, is_metric_country=self.mark == ",")
        return WeightUnit(self.collector.ask(weight_question("csv-weight-unit", guess)) or guess.unit)

    def _distance_m(self, row: Row) -> float | None:
        column, value = self.table.column(*_DISTANCE), self._number(_DISTANCE, row)
        if column is None or value is None:
            return None
        name = self.table.header[column].casefold()
        return value * (1000.0 if "km" in name else METRES_PER_MILE if "mi" in name else 1.0)


PLAIN_CSV = Importer(id="plain-csv", program=_PROGRAM, knows=_knows, read=_read)
