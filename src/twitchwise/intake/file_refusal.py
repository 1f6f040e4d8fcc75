"""What is wrong with a file of answers, in one sentence that names the place and the nearest known word."""

import json
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature
from twitchwise.intake.file_format import AnswersFile, ExaminationRow, LabRow, MedicineRow, SiteRow
from twitchwise.intake.nearest import nearest_words

__all__ = ["refusal_of"]

_LONGEST_QUOTE = 60
_FEW = 15


def refusal_of(error: ValidationError, where: str) -> InputError:
    """The first thing that is wrong, in one sentence that names the nearest known word."""
    first = next((each for each in error.errors() if each["type"] == "extra_forbidden"), error.errors()[0])
    loc = [part for part in first["loc"] if not (isinstance(part, str) and part.endswith(("Row", "str]", "[key]")))]
    named = [str(part + 1) if isinstance(part, int) else part[:_LONGEST_QUOTE] for part in loc]
    outside, place = ", ".join([where, *named[:-1]]), ", ".join([where, *named])
    if first["type"] == "extra_forbidden":
        return _unknown(named[-1], _keys_at(loc), outside, "key")
    if first["type"] == "enum" and "[key]" in first["loc"]:
        return _unknown(named[-1], list(Feature), outside, "feature")
    shown = json.dumps(first["input"], ensure_ascii=False)[:_LONGEST_QUOTE]
    if first["type"] in {"enum", "literal_error"}:
        known = str(first.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        return _unknown(shown.strip('"'), known, place, "answer")
    if first["type"] == "missing":
        return InputError(what=f'"{named[-1]}" is missing', where=outside, remedy='see "twitchwise intake --schema"')
    return InputError(
        what=f"{shown} cannot be an answer here ({first['msg'][:1].lower()}{first['msg'][1:]})",
        where=place,
        remedy='see "twitchwise intake --schema"',
    )


def _keys_at(loc: list[int | str]) -> Iterable[str]:
    rows: dict[str, type[BaseModel]] = {
        "sites": SiteRow,
        "medicines": MedicineRow,
        "examinations": ExaminationRow,
        "labs": LabRow,
    }
    kind = rows.get(str(loc[0]), AnswersFile) if len(loc) > 1 else AnswersFile
    return list(kind.model_fields)


def _unknown(name: str, known: Iterable[str], where: str, what: str) -> InputError:
    names = [str(each) for each in known if each]
    near = nearest_words(name, names)
    if near:
        hint = f"did you mean {' or '.join(near)}"
    else:
        hint = f"known are {', '.join(names)}" if len(names) <= _FEW else 'see "twitchwise intake --schema"'
    return InputError(what=f'"{name}" is no {what} that is known here', where=where, remedy=hint)
