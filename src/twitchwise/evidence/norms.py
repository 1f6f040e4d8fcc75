"""Scores of healthy people, by test, age and sex: context beside a score, never an alarm."""

from dataclasses import dataclass
from functools import cache

from twitchwise.evidence.loading import LibraryError, Row, parse_toml, read_library_file
from twitchwise.evidence.lookup import find_source

__all__ = ["Norm", "norms", "read_norms"]

_ANY = "any"
_SEXES = frozenset({_ANY, "female", "male"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What one study found in one group of people.

    Parameters
    ----------
    test : id of the strength test.
    sex : "male", "female", or "any".
    age_low, age_high : both included, years.
    source : id of the study.
    middle : mean or median, in the unit the test is entered in.
    low, high : ends of a range, in the same unit.
    span : which people lie between `low` and `high`, "the middle half".
    note : what else to know.
    """

    test: str
    sex: str
    age_low: int
    age_high: int
    source: str
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    span: str = ""
    note: str = ""


def norms(test: str, *, age_years: float | None = None, sex: str | None = None) -> tuple[Norm, ...]:
    """What is known of healthy people in one test.

    Parameters
    ----------
    test : id of the strength test.
    age_years : of the person, or None for every age.
    sex : "male", "female", or None for both.

    Notes
    -----
    People of one age differ by about a fifth, so a norm sees an early loss badly: it stands beside a score and is
    never a verdict.

    Examples
    --------
    >>> [(norm.low, norm.high) for norm in norms("chair-stand", age_years=62, sex="male")]
    [(14.0, 19.0)]
    """
    return tuple(
        norm
        for norm in _library_norms()
        if norm.test == test
        and (age_years is None or norm.age_low <= age_years < norm.age_high + 1)
        and (sex is None or norm.sex in {sex, _ANY})
    )


@cache
def _library_norms() -> tuple[Norm, ...]:
    return read_norms(read_library_file("strength_norms.toml"))


def read_norms(text: str) -> tuple[Norm, ...]:
    """The norms from the text of their file.

    Raises
    ------
    LibraryError
        When a row breaks the agreed shape, or rows are missing.
    UnknownName
        When a row rests on a source that is not in the library.
    """
    tables = parse_toml(text)
    meta, rows = tables.pop("meta", None), tables.pop("norm", None)
    if tables or not isinstance(meta, dict) or not isinstance(rows, list):
        raise LibraryError("the file of norms is not of the agreed shape")
    if meta.get("norms") != len(rows):
        raise LibraryError(f"the file of norms announces {meta.get('norms')} and holds {len(rows)}")
    return tuple(_norm(Row({"id": f"norm {n}", **row})) for n, row in enumerate(rows, start=1))


def _norm(row: Row) -> Norm:
    row.text("id")
    norm = Norm(
        test=row.text("test"),
        sex=row.text("sex"),
        age_low=row.whole("age_low"),
        age_high=row.whole("age_high"),
        source=find_source(row.text("source")).id,
        middle=row.number("middle"),
        low=row.number("low"),
        high=row.number("high"),
        span=row.text_or_empty("span"),
        note=row.text_or_empty("note"),
    )
    row.finish()
    numbers = [number for number in (norm.low, norm.middle, norm.high) if number is not None]
    if norm.sex not in _SEXES or norm.age_low > norm.age_high:
        raise row.broken("the group of people makes no sense")
    if not numbers or numbers != sorted(numbers) or ((norm.low is None) != (norm.span == "")):
        raise row.broken("low, middle and high are missing, out of order, or nobody says who they hold")
    return norm
