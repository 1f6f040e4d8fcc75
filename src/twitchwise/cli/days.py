"""Days as a person types them."""

from datetime import date

import typer

__all__ = ["day_from_text"]


def day_from_text(text: str, *, hint: str) -> date:
    """The day written like "2026-11-22".

    Parameters
    ----------
    text : as typed.
    hint : the option it was given to.

    Raises
    ------
    typer.BadParameter
        It is no day.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter('write the day like "2026-11-22"', param_hint=hint) from None
