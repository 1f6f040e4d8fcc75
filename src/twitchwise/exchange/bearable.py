"""Bearable: More, Export data; one row for everything that was rated or ticked."""

import re
from dataclasses import dataclass, field

from twitchwise.body import Site, find_site
from twitchwise.diary.model import Entry, Exposure, ExposureKind, Note, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.errors import UnknownName
from twitchwise.exchange.activity_words import WordMeaning, meaning_of
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import parse_duration_s, parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_table
from twitchwise.exchange.wall_clock import parse_moment

__all__ = ["BEARABLE"]

_PROGRAM = "Bearable"
_NEEDED = ("date", "time of day", "category", "rating/amount", "detail")
_RATED = {
    "mood": ExposureKind.MOOD,
    "energy": ExposureKind.ENERGY,
    "energy level": ExposureKind.ENERGY,
    "sleep quality": ExposureKind.SLEEP_QUALITY,
}
_MEDICINES = {"meds supplements", "medication", "medications", "meds", "medication supplements"}
_TICKED = {"food diary", "food", "nutrition"}
_TWITCH = re.compile(r"\b(?:twitch\w*|fasciculation\w*|zuck\w*|fascicula\w*)\b")
_FILLERS = re.compile(r"\b(?:muscles?|in|of|the|my|on|at)\b")
_SEVERITY = re.compile(r"^(.*?)\s*\((none|mild|moderate|severe|unbearable|extreme)\)$", re.IGNORECASE)
_STRENGTHS = {"none": 0, "mild": 3, "moderate": 5, "severe": 8, "unbearable": 10, "extreme": 10}
_BY_RATING = (0, 3, 5, 8, 10)
_AMOUNT = re.compile(r"^(.*?)\s*(?:\(([^()]*)\)|[-x]\s*(\d+))$")
_MOST_HOURS = 24.0


