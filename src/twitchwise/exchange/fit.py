"""FIT files of Garmin, Wahoo, Polar, Suunto and most other watches and bicycle computers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.workout import Activity, ExerciseSet
from twitchwise.errors import UnreadableFile
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.fit_days import DaySteps, StepCounter
from twitchwise.exchange.fit_messages import BrokenFit, FitMessage, exercise_name, fit_messages, is_fit, title_of
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.wall_clock import fixed_offset, moment_at, zone_or_none

__all__ = ["FIT"]

_PROGRAM = "FIT"
_VAGUE = {"", "generic", "training", "fitness_equipment", "all"}  # sports whose sub-sport says what was done
_QUARTER_S = 900.0  # all offsets of the world are whole quarters of an hour


def _fit_files(files: ExportFiles) -> tuple[ExportFile, ...]:
    found = files.files if len(files.files) == 1 else files.named(r".*\.fit")
    return tuple(file for file in found if file.size_bytes and is_fit(files.read(file, n_bytes=14)))


def _knows(files: ExportFiles) -> bool:
    return bool(_fit_files(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    steps: dict[str, DaySteps] = {}
    with ExportFiles(file.path) as files:
        found = _fit_files(files)
        for n, member in enumerate(found, 1):
            content = _content(files, member)
            if content.damage and not content.n_messages:
                raise UnreadableFile(
                    what="it breaks off before its first message", where=member.name, remedy="copy it again"
                )
            _add_workouts(collector, content, member.name)
            for day in content.steps.days():
                known = steps.get(day.day.isoformat())
                if known is None or day.n_steps > known.n_steps:
                    steps[day.day.isoformat()] = day
            file.on_progress(n / len(found))
    for iso_day, day in sorted(steps.items()):
        _add_steps(collector, iso_day, day)
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _Content:
    """What of a file matters here, while it is read."""

    kind: str = ""
    n_messages: int = 0
    sessions: list[FitMessage] = field(default_factory=list)
    sets: list[FitMessage] = field(default_factory=list)
    sport: str = ""
    offset_s: float | None = None
    first: datetime | None = None
    last: datetime | None = None
    distance_m: float | None = None
    steps: StepCounter = field(default_factory=StepCounter)
    damage: str = ""

    def take(self, message: FitMessage) -> None:
        self.n_messages += 1
        match message.name:
            case "file_id":
                self.kind = message.text("type") or self.kind
            case "session":
                self.sessions.append(message)
            case "set":
                self.sets.append(message)
            case "sport":
                self.sport = _sport(message)
            case "record":
                stamp = message.time("timestamp")
                self.first = self.first or stamp
                self.last = stamp or self.last
                self.distance_m = message.number("distance") or self.distance_m
            case "activity" | "monitoring_info":
                self._take_clock(message)
        self.steps.take(message)

    def _take_clock(self, message: FitMessage) -> None:
        stamp, local = message.time("timestamp"), message.time("local_timestamp")
        if stamp is not None and local is not None:
            self.offset_s = round((local - stamp).total_seconds() / _QUARTER_S) * _QUARTER_S
            self.steps.offset_s = self.offset_s


def _content(files: ExportFiles, member: ExportFile) -> _Content:
    content = _Content()
    with files.open(member) as stream:
        try:
            for message in fit_messages(stream):
                content.take(message)
        except BrokenFit as error:
            content.damage = str(error)
    return content


def _add_workouts(collector: Collector, content: _Content, name: str) -> None:
    before = content.sessions or _cut_session(content)
    if content.damage:
        collector.problem(
            "it is damaged or cut off; what could be read was taken"
            + ("" if content.sessions or not before else ", and the workout may have gone on"),
            "if you have the whole file, undo this import and import that one",
            where=name,
        )
    if not before:
        if not content.steps.days():
            kind = f"a {content.kind.replace('_', ' ')} file" if content.kind else "a file"
            collector.skip(name, f"{kind} without a workout or a whole day of steps")
        return
    if content.offset_s is None and zone_or_none(collector.file.zone) is None:
        collector.problem(
            "it states no local time, so the times are UTC",
            "say where you live (time zone) and import it again after undoing this import",
            where=name,
        )
    for session in before:
        _add_session(collector, content, session)


def _cut_session(content: _Content) -> list[FitMessage]:
    """A session made of the records of a file that breaks off before its summary."""
    if content.first is None or content.last is None or content.kind not in {"activity", ""}:
        return []
    seconds = (content.last - content.first).total_seconds()
    fields = {"start_time": content.first, "total_elapsed_time": seconds, "total_distance": content.distance_m}
    return [FitMessage(name="session", fields=fields)]


def _add_session(collector: Collector, content: _Content, session: FitMessage) -> None:
    start = session.time("start_time") or session.time("timestamp")
    if start is None:
        collector.skip("a session", "it has no time")
        return
    elapsed_s = positive(session.number("total_elapsed_time", "total_timer_time"))
    sets = tuple(_sets(collector, content, start, elapsed_s))
    sport = _sport(session) or content.sport or "Unknown"
    activity = Activity(
        sport=sport,
        duration_s=positive(session.number("total_timer_time", "total_elapsed_time")),
        distance_m=positive(session.number("total_distance")),
        ascent_m=positive(session.number("total_ascent")),
    )
    workout = Workout(
        entry_id="",
        when=_moment(collector, content, start),
        title=session.text("sport_profile_name") or sport,
        duration_s=elapsed_s,
        sets=sets,
        activities=() if sets else (activity,),
    )
    collector.add(workout, start.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _sport(message: FitMessage) -> str:
    sport, sub_sport = message.text("sport"), message.text("sub_sport")
    return title_of(sub_sport if sport in _VAGUE and sub_sport not in _VAGUE else sport)


def _moment(collector: Collector, content: _Content, instant: datetime) -> Moment:
    zone = None if content.offset_s is None else fixed_offset(content.offset_s)
    return moment_at(instant, zone or zone_or_none(collector.file.zone))


def _sets(collector: Collector, content: _Content, start: datetime, elapsed_s: float | None) -> Iterator[ExerciseSet]:
    is_only = len(content.sessions) <= 1
    end = start + timedelta(seconds=elapsed_s or 0.0)
    for message in content.sets:
        at = message.time("start_time") or message.time("timestamp")
        if not is_only and (at is None or not start <= at <= end):
            continue
        where = at.strftime("%Y-%m-%d %H:%M UTC") if at else "a set"
        if message.fields.get("set_type") in {"rest", 0}:
            collector.skip(where, "a rest between sets")
            continue
        exercise = exercise_name(message.fields.get("category"), message.fields.get("category_subtype"))
        reps = positive(message.number("repetitions"))
        seconds = positive(message.number("duration"))
        if not exercise or (reps is None and seconds is None):
            collector.skip(where, "a set whose exercise the watch did not name" if not exercise else "an empty set")
            continue
        yield ExerciseSet(
            exercise=exercise,
            reps=reps,
            weight_kg=positive(message.number("weight")),
            seconds=seconds if reps is None else None,
        )


def _add_steps(collector: Collector, iso_day: str, day: DaySteps) -> None:
    entry = Exposure(
        entry_id="",
        when=on_date(day.day, fixed_offset(day.offset_s)),
        kind=ExposureKind.STEPS,
        amount=float(day.n_steps),
        is_day_total=True,
    )
    collector.add(entry, f"steps {iso_day}")


FIT = Importer(id="fit", program=_PROGRAM, knows=_knows, read=_read)
