"""Daylio: More, Export Entries, CSV; moods are free words, activities are ticks, several rows a day."""

from collections import Counter
from dataclasses import dataclass, field

from twitchwise.diary.model import Exposure, ExposureKind, Note
from twitchwise.diary.moment import Moment
from twitchwise.exchange.activity_words import meaning_of
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.headers import tables_with
from twitchwise.exchange.model import Choice, Importer, ImportFile, ImportResult, Question
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.text import Row, TextTable, plain_word, read_table
from twitchwise.exchange.wall_clock import parse_moment

__all__ = ["DAYLIO"]

_PROGRAM = "Daylio"
_NEEDED = ("full_date", "mood", "activities")
_DEFAULTS = {"rad": 10.0, "good": 7.5, "meh": 5.0, "bad": 2.5, "awful": 0.0}
_MEANINGS = {
    10.0: "amazing awesome great excellent super fantastic wonderful perfect toll genial fantastico excelente",
    7.5: "happy content nice gut bien bueno bene bom",
    5.0: "okay ok average neutral fine normal alright soso lala regular moyen medio mittel",
    2.5: "sad low down poor unhappy anxious angry schlecht mal malo mauvais triste ruim male",
    0.0: "terrible horrible fugly worst depressed miserable furchtbar schrecklich affreux pesimo pessimo horrivel",
}
_LEVELS = {
    10.0: "the best of the five",
    7.5: "good",
    5.0: "in the middle",
    2.5: "bad",
    0.0: "the worst of the five",
}


def _knows(files: ExportFiles) -> bool:
    return bool(tables_with(files, *_NEEDED))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    with ExportFiles(file.path) as files:
        for member in tables_with(files, *_NEEDED):
            table = read_table(files.read(member), member.name)
            reader = _DaylioRows(collector=collector, table=table)
            for row in table.rows:
                reader.add(row)
            collector.problems([table.cut_problem(file.path.name)])
            file.on_progress(1.0)
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _DaylioRows:
    """The rows of one file, one after the other."""

    collector: Collector
    table: TextTable
    _moods: dict[str, float | None] = field(default_factory=dict)
    _rows: Counter[Moment] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        when = self._when(row)
        if when is None:
            self.collector.skip(row.where, "its date cannot be read")
            return
        self._rows[when] += 1
        key = f"{when.local.isoformat()} {self._rows[when]}"
        self._add_mood(row, when, key)
        left: list[str] = []
        for activity in self._cell(row, "activities").split("|"):
            name = " ".join(activity.split())
            if name and not self._add_activity(name, when, key):
                left.append(name)
        self._add_note(row, when, key, left)

    def _when(self, row: Row) -> Moment | None:
        day, time = self._cell(row, "full_date"), self._cell(row, "time")
        return parse_moment(f"{day} {time}") or parse_moment(day)

    def _cell(self, row: Row, name: str) -> str:
        return self.table.values(self.table.column(name), row)

    def _add_mood(self, row: Row, when: Moment, key: str) -> None:
        word = self._cell(row, "mood")
        if not word:
            return
        plain = plain_word(word) or word
        if plain not in self._moods:
            self._moods[plain] = self._rating(word, plain)
        rating = self._moods[plain]
        if rating is None:
            self.collector.skip(row.where, f'the mood "{word}", whose place among good and bad only you know')
            return
        mood = Exposure(entry_id="", when=when, kind=ExposureKind.MOOD, amount=rating, note=word)
        self.collector.add(mood, f"mood {key}", row.where)

    def _rating(self, word: str, plain: str) -> float | None:
        if plain in _DEFAULTS:
            return _DEFAULTS[plain]
        guess = next((level for level, words in _MEANINGS.items() if set(plain.split()) & set(words.split())), None)
        answer = self.collector.ask(
            Question(
                id=f"daylio-mood-{plain.replace(' ', '-')}",
                text=f'Where among your five moods does "{word}" stand?',
                choices=tuple(Choice(value=f"{level:g}", text=text) for level, text in _LEVELS.items()),
                assumed=None if guess is None else f"{guess:g}",
                why="the file holds your own words for moods, not their order" if guess is None else "by the word",
            )
        )
        return None if answer is None else parse_number(answer)

    def _add_activity(self, name: str, when: Moment, key: str) -> bool:
        """Keep an activity that may bear on twitching; False for the others."""
        meaning = meaning_of(name)
        if meaning is None:
            return False
        exposure = Exposure(
            entry_id="", when=when, kind=meaning.kind, name=meaning.name, amount=meaning.amount, note=name
        )
        source_key = self.collector.numbered_key(meaning.kind.value, meaning.name, name, key)
        self.collector.add(exposure, source_key)
        return True

    def _add_note(self, row: Row, when: Moment, key: str, left: list[str]) -> None:
        lines = [self._cell(row, "note_title"), self._cell(row, "note"), ", ".join(left)]
        text = "\n".join(line for line in lines if line)
        if text:
            self.collector.add(Note(entry_id="", when=when, text=text), f"note {key}", row.where)


DAYLIO = Importer(id="daylio", program=_PROGRAM, knows=_knows, read=_read)
