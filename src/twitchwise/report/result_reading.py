"""A result that was written earlier, read again."""

from dataclasses import dataclass
from pathlib import Path

from twitchwise.body import Site, find_site
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.result_schema import RejectedObject, ResultObject, TwitchObject
from twitchwise.twitches.labels import Candidate, Decision

__all__ = ["EarlierResult", "read_result"]

_LARGEST_BYTES = 200_000_000  # some 400 000 events; a larger file is no result of one recording
_NAME = "result.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierResult:
    """What an earlier measurement said, as far as a review needs it.

    Parameters
    ----------
    path : the file it was read from.
    name, sha256, kind : of the recording.
    duration_s : of the recording, s.
    site : the muscle recorded, if it was told.
    um_per_px : scale of a video, if it was told.
    version : of the program that measured.
    caution : what a rate and a place cannot tell, as the result said it.
    candidates : every event, found or set aside, in order of time.
    """

    path: Path
    name: str
    sha256: str
    kind: RecordingKind
    duration_s: float
    site: Site | None
    um_per_px: float | None
    version: str
    caution: str
    candidates: tuple[Candidate, ...]


def read_result(path: Path) -> EarlierResult:
    """The result of one recording, from the folder or the JSON that `twitchwise measure` writes.

    Parameters
    ----------
    path : a folder with a result.json in it, or such a file of any name.

    Raises
    ------
    InputError
        There is no such file, it cannot be read, or it is not the result of one recording.
    """
    file = _file_of(path)
    result = _parsed(file)
    unit = result.recording.unit
    found = [_found(each, unit) for each in result.twitches] + [_set_aside(each, unit) for each in result.rejected]
    return EarlierResult(
        path=file,
        name=result.recording.name,
        sha256=result.recording.sha256,
        kind=RecordingKind(result.recording.kind),
        duration_s=result.recording.duration_s,
        site=None if result.options.site is None else find_site(result.options.site),
        um_per_px=result.options.um_per_px,
        version=result.version,
        caution=result.caution,
        candidates=tuple(sorted(found, key=lambda each: (each.onset_s, each.place))),
    )


def _file_of(path: Path) -> Path:
    if not path.is_dir():
        return path
    if (path / _NAME).is_file():
        return path / _NAME
    inside = sorted(folder.name for folder in path.iterdir() if (folder / _NAME).is_file())
    if inside:
        raise InputError(
            what=f"it holds the results of several recordings ({', '.join(inside[:3])}{' ...' * (len(inside) > 3)})",
            where=str(path),
            remedy="give the folder of one of them",
        )
    raise InputError(
        what="there is no result in this folder",
        where=str(path),
        remedy='give a folder that "twitchwise measure FILE --out FOLDER" wrote',
    )


def _parsed(file: Path) -> ResultObject:
    from pydantic import ValidationError

    try:
        if file.stat().st_size > _LARGEST_BYTES:
            raise UnreadableFile(
                what="it is too large for the result of one recording", where=str(file), remedy="give a result.json"
            )
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _no_result(file) from error
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({(error.strerror or type(error).__name__).lower()})",
            where=str(file),
            remedy="give a folder or a JSON file that twitchwise measure wrote",
        ) from error
    try:
        result = ResultObject.model_validate_json(text)
        RecordingKind(result.recording.kind)
        if any(each.onset_s > result.recording.duration_s for each in result.twitches):
            raise _no_result(file)
    except (ValidationError, ValueError) as error:
        raise _no_result(file) from error
    return result


def _no_result(file: Path) -> UnreadableFile:
    return UnreadableFile(
        what="it is not the result of one recording, or an older version wrote it",
        where=str(file),
        remedy='measure the recording again with "twitchwise measure FILE --out FOLDER", and give that folder',
    )


def _found(twitch: TwitchObject, unit: str) -> Candidate:
    return Candidate(
        onset_s=twitch.onset_s,
        duration_s=twitch.duration_s,
        size=twitch.amplitude,
        unit=unit,
        place=twitch.place,
        decision=Decision.CLEAR if twitch.doubt is None and twitch.certainty == "clear" else Decision.DOUBTFUL,
        reason=twitch.doubt or "",
        score=twitch.score,
    )


def _set_aside(rejected: RejectedObject, unit: str) -> Candidate:
    return Candidate(
        onset_s=rejected.onset_s,
        duration_s=rejected.duration_s,
        size=rejected.amplitude,
        unit=unit,
        place=rejected.place or "",
        decision=Decision.SET_ASIDE,
        reason=rejected.reason,
        score=rejected.score,
    )
