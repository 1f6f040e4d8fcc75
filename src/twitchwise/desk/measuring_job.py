"""One recording that was handed in to be measured: its folder on disk, from the upload to the result.

    FOLDER/ID/request.json    what was asked; there from the moment the upload is whole
              status.json     how far it is
              recording/NAME  the file as it came
              result/         what `twitchwise measure --out` writes, and page.json with its charts
              entry.json      what the diary would keep
              kept            the id under which it keeps it

Everything that changes is replaced whole, so that who reads it, also after a power cut, reads one state or the other.
"""

import re
import shutil
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.body import Site, find_site
from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.errors import InputError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["JobStage", "JobState", "JobStatus", "MeasuringJob", "MeasuringRequest", "Refused", "plain_file_name"]

_ID = re.compile(r"[0-9a-f]{16}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME = 80
_LONGEST_SUFFIX = 10


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

    READING = "reading"
    MEASURING = "measuring"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuringRequest:
    """What was asked.

    Parameters
    ----------
    name : of the file, as the person knows it.
    created_at : UTC, when it was handed in.
    site_id : the muscle, if it was said.
    reading : what the file leaves open.
    um_per_px : scale of a video.
    zone : where the person lives, if that is known; for the time of the recording.
    is_demo : handed in while the made-up person was looked at; it never meets the person's own diary.
    """

    name: str
    created_at: datetime
    site_id: str | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    um_per_px: float | None = None
    zone: str | None = None
    is_demo: bool = False

    @property
    def site(self) -> Site | None:
        """The muscle, if it was said."""
        return None if self.site_id is None else find_site(self.site_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a file could not be measured, in the parts of an `InputError`."""

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
    refused : why the file cannot be measured.
    """

    state: JobState = JobState.WAITING
    stage: JobStage = JobStage.READING
    share: float = 0.0
    began_at: datetime | None = None
    n_starts: int = 0
    refused: Refused | None = None


class MeasuringJob:
    """A job and its folder.

    Parameters
    ----------
    folder : its own; the name is its id.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def id(self) -> str:
        """Its name in addresses: 16 hexadecimal digits that nobody can guess."""
        return self.folder.name

    @property
    def is_whole(self) -> bool:
        """The upload came to its end."""
        return bool(_ID.fullmatch(self.id)) and (self.folder / "request.json").is_file()

    @property
    def request(self) -> MeasuringRequest:
        """What was asked.

        Raises
        ------
        InputError
            It cannot be read.
        """
        return _requests().validate_json(self._text("request.json"))

    @property
    def status(self) -> JobStatus:
        """How far it is; waiting when nothing is written yet."""
        try:
            return _statuses().validate_json((self.folder / "status.json").read_bytes())
        except (OSError, ValueError):
            return JobStatus()

    @property
    def recording(self) -> Path:
        """The file as it came."""
        return self.folder / "recording" / self.request.name

    @property
    def result(self) -> Path:
        """Folder of the result."""
        return self.folder / "result"

    @property
    def kept_as(self) -> str | None:
        """The id of the diary's entry, once it was kept."""
        try:
            return (self.folder / "kept").read_text(encoding="utf-8")
        except OSError:
            return None

    @property
    def lock(self) -> Path:
        """Held while somebody works on it."""
        return self.folder / "lock"

    @property
    def entry(self) -> Path:
        """What the diary would keep."""
        return self.folder / "entry.json"

    @property
    def trouble(self) -> Path:
        """What the process wrote when it ended as it should not; for who mends the program."""
        return self.folder / "trouble.txt"

    def ask(self, request: MeasuringRequest) -> None:
        """Writes down what is asked; from now on the job is whole."""
        write_whole(self.folder / "request.json", _requests().dump_json(request).decode())

    def tell(self, status: JobStatus) -> None:
        """Writes down how far it is."""
        write_whole(self.folder / "status.json", _statuses().dump_json(status).decode())

    def tell_kept(self, entry_id: str) -> None:
        """Writes down that the diary has it; in a file of its own, for the work may still be going on."""
        write_whole(self.folder / "kept", entry_id)

    def clear_result(self) -> None:
        """Removes what an earlier, unfinished start left."""
        kept = {"request.json", "status.json", "recording", "lock", self.trouble.name}
        for path in self.folder.iterdir():
            if path.name in kept:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(
                what="it is not there any more", where="the recording", remedy="hand it in once more"
            ) from error


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
def _requests() -> "TypeAdapter[MeasuringRequest]":
    from pydantic import TypeAdapter

    return TypeAdapter(MeasuringRequest)


@cache
def _statuses() -> "TypeAdapter[JobStatus]":
    from pydantic import TypeAdapter

    return TypeAdapter(JobStatus)
