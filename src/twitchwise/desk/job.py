"""A file that was handed in, to be worked on by a process of its own: its folder on disk, from the upload to the end.

    FOLDER/ID/request.json    what was asked; there from the moment the upload is whole
              status.json     how far it is
              PLACE/NAME      the file as it came
              lock            held while somebody works on it
              trouble.txt     what the process wrote when it ended as it should not

Everything that changes is replaced whole, so that who reads it, also after a power cut, reads one state or the other.
"""

import re
import shutil
import unicodedata
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from twitchwise.charts.whole_file import write_whole
from twitchwise.errors import InputError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["Job", "JobStage", "JobState", "JobStatus", "Refused", "is_job_id", "plain_file_name"]

_ID = re.compile(r"[0-9a-f]{16}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME = 80
_LONGEST_SUFFIX = 10
_REQUEST, _STATUS, _LOCK, _TROUBLE = "request.json", "status.json", "lock", "trouble.txt"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"  # the result is there, the clips to look at are still being made
    DONE = "done"
    FAILED = "failed"
    CUT = "cut"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen by itself."""
        return self not in {JobState.WAITING, JobState.WORKING, JobState.READY}

    @property
    def has_result(self) -> bool:
        """The result can be looked at."""
        return self in {JobState.READY, JobState.DONE}


class JobStage(StrEnum):
    """What is being done."""

    MAKING = "making"  # the made-up person's own clip
    READING = "reading"
    MEASURING = "measuring"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why nothing came of a file, in the parts of an `InputError`."""

    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStatus:
    """How far it is.

    Parameters
    ----------
    state, stage : where it stands, and what is being done.
    share : of the stage that is done, 0-1.
    began_at : UTC, when this stage began.
    n_starts : how often the work was begun.
    refused : why nothing came of it.
    """

    state: JobState = JobState.WAITING
    stage: JobStage = JobStage.READING
    share: float = 0.0
    began_at: datetime | None = None
    n_starts: int = 0
    refused: Refused | None = None


class Job(ABC):
    """A job and its folder.

    Parameters
    ----------
    folder : its own; the name is its id.
    """

    PLACE: ClassVar[str]
    """Folder of the file, in the job's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def id(self) -> str:
        """Its name in addresses: 16 hexadecimal digits that nobody can guess."""
        return self.folder.name

    @property
    def is_whole(self) -> bool:
        """The upload came to its end."""
        return is_job_id(self.id) and (self.folder / _REQUEST).is_file()

    @property
    def place(self) -> Path:
        """The folder that the file goes into."""
        return self.folder / self.PLACE

    @property
    @abstractmethod
    def created_at(self) -> datetime:
        """UTC, when it was handed in."""

    @property
    def status(self) -> JobStatus:
        """How far it is; waiting when nothing is written yet."""
        try:
            return _statuses().validate_json((self.folder / _STATUS).read_bytes())
        except (OSError, ValueError):
            return JobStatus()

    @property
    def lock(self) -> Path:
        """Held while somebody works on it."""
        return self.folder / _LOCK

    @property
    def trouble(self) -> Path:
        """What the process wrote when it ended as it should not; for who mends the program."""
        return self.folder / _TROUBLE

    def tell(self, status: JobStatus) -> None:
        """Writes down how far it is."""
        write_whole(self.folder / _STATUS, _statuses().dump_json(status).decode())

    def tell_end(self, status: JobStatus) -> None:
        """Writes down how it ended, where nothing came of it; on a full disk what is half made makes room for that."""
        with suppress(InputError):
            self.tell(status)
            return
        self.clear_result()
        with suppress(InputError):
            self.tell(status)

    def clear_result(self) -> None:
        """Removes what an earlier, unfinished start left."""
        kept = {_REQUEST, _STATUS, self.PLACE, _LOCK, _TROUBLE}
        for path in self.folder.iterdir():
            if path.name in kept:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Throws it away, with the file."""
        (self.folder / _REQUEST).unlink(missing_ok=True)  # first: half a job is no job
        shutil.rmtree(self.folder, ignore_errors=True)

    def _request_text(self, what: str) -> str:
        try:
            return (self.folder / _REQUEST).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(what="it is not there any more", where=what, remedy="hand it in once more") from error

    def _write_request(self, text: str) -> None:
        write_whole(self.folder / _REQUEST, text)


def is_job_id(text: str) -> bool:
    """Whether this can be the name of a job."""
    return _ID.fullmatch(text) is not None


def plain_file_name(name: str) -> str:
    """A name that any system takes, with the ending it had.

    Examples
    --------
    >>> plain_file_name("../../etc/calf left.MOV"), plain_file_name("..")
    ('calf left.MOV', 'recording')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = _FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = plain, ""
    stem = stem.encode()[:_LONGEST_NAME].decode(errors="ignore").strip() or "recording"
    return f"{stem}.{suffix}" if suffix else stem


@cache
def _statuses() -> "TypeAdapter[JobStatus]":
    from pydantic import TypeAdapter

    return TypeAdapter(JobStatus)
