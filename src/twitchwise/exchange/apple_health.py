"""Apple Health: Health, profile picture, Export All Health Data; a zip with one large XML file."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import IO

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.diary.moment import on_date
from twitchwise.diary.workout import Activity
from twitchwise.exchange.apple_kinds import AMOUNTS, FEVER_FROM_C, SYMPTOMS, celsius_of, sleep_stage, sport_name
from twitchwise.exchange.apple_records import AppleElement, read_apple_elements
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.lifting import positive
from twitchwise.exchange.model import Importer, ImportFile, ImportResult, row_key
from twitchwise.exchange.nights import SleepLog, add_nights
from twitchwise.exchange.numbers import parse_number
from twitchwise.exchange.overlap import SameWorkout
from twitchwise.exchange.plain_xml import DamagedXml
from twitchwise.exchange.units import metres_of
from twitchwise.exchange.wall_clock import fixed_offset, moment_at, zone_or_none

__all__ = ["APPLE_HEALTH"]

_PROGRAM = "Apple Health"
_ROOT = b"<HealthData"
_SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
_STEPS = "HKQuantityTypeIdentifierStepCount"
_TEMPERATURE = "HKQuantityTypeIdentifierBodyTemperature"
_STATE_OF_MIND = frozenset({"HKDataTypeStateOfMind", "HKStateOfMind", "HKStateOfMindTypeIdentifier"})
_WANTED = frozenset({_SLEEP, _STEPS, _TEMPERATURE, *AMOUNTS, *SYMPTOMS, *_STATE_OF_MIND})
_DURATION_S = {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0, "h": 3600.0, "": 60.0}


def _exports(files: ExportFiles) -> list[ExportFile]:
    """Its folder and file are named in the phone's language; a second XML file beside it is of another kind."""
    found = files.files if len(files.files) == 1 else files.named(r".*\.xml")
    return [file for file in found if _ROOT in files.head(file)]


