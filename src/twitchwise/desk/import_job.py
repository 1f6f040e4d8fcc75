"""One export that was handed in to be brought into a diary: a job whose folder holds besides

FOLDER/ID/file/NAME    the file as it came
          sheet.json   what became of it
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.job import Job
from twitchwise.errors import Problem
from twitchwise.exchange.model import Question, Skipped

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["ImportJob", "ImportRequest", "ImportSheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What was asked.

    Parameters
    ----------
    created_at : UTC, when it was handed in or asked for once more.
    diary : to keep it in; None for the person's own place.
    answers : to the questions of an earlier sheet.
    """

    created_at: datetime
    diary: Path | None = None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSheet:
    """What became of one file.

    Parameters
    ----------
    file_name : as the person calls it.
    program : whose export it is; empty when it was refused.
    import_id : its name in the diary, for taking it back; empty when it brought nothing.
    n_new, n_changed, n_already_there : entries.
    n_skipped : rows that did not become an entry.
    skipped : those with their reasons, the first of them.
    questions : what only the person can say.
    problems : what was worked around.
    unexplained : exercises whose muscles are not known.
    answers : what the person said so far, by question.
    refusal : why nothing could be imported.
    """

    file_name: str
    program: str = ""
    import_id: str = ""
    n_new: int = 0
    n_changed: int = 0
    n_already_there: int = 0
    n_skipped: int = 0
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    unexplained: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    refusal: str = ""


class ImportJob(Job):
    """An export to be read, and the sheet that says what became of it."""

    PLACE = "file"

    @property
    def request(self) -> ImportRequest:
        """What was asked.

        Raises
        ------
        InputError
            It cannot be read.
        """
        return _requests().validate_json(self._request_text("the file"))

    @property
    def created_at(self) -> datetime:
        """UTC, when it was handed in or asked for once more."""
        return self.request.created_at

    @property
    def file(self) -> Path | None:
        """The file as it came."""
        return next(iter(self.place.iterdir()), None) if self.place.is_dir() else None

    @property
    def sheet(self) -> ImportSheet | None:
        """What became of it; None before."""
        try:
            return _sheets().validate_json((self.folder / "sheet.json").read_bytes())
        except (OSError, ValueError):
            return None

    def ask(self, request: ImportRequest) -> None:
        """Writes down what is asked; from now on the job is whole."""
        self._write_request(_requests().dump_json(request).decode())

    def write_sheet(self, sheet: ImportSheet) -> None:
        """Writes down what became of it."""
        write_whole(self.folder / "sheet.json", _sheets().dump_json(sheet).decode())


@cache
def _requests() -> "TypeAdapter[ImportRequest]":
    from pydantic import TypeAdapter

    return TypeAdapter(ImportRequest)


@cache
def _sheets() -> "TypeAdapter[ImportSheet]":
    from pydantic import TypeAdapter

    return TypeAdapter(ImportSheet)
