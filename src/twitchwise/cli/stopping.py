"""What an interrupt (Ctrl-C) does: the work is left, what is half written goes, and the program ends with 130.

Python's own way is not certain enough. An interrupt that lands in code run from a source string, as the imports of
scipy and every dataclass do, makes CPython end by the signal although it was handled; one that lands in a destructor
is printed and forgotten; and a second one breaks into the clearing up after the first. So the first interrupt is heard
once and raised, later ones are not, and whatever becomes of it the process ends here.
"""

import os
import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

__all__ = ["STOPPED", "run_until_stopped"]

STOPPED = 130
"""Exit code of a program that was interrupted, as shells give it."""

_AGAIN_S = 0.05  # long enough to be out of the destructor that swallowed an interrupt


def run_until_stopped(work: Callable[[], None]) -> None:
    """Do `work`; an interrupt ends the process with 130 and one sentence, and nothing half written stays.

    A process that was told to be deaf to interrupts, as those in the background of a shell are, stays deaf.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        work()
        return
    interrupt = _Interrupt()
    try:
        try:
            signal.signal(signal.SIGINT, interrupt.hear)
            sys.unraisablehook = interrupt.hear_again
            work()
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        interrupt.is_heard = True
        raise
    finally:
        if interrupt.is_heard:
            _end()


class _Interrupt:
    """Raised once where the work is."""

    def __init__(self) -> None:
        self.is_heard = False

    def hear(self, _signal: int, _frame: object) -> None:
        if not self.is_heard:
            self.is_heard = True
            raise KeyboardInterrupt

    def hear_again(self, unraisable: "sys.UnraisableHookArgs") -> Any:
        """An interrupt that landed where nothing can be raised is raised a little later."""
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            sys.__unraisablehook__(unraisable)
            return
        self.is_heard = False
        timer = threading.Timer(_AGAIN_S, interrupt_main)
        timer.daemon = True
        timer.start()


def _end() -> NoReturn:
    """Leave at once: the interpreter's own way out could still end by the signal, or wait for a thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from twitchwise.charts.whole_file import remove_drafts

    remove_drafts()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):
        print("twitchwise: stopped.", file=sys.stderr, flush=True)
    os._exit(STOPPED)
