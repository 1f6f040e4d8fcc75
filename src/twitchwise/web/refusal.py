"""A refusal from the catalogue: what is wrong, where, and what to do about it."""

from twitchwise.errors import InputError
from twitchwise.web.words import say

__all__ = ["refusal"]


def refusal(id_: str, *, where: str = "", **values: object) -> InputError:
    """The error to raise.

    Parameters
    ----------
    id_ : what is wrong, "page.key"; what to do stands beside it under the same key with ``_remedy``.
    where : as the person knows it; left out, the catalogue says it under the key with ``_where``.
    values : for the places in braces.

    Examples
    --------
    >>> str(refusal("typed.number", where="Left (kg)", text="many"))
    'Left (kg): "many" is no number; write it like 34 or 34.5.'
    """
    return InputError(
        what=say(id_, **values), where=where or say(f"{id_}_where", **values), remedy=say(f"{id_}_remedy", **values)
    )
