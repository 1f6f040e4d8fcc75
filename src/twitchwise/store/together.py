"""Functions that read a diary and then write in it as one thing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from twitchwise.store.diary_store import DiaryStore

__all__ = ["kept_together"]

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def kept_together(
    write: Callable[Concatenate[DiaryStore, _Given], _Found],
) -> Callable[Concatenate[DiaryStore, _Given], _Found]:
    """Makes what a function writes one thing: kept as a whole or not at all, and nobody writes in between.

    Parameters
    ----------
    write : takes the diary first. When it raises, nothing of it is kept.
    """

    @wraps(write)
    def written(store: DiaryStore, /, *given: _Given.args, **named: _Given.kwargs) -> _Found:
        with store.together():
            return write(store, *given, **named)

    return written
