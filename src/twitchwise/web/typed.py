"""What was typed into a field, as a number or a day; what cannot be used is said in the catalogue's words."""

import math
from datetime import date

from twitchwise.web.refusal import refusal

__all__ = ["typed_above_zero", "typed_amount", "typed_count", "typed_day", "typed_number"]

_SHOWN = 20  # characters of what was typed


def typed_number(text: str, where: str) -> float:
    """A number, with a point or a comma.

    Parameters
    ----------
    text : as typed.
    where : what the field is called.

    Raises
    ------
    InputError
        It is none.
    """
    number = _number(text)
    if not math.isfinite(number):
        raise refusal("typed.number", where=where, text=text[:_SHOWN])
    return number


def typed_amount(text: str, where: str, *, most: float) -> float | None:
    """A number from 0 to `most`; None for an empty field.

    Parameters
    ----------
    text : as typed.
    where : what the field is called.
    most : the highest that can be meant.

    Raises
    ------
    InputError
        It is no such number.
    """
    if not text:
        return None
    amount = _number(text)
    if not 0 <= amount <= most:
        raise refusal("typed.amount", where=where, text=text[:_SHOWN], most=f"{most:.0f}")
    return amount


def typed_above_zero(text: str, where: str, *, below: float) -> float | None:
    """A number above 0; None for an empty field.

    Parameters
    ----------
    text : as typed.
    where : what the field is called.
    below : from here on it cannot be meant.

    Raises
    ------
    InputError
        It is no such number.
    """
    if not text:
        return None
    number = _number(text)
    if not 0 < number < below:
        raise refusal("typed.above_zero", where=where, text=text[:_SHOWN])
    return number


def typed_count(text: str, where: str, *, most: int) -> int | None:
    """A whole number from 0 to `most`; None for an empty field.

    Parameters
    ----------
    text : as typed.
    where : what the field is called.
    most : the highest that can be meant.

    Raises
    ------
    InputError
        It is no such number.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= most):
        raise refusal("typed.count", where=where, text=text[:_SHOWN])
    return int(text)


def typed_day(text: str) -> date | None:
    """A day as a field for days sends it; None for an empty field.

    Raises
    ------
    InputError
        It is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise refusal("typed.day", where=f'"{text}"') from None


def _number(text: str) -> float:
    """What was typed, with a point or a comma; not a number when it is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan
