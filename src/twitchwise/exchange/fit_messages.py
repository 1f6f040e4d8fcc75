"""The messages of a FIT file, up to its end or to where it breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO, Any

__all__ = ["FIT_EPOCH", "BrokenFit", "FitMessage", "exercise_name", "fit_messages", "is_fit", "title_of"]

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
"""Second 0 of every time in a FIT file."""

_LATEST = timedelta(seconds=1 << 32)
_FIRST_ABSOLUTE_S = 0x10000000  # smaller times count from when the device was switched on, as the profile says


class BrokenFit(Exception):
    """The file breaks off, or is damaged, here; what came before was whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitMessage:
    """One message.

    Parameters
    ----------
    name : its name in the FIT profile, "session".
    fields : values by name, in the units of the profile; fields that hold nothing are left out. Inside this room only.
    """

    name: str
    fields: Mapping[str, Any]

    def number(self, *names: str) -> float | None:
        """The first of the fields that holds a number."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                return float(value)
        return None

    def text(self, name: str) -> str:
        """A field of words, "" when it is missing or an unknown number."""
        value = self.fields.get(name)
        return value.strip("\0 ") if isinstance(value, str) else ""

    def time(self, name: str) -> datetime | None:
        """A field that is an instant, in UTC; also local times, which FIT writes as if they were UTC."""
        value = self.fields.get(name)
        if isinstance(value, datetime):
            return value
        number = self.number(name)
        if number is None or not _FIRST_ABSOLUTE_S <= number < _LATEST.total_seconds():
            return None
        return FIT_EPOCH + timedelta(seconds=number)


def is_fit(head: bytes) -> bool:
    """Whether a file begins as FIT files do."""
    return len(head) >= 12 and head[0] in {12, 14} and head[8:12] == b".FIT"


def fit_messages(stream: IO[bytes]) -> Iterator[FitMessage]:
    """The data messages one after the other; messages of unknown kinds are left out.

    Raises
    ------
    BrokenFit
        After the last whole message of a damaged file, or of one whose check sum is wrong.
    """
    import fitdecode

    reader = fitdecode.FitReader(
        stream, check_crc=fitdecode.CrcCheck.READONLY, error_handling=fitdecode.ErrorHandling.IGNORE
    )
    frames = iter(reader)
    while True:
        try:
            frame = next(frames, None)
            message = _message(frame) if isinstance(frame, fitdecode.FitDataMessage) else None
        # A damaged file makes the decoder fail in any way there is: it trusts sizes and types that the file states.
        except Exception as error:
            raise BrokenFit(type(error).__name__) from error
        if frame is None:
            return
        if message is not None:
            yield message
        elif isinstance(frame, fitdecode.FitCRC) and not frame.matched:
            raise BrokenFit("its check sum is wrong")


def _message(frame: Any) -> FitMessage | None:
    if not isinstance(frame.name, str) or frame.name.startswith("unknown"):
        return None
    fields = {str(field.name): field.value for field in frame.fields if field.value is not None}
    return FitMessage(name=frame.name, fields=fields)


def title_of(word: str) -> str:
    """A word of the profile as people write it.

    Examples
    --------
    >>> title_of("lap_swimming")
    'Lap Swimming'
    """
    return word.replace("_", " ").strip().title()


def exercise_name(category: object, subtype: object) -> str:
    """The exercise of a strength set, as precise as the file states it; "" for an unknown one.

    Parameters
    ----------
    category, subtype : fields of that name of a `set` message; devices with guesses write several, the best first.

    Examples
    --------
    >>> exercise_name("bench_press", 1), exercise_name(("curl",), None), exercise_name("unknown", None)
    ('Barbell Bench Press', 'Curl', '')
    """
    from fitdecode.profile import FIELD_TYPES

    group, number = _first(category), _first(subtype)
    if not isinstance(group, str) or group == "unknown":
        return ""
    names = FIELD_TYPES.get(f"{group}_exercise_name")
    name = names.enum.get(number) if names is not None and names.enum and isinstance(number, int) else None
    return title_of(name if isinstance(name, str) else group)


def _first(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return next((item for item in value if item is not None), None)
    return value
