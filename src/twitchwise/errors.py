"""What can go wrong, as one tree of exceptions and one value.

    TwitchwiseError
    +-- InputError            a file or an option of the person's cannot be used
    |   +-- UnreadableFile    broken, truncated, forbidden, gone
    |   +-- UnknownFormat     nothing here reads this kind of file
    |   +-- NotARecording     readable, but not something a twitch can be measured in
    +-- UnknownName           a site, fact or source that does not exist

An exception ends the work on one input. What the work can go on with becomes a `Problem` in the result.
"""

from dataclasses import dataclass

__all__ = [
    "InputError",
    "NotARecording",
    "Problem",
    "TwitchwiseError",
    "UnknownFormat",
    "UnknownName",
    "UnreadableFile",
]


class TwitchwiseError(Exception):
    """The root of every exception this package raises on purpose."""


class InputError(TwitchwiseError):
    """A file or option cannot be used; `str()` of it is one plain sentence for the person."""

    def __init__(self, *, what: str, where: str, remedy: str) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(f"{where}: {what}; {remedy}.")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.remedy)


class UnreadableFile(InputError):
    """The file is broken, truncated, forbidden or gone."""


class UnknownFormat(InputError):
    """No reader knows this kind of file."""


class NotARecording(InputError):
    """The file is readable, but no twitch can be measured in it."""


class UnknownName(TwitchwiseError):
    """A site, fact or source was named that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong that the work could go on with.

    Parameters
    ----------
    what : one sentence part, no full stop, for the person.
    where : the file, channel or time it concerns.
    remedy : what the person can do about it.
    """

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}."


def _rebuild(kind: type[InputError], what: str, where: str, remedy: str) -> InputError:
    return kind(what=what, where=where, remedy=remedy)
