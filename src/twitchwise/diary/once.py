"""Functions of a diary whose result is kept with the diary."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from twitchwise.diary.model import Diary, Entry

__all__ = ["once_a_diary"]

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")
_OfDiary = Callable[Concatenate[Diary, _Asked], _Made]


def once_a_diary(*kinds: type[Entry]) -> Callable[[_OfDiary[_Asked, _Made]], _OfDiary[_Asked, _Made]]:
    """Keeps what a function makes of a diary for as long as that diary, or the part it looks at, is the same.

    Parameters
    ----------
    kinds : what the function looks at; none for everything. It is given a diary that holds nothing else, so it cannot
        depend on what it does not name, and its result holds until an entry of these kinds has changed.

    Notes
    -----
    What the function takes besides must be hashable, and nobody may change what it makes. What it raises is not kept.

    Examples
    --------
    >>> from twitchwise.diary.model import Note
    >>> @once_a_diary(Note)
    ... def count_notes(diary: Diary) -> int:
    ...     return len(diary.entries)
    >>> count_notes(Diary())
    0
    """

    def keep(make: _OfDiary[_Asked, _Made]) -> _OfDiary[_Asked, _Made]:
        @functools.wraps(make)
        def find(diary: Diary, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Made:
            part = diary.only(*kinds) if kinds else diary
            name = (make, args, tuple(sorted(named.items())))
            return part.worked_out.find(name, lambda: make(part, *args, **named))

        return find

    return keep
