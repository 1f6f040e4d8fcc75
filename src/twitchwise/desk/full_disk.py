"""What is said when there is no room left, whatever was being written."""

import errno

from twitchwise.errors import InputError

__all__ = ["full_disk"]

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def full_disk(error: BaseException | None) -> InputError | None:
    """The refusal, when a full disk is the cause of an error; else None.

    Parameters
    ----------
    error : any, with the errors that it was raised from.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return InputError(
                what="there is no room left on it for this file",
                where="this computer's disk",
                remedy="make room and try again",
            )
        error = error.__cause__
    return None
