"""The rules of urgency, read strictly from `library/rules.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from twitchwise.evidence.filling import fill
from twitchwise.evidence.loading import LibraryError, Row, parse_toml
from twitchwise.evidence.lookup import find_fact, find_source
from twitchwise.intake.feature import Feature
from twitchwise.urgency.condition import Condition, features_of
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Whom
from twitchwise.urgency.parsing import parse_condition
from twitchwise.urgency.words import library_text

__all__ = ["Rule", "find_rule", "group_texts", "read_rules", "rules"]

_SCHEMA = "twitchwise-urgency-1"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Parameters
    ----------
    id : stable id, lower case with hyphens.
    level : the rung it asks for.
    when, when_text : the condition, and its words in the file.
    unless, unless_text : takes the rule back when it surely holds; None and empty for never.
    why, unsure, what_to_do : to the person; `unsure` is said instead of `why` when it rests on a "not sure".
    covered_by : ids of rules that say the same and more; when one of them surely holds, this one is not told.
    whom : who should look.
    facts : ids of the evidence library, those that gave figures included.
    is_judgement : it rests on judgement or general teaching beyond those facts.
    is_base : it says how things stand where nothing else asks for more.
    is_settled_by_strength : a "not sure" is settled by a whole first sitting or a fresh normal examination.
    """

    id: str
    level: Urgency
    when: Condition
    when_text: str
    unless: Condition | None
    unless_text: str
    covered_by: tuple[str, ...]
    why: str
    unsure: str
    what_to_do: str
    whom: Whom
    facts: tuple[str, ...]
    is_judgement: bool
    is_base: bool
    is_settled_by_strength: bool

    @property
    def features(self) -> tuple[Feature, ...]:
        """Every feature the condition looks at, each once."""
        return tuple(dict.fromkeys(features_of(self.when)))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    return read_rules(library_text("rules.toml"))


def group_texts() -> Mapping[str, str]:
    """The named conditions that rules use: what each says, by its name."""
    groups = parse_toml(library_text("rules.toml"))["group"]
    return {row.text("id"): _one_line(row.text("when")) for row in _rows(groups)}


def find_rule(id_: str) -> Rule:
    """The rule with this id.

    Raises
    ------
    KeyError
        When there is none.
    """
    return {rule.id: rule for rule in rules()}[id_]


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules from the text of their file.

    Raises
    ------
    LibraryError
        When a key or a word is not known, an id is used twice, a sentence holds a number that comes from no fact, a
        rule rests on no study without saying that it is judgement, or a rule that can be "not sure" does not say how
        to find out.
    UnknownName
        When a fact is named that is not in the library.
    """
    tables = parse_toml(text)
    if tables.pop("schema", None) != _SCHEMA:
        raise LibraryError(f'the rules do not say that they follow "{_SCHEMA}"')
    named: dict[str, Condition] = {}
    for row in _rows(tables.pop("group", [])):
        id_ = row.text("id")
        if id_ in named:
            raise row.broken("this id is used twice")
        named[id_] = parse_condition(row.text("when"), named=named)
        row.finish()
    found: dict[str, Rule] = {}
    for row in _rows(tables.pop("rule", [])):
        rule = _rule(row, named)
        if rule.id in found:
            raise row.broken("this id is used twice")
        found[rule.id] = rule
    for rule in found.values():
        for id_ in rule.covered_by:
            if id_ not in found or found[id_].level.rank > rule.level.rank:
                raise LibraryError(f'rule "{rule.id}": "{id_}" cannot cover it')
    if tables:
        raise LibraryError(f"unknown tables among the rules: {', '.join(sorted(tables))}")
    return tuple(found.values())


def _rows(tables: object) -> list[Row]:
    if not isinstance(tables, list):
        raise LibraryError("the rules are not of the agreed shape")
    return [Row(table) for table in tables]


def _rule(row: Row, named: Mapping[str, Condition]) -> Rule:
    id_, level = row.text("id"), _word(row, "level", Urgency)
    when_text, unless_text = _one_line(row.text("when")), _one_line(row.text_or_empty("unless"))
    said = [fill(row.text("why")), fill(row.text_or_empty("unsure")), fill(row.text("do"))]
    facts = (*row.texts_or_none("facts"), *(id_ for each in said for id_ in each.facts))
    rule = Rule(
        id=id_,
        level=level,
        when=parse_condition(when_text, named=named),
        when_text=when_text,
        unless=parse_condition(unless_text, named=named) if unless_text else None,
        unless_text=unless_text,
        covered_by=row.texts_or_none("covered_by"),
        why=said[0].text,
        unsure=said[1].text,
        what_to_do=said[2].text,
        whom=_word(row, "whom", Whom),
        facts=tuple(dict.fromkeys(facts)),
        is_judgement=row.flag("judgement"),
        is_base=row.flag("base"),
        is_settled_by_strength=row.flag("settled_by_strength"),
    )
    row.finish()
    _check(row, rule)
    return rule


def _check(row: Row, rule: Rule) -> None:
    barred = [id_ for id_ in rule.facts if find_fact(id_).barred]
    if barred:
        raise row.broken(f"rests on what is never shown: {', '.join(barred)}")
    studied = [id_ for id_ in rule.facts if not find_source(find_fact(id_).source).is_placeholder]
    if not studied and not rule.is_judgement:
        raise row.broken("rests on no study and does not say that it is judgement")
    if rule.features and not rule.is_base and not rule.unsure:
        raise row.broken("does not say what to do about a not sure")


def _word(row: Row, key: str, vocabulary: type[_Word]) -> _Word:
    word = row.text(key)
    if word not in set(vocabulary):
        raise row.broken(f'unknown {key} "{word}"')
    return vocabulary(word)


def _one_line(text: str) -> str:
    return " ".join(text.split())