def _knows(files: ExportFiles) -> bool:
    return bool(_exports(files))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    reader = _Reader(collector=collector)
    with ExportFiles(file.path) as files:
        for member in _exports(files):
            with files.open(member) as stream:
                reader.read(stream, member)
    reader.finish()
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _Reader:
    collector: Collector
    sleep: SleepLog = field(default_factory=SleepLog)
    steps: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    workouts: list[tuple[datetime, AppleElement]] = field(default_factory=list)
    exported_on: str = ""

    def read(self, stream: IO[bytes], member: ExportFile) -> None:
        def on_piece() -> None:
            self.collector.file.on_progress(min(1.0, stream.tell() / max(member.size_bytes, 1)))

        try:
            n_others = read_apple_elements(stream, _WANTED, self._take, on_piece)
        except DamagedXml as error:
            self.collector.problem(
                f"it is cut off or damaged at {error}; everything before was taken",
                "export it again to get the rest",
                where=member.name,
            )
            return
        self.collector.skip(member.name, "measurements that say nothing about triggers, such as heart rate", n=n_others)

    def _take(self, element: AppleElement) -> None:
        if element.name == "ExportDate":
            self.exported_on = element.get("value")[:10]
        elif element.name == "Workout":
            self._keep_workout(element)
        elif element.name == "Record":
            kind = element.get("type")
            if kind == _STEPS:
                self._add_steps(element)
            elif kind == _SLEEP:
                self._add_sleep(element)
            elif kind in AMOUNTS:
                self._add_amount(element, kind)
            elif kind == _TEMPERATURE:
                self._add_temperature(element)
            elif kind in SYMPTOMS:
                self._add_symptom(element, kind)
            else:
                self._add_mood(element)
        else:
            self._add_mood(element)

    def finish(self) -> None:
        add_nights(self.collector, self.sleep, "time in bed; the sleep itself was not measured")
        self._add_workouts()
        for day, by_source in sorted(self.steps.items()):
            if day == self.exported_on:
                self.collector.skip(day, "steps of the day of the export, which was not over")
                continue
            try:
                when = on_date(date.fromisoformat(day))
            except ValueError:
                self.collector.skip(day, "its time cannot be read")
                continue
            entry = Exposure(
                entry_id="",
                when=when,
                kind=ExposureKind.STEPS,
                amount=round(max(by_source.values())),
                is_day_total=True,
            )
            self.collector.add(entry, f"steps {day}")

    def _add_steps(self, element: AppleElement) -> None:
        value = parse_number(element.get("value"))
        if value is None or value < 0:
            self.collector.skip(element.get("startDate"), "a value that is no number")
            return
        # A watch and a phone count the same steps: each day is that of the one that counted most.
        self.steps[element.get("startDate")[:10]][element.get("sourceName")] += value

    def _add_sleep(self, element: AppleElement) -> None:
        start, end = _instant(element.get("startDate")), _instant(element.get("endDate"))
        stage = sleep_stage(element.get("value"))
        if start is None or end is None or stage is None:
            self.collector.skip(element.get("startDate"), "a sleep record without times or meaning")
            return
        zone = self._zone(element, start)
        self.sleep.add(element.get("sourceName"), round(start.timestamp()), round(end.timestamp()), stage, zone)

    def _add_amount(self, element: AppleElement, type_: str) -> None:
        value = parse_number(element.get("value"))
        rule = AMOUNTS[type_]
        amount = None if value is None or value < 0 else rule.convert(value, element.get("unit"))
        if amount is None:
            self.collector.skip(
                element.get("startDate"), f"an amount of {rule.kind} in an unknown unit or without number"
            )
            return
        self._add(element, rule.kind, amount, note=rule.note)

    def _add_temperature(self, element: AppleElement) -> None:
        value = parse_number(element.get("value"))
        celsius = None if value is None else celsius_of(value, element.get("unit"))
        if celsius is None:
            self.collector.skip(element.get("startDate"), "a temperature in an unknown unit or without number")
        elif celsius < FEVER_FROM_C:
            self.collector.skip(element.get("startDate"), "a body temperature that is no fever")
        else:
            self._add(element, ExposureKind.FEVER, round(celsius, 2))

    def _add_symptom(self, element: AppleElement, type_: str) -> None:
        is_absent = element.get("value").endswith("NotPresent")
        kind = SYMPTOMS[type_]
        name = "" if kind is ExposureKind.FEVER else sport_name(type_.removeprefix("HKCategoryTypeIdentifier")).lower()
        amount = 0.0 if is_absent and kind is ExposureKind.ILLNESS else None
        if is_absent and amount is None:
            self.collector.skip(element.get("startDate"), "a fever that was not there")
            return
        self._add(element, kind, amount, name=name)

    def _add_mood(self, element: AppleElement) -> None:
        valence = parse_number(element.get("valence") or element.get("value"))
        if valence is None or not -1.0 <= valence <= 1.0:
            self.collector.skip(element.get("startDate") or "a state of mind", "a state of mind without a valence")
            return
        is_day = "daily" in (element.get("kind") + element.get("stateOfMindKind")).casefold()
        mood = round((valence + 1.0) * 5.0, 2)
        self._add(element, ExposureKind.MOOD, mood, is_day_total=is_day)

    def _add(
        self,
        element: AppleElement,
        kind: ExposureKind,
        amount: float | None,
        *,
        name: str = "",
        note: str = "",
        is_day_total: bool = False,
    ) -> None:
        """Keep an exposure at the element's time; a record inside a group of records is in the file twice."""
        start = _instant(element.get("startDate") or element.get("date"))
        if start is None:
            self.collector.skip(element.name, "its time cannot be read")
            return
        end = _instant(element.get("endDate"))
        zone = self._zone(element, start)
        entry = Exposure(
            entry_id="",
            when=moment_at(start, zone),
            kind=kind,
            amount=amount,
            until=moment_at(end, zone) if end is not None and end - start >= timedelta(minutes=1) else None,
            name=name,
            note=note,
            is_day_total=is_day_total,
        )
        at = start.astimezone(UTC).isoformat()
        value = element.get("value") or element.get("valence")
        self.collector.add(entry, row_key(kind.value, name, at, element.get("sourceName"), value))

    def _zone(self, element: AppleElement, at: datetime) -> str | None:
        """Where it happened, when the record says so; else where the person lives; else what stands in the file.

        That is the offset of the phone on the day of the export, the same for summer and winter: the instant is right,
        the wall clock may be an hour off.
        """
        stated = element.metadata.get("HKTimeZone")
        offset = at.utcoffset()
        written = None if offset is None else fixed_offset(offset.total_seconds())
        return (zone_or_none(stated) if stated else None) or zone_or_none(self.collector.file.zone) or written

    def _keep_workout(self, element: AppleElement) -> None:
        start = _instant(element.get("startDate"))
        if start is None:
            self.collector.skip("a workout", "its time cannot be read")
        else:
            self.workouts.append((start, element))

    def _add_workouts(self) -> None:
        same = SameWorkout()
        for start, element in sorted(self.workouts, key=lambda pair: (pair[0], pair[1].get("sourceName"))):
            end = _instant(element.get("endDate")) or start
            kind = element.get("workoutActivityType")
            if same.was_there(kind, start, end):
                self.collector.skip(element.get("startDate"), "the same workout was logged by another device")
                continue
            self.collector.add(
                _workout(element, start, end, self._zone(element, start)),
                f"{start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {kind}",
            )


def _workout(element: AppleElement, start: datetime, end: datetime, zone: str | None) -> Workout:
    elapsed_s = (end - start).total_seconds()
    duration = positive(parse_number(element.get("duration")))
    unit_s = _DURATION_S.get(element.get("durationUnit").casefold())
    duration_s = duration * unit_s if duration is not None and unit_s is not None else positive(elapsed_s)
    sport = sport_name(element.get("workoutActivityType")) or "Unknown"
    activity = Activity(
        sport=sport, duration_s=duration_s, distance_m=_distance_m(element), ascent_m=_ascent_m(element)
    )
    return Workout(
        entry_id="", when=moment_at(start, zone), title=sport, duration_s=positive(elapsed_s), activities=(activity,)
    )


def _distance_m(element: AppleElement) -> float | None:
    total = parse_number(element.get("totalDistance"))
    if total is not None:
        return positive(metres_of(total, element.get("totalDistanceUnit") or "km"))
    largest = element.largest("HKQuantityTypeIdentifierDistance", "sum")
    return None if largest is None else positive(metres_of(*largest))


def _ascent_m(element: AppleElement) -> float | None:
    number, _, unit = element.metadata.get("HKElevationAscended", "").partition(" ")
    value = parse_number(number)
    return None if value is None else positive(metres_of(value, unit))


def _instant(text: str) -> datetime | None:
    """ "2018-09-10 02:28:55 -0700" as an aware time; None for anything else."""
    try:
        instant = datetime.fromisoformat(text[:19] + text[19:].replace(" ", ""))
        instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant if instant.tzinfo is not None else None


APPLE_HEALTH = Importer(id="apple-health", program=_PROGRAM, knows=_knows, read=_read)
