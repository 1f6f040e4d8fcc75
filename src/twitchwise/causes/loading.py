"""Reading the causes, strictly: no weight without its grade, no measured weight without a study, no unknown clue."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from twitchwise.causes.model import Cause, ClueWords, Grade, Library, Range, Weight
from twitchwise.causes.named import filled
from twitchwise.causes.sign import Clue, find_clue
from twitchwise.evidence.loading import LibraryError, Row, parse_toml
from twitchwise.evidence.lookup import find_fact, find_source
from twitchwise.evidence.model import Sentence

__all__ = ["CAUSE_FILES", "causes_library", "read_causes", "read_causes_file"]

CAUSE_FILES = (
    "causes_common.toml",
    "causes_blood_and_medicine.toml",
    "causes_nerve_and_muscle.toml",
    "causes_sudden_and_poison.toml",
)
_CLUES_FILE = "clues.toml"
_LISTS = {"judged": Grade.JUDGEMENT, "derived": Grade.DERIVED, "measured": Grade.MEASURED}
_HARMLESS = "harmless"  # the shared weights of every harmless cause
_WIDEST = 5.0  # a likelihood ratio of 100,000 either way is no likelihood ratio


@cache
def causes_library() -> Library:
    """The causes that come with the program."""
    return read_causes([read_causes_file(name) for name in CAUSE_FILES], read_causes_file(_CLUES_FILE))


def read_causes_file(name: str) -> str:
    """Text of one file of the room's library."""
    return (files("twitchwise.causes") / "library" / name).read_text(encoding="utf-8")


def read_causes(texts: Iterable[str], clues: str) -> Library:
    """The library that these files together make up.

    Parameters
    ----------
    texts : TOML with `[[cause]]` and, for weights that several causes share, `[[shared]]`.
    clues : TOML with `[[clue]]`.

    Raises
    ------
    LibraryError
        On an unknown or missing key, an id used twice, an unknown clue, a clue without words, a range out of order, a
        weight that is derived or measured without facts, one that is measured without a study that was read, or a
        figure in a sentence.
    UnknownName
        When a fact is named that is not in the library.
    """
    shared: dict[str, tuple[Weight, ...]] = {}
    causes: dict[str, Cause] = {}
    for text in texts:
        tables = parse_toml(text)
        for table in _tables(tables, "shared"):
            row = _CauseRow(table)
            shared[row.text("id")] = row.weights()
            row.finish()
        for table in _tables(tables, "cause"):
            cause = _cause(_CauseRow(table), shared)
            if cause.id in causes:
                raise LibraryError(f'cause "{cause.id}" is there twice')
            causes[cause.id] = cause
        if tables:
            raise LibraryError(f"unknown tables among the causes: {', '.join(sorted(tables))}")
    words = _clues(parse_toml(clues))
    _check_words(causes.values(), words)
    return Library(causes=tuple(causes.values()), shared=MappingProxyType(shared), clues=MappingProxyType(words))


