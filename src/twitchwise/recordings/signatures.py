"""What the first bytes of a file say about it.

References
----------
EDF and BDF, https://www.edfplus.info/specs/edf.html; ISO base media files, ISO/IEC 14496-12 section 4.3; Matroska,
RFC 9559 section 4; MPEG transport streams, ISO/IEC 13818-1 section 2.4.3. The other signatures are the first bytes
that each format's own description gives.
"""

import re
from pathlib import Path

from twitchwise.errors import UnknownFormat

__all__ = ["is_edf", "is_matlab", "is_text", "is_video", "is_video_name", "known_but_unread", "refusal"]

_VIDEO_SIGNATURES = (
    (0, b"\x1a\x45\xdf\xa3"),  # Matroska, WebM
    (8, b"AVI "),
    (0, b"FLV\x01"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),  # ASF, WMV
    (0, b"\x00\x00\x01\xba"),  # MPEG program stream
)
_BOX_TYPES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")  # old QuickTime files begin with one of these
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_REFUSED = (
    (0, b"\x89PNG", "a picture (PNG)"),
    (0, b"\xff\xd8\xff", "a picture (JPEG)"),
    (0, b"GIF8", "a GIF picture"),
    (8, b"WEBP", "a picture (WebP)"),
    (0, b"BM", "a picture (BMP)"),
    (0, b"II*\x00", "a picture (TIFF)"),
    (0, b"MM\x00*", "a picture (TIFF)"),
    (8, b"WAVE", "a sound file (WAV)"),
    (0, b"ID3", "a sound file (MP3)"),
    (0, b"fLaC", "a sound file (FLAC)"),
    (0, b"OggS", "an Ogg file"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document"),
    (0, b"SQLite format 3", "a database"),
    (8, b".FIT", "a FIT workout file"),
    (128, b"DICM", "a DICOM file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
)
_REMEDIES = {
    "a PDF document": "export the numbers as CSV",
    "a picture": "record a video of the skin, of ten seconds or more",
    "a GIF picture": "give the original video",
    "a JSON file": "export the recording as CSV",
    "a PhysioNet": "convert it to EDF",
    "a text file": "export it as CSV with one sample on each line",
    "a zip file": "unpack it and give the recording itself",
    "a gzip archive": "unpack it first",
    "a 7z archive": "unpack it first",
    "a RAR archive": "unpack it first",
    "an Excel workbook": "save the sheet as CSV",
    "an old Office document": "save the sheet as CSV",
    "a DICOM file": "export the clip as mp4",
    "a sound file": "export the samples as CSV with --rate, or as EDF",
}
_GENERAL_REMEDY = "give a video, an EMG recording (EDF, CSV) or a motion-sensor export (zip, CSV)"
_WFDB = re.compile(  # record line, then one line per signal: "100 2 360 650000", "100.dat 212 200 11 1024 ..."
    rb"^(?:#[^\n]*+\n|\s*+\n)*+[^\s#]\S*+ \d++ [\d./()]++[^\n]*+\n(?:#[^\n]*+\n|[ \r]*+\n)*+\S+\.(?:dat|mat) \d"
)
_WFDB_SUFFIXES = {".dat", ".hea", ".atr"}
_VIDEO_SUFFIXES = {
    ".mp4",
    ".mov",
    ".m4v",
    ".webm",
    ".mkv",
    ".avi",
    ".mpg",
    ".mpeg",
    ".3gp",
    ".ts",
    ".mts",
    ".wmv",
    ".flv",
}


def is_edf(head: bytes) -> bool:
    """Whether this is the start of an EDF or BDF file."""
    is_edf_text = head.startswith(b"0       ") and not re.search(rb"[\r\n]", head[:256])  # else a table of numbers
    return is_edf_text or head.startswith(b"\xffBIOSEMI")


def is_video(head: bytes) -> bool:
    """Whether this is the start of a video container (not of a picture in the same container)."""
    if head[4:8] == b"ftyp":
        return head[8:12] not in _PICTURE_BRANDS
    is_packets = len(head) > 376 and head[0] == head[188] == head[376] == 0x47  # transport stream: 188-byte packets
    return head[4:8] in _BOX_TYPES or is_packets or any(_has(head, at, mark) for at, mark in _VIDEO_SIGNATURES)


def is_matlab(head: bytes, path: Path) -> bool:
    """Whether this is a MATLAB file; those of level 4 have no signature and are known by their name."""
    is_level_4 = path.suffix.lower() == ".mat" and not is_text(head)
    return head.startswith((b"MATLAB ", b"\x89HDF")) or is_level_4


def is_video_name(path: Path) -> bool:
    """Whether the name ends like that of a video."""
    return path.suffix.lower() in _VIDEO_SUFFIXES


def is_text(head: bytes) -> bool:
    """Whether this is text, in UTF-16 too: hardly any control characters."""
    start = head[:4096]
    halves = start[::2].count(0), start[1::2].count(0)
    is_utf_16 = max(halves) > 0.4 * len(start) and min(halves) < 0.05 * len(start)
    if is_utf_16 or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")
    strange = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return strange <= 0.02 * len(start) and 0 not in start


def known_but_unread(head: bytes, path: Path) -> str | None:
    """What the file looks like when it is of a kind that is known and not read, else None."""
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return "a picture (HEIF)"
    if head.startswith(b"%PDF-"):
        return "a PDF document"
    if _WFDB.match(head) or (path.suffix.lower() in _WFDB_SUFFIXES and _has_wfdb_header(path)):
        return "a PhysioNet (WFDB) record, which is not read yet"
    if not is_text(head):
        return next((words for at, mark, words in _REFUSED if _has(head, at, mark)), "of no known kind")
    return _markup(head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower())


def _markup(start: bytes) -> str | None:
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if start.startswith(b"<"):
        return "an XML file"
    return "a JSON file" if re.match(rb"\{|\[\s*[\[{\"\d-]", start) else None


def refusal(path: Path, looks_like: str) -> UnknownFormat:
    """The one sentence that says what a file is instead of a recording."""
    remedy = next((text for start, text in _REMEDIES.items() if looks_like.startswith(start)), _GENERAL_REMEDY)
    is_misnamed = is_video_name(path) and "video" not in looks_like
    what = f"it is {looks_like}" + (f", although its name ends in {path.suffix}" if is_misnamed else "")
    return UnknownFormat(what=what, where=path.name, remedy=remedy)


def _has(head: bytes, at: int, mark: bytes) -> bool:
    return head[at : at + len(mark)] == mark


def _has_wfdb_header(path: Path) -> bool:
    try:
        with path.with_suffix(".hea").open("rb") as file:
            return _WFDB.match(file.read(10_000)) is not None
    except OSError:
        return False
