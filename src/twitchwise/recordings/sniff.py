"""Which reader a file needs: told from its content first, from its name only in doubt."""

import re
from enum import StrEnum
from pathlib import Path, PurePath

import numpy as np

from twitchwise.errors import InputError, UnknownFormat, UnreadableFile
from twitchwise.recordings.archive import Archive
from twitchwise.recordings.model import RecordingKind
from twitchwise.recordings.motion import holds_gravity
from twitchwise.recordings.motion_tables import find_motion_columns, time_column
from twitchwise.recordings.phyphox import is_phyphox_header
from twitchwise.recordings.signatures import (
    is_edf,
    is_matlab,
    is_video,
    is_video_name,
    known_but_unread,
    refusal,
)
from twitchwise.recordings.text import Table, read_table

__all__ = ["Format", "sniff"]

_HEAD_BYTES = 1 << 18
_MIN_ROWS = 2
_N_AXES = 3
_MOST_WORDS = 0.5  # share of columns without numbers: sensors write numbers, with a label or a date at most
_OFFICE_PARTS = {"xl": "an Excel workbook", "word": "a Word document", "ppt": "a presentation"}


class Format(StrEnum):
    """The kinds of file there is a reader for."""

    EDF = "EDF or BDF"
    EMG_TEXT = "EMG table"
    EMG_ARRAY = "EMG array"
    MOTION_TABLE = "motion table"
    MOTION_ARRAY = "motion array"
    SENSOR_LOGGER_CSV = "Sensor Logger table"
    SENSOR_LOGGER_ZIP = "Sensor Logger zip"
    PHYPHOX_CSV = "phyphox table"
    PHYPHOX_ZIP = "phyphox zip"
    VIDEO = "video"

    @property
    def kind(self) -> RecordingKind:
        """The kind of recording such a file holds."""
        if self is Format.VIDEO:
            return RecordingKind.VIDEO
        is_emg = self in {Format.EDF, Format.EMG_TEXT, Format.EMG_ARRAY}
        return RecordingKind.EMG if is_emg else RecordingKind.MOTION


_EMG_WORDS = re.compile(
    r"emg|electromyo|(?:^|[^a-z])(?:u|m|n|\N{MICRO SIGN})?v(?:olts?)?(?:[^a-z]|$)|channel|^ch ?\d+", re.I
)
_ARRAY_EMG_NAMES = re.compile(r"emg|^data$|^signals?$|^arr_0$", re.I)


