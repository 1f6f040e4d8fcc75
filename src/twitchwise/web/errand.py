"""Work in a process of its own that ends with the server and says at its end, in a sentence, why nothing came of it."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from twitchwise.errors import TwitchwiseError

__all__ = ["Errand"]

_LONGEST_END_S = 10.0


class Errand:
    """A piece of work, begun at once.

    Parameters
    ----------
    work : a function of a module, to be called in the new process.
    given : what it is called with.
    cut : said when the process is gone without a word.
    """

    def __init__(self, work: Callable[..., None], *given: object, cut: str) -> None:
        context = multiprocessing.get_context("spawn")  # a server has threads: nothing may be forked
        self._answers, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(answer, work, given), daemon=True)
        self._process.start()
        answer.close()
        self._over = threading.Event()
        self._problem = cut
        threading.Thread(target=self._hear, name=work.__name__, daemon=True).start()

    @property
    def is_over(self) -> bool:
        """It has ended, one way or the other."""
        return self._over.is_set()

    @property
    def problem(self) -> str:
        """Why nothing came of it; empty while it goes on, and when something did."""
        return self._problem if self.is_over else ""

    def wait(self, seconds: float) -> None:
        """Waits for its end, at most so long."""
        self._over.wait(seconds)

    def stop(self, *, waits: bool) -> None:
        """Ends it.

        Parameters
        ----------
        waits : until it has ended.
        """
        if not self.is_over:
            self._process.terminate()
        if waits:
            self.wait(_LONGEST_END_S)

    def _hear(self) -> None:
        with suppress(EOFError):  # it was cut
            self._problem = str(self._answers.recv())
        self._answers.close()
        self._process.join()
        self._over.set()


def _run(answer: Connection, work: Callable[..., None], given: tuple[object, ...]) -> None:
    """In the process of its own: a word at the end, empty when it was done."""
    threading.Thread(target=_end_with_server, daemon=True).start()
    try:
        work(*given)
    except TwitchwiseError as error:
        answer.send(str(error))
    else:
        answer.send("")


def _end_with_server() -> None:
    """A server that is killed cannot end what it began."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)
