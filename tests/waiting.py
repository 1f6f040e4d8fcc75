"""Waiting for what another process does."""

import time
from collections.abc import Callable

__all__ = ["wait_until"]

_DEADLINE_S = 120.0
_AGAIN_S = 0.02


def wait_until(is_so: Callable[[], bool], *, deadline_s: float = _DEADLINE_S) -> None:
    """Polls until something is so; fails when it takes too long."""
    end = time.monotonic() + deadline_s
    while not is_so():
        assert time.monotonic() < end, "too slow"
        time.sleep(_AGAIN_S)
