"""GPX: tracks of positions, as nearly every program for running, cycling and walking exports them."""

import math
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

__all__ = ["GPX"]

_PROGRAM = "GPX"
_EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG
_STRAVA_SPORTS = {"1": "Ride", "4": "Hike", "9": "Run", "10": "Walk"}  # files before 2023 hold numbers


def _knows(files: ExportFiles) -> bool:
    return bool(track_files(files, "gpx", "gpx"))


def _read(file: ImportFile) -> ImportResult:
    collector = Collector(file, _PROGRAM)
    times = UtcTimes(collector)
    with ExportFiles(file.path) as files:
        found = track_files(files, "gpx", "gpx")
        for n, member in enumerate(found, 1):
            for track in _tracks(collector, files, member):
                _add(collector, times, track, member.name)
            file.on_progress(n / len(found))
    return collector.result()


@dataclass(slots=True, kw_only=True)
class _Track:
    """One track while it is read.

    Parameters
    ----------
    place : the point before in the same piece, latitude and longitude, rad.
    """

    name: str = ""
    sport: str = ""
    start: datetime | None = None
    last: datetime | None = None
    distance_m: float = 0.0
    place: complex | None = None
    n_points: int = 0

    def see(self, time: datetime | None) -> None:
        """The time of one of its points."""
        if time is not None:
            self.start = min(self.start or time, time)
            self.last = max(self.last or time, time)

    def go_to(self, attributes: Mapping[str, str]) -> None:
        """Its next point."""
        self.n_points += 1
        latitude, longitude = parse_number(attributes.get("lat", "")), parse_number(attributes.get("lon", ""))
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 360:
            return
        here = complex(math.radians(latitude), math.radians(longitude))
        if self.place is not None:
            self.distance_m += _distance_m(self.place, here)
        self.place = here


@dataclass(slots=True, kw_only=True)
class _GpxContent:
    done: list[_Track] = field(default_factory=list)
    open: _Track | None = None
    n_routes: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "trk":
                self.open = _Track()
            case "rte":
                self.n_routes += 1
            case "trkseg" if self.open is not None:
                self.open.place = None
            case "trkpt" if self.open is not None:
                self.open.go_to(attributes)

    def end(self, around: str, name: str, text: str) -> None:
        if self.open is None:
            return
        match around, name:
            case "trk", "name":
                self.open.name = text
            case "trk", "type":
                self.open.sport = _STRAVA_SPORTS.get(text, text)
            case "trkpt", "time":
                self.open.see(parse_utc(text))
            case _, "trk":
                self.done.append(self.open)
                self.open = None


def _tracks(collector: Collector, files: ExportFiles, member: ExportFile) -> list[_Track]:
    content = _GpxContent()
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
    if content.n_routes:
        collector.skip(member.name, "a planned route", n=content.n_routes)
    return content.done


def _add(collector: Collector, times: UtcTimes, track: _Track, name: str) -> None:
    if track.start is None:
        reason = "a track without times: when it was is not known" if track.n_points else "a track without points"
        collector.skip(name, reason)
        return
    elapsed_s = None if track.last is None else positive((track.last - track.start).total_seconds())
    sport = track.sport or track.name or "Unknown"
    workout = Workout(
        entry_id="",
        when=times.moment(track.start),
        title=track.name or sport,
        duration_s=elapsed_s,
        activities=(Activity(sport=sport, duration_s=elapsed_s, distance_m=positive(round(track.distance_m, 1))),),
    )
    track_workout(collector, workout, utc_key(track.start), name)


def _distance_m(here: complex, there: complex) -> float:
    """Along the great circle, by the haversine."""
    half = 0.5 * (there - here)
    chord = math.sin(half.real) ** 2 + math.cos(here.real) * math.cos(there.real) * math.sin(half.imag) ** 2
    return 2.0 * _EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


GPX = Importer(id="gpx", program=_PROGRAM, knows=_knows, read=_read)