def sniff(path: Path, *, kind: RecordingKind | None = None) -> Format:
    """Find out which reader a file needs.

    Parameters
    ----------
    path : an existing file.
    kind : what the person says it is; settles a table or an array that could be EMG or motion.

    Raises
    ------
    UnknownFormat
        No reader fits, or the file is not of the stated kind.
    UnreadableFile
        Empty, or a damaged archive.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise UnreadableFile(what="it is empty", where=path.name, remedy="copy or export it again")
    found = _by_content(path, head, kind)
    if kind is not None and found.kind is not kind:
        raise UnknownFormat(
            what=f"it holds {_spoken(found.kind)} ({found.value}), not {_spoken(kind)}",
            where=path.name,
            remedy="leave out --kind, or give another file",
        )
    return found


def _spoken(kind: RecordingKind) -> str:
    return {"emg": "EMG", "motion": "motion"}.get(kind.value, "a video")


def _by_content(path: Path, head: bytes, kind: RecordingKind | None) -> Format:
    if is_edf(head):
        return Format.EDF
    if is_video(head):
        return Format.VIDEO
    if head.startswith(b"\x93NUMPY") or is_matlab(head, path):
        return _array_format(path, kind)
    if head.startswith(b"PK"):
        return _zip_format(path, kind)
    looks_like = known_but_unread(head, path)
    if looks_like is not None:
        raise refusal(path, looks_like)
    if kind is RecordingKind.VIDEO or is_video_name(path):
        raise refusal(path, "a text file")
    return _table_format(path, _table(path, head), kind)


def _table_format(path: Path, table: Table, kind: RecordingKind | None) -> Format:
    header = table.header or ()
    if "seconds_elapsed" in (name.strip().lower() for name in header):
        return Format.SENSOR_LOGGER_CSV
    if header and is_phyphox_header(header):
        return Format.PHYPHOX_CSV
    if kind is None:
        kind = _kind_of(table)
    if kind is None:
        raise UnknownFormat(
            what="its columns could be EMG or motion",
            where=path.name,
            remedy="say which with --kind emg or --kind motion",
        )
    return Format.EMG_TEXT if kind is RecordingKind.EMG else Format.MOTION_TABLE


def _kind_of(table: Table) -> RecordingKind | None:
    """What a table holds by its words, else by gravity and the number of columns; None when it could be either."""
    columns = find_motion_columns(table)
    if columns is not None and columns.are_named:
        return RecordingKind.MOTION
    words = (*(table.header or ()), *table.comments)
    if any(_EMG_WORDS.search(word) for word in words) and not any("accel" in word.lower() for word in words):
        return RecordingKind.EMG
    if columns is not None and holds_gravity(table.values[:, list(columns.axes)]):
        return RecordingKind.MOTION
    n_values = table.values.shape[1] - (time_column(table) is not None)
    return RecordingKind.EMG if n_values < _N_AXES else None


def _table(path: Path, head: bytes) -> Table:
    """The first lines as a table; a text file without one is refused."""
    if len(head) == _HEAD_BYTES and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        table = read_table(head, name=path.name)
    except InputError as error:
        raise refusal(path, "a text file, not a table of numbers") from error
    if np.isnan(table.values).all(axis=0).mean() > _MOST_WORDS:
        raise refusal(path, "a text file with more words or empty cells than numbers")
    if len(table.values) < _MIN_ROWS:
        raise refusal(path, "a text file with hardly any numbers")
    return table


def _zip_format(path: Path, kind: RecordingKind | None) -> Format:
    with Archive(path) as archive:
        members = archive.members
        folders = {member.folder for member in members}
        for part, looks_like in _OFFICE_PARTS.items():
            if part in folders and any(member.name == "[Content_Types].xml" for member in members):
                raise refusal(path, looks_like)
        if any(member.name.endswith(".npy") for member in members):
            return _array_format(path, kind)
        tables = [member for member in members if member.name.lower().endswith(".csv")]
        if any(member.folder.lower() == "meta" for member in tables):
            return Format.PHYPHOX_ZIP
        is_motion = False
        for member in tables:
            if member.size_bytes == 0:
                is_motion |= PurePath(member.name).stem.lower() in {"accelerometer", "totalacceleration"}
                continue
            start = archive.read(member, n_bytes=2000).lower()
            if b"seconds_elapsed" in start:
                return Format.SENSOR_LOGGER_ZIP
            if b"(m/s^2)" in start or b"(rad/s)" in start:
                return Format.PHYPHOX_ZIP
        if is_motion:
            return Format.SENSOR_LOGGER_ZIP
    raise refusal(path, "a zip file without a Sensor Logger or phyphox recording")


def _array_format(path: Path, kind: RecordingKind | None) -> Format:
    from twitchwise.recordings.array_files import open_arrays
    from twitchwise.recordings.motion_arrays import find_acceleration, three_axes

    if kind is RecordingKind.VIDEO:
        raise refusal(path, "a file of arrays, not a video")
    if kind is not None:
        return Format.EMG_ARRAY if kind is RecordingKind.EMG else Format.MOTION_ARRAY
    file = open_arrays(path)
    numeric = [array for array in file.arrays if array.dtype.kind in "fiu" and array.size > 1]
    if any("emg" in array.name.lower() for array in numeric):
        return Format.EMG_ARRAY
    if find_acceleration(file.arrays) is not None:
        return Format.MOTION_ARRAY
    if three_axes(file.arrays):
        raise UnknownFormat(
            what="its array of three channels could be EMG or motion",
            where=path.name,
            remedy="say which with --kind emg or --kind motion",
        )
    if file.format == "NPY" or any(_ARRAY_EMG_NAMES.search(array.name) for array in numeric):
        return Format.EMG_ARRAY
    names = ", ".join(sorted(array.name for array in numeric)[:6]) or "nothing numeric"
    raise UnknownFormat(
        what=f"none of its arrays is named as EMG or acceleration (it holds {names})",
        where=path.name,
        remedy="if it is EMG or motion all the same, say so with --kind",
    )
