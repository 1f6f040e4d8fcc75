"""One recording that was handed in to be measured: a job whose folder holds besides

FOLDER/ID/recording/NAME  the file as it came
          result/         what `twitchwise measure --out` writes, and page.json with its charts
          entry.json      what the diary would keep
          kept            the id under which it keeps it
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.body import Site, find_site
from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.job import Job
from twitchwise.desk.measuring import ReadingOptions

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["MeasuringJob", "MeasuringRequest"]


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
    made_up_for : diary of the made-up person, where it is their own clip: it is made before it is measured, and kept.
    """

    name: str
    created_at: datetime
    site_id: str | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    um_per_px: float | None = None
    zone: str | None = None
    is_demo: bool = False
    made_up_for: Path | None = None

    @property
    def site(self) -> Site | None:
        """The muscle, if it was said."""
        return None if self.site_id is None else find_site(self.site_id)


class MeasuringJob(Job):
    """A recording to be measured, and what came of it."""

    PLACE = "recording"

    @property
    def request(self) -> MeasuringRequest:
        """What was asked.

        Raises
        ------
        InputError
            It cannot be read.
        """
        return _requests().validate_json(self._request_text("the recording"))

    @property
    def created_at(self) -> datetime:
        """UTC, when it was handed in."""
        return self.request.created_at

    @property
    def recording(self) -> Path:
        """The file as it came."""
        return self.place / self.request.name

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
    def entry(self) -> Path:
        """What the diary would keep."""
        return self.folder / "entry.json"

    def ask(self, request: MeasuringRequest) -> None:
        """Writes down what is asked; from now on the job is whole."""
        self._write_request(_requests().dump_json(request).decode())

    def tell_kept(self, entry_id: str) -> None:
        """Writes down that the diary has it; in a file of its own, for the work may still be going on."""
        write_whole(self.folder / "kept", entry_id)


@cache
def _requests() -> "TypeAdapter[MeasuringRequest]":
    from pydantic import TypeAdapter

    return TypeAdapter(MeasuringRequest)
