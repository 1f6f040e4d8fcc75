"""The header of an EDF or BDF file, checked field by field before a single sample is read.

References
----------
https://www.edfplus.info/specs/edf.html (fields), https://www.edfplus.info/specs/edfplus.html (EDF+),
https://www.biosemi.com/faq/file_format.htm (BDF: the same fields, 24-bit samples).
"""

import math
from dataclasses import dataclass
from pathlib import Path

from twitchwise.errors import Problem, UnreadableFile

__all__ = ["Channel", "EdfHeader", "read_header"]

_MAGIC = {b"0       ": ("EDF", 2), b"\xffBIOSEMI": ("BDF", 3)}
_FIXED = 256  # bytes of the general part, and again for each channel
_WIDTHS = {
    "label": 16,
    "transducer": 80,
    "dimension": 8,
    "physical_min": 8,
    "physical_max": 8,
    "digital_min": 8,
    "digital_max": 8,
    "prefilter": 80,
    "samples": 8,
    "reserved": 32,
}
_LARGEST = 1e9  # a physical limit above this is a mistake in any unit: 1000 V in microvolts
_INTACT = "export the recording again, or copy the file again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel as its header describes it.

    Parameters
    ----------
    label : its name.
    dimension : the unit its physical values are in, as written.
    samples_per_record : samples in each data record.
    offset : samples of other channels before it in a data record.
    gain, zero : physical value = gain x digital value + zero; both NaN when the header contradicts itself.
    fault : what is wrong with its scale, or an empty string.
    """

    label: str
    dimension: str
    samples_per_record: int
    offset: int
    gain: float
    zero: float
    fault: str = ""

    @property
    def is_annotation(self) -> bool:
        """Whether it holds text in place of samples."""
        return self.label in {"EDF Annotations", "BDF Annotations"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EdfHeader:
    """What a whole file says about itself.

    Parameters
    ----------
    format : "EDF", "EDF+C", "EDF+D", "BDF", "BDF+C" or "BDF+D".
    sample_bytes : bytes of one sample, 2 or 3.
    data_start : bytes before the first data record.
    record_s : length of one data record, s.
    record_bytes : size of one data record.
    n_records : whole data records that the file really holds.
    channels : every channel, in order.
    device : the equipment named by an EDF+ header.
    problems : what was wrong with the header and could be worked around.
    """

    format: str
    sample_bytes: int
    data_start: int
    record_s: float
    record_bytes: int
    n_records: int
    channels: tuple[Channel, ...]
    device: str | None
    problems: tuple[Problem, ...]

    @property
    def has_pauses(self) -> bool:
        """Whether the file says that its records do not follow each other without a break."""
        return self.format.endswith("+D")


def read_header(path: Path) -> EdfHeader:
    """The checked header of an EDF or BDF file.

    Raises
    ------
    UnreadableFile : the header is cut short, or says something impossible.
    """
    name = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            general = file.read(_FIXED)
            if len(general) < _FIXED or general[:8] not in _MAGIC:
                raise _broken("its EDF header is cut short or is not one", name)
            n_channels = _whole(general[252:256], "number of channels", name)
            if n_channels < 1:
                raise _broken(f"its header says that it has {n_channels} channels", name)
            if size < _FIXED * (n_channels + 1):
                raise _broken("it ends inside its header", name)
            details = file.read(_FIXED * n_channels)
    except OSError as cause:
        raise UnreadableFile(what="it cannot be read", where=name, remedy=_INTACT) from cause
    kind, width = _MAGIC[general[:8]]
    record_s = _number(general[244:252], "length of a data record", name)
    if record_s < 0:
        raise _broken(f"its header says that a data record lasts {record_s:g} s", name)
    channels = _channels(details, n_channels, name)
    record_bytes = width * sum(channel.samples_per_record for channel in channels)
    if record_bytes == 0:
        raise _broken("its header says that it has no samples", name)
    data_start = _FIXED * (n_channels + 1)
    n_records, problems = _records(general, size - data_start, record_bytes, name)
    stated_start = _text(general[184:192])
    if stated_start != str(data_start):
        problems += (_odd(f'its header states its own size as "{stated_start}", {data_start} bytes were used', name),)
    plus = _text(general[192:236])
    return EdfHeader(
        format=plus[:5] if plus.startswith((f"{kind}+C", f"{kind}+D")) else kind,
        sample_bytes=width,
        data_start=data_start,
        record_s=record_s,
        record_bytes=record_bytes,
        n_records=n_records,
        channels=channels,
        device=_device(_text(general[88:168])),
        problems=problems,
    )


def _channels(details: bytes, n_channels: int, name: str) -> tuple[Channel, ...]:
    fields: dict[str, list[bytes]] = {}
    at = 0
    for field, width in _WIDTHS.items():
        fields[field] = [details[at + i * width : at + (i + 1) * width] for i in range(n_channels)]
        at += width * n_channels
    channels = []
    offset = 0
    for i in range(n_channels):
        label = _text(fields["label"][i])
        samples = _whole(fields["samples"][i], f'number of samples of channel "{label}"', name)
        if samples < 0:
            raise _broken(f'its header says that channel "{label}" has {samples} samples in a record', name)
        gain, zero, fault = _scale(*(fields[key][i] for key in _WIDTHS if key.endswith(("_min", "_max"))))
        channels.append(
            Channel(
                label=label,
                dimension=_text(fields["dimension"][i]),
                samples_per_record=samples,
                offset=offset,
                gain=gain,
                zero=zero,
                fault=fault,
            )
        )
        offset += samples
    return tuple(channels)


def _scale(
    physical_min: bytes, physical_max: bytes, digital_min: bytes, digital_max: bytes
) -> tuple[float, float, str]:
    low, high = _float(physical_min), _float(physical_max)
    first, last = _float(digital_min), _float(digital_max)
    if not all(math.isfinite(value) for value in (low, high, first, last)):
        return math.nan, math.nan, "has a scale that is not made of numbers"
    if max(abs(low), abs(high)) > _LARGEST:
        return math.nan, math.nan, f"has an impossible physical range ({low:g} to {high:g})"
    if low == high:
        return math.nan, math.nan, f"has the same physical minimum and maximum ({low:g})"
    if first >= last:
        return math.nan, math.nan, f"has a digital minimum ({first:g}) that is not below its maximum ({last:g})"
    gain = (high - low) / (last - first)
    return gain, low - gain * first, ""


def _records(general: bytes, data_bytes: int, record_bytes: int, name: str) -> tuple[int, tuple[Problem, ...]]:
    """How many whole data records there are, and whether the header knew."""
    stated = _whole(general[236:244], "number of data records", name)
    held, rest = divmod(data_bytes, record_bytes)
    if held < 1:
        raise _broken("it ends before its first data record is complete", name)
    if stated == -1:
        return held, (_odd(f"the recording was not closed properly, {held} whole data records were found", name),)
    if stated < 1:
        raise _broken(f"its header says that it has {stated} data records", name)
    if stated > held:
        return held, (_odd(f"it is cut short: {held} of {stated} data records are whole and were read", name),)
    if stated < held or rest:
        return stated, (_odd(f"it is longer than its header says; the {stated} stated data records were read", name),)
    return stated, ()


def _device(identification: str) -> str | None:
    """The equipment subfield of "Startdate dd-MMM-yyyy code technician equipment"."""
    parts = identification.split()
    if len(parts) < 5 or parts[0] != "Startdate" or parts[4] == "X":
        return None
    return parts[4].replace("_", " ")


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _float(raw: bytes) -> float:
    try:
        return float(_text(raw).replace(",", "."))
    except ValueError:
        return math.nan


def _number(raw: bytes, what: str, name: str) -> float:
    value = _float(raw)
    if not math.isfinite(value):
        raise _broken(f'its header gives "{_text(raw)}" as the {what}', name)
    return value


def _whole(raw: bytes, what: str, name: str) -> int:
    value = _number(raw, what, name)
    if value != int(value):
        raise _broken(f'its header gives "{_text(raw)}" as the {what}', name)
    return int(value)


def _broken(what: str, name: str) -> UnreadableFile:
    return UnreadableFile(what=what, where=name, remedy=_INTACT)


def _odd(what: str, name: str) -> Problem:
    return Problem(what=what, where=name, remedy="check that the file was copied whole")
