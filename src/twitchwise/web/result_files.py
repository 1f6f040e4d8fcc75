"""The files of a result, as a page shows them and a program takes them."""

from enum import StrEnum
from pathlib import Path

from fastapi import HTTPException
from fastapi.responses import FileResponse

from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.unmarked_clip import UNMARKED, UNMARKED_PLAIN
from twitchwise.recordings.model import RecordingKind

__all__ = ["ResultFile", "send_result_file"]


class ResultFile(StrEnum):
    """A file of a result."""

    PAGE = "index.html"
    TWITCHES = "twitches.csv"
    NUMBERS = "result.json"
    TIMELINE = "timeline.json"
    RECORDING = "recording"
    MAGNIFIED = "magnified.mp4"
    PLAIN = "plain.mp4"
    UNMARKED = UNMARKED
    UNMARKED_PLAIN = UNMARKED_PLAIN


_DOWNLOADS = {
    ResultFile.PAGE: "text/html",
    ResultFile.TWITCHES: "text/csv",
    ResultFile.NUMBERS: "application/json",
}


def send_result_file(job: MeasuringJob, name: str) -> FileResponse:
    """A file of the result, or the recording itself.

    Raises
    ------
    HTTPException
        404, there is none of this name, or none yet.
    """
    if name not in set(ResultFile) or not job.status.state.has_result:
        raise HTTPException(404)
    page, file = read_page(job.result), ResultFile(name)
    if file in _DOWNLOADS:
        return _sent(job.result / name, _DOWNLOADS[file], download_as=f"{Path(page.name).stem}-{name}")
    if file is ResultFile.TIMELINE:
        return _sent(job.result / name, "application/json")
    if file is not ResultFile.RECORDING:
        return _sent(job.result / name, "video/mp4")
    if page.kind is RecordingKind.VIDEO and page.is_playable:
        return _sent(job.recording, "video/webm" if job.recording.suffix.lower() == ".webm" else "video/mp4")
    return _sent(job.recording, "application/octet-stream", download_as=page.name)


def _sent(file: Path, media_type: str, *, download_as: str | None = None) -> FileResponse:
    if not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, media_type=media_type, filename=download_as)
