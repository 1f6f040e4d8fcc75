"""The one way in: a path becomes a recording, whatever the file is."""

import hashlib
from pathlib import Path

from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.recordings.model import Provenance, Recording, RecordingKind
from twitchwise.recordings.sniff import Format, sniff

__all__ = ["read_recording"]

_MAX_TEXT_BYTES = 1 << 30  # a table is held in memory with its numbers: about 2.5 times its size
_HELD_WHOLE = (Format.EMG_TEXT, Format.MOTION_TABLE, Format.SENSOR_LOGGER_CSV, Format.PHYPHOX_CSV)


def read_recording(
    path: str | Path,
    *,
    kind: RecordingKind | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
) -> Recording:
    """Read a recording of EMG, motion or video from a file.

    Parameters
    ----------
    path : the file.
    kind : what it holds, where the file leaves that open.
    rate_hz : sampling rate, Hz, for tables and arrays without times.
    unit : unit of the samples, where the file states none ("uV", "mV", "g", "m/s2").

    Returns
    -------
    Recording
        With samples or frames still in the file where they are large; the file must stay where it is.

    Raises
    ------
    UnreadableFile
        Missing, forbidden, a folder, empty, broken.
    UnknownFormat
        No reader fits.
    NotARecording
        Readable, but no twitch can be measured in it.
    """
    path = Path(path)
    if rate_hz is not None and not 0 < rate_hz < 1e7:
        raise InputError(
            what=f"a sampling rate of {rate_hz} Hz is impossible", where=path.name, remedy="correct --rate"
        )
    try:
        return _read(path, kind=None if kind is None else RecordingKind(kind), rate_hz=rate_hz, unit=unit)
    except PermissionError as error:
        raise UnreadableFile(
            what="it may not be read", where=path.name, remedy="allow reading it, or copy it to your own folder"
        ) from error
    except FileNotFoundError as error:
        raise UnreadableFile(
            what="there is no such file", where=str(path), remedy="check the name, and that it was not moved"
        ) from error
    except MemoryError as error:
        raise UnreadableFile(
            what="it is too large for this computer's memory", where=path.name, remedy="cut it into shorter recordings"
        ) from error
    except OSError as error:
        raise UnreadableFile(
            what="it could not be read to its end", where=path.name, remedy="copy it to this computer and try again"
        ) from error


def _read(path: Path, *, kind: RecordingKind | None, rate_hz: float | None, unit: str | None) -> Recording:
    if "\0" in str(path):
        raise FileNotFoundError
    if path.is_dir():
        raise UnreadableFile(what="it is a folder", where=str(path), remedy="give the recording inside it")
    if path.exists() and not path.is_file():
        raise UnreadableFile(what="it is not an ordinary file", where=str(path), remedy="copy its content to a file")
    found = sniff(path, kind=kind)
    provenance = _provenance(path, found)
    if found in _HELD_WHOLE and provenance.size_bytes > _MAX_TEXT_BYTES:
        raise NotARecording(
            what=f"a table of {provenance.size_bytes / 2**30:.1f} GB is too large to be read as text",
            where=path.name,
            remedy="save it as EDF, .npy or .npz, or cut it into shorter recordings",
        )
    match found:
        case Format.EDF:
            from twitchwise.recordings.edf import read_edf

            return read_edf(path, provenance=provenance, unit=unit)
        case Format.EMG_TEXT:
            from twitchwise.recordings.emg_text import read_emg_text

            return read_emg_text(path, provenance=provenance, rate_hz=rate_hz, unit=unit)
        case Format.EMG_ARRAY:
            from twitchwise.recordings.arrays import read_emg_array

            return read_emg_array(path, provenance=provenance, rate_hz=rate_hz, unit=unit)
        case Format.VIDEO:
            from twitchwise.recordings.video import read_video

            return read_video(path, provenance=provenance)
        case _:
            return _read_motion(path, found, provenance=provenance, rate_hz=rate_hz, unit=unit)


def _read_motion(
    path: Path, found: Format, *, provenance: Provenance, rate_hz: float | None, unit: str | None
) -> Recording:
    match found:
        case Format.SENSOR_LOGGER_ZIP:
            from twitchwise.recordings.sensor_logger import read_sensor_logger_zip

            return read_sensor_logger_zip(path, provenance=provenance, unit=unit)
        case Format.SENSOR_LOGGER_CSV:
            from twitchwise.recordings.sensor_logger import read_sensor_logger_csv

            return read_sensor_logger_csv(path, provenance=provenance, unit=unit)
        case Format.PHYPHOX_ZIP:
            from twitchwise.recordings.phyphox import read_phyphox_zip

            return read_phyphox_zip(path, provenance=provenance, unit=unit)
        case Format.PHYPHOX_CSV:
            from twitchwise.recordings.phyphox import read_phyphox_csv

            return read_phyphox_csv(path, provenance=provenance, unit=unit)
        case Format.MOTION_ARRAY:
            from twitchwise.recordings.motion_arrays import read_motion_array

            return read_motion_array(path, provenance=provenance, rate_hz=rate_hz, unit=unit)
        case _:
            from twitchwise.recordings.motion_tables import read_motion_table

            return read_motion_table(path, provenance=provenance, rate_hz=rate_hz, unit=unit)


def _provenance(path: Path, found: Format) -> Provenance:
    """Name, size and hash of the file, read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        size = file.tell()
    return Provenance(name=path.name, sha256=digest.hexdigest(), size_bytes=size, format=found.value)