def _knows(files: ExportFiles) -> bool:
    return bool(tables_with(files, *_NEEDED))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in tables_with(files, *_NEEDED):
            table = read_table(files.read(member), member.name)
            reader = _BearableRows(collector=collector, table=table)
            reader.learn_scales()
            for row in table.rows:
                reader.add(row)
            collector.problems([table.cut_problem(file.path.name)])
            file.on_progress(1.0)
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _BearableRows:
    """The rows of one file, one after the other.

    Parameters
    ----------
    tops : the highest value of each rated category's scale, 5 or 10; the file does not state it, a rating above five
        tells.
    """

    collector: Collector
    table: TextTable
    tops: dict[str, float] = field(default_factory=dict)
    _notes: set[tuple[Moment, str]] = field(default_factory=set)

    def learn_scales(self) -> None:
        """Find the scale of each rated category."""
        for row in self.table.rows:
            rating = parse_number(self._cell(row, "rating/amount"))
            if rating is not None:
                category = self._category(row)
                self.tops[category] = max(self.tops.get(category, 5.0), 10.0 if rating > 5 else 5.0)

    def add(self, row: Row) -> None:
        when = self._when(row)
        if when is None:
            self.collector.skip(row.where, "its date cannot be read")
            return
        category, detail = self._category(row), self._cell(row, "detail")
        if category in _RATED:
            self._add_rating(row, when, category)
        elif category == "sleep":
            self._add_sleep(row, when)
        elif category.startswith("symptom"):
            self._add_symptom(row, when, detail)
        elif category in _MEDICINES:
            self._add_medicines(row, when, detail)
        elif "factor" in category or category in _TICKED:
            self._add_ticks(row, when, detail)
        elif "step count" in plain_word(detail):
            self._add_steps(row, when)
        elif category not in {"note", "notes"}:
            self.collector.skip(row.where, f'the category "{self._cell(row, "category") or "without name"}"')
        self._add_note(row, when, detail if category in {"note", "notes"} else "")

    def _cell(self, row: Row, name: str) -> str:
        return self.table.values(self.table.column(name), row)

    def _category(self, row: Row) -> str:
        return plain_word(self._cell(row, "category"))

    def _when(self, row: Row) -> Moment | None:
        day = self._cell(row, "date formatted") or self._cell(row, "date")
        # "pre", "am", "mid", "pm" and "all day" are no hours: the day is all that is known
        time = self._cell(row, "time of day")
        return (parse_moment(f"{day} {time}") if time[:1].isdigit() else None) or parse_moment(day)

    def _keep(self, row: Row, entry: Entry, *parts: str) -> None:
        key = self.collector.numbered_key(entry.when.local.isoformat(), self._cell(row, "time of day"), *parts)
        self.collector.add(entry, key, row.where)

    def _rating(self, row: Row, category: str) -> float | None:
        rating = parse_number(self._cell(row, "rating/amount"))
        if rating is None or rating < 0:
            return None
        return rating if self.tops[category] > 5 else max(0.0, (rating - 1) * 2.5)  # 1 is the lowest of five

    def _add_rating(self, row: Row, when: Moment, category: str) -> None:
        rating = self._rating(row, category)
        if rating is None:
            self.collector.skip(row.where, "a rating without a number")
            return
        exposure = Exposure(entry_id="", when=when, kind=_RATED[category], amount=rating)
        self._keep(row, exposure, category)

    def _add_sleep(self, row: Row, when: Moment) -> None:
        text, detail = self._cell(row, "rating/amount"), plain_word(self._cell(row, "detail"))
        if "quality" in detail:
            self.tops.setdefault("sleep", 5.0)
            rating = self._rating(row, "sleep")
            if rating is not None:
                quality = Exposure(entry_id="", when=when, kind=ExposureKind.SLEEP_QUALITY, amount=rating)
                self._keep(row, quality, "sleep quality")
            return
        seconds, hours = parse_duration_s(text), parse_number(text)
        if hours is None and seconds is not None:
            hours = seconds / 3600
        if hours is not None and hours > _MOST_HOURS:
            hours /= 60  # minutes
        if hours is None or not 0 < hours <= _MOST_HOURS or "awake" in detail or "in bed" in detail:
            self.collector.skip(row.where, "a line on sleep without its length")
            return
        sleep = Exposure(entry_id="", when=when, kind=ExposureKind.SLEEP, amount=round(hours, 3))
        self._keep(row, sleep, "sleep")

    def _add_symptom(self, row: Row, when: Moment, detail: str) -> None:
        match = _SEVERITY.match(detail)
        name, word = (match[1], match[2].casefold()) if match else (detail, "")
        rating = parse_number(self._cell(row, "rating/amount"))
        strength = _STRENGTHS.get(word, _strength(rating))
        meaning = meaning_of(name)
        if _TWITCH.search(plain_word(name)):
            noticed = TwitchesNoticed(
                entry_id="",
                when=when,
                site=_site(name),
                strength=strength,
                note=name,
                count=0 if strength == 0 else None,
            )
            self._keep(row, noticed, "symptom", name)
        elif meaning is not None and meaning.kind in {ExposureKind.ILLNESS, ExposureKind.FEVER}:
            amount = None if strength is None or meaning.kind is ExposureKind.FEVER else float(strength)
            illness = Exposure(entry_id="", when=when, kind=meaning.kind, amount=amount, note=detail)
            self._keep(row, illness, "symptom", name)
        else:
            self.collector.skip(row.where, "a symptom other than twitching and illness")

    def _add_medicines(self, row: Row, when: Moment, detail: str) -> None:
        names = _parted(detail)
        doses = parse_number(self._cell(row, "rating/amount")) if len(names) == 1 else None
        for name in names:
            meaning = meaning_of(name)
            is_supplement = meaning is not None and meaning.kind is ExposureKind.SUPPLEMENT
            exposure = Exposure(
                entry_id="",
                when=when,
                kind=ExposureKind.SUPPLEMENT if is_supplement else ExposureKind.MEDICINE,
                name=plain_word(_without_amount(name)) or name,
                amount=doses if doses is not None and doses >= 0 else None,
                note=name,
            )
            self._keep(row, exposure, "medicine", name)

    def _add_ticks(self, row: Row, when: Moment, detail: str) -> None:
        for name in _parted(detail):
            meaning = meaning_of(_without_amount(name))
            if meaning is None:
                self.collector.skip(row.where, "a factor that has no known bearing on twitching")
            else:
                self._keep(row, _tick(when, meaning, name), "factor", name)

    def _add_steps(self, row: Row, when: Moment) -> None:
        steps = parse_number(self._cell(row, "rating/amount"))
        if steps is None or steps < 0:
            self.collector.skip(row.where, "a step count without a number")
            return
        exposure = Exposure(entry_id="", when=when, kind=ExposureKind.STEPS, amount=steps, is_day_total=True)
        self._keep(row, exposure, "steps")

    def _add_note(self, row: Row, when: Moment, detail: str) -> None:
        text = self._cell(row, "notes") or detail
        if text and (when, text) not in self._notes:  # a note stands beside every row of its moment
            self._notes.add((when, text))
            self._keep(row, Note(entry_id="", when=when, text=text), "note", text)


def _tick(when: Moment, meaning: WordMeaning, name: str) -> Exposure:
    return Exposure(entry_id="", when=when, kind=meaning.kind, name=meaning.name, amount=meaning.amount, note=name)


def _parted(detail: str) -> list[str]:
    return [name for part in detail.split("|") if (name := " ".join(part.split()))]


def _without_amount(name: str) -> str:
    match = _AMOUNT.match(name)
    return match[1] if match else name


def _strength(rating: float | None) -> int | None:
    if rating is None or not 0 <= rating < len(_BY_RATING):
        return None
    return _BY_RATING[round(rating)]


def _site(name: str) -> Site | None:
    """The place that a symptom such as "Twitching left calf" names."""
    bare = " ".join(_FILLERS.sub(" ", _TWITCH.sub(" ", plain_word(name))).split())
    try:
        return find_site(bare) if bare else None
    except UnknownName:
        return None


BEARABLE = Importer(id="bearable", program=_PROGRAM, knows=_knows, read=_read)