def _tables(tables: dict[str, object], kind: str) -> list[Mapping[str, object]]:
    rows = tables.pop(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LibraryError(f"{kind} must be a list of tables")
    return rows


class _CauseRow(Row):
    """A row that also holds ranges, clues and lists of weights."""

    def clues(self, key: str) -> tuple[Clue, ...]:
        return tuple(self._clue(id_) for id_ in self.texts(key)) if key in self._left else ()

    def facts(self, key: str) -> tuple[str, ...]:
        """Ids of facts that exist and may be shown; a list that is empty on purpose is allowed."""
        ids = self._left.pop(key, [])
        if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
            raise self.broken(f"{key} must be a list of texts")
        barred = [id_ for id_ in ids if find_fact(id_).barred]
        if barred:
            raise self.broken(f"rests on what is never shown: {', '.join(barred)}")
        return tuple(ids)

    def span(self, key: str) -> Range:
        ends = self._take(key)
        if not isinstance(ends, list) or len(ends) != 2 or not all(isinstance(end, int | float) for end in ends):
            raise self.broken(f"{key} must be two numbers")
        low, high = float(ends[0]), float(ends[1])
        if not -_WIDEST <= low <= high <= _WIDEST:
            raise self.broken(f"{key}: {low} to {high} is out of order or beyond {_WIDEST}")
        return Range(low=low, high=high)

    def has(self, key: str) -> bool:
        return key in self._left

    def weights(self) -> tuple[Weight, ...]:
        found: dict[Clue, Weight] = {}
        for key, grade in _LISTS.items():
            tables = self._left.pop(key, [])
            if not isinstance(tables, list):
                raise self.broken(f"{key} must be a list of tables")
            for table in tables:
                weight = self._weight(_CauseRow({"id": f"{self._name} {table.get('of')}", **table}), grade)
                if weight.clue in found:
                    raise self.broken(f'"{weight.clue}" is weighed twice')
                found[weight.clue] = weight
        return tuple(found.values())

    def _weight(self, row: "_CauseRow", grade: Grade) -> Weight:
        row.text("id")
        weight = Weight(
            clue=row._clue(row.text("of")),
            yes=row.span("yes"),
            no=row.span("no") if row.has("no") else None,
            grade=grade,
            facts=row.facts("facts"),
        )
        row.finish()
        check_grade(row, grade, weight.facts)
        return weight

    def _clue(self, id_: str) -> Clue:
        try:
            return find_clue(id_)
        except ValueError:
            raise self.broken(f'there is no clue "{id_}"') from None


def check_grade(row: Row, grade: Grade, facts: tuple[str, ...]) -> None:
    """Refuse a grade that the facts do not carry."""
    if grade is not Grade.JUDGEMENT and not facts:
        raise row.broken(f"{grade} without a fact")
    if grade is Grade.MEASURED and not any(_is_read_study(fact_id) for fact_id in facts):
        raise row.broken("measured, but no fact of it rests on a study that was read")


def _is_read_study(fact_id: str) -> bool:
    source = find_source(find_fact(fact_id).source)
    return source.verified and not source.is_placeholder


def _cause(row: _CauseRow, shared: Mapping[str, tuple[Weight, ...]]) -> Cause:
    id_ = row.text("id")
    grade, facts = row.text("base_grade"), row.facts("facts")
    if grade not in set(Grade):
        raise row.broken(f'unknown grade "{grade}"')
    check_grade(row, Grade(grade), facts)
    from_others = row.text_or_empty("shares")
    if from_others and from_others not in shared:
        raise row.broken(f'nothing is shared under the name "{from_others}"')
    own = row.weights()
    cause = Cause(
        id=id_,
        name=row.text("name"),
        family=row.text_or_empty("family") or id_,
        is_rare=row.flag("is_rare"),
        is_mimic=row.flag("is_mimic"),
        is_harmless=from_others == _HARMLESS,
        base=row.span("base"),
        base_grade=Grade(grade),
        facts=facts,
        weights=(*own, *_unless_own(shared.get(from_others, ()), own)),
        needs=row.clues("needs"),
        only_if=row.clues("only_if"),
        what=_sentence(row, f"{id_}.what", "what", facts),
        course=_sentence(row, f"{id_}.course", "course", facts),
        tells_more=_sentence(row, f"{id_}.tells_more", "tells_more"),
        to_do=_sentence(row, f"{id_}.to_do", "to_do"),
    )
    row.finish()
    if cause.base.high > 0:
        raise row.broken("a share cannot be above one")
    return cause


def _unless_own(shared: tuple[Weight, ...], own: tuple[Weight, ...]) -> tuple[Weight, ...]:
    said = {weight.clue for weight in own}
    return tuple(weight for weight in shared if weight.clue not in said)


def _sentence(row: Row, id_: str, key: str, facts: tuple[str, ...] = ()) -> Sentence:
    return filled(Sentence(id=id_, text=row.text(key), facts=facts))


def _clues(tables: dict[str, object]) -> dict[Clue, ClueWords]:
    found: dict[Clue, ClueWords] = {}
    for table in _tables(tables, "clue"):
        row = _CauseRow(table)
        id_ = row.text("id")
        clue = row._clue(id_)
        if clue in found:
            raise row.broken("this clue is there twice")
        found[clue] = ClueWords(
            clue=clue,
            group=row.text("group"),
            yes=_checked(Sentence(id=f"{id_}.yes", text=row.text("yes"), facts=())),
            no=_if_any(row, f"{id_}.no", "no"),
            unknown=_if_any(row, f"{id_}.unknown", "unknown"),
        )
        row.finish()
    if tables:
        raise LibraryError(f"unknown tables among the clues: {', '.join(sorted(tables))}")
    return found


def _if_any(row: Row, id_: str, key: str) -> Sentence | None:
    text = row.text_or_empty(key)
    return _checked(Sentence(id=id_, text=text, facts=())) if text else None


def _checked(template: Sentence) -> Sentence:
    """The template itself, once it is known that it can be filled."""
    filled(template)
    return template


def _check_words(causes: Iterable[Cause], words: Mapping[Clue, ClueWords]) -> None:
    for cause in causes:
        for weight in cause.weights:
            if weight.clue not in words:
                raise LibraryError(f'cause "{cause.id}" weighs "{weight.clue}", for which there are no words')
            if weight.no is not None and words[weight.clue].no is None:
                raise LibraryError(f'cause "{cause.id}" weighs a "no" to "{weight.clue}", for which there are no words')
        silent = [clue for clue in (*cause.needs, *cause.only_if) if clue not in words]
        if silent:
            raise LibraryError(f'cause "{cause.id}" asks for "{silent[0]}", for which there are no words')
