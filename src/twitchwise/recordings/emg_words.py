"""What the words in an EMG file mean: units of voltage, names of channels, the sampling rate in a comment."""

import re
from dataclasses import dataclass

from twitchwise.errors import InputError, Problem
from twitchwise.recordings.model import Quantity

__all__ = [
    "Scales",
    "default_labels",
    "is_bookkeeping",
    "is_other_signal",
    "microvolts_in",
    "rate_in_comment",
    "read_scales",
    "unit_in_comment",
    "unit_in_label",
]

_MICROVOLTS = {
    "v": 1e6,
    "volt": 1e6,
    "volts": 1e6,
    "mv": 1e3,
    "millivolt": 1e3,
    "millivolts": 1e3,
    "uv": 1.0,
    "microv": 1.0,
    "microvolt": 1.0,
    "microvolts": 1.0,
    "nv": 1e-3,
    "nanovolt": 1e-3,
    "nanovolts": 1e-3,
}
_COUNTS = frozenset({"count", "counts", "adc", "raw", "digital", "lsb"})

# Words that name something other than EMG. The first two lines are the signal types of EDF+ ("standard texts for
# labels", https://www.edfplus.info/specs/edftexts.html), the rest is what recorders call their own bookkeeping.
_OTHER_SIGNALS = re.compile(
    r"\b(?:eeg|eog|ecg|ekg|erg|meg|mcg|ep|temp|temperature|resp|respiration|sao|spo|light|sound|events?"
    r"|airflow|flow|breathing|thorax|abdomen|pulse|pleth|ppg|hr|heart|bcg|eda|gsr|force|torque|angle"
    r"|acc|accel|accelerometer|gyro|gyroscope|mag|battery"
    r"|annotations?|status|trig|triggers?|markers?|mark|sync|ttl|label|time|timestamps?|index|samples?|counter|n?seq)\b"
)
_BOOKKEEPING = re.compile(r"\b(?:annotations?|status|trig|triggers?|ecg|ekg|resp|respiration)\b")
_HERTZ = r"(?P<kilo_{0}>k?)\s*(?:hz|hertz)|s(?:amples|ps)?\s*/\s*s(?:ec)?|sps|/s"
_RATE = re.compile(
    r"(?:sampl\w*[\s_\-]*(?:rate|freq\w*)|(?<!heart )(?<!bit )(?<!baud )(?<!frame )\brate|\bsrate|\bfs\b|\bf_s\b"
    r"|\bsampling\b|\bsamplerate|\bfreq(?:uency)?\b)"
    r"[\s\"':=_\-]*(?:[(\[]?\s*(?:" + _HERTZ.format("before") + r")\s*[)\]]?)?[\s\"':=,;\t]*"
    r"(?P<number>\d+(?:[.,]\d+)?(?:e[+\-]?\d+)?)\s*[(\[]?(?:" + _HERTZ.format("after") + r")?",
    re.IGNORECASE,
)
_UNIT_WORD = r"(?:k|m|u|µ|μ|n|micro|milli|nano)?v(?:olts?)?"  # two signs for micro are in use
_UNIT_IN_LABEL = re.compile(r"[(\[]\s*([^)\]]+?)\s*[)\]]\s*$|[\s_]" + f"({_UNIT_WORD})$", re.IGNORECASE)
_UNIT_IN_COMMENT = re.compile(r"\b(?:physical[_ ])?units?\b[\s\"':=]*([^\s\"',;\])}]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """How a file's numbers become microvolts.

    Parameters
    ----------
    quantity : voltage, or counts when no unit is known.
    used : which channels, in order.
    factors : microvolts in one unit of each used channel; 1 for counts.
    problems : what was not stated, or contradicts what was given.
    """

    quantity: Quantity
    used: tuple[int, ...]
    factors: tuple[float, ...]
    problems: tuple[Problem, ...] = ()


def microvolts_in(unit: str) -> float | None:
    """How many microvolts one `unit` is, or None when it is not a unit of voltage.

    Examples
    --------
    >>> microvolts_in("mV"), microvolts_in("counts")
    (1000.0, None)
    """
    folded = unit.strip().casefold().replace("µ", "u").replace("μ", "u")
    return _MICROVOLTS.get(folded)


def read_scales(units: tuple[str | None, ...], *, given: str | None, where: str) -> Scales:
    """What the units of an EMG file make of its numbers.

    Parameters
    ----------
    units : the unit of each channel as the file writes it, None where it writes none.
    given : the unit the person gives; it outranks the file's.
    where : the file's name.

    Raises
    ------
    InputError : `given` is neither a voltage nor counts.

    Notes
    -----
    Where one channel states a voltage, those that do not are left out: their sizes could not be compared.
    """
    stated = {i: scale for i, unit in enumerate(units) if unit and (scale := microvolts_in(unit)) is not None}
    everything = tuple(range(len(units)))
    if given is not None:
        scale = microvolts_in(given)
        if scale is None and given.strip().casefold() not in _COUNTS:
            raise InputError(
                what=f'"{given}" is not a unit of EMG',
                where="--unit",
                remedy="give uV, mV, V, nV, or counts for raw numbers",
            )
        conflict = Problem(
            what=f"it states its values in {units[min(stated, default=0)]}, but {given} was given and used",
            where=where,
            remedy="leave --unit out to go by the file",
        )
        return Scales(
            quantity=Quantity.COUNTS if scale is None else Quantity.VOLTAGE,
            used=everything,
            factors=(scale or 1.0,) * len(units),
            problems=(conflict,) if any(value != scale for value in stated.values()) else (),
        )
    if not stated:
        unknown = Problem(
            what="it does not say in which unit its values are, so amplitudes are given in counts",
            where=where,
            remedy="state the unit with --unit uV, mV, V or nV if you know it",
        )
        return Scales(quantity=Quantity.COUNTS, used=everything, factors=(1.0,) * len(units), problems=(unknown,))
    return Scales(quantity=Quantity.VOLTAGE, used=tuple(stated), factors=tuple(stated.values()))


def is_other_signal(label: str) -> bool:
    """Whether a channel's name says that it holds something other than EMG.

    Examples
    --------
    >>> is_other_signal("ECG II"), is_other_signal("EMG trig. nerve"), is_other_signal("Temporalis")
    (True, False, False)
    """
    words = _words(label)
    return re.search(r"\bemg", words) is None and _OTHER_SIGNALS.search(words) is not None


def is_bookkeeping(label: str) -> bool:
    """Whether a channel is one of those that nobody would take for EMG, so that leaving it out needs no mention."""
    return _BOOKKEEPING.search(_words(label)) is not None


def unit_in_label(label: str) -> tuple[str, str | None]:
    """A column's name and the unit it carries.

    Examples
    --------
    >>> unit_in_label("EMG (mV)"), unit_in_label("biceps_uV"), unit_in_label("EMG 1")
    (('EMG', 'mV'), ('biceps', 'uV'), ('EMG 1', None))
    """
    found = _UNIT_IN_LABEL.search(label.strip())
    if found is None:
        return label.strip(), None
    return label.strip()[: found.start()].strip(), (found[1] or found[2]).strip()


def unit_in_comment(lines: tuple[str, ...]) -> str | None:
    """The unit of voltage a comment states ("unit: mV"), if any."""
    for line in lines:
        for found in _UNIT_IN_COMMENT.finditer(line):
            if microvolts_in(found[1]) is not None:
                return found[1]
    return None


def rate_in_comment(lines: tuple[str, ...]) -> float | None:
    """The sampling rate a comment states, Hz: the number after "sampling rate", "rate", "sampling", "fs" or the like.

    Examples
    --------
    >>> rate_in_comment(("Labels:= EMG", "Sampling Rate (Hz):= 1000.00")), rate_in_comment(("fs = 2 kHz",))
    (1000.0, 2000.0)
    """
    for line in lines:
        found = _RATE.search(line)
        if found is None:
            continue
        kilo = found["kilo_before"] or found["kilo_after"]
        rate_hz = _number(found["number"]) * (1000.0 if kilo else 1.0)
        if 0 < rate_hz < float("inf"):
            return rate_hz
    return None


def default_labels(n_channels: int) -> tuple[str, ...]:
    """Names for channels the file does not name."""
    return ("EMG",) if n_channels == 1 else tuple(f"E{i + 1}" for i in range(n_channels))


def _words(label: str) -> str:
    """The letters of a name, blanks for everything between them."""
    return re.sub(r"[^a-z]+", " ", label.casefold())


def _number(text: str) -> float:
    whole, comma, rest = text.partition(",")
    if comma and len(rest) == 3:  # "1,000" groups thousands; "1000,00" has a decimal comma
        return float(whole + rest)
    return float(f"{whole}.{rest}" if comma else text)
