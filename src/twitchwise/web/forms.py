"""A form as it was sent: only text, blanks cut off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

__all__ = ["SentForm", "TheForm", "is_own_address"]

_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """The fields of a form by name."""

    fields: Mapping[str, tuple[str, ...]]

    def get(self, name: str) -> str:
        """The first value that is not empty, or an empty one."""
        return next((value for value in self.fields.get(name, ()) if value), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value that is not empty."""
        return tuple(value for value in self.fields.get(name, ()) if value)

    def address(self, name: str) -> str:
        """A value that is an address of ours, or an empty one."""
        text = self.get(name)
        return text if is_own_address(text) else ""


def is_own_address(text: str) -> bool:
    """Whether this leads to a page of ours and nowhere else.

    Examples
    --------
    >>> is_own_address("/why"), is_own_address("//elsewhere"), is_own_address("https://elsewhere")
    (True, False, False)
    """
    return text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()


async def _form_of(request: Request) -> SentForm:
    found: dict[str, list[str]] = {}
    async with request.form(max_files=0) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value.strip()[:_LONGEST])
    return SentForm(fields={name: tuple(values) for name, values in found.items()})


TheForm = Annotated[SentForm, Depends(_form_of)]
