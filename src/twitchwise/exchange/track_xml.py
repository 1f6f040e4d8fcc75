"""What TCX and GPX files have in common: XML with tracks of points, read piece by piece."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from twitchwise.diary.model import Workout
from twitchwise.diary.workout import Activity
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.plain_xml import feed_expat

__all__ = ["LONGEST_TRACK_H", "feed_track", "track_files", "track_workout"]

LONGEST_TRACK_H = 48.0
"""Above this nobody stopped the recording, or days of a journey were joined; ultramarathons of two days exist."""

_MOST_CHARACTERS = 2000  # of one text; the longest that is kept is a title


def track_files(files: ExportFiles, ending: str, root: str) -> tuple[ExportFile, ...]:
    """The files with a root element (any namespace), among those with an ending when there are several."""
    found = files.files if len(files.files) == 1 else files.named(rf".*\.{ending}")
    return tuple(file for file in found if _has_root(files.head_text(file), root))


def _has_root(text: str, root: str) -> bool:
    for piece in text.split("<")[1:]:
        if piece[:1] in {"?", "!"}:
            continue
        name = piece.split(">")[0].split()[0:1]
        return bool(name) and name[0].rstrip("/").rpartition(":")[2] == root
    return False


def feed_track(
    stream: IO[bytes],
    on_start: Callable[[str, Mapping[str, str]], None],
    on_end: Callable[[str, str, str], None],
) -> None:
    """Read a file; names come without namespace.

    Parameters
    ----------
    on_start : told the name of an element and its attributes.
    on_end : told the name of the element around it, its own name, and its text.

    Raises
    ------
    DamagedXml
        It breaks off; everything before was told.
    """
    path: list[str] = []
    text: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        path.append(name)
        text.clear()
        on_start(name, attributes)

    def data(piece: str) -> None:
        if sum(map(len, text)) < _MOST_CHARACTERS:
            text.append(piece)

    def end(_tag: str) -> None:
        name = path.pop()
        on_end(path[-1] if path else "", name, "".join(text).strip())
        text.clear()

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    feed_expat(parser, stream)


def track_workout(collector: Collector, workout: Workout, key: str, name: str) -> None:
    """Keep a workout; a duration beyond belief is left unknown.

    Parameters
    ----------
    name : of its file.
    """
    duration_s = workout.duration_s
    if duration_s is not None and duration_s > LONGEST_TRACK_H * 3600:
        collector.problem(
            f"it lasts {duration_s / 3600:,.0f} h, so nobody stopped the recording; the duration is not kept",
            "correct it in the other program if it matters to you",
            where=name,
        )
        activities = tuple(
            Activity(sport=activity.sport, distance_m=activity.distance_m) for activity in workout.activities
        )
        workout = Workout(entry_id="", when=workout.when, title=workout.title, activities=activities, note=workout.note)
    collector.add(workout, key, name)
