"""Blood values: brought to one unit, and judged low, normal or high where that can be done."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from twitchwise.errors import Problem
from twitchwise.intake.library_files import StrictTable, read_tables, table_of
from twitchwise.intake.model import Analyte, Answers, Lab, Sex

__all__ = [
    "LabBasis",
    "LabJudgement",
    "LabLevel",
    "analyte_name",
    "judge_lab",
    "known_units",
    "lab_problems",
    "plain_unit",
]


class LabLevel(StrEnum):
    """Where a value lies."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CANNOT_JUDGE = "cannot-judge"


class LabBasis(StrEnum):
    """By which range it was judged."""

    OWN_RANGE = "own-range"
    USUAL_RANGE = "usual-range"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabJudgement:
    """Where a blood value lies, and by which range.

    Parameters
    ----------
    lab : the value as it was given.
    level : low, normal, high, or that it cannot be judged.
    basis : the range printed by the laboratory, or a usual adult range, which is general teaching.
    value : in `unit`; None when the unit of the value is missing or not known.
    unit : the unit that values of this analyte are brought to.
    times_upper_limit : the value over the upper end of the range it was judged by; None without one.
    problem : why it cannot be judged, or what to ask although it was judged.
    """

    lab: Lab
    level: LabLevel
    basis: LabBasis
    value: float | None
    unit: str
    times_upper_limit: float | None = None
    problem: Problem | None = None


_IONISED_SHARE = 0.5  # about half of the calcium in blood is ionised


class _Table(StrictTable):
    name: str
    unit: str
    low: float | None = None
    high: float
    high_women: float | None = None
    possible_low: float
    possible_high: float
    ionised_high: float | None = None
    factors: dict[str, float]


def judge_lab(lab: Lab, sex: Sex | None = None) -> LabJudgement:
    """Whether a blood value is low, normal or high.

    Parameters
    ----------
    lab : the value, with the laboratory's own range where it is known.
    sex : for analytes whose usual range differs; the lower limit counts when it is not known.

    Returns
    -------
    The level by the laboratory's own range; without one, by the usual adult range of `library/labs.toml`. A value
    without a unit can be judged by its own range only. A value that no living person is likely to have is asked about
    and not judged. A calcium that could be ionised calcium is judged as total calcium, for a low one must not be
    missed, and is asked about.

    Examples
    --------
    >>> judge_lab(Lab(analyte=Analyte.CALCIUM, value=8.0, unit="mg/dl")).level
    <LabLevel.LOW: 'low'>
    """
    table = _tables()[lab.analyte]
    factor = table.factors.get(plain_unit(lab.unit))
    value = None if factor is None else lab.value * factor
    problem = _problem(lab, table, factor)
    has_own = lab.low is not None or lab.high is not None
    if problem is not None or (value is None and not has_own):
        return LabJudgement(
            lab=lab,
            level=LabLevel.CANNOT_JUDGE,
            basis=LabBasis.NONE,
            value=value,
            unit=table.unit,
            problem=problem or _no_unit(lab, table),
        )
    if has_own:
        level, times = _level(lab.value, lab.low, lab.high)
    else:
        high = table.high if sex is Sex.MALE or table.high_women is None else table.high_women
        level, times = _level(value or 0.0, table.low, high)
    return LabJudgement(
        lab=lab,
        level=level,
        basis=LabBasis.OWN_RANGE if has_own else LabBasis.USUAL_RANGE,
        value=value,
        unit=table.unit,
        times_upper_limit=times,
        problem=None if has_own or value is None else _maybe_ionised(lab, table, value),
    )


def lab_problems(answers: Answers) -> tuple[Problem, ...]:
    """What is to be asked about the blood values of these answers."""
    judged = (judge_lab(lab, answers.sex) for lab in answers.labs)
    return tuple(each.problem for each in judged if each.problem is not None)


def analyte_name(analyte: Analyte) -> str:
    """Its plain name, "vitamin B12"."""
    return _tables()[analyte].name


def known_units(analyte: Analyte) -> tuple[str, ...]:
    """The units that its values can be given in."""
    return tuple(_tables()[analyte].factors)


def plain_unit(text: str) -> str:
    """A unit in the one way in which it is compared: "µIU/mL" as "uiu/ml".

    Examples
    --------
    >>> plain_unit("mcU/mL")
    'uu/ml'
    """
    plain = "".join(text.split()).casefold().replace("\N{MICRO SIGN}", "u").replace("\N{GREEK SMALL LETTER MU}", "u")
    plain = plain.replace("mc", "u", 1) if plain.startswith(("mcu", "mciu", "mckat")) else plain
    return plain.replace("mval/", "meq/").replace("units/", "u/").replace("liter", "l").replace("litre", "l")


def _level(value: float, low: float | None, high: float | None) -> tuple[LabLevel, float | None]:
    times = None if high is None or high <= 0 else value / high
    if low is not None and value < low:
        return LabLevel.LOW, times
    if high is not None and value > high:
        return LabLevel.HIGH, times
    return LabLevel.NORMAL, times


def _problem(lab: Lab, table: _Table, factor: float | None) -> Problem | None:
    """What is wrong with a value, before it is judged."""
    if not math.isfinite(lab.value) or lab.value < 0:
        return Problem(
            what=f"{lab.value:g} is no blood value", where=table.name, remedy="copy it from the report again"
        )
    if lab.low is not None and lab.high is not None and lab.low > lab.high:
        return Problem(
            what=f"its range runs from {lab.low:g} down to {lab.high:g}",
            where=table.name,
            remedy="give the lower end first",
        )
    if factor is None:
        return None
    value = lab.value * factor
    is_ionised = table.ionised_high is not None and lab.high is not None and lab.high * factor <= table.ionised_high
    if table.possible_low * (_IONISED_SHARE if is_ionised else 1.0) <= value <= table.possible_high:
        return None
    others = [unit for unit, other in table.factors.items() if _is_usual(lab.value * other, table)]
    return Problem(
        what=f"{lab.value:g} {lab.unit.strip()} is hardly possible",
        where=table.name,
        remedy=f"was the unit {' or '.join(others[:2])}" if others else "look at the number and its unit again",
    )


def _maybe_ionised(lab: Lab, table: _Table, value: float) -> Problem | None:
    """Ionised calcium is about half of the total; its own range tells the two apart."""
    if table.ionised_high is None or value > table.ionised_high:
        return None
    return Problem(
        what=f"{lab.value:g} {lab.unit.strip()} is either a very low total value or a usual ionised one",
        where=table.name,
        remedy="add the range that the laboratory printed beside it",
    )


def _is_usual(value: float, table: _Table) -> bool:
    """Within a factor of two of the usual range: close enough for a guess at the unit."""
    return (table.low or table.high / 10) / 2 <= value <= table.high * 2


def _no_unit(lab: Lab, table: _Table) -> Problem:
    unit = lab.unit.strip()
    return Problem(
        what=f'the unit "{unit[:20]}" is not known for it' if unit else "a value without a unit cannot be judged",
        where=table.name,
        remedy=f"give the unit ({', '.join(table.factors)}) or the range that the laboratory printed",
    )


@cache
def _tables() -> Mapping[Analyte, _Table]:
    tables = read_tables("labs.toml")
    return MappingProxyType({each: table_of(_Table, tables[each.value], f"labs.toml, {each}") for each in Analyte})
