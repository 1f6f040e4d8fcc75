"""The server as a process of its own, that can be killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.conftest import Served
from twitchwise.web.settings import WebSettings

__all__ = ["ServerProcess", "settings_in", "started"]

_SERVE = """
import sys
from pathlib import Path
from twitchwise.web.serving import serve_pages
from twitchwise.web.settings import WebSettings
settings = WebSettings(work=Path(sys.argv[1]), diary=Path(sys.argv[2]))
serve_pages(settings, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProcess:
    """A server that runs.

    Parameters
    ----------
    served : how it is asked.
    process : its own.
    """

    served: Served
    process: "subprocess.Popen[str]"

    def kill(self) -> None:
        """Ends it as a power cut would: it learns nothing of it."""
        self.process.kill()
        self.process.wait()


def settings_in(folder: Path) -> WebSettings:
    """Of a server whose files all lie in one folder."""
    settings = WebSettings(work=folder / "work", diary=folder / "diary.sqlite")
    settings.work.mkdir()
    return settings


@contextmanager
def started(settings: WebSettings) -> Iterator[ServerProcess]:
    """A server that answers; it is killed at the end, if it was not before."""
    assert settings.diary is not None
    command = [sys.executable, "-c", _SERVE, str(settings.work), str(settings.diary)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
            yield ServerProcess(served=Served(port=port, settings=settings), process=process)
        finally:
            process.kill()
