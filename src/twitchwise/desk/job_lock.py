"""A lock that ends with its process, however that ends: the system takes it back."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["hold_lock", "is_locked"]

_AGAIN_S = 0.2  # between two tries where the system cannot wait for a lock by itself

if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def hold_lock(file: Path) -> Iterator[None]:
    """Waits until nobody else holds the lock, and holds it."""
    number = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _take(number):
            time.sleep(_AGAIN_S)
        yield
    finally:
        os.close(number)


def is_locked(file: Path) -> bool:
    """Whether another process holds the lock now."""
    with suppress(OSError):
        number = os.open(file, os.O_RDWR)
        try:
            return not _take(number)
        finally:
            os.close(number)
    return False
