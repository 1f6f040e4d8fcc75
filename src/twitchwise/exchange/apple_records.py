"""The elements of an Apple Health export as they stream by: the few kinds that are wanted, as lists of attributes."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.plain_xml import DamagedXml, feed_expat

__all__ = ["AppleElement", "read_apple_elements"]

_RECORD = "Record"
_GROUPS = frozenset({"Correlation", "ActivitySummary"})  # what stands inside them belongs to nothing before them
_BORDERS = _GROUPS | {"Workout", "ExportDate"}


class AppleElement:
    """One element with what stood inside it.

    Parameters
    ----------
    name : "Record", "Workout", "ExportDate", "StateOfMind".
    flat : names and values of its attributes, in turn.
    """

    __slots__ = ("flat", "metadata", "name", "statistics")

    def __init__(self, name: str, flat: list[str]) -> None:
        self.name = name
        self.flat = flat
        self.metadata: dict[str, str] = {}
        self.statistics: list[list[str]] = []

    def get(self, name: str) -> str:
        """An attribute, "" when it is missing."""
        return _value(self.flat, name)

    def largest(self, kind_starts: str, name: str) -> tuple[float, str] | None:
        """The largest of an attribute, with its unit, over the statistics of a workout whose type starts so.

        A workout of several parts has statistics of each of them and of the whole.
        """
        found = [
            (number, _value(flat, "unit"))
            for flat in self.statistics
            if _value(flat, "type").startswith(kind_starts) and (number := parse_number(_value(flat, name))) is not None
        ]
        return max(found, default=None)


def _value(flat: list[str], name: str) -> str:
    for i in range(0, len(flat) - 1, 2):
        if flat[i] == name:
            return flat[i + 1]
    return ""


def read_apple_elements(
    stream: IO[bytes],
    wanted: frozenset[str],
    take: Callable[[AppleElement], None],
    on_piece: Callable[[], None],
) -> int:
    """Call `take` with every workout and every record of a wanted type, whole, in the order of the file.

    Parameters
    ----------
    stream : the XML.
    wanted : types of records.
    take : called once what stands inside the element is known, that is, when the next one begins.
    on_piece : called after every quarter of a megabyte.

    Returns
    -------
    int
        How many records were not wanted.

    Raises
    ------
    DamagedXml
        The file breaks off; everything before was taken, save a workout that it breaks off in.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    pending: AppleElement | None = None
    n_others = 0

    def start(name: str, flat: list[str]) -> None:
        # Called for every element of a file of a gigabyte: what is not wanted must leave at once.
        nonlocal pending, n_others
        if name == "MetadataEntry":
            if pending is not None:
                pending.metadata.setdefault(_value(flat, "key"), _value(flat, "value"))
            return
        if name == "WorkoutStatistics":
            if pending is not None:
                pending.statistics.append(flat)
            return
        is_record = name == _RECORD
        if not is_record and name not in _BORDERS and "StateOfMind" not in name:
            return
        if pending is not None:
            take(pending)
            pending = None
        if is_record:
            kind = flat[1] if len(flat) > 1 and flat[0] == "type" else _value(flat, "type")
            if kind not in wanted:
                n_others += 1
                return
        if name not in _GROUPS:
            pending = AppleElement(name, flat)

    parser.StartElementHandler = start
    try:
        feed_expat(parser, stream, on_piece)
    except DamagedXml:
        # A record's attributes are whole even where the file breaks off behind them; a workout's insides may not be.
        if pending is not None and pending.name == _RECORD:
            take(pending)
        raise
    if pending is not None:
        take(pending)
    return n_others
