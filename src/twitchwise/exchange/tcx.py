"""TCX: training files of Garmin and of most services that export workouts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from twitchwise.diary.model import Workout
from twitchwise.diary.workout import Activity
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.plain_xml import DamagedXml
from twitchwise.exchange.track_xml import feed_track, track_files, track_workout
from twitchwise.exchange.utc_times import UtcTimes, parse_utc, utc_key

__all__ = ["TCX"]

_PROGRAM = "TCX"
_ROOT = "TrainingCenterDatabase"


def _knows(files: ExportFiles) -> bool:
    return bool(track_files(files, "tcx", _ROOT))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    times = UtcTimes(collector)
    with ExportFiles(file.path) as files:
        found = track_files(files, "tcx", _ROOT)
        for n, member in enumerate(found, 1):
            for activity in _activities(collector, files, member):
                _add(collector, times, activity, member.name)
            file.on_progress(n / len(found))
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _TcxActivity:
    """One activity while it is read."""

    sport: str
    title: str = ""
    start: datetime | None = None
    last: datetime | None = None
    lap_s: list[float] = field(default_factory=list)
    lap_m: list[float] = field(default_factory=list)

    def take(self, around: str, name: str, text: str) -> None:
        match around, name:
            case "Activity", "Id":
                self.start = self.start or parse_utc(text)
            case "Activity", "Notes":
                self.title = text.partition("\n")[0]
            case "Lap", "TotalTimeSeconds":
                self.lap_s += _amount(text)
            case "Lap", "DistanceMeters":
                self.lap_m += _amount(text)
            case "Trackpoint", "Time":
                self.see(parse_utc(text))

    def see(self, time: datetime | None) -> None:
        """A time at which it was going on."""
        if time is not None:
            self.start = min(self.start or time, time)
            self.last = max(self.last or time, time)


@dataclass(slots=True, kw_only=True)
class _TcxContent:
    done: list[_TcxActivity] = field(default_factory=list)
    open: _TcxActivity | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Activity":
            self.open = _TcxActivity(sport=attributes.get("Sport", "").strip() or "Unknown")
        elif name == "Lap" and self.open is not None:
            self.open.see(parse_utc(attributes.get("StartTime", "")))

    def end(self, around: str, name: str, text: str) -> None:
        if self.open is None:
            return
        if name == "Activity":
            self.done.append(self.open)
            self.open = None
        else:
            self.open.take(around, name, text)


def _activities(collector: Collector, files: ExportFiles, member: ExportFile) -> list[_TcxActivity]:
    content = _TcxContent()
    try:
        with files.open(member) as stream:
            feed_track(stream, content.start, content.end)
    except DamagedXml as error:
        collector.problem(
            f"it breaks off ({error}); what could be read was taken, and the workout may have gone on",
            "if you have the whole file, import that one too",
            where=member.name,
        )
        if content.open is not None:
            content.done.append(content.open)
    if not content.done:
        collector.skip(member.name, "a file without a workout (a course or a plan)")
    return content.done


def _add(collector: Collector, times: UtcTimes, activity: _TcxActivity, name: str) -> None:
    if activity.start is None:
        collector.skip(name, "a workout without a time")
        return
    elapsed_s = None if activity.last is None else positive((activity.last - activity.start).total_seconds())
    timer_s = positive(sum(activity.lap_s))
    workout = Workout(
        entry_id="",
        when=times.moment(activity.start),
        title=activity.title or activity.sport,
        duration_s=max((s for s in (elapsed_s, timer_s) if s is not None), default=None),
        activities=(
            Activity(sport=activity.sport, duration_s=timer_s or elapsed_s, distance_m=positive(sum(activity.lap_m))),
        ),
    )
    track_workout(collector, workout, utc_key(activity.start), name)


def _amount(text: str) -> list[float]:
    value = positive(parse_number(text))
    return [] if value is None else [value]


TCX = Importer(id="tcx", program=_PROGRAM, knows=_knows, read=_read)
