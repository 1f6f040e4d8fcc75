"""Blood values as a person types them: name, number, unit, range, date."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from twitchwise.errors import InputError
from twitchwise.intake.model import Analyte, Lab
from twitchwise.intake.times import time_written

__all__ = ["typed_labs"]

_NAMES: Mapping[str, Analyte] = MappingProxyType(
    {
        **{analyte.value: analyte for analyte in Analyte},
        "ca": Analyte.CALCIUM,
        "mg": Analyte.MAGNESIUM,
        "k": Analyte.POTASSIUM,
        "na": Analyte.SODIUM,
        "cpk": Analyte.CK,
        "creatine kinase": Analyte.CK,
        "vitamin b12": Analyte.B12,
        "b-12": Analyte.B12,
        "cobalamin": Analyte.B12,
    }
)
_NUMBER = r"\d+(?:[.,]\d+)?"
_VALUE = re.compile(
    rf"(?P<name>[a-z][a-z0-9 -]*?)\s*[:=]?\s+[<>]?\s*(?P<value>{_NUMBER})\s*(?P<unit>[^\d\s(<>][^\s(]*)?\s*"
    rf"(?:\(\s*(?P<range>[^)]*)\))?\s*(?P<day>\S.*)?"
)
_RANGE = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*(?:-|\u2013|to)\s*(?P<high>{_NUMBER})|<\s*(?P<under>{_NUMBER})|>\s*(?P<over>{_NUMBER}))"
)


def typed_labs(text: str, *, answered_on: date, where: str) -> tuple[Lab, ...]:
    """The values of a line such as "calcium 2.31 mmol/l (2.2-2.6) 2026-09, TSH 1.4 mU/l".

    Raises
    ------
    InputError
        A part of it is no blood value that is known here.

    Examples
    --------
    >>> typed_labs("K 3,4 mmol/l (3.5-5.1)", answered_on=date(2026, 11, 22), where="labs")[0].low
    3.5
    """
    parts = re.split(r"[;\n]\s*|,(?!\d)(?![^()]*\))\s*", text)
    named = [part.strip() for part in parts if part.strip()] or [text]
    return tuple(_lab(part, answered_on, where) for part in named)


def _lab(text: str, answered_on: date, where: str) -> Lab:
    found = _VALUE.fullmatch(text.casefold())
    analyte = None if found is None else _NAMES.get(found["name"].strip())
    if found is None or analyte is None:
        raise InputError(
            what=f'"{text[:40]}" is no blood value that is known here',
            where=where,
            remedy=f'write it like "calcium 2.31 mmol/l (2.2-2.6)"; known are {", ".join(Analyte)}',
        )
    bounds = None if found["range"] is None else _RANGE.fullmatch(found["range"].strip())
    if found["range"] is not None and bounds is None:
        raise InputError(
            what=f'"({found["range"][:20]})" is no range', where=where, remedy='write it like "(2.2-2.6)" or "(<4.0)"'
        )
    day = found["day"]
    return Lab(
        analyte=analyte,
        value=_as_number(found["value"]) or 0.0,
        unit=found["unit"] or "",
        low=None if bounds is None else _as_number(bounds["low"] or bounds["over"]),
        high=None if bounds is None else _as_number(bounds["high"] or bounds["under"]),
        on=None if day is None else time_written(day, answered_on=answered_on, where=where).at.date(),
    )


def _as_number(text: str | None) -> float | None:
    return None if text is None else float(text.replace(",", "."))
