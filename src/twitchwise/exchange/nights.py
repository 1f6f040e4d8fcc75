"""Nights of sleep out of what several devices logged of them: spans are merged per device, one device counts a night.

A watch, a phone and a mattress log the same night, each in its own pieces, and pieces of one device overlap too. Added
up they would give a night of twenty hours.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.wall_clock import moment_at

__all__ = ["Night", "SleepLog", "Stage", "add_nights"]

_APART_S = 3 * 3600  # two sleeps of one device this far apart are a night and a nap, not one broken night
_LONGEST_S = 24 * 3600
_ZONE_STEP = 8  # above the number of stages


class Stage(IntEnum):
    """What a span of a sleep log says."""

    IN_BED = 0
    AWAKE = 1
    ASLEEP = 2
    STAGED = 3
    """Asleep, with the depth of it: only a device that measured something says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One sleep, of a night or a nap, as one device saw it.

    Parameters
    ----------
    start_s, end_s : falling asleep and last waking (going to bed and getting up when only that is known), s since 1970.
    asleep_s : time asleep, without the time awake between; None when only the time in bed is known.
    source : the device or program.
    zone : of the wall clock, or None.
    best : the best stage that was logged.
    """

    start_s: int
    end_s: int
    asleep_s: int | None
    source: str
    zone: str | None
    best: Stage


class SleepLog:
    """Gathers spans, 24 bytes each: ten years of a watch are some 150,000."""

    def __init__(self) -> None:
        self._spans: dict[str, array[int]] = {}
        self._zones: dict[str | None, int] = {}

    def add(self, source: str, start_s: int, end_s: int, stage: Stage, zone: str | None) -> None:
        """Keep one span; one that ends before it begins is left out."""
        if end_s <= start_s:
            return
        number = self._zones.setdefault(zone, len(self._zones))
        self._spans.setdefault(source, array("q")).extend((start_s, end_s, number * _ZONE_STEP + stage))

    def nights(self) -> list[Night]:
        """One device for every night, in the order of time.

        Of devices that overlap the one counts that saw stages, else that saw sleep, else the time in bed; of equal
        ones the one with the longest sleep.
        """
        zones = list(self._zones)
        nights = [night for source, spans in self._spans.items() for night in _nights_of(source, spans, zones)]
        return [night for group in _overlapping(nights) for night in _best_device(group)]


def add_nights(collector: Collector, log: SleepLog, unmeasured_note: str) -> None:
    """Put the nights of a log into the result.

    Parameters
    ----------
    unmeasured_note : what to write beside a night of which only the time in bed is known.
    """
    for night in log.nights():
        start, end = (datetime.fromtimestamp(at_s, UTC) for at_s in (night.start_s, night.end_s))
        if night.end_s - night.start_s > _LONGEST_S:
            collector.skip(start.strftime("%Y-%m-%d"), "a sleep of over 24 h")
            continue
        length_s = night.end_s - night.start_s if night.asleep_s is None else night.asleep_s
        entry = Exposure(
            entry_id="",
            when=moment_at(start, night.zone),
            until=moment_at(end, night.zone),
            kind=ExposureKind.SLEEP,
            amount=round(length_s / 3600, 3),
            note=unmeasured_note if night.asleep_s is None else "",
        )
        collector.add(entry, f"sleep {start:%Y-%m-%dT%H:%M:%SZ}")


def _nights_of(source: str, spans: "array[int]", zones: list[str | None]) -> Iterator[Night]:
    ordered = sorted(zip(spans[::3], spans[1::3], spans[2::3], strict=True))
    group: list[tuple[int, int, int]] = []
    end_s = 0
    for span in ordered:
        if group and span[0] > end_s + _APART_S:
            yield _night(source, group, zones)
            group = []
        end_s = max(end_s, span[1]) if group else span[1]
        group.append(span)
    if group:
        yield _night(source, group, zones)


def _night(source: str, group: list[tuple[int, int, int]], zones: list[str | None]) -> Night:
    stages = [(start, end, Stage(code % _ZONE_STEP)) for start, end, code in group]
    best = max(stage for _, _, stage in stages)
    asleep = [(start, end) for start, end, stage in stages if stage >= Stage.ASLEEP]
    shown = asleep or [(start, end) for start, end, _ in stages]
    return Night(
        start_s=min(start for start, _ in shown),
        end_s=max(end for _, end in shown),
        asleep_s=_covered_s(asleep) if asleep else None,
        source=source,
        zone=zones[group[0][2] // _ZONE_STEP],
        best=best if asleep else Stage.IN_BED,
    )


def _covered_s(spans: Iterable[tuple[int, int]]) -> int:
    """The length of what at least one of the spans covers."""
    total = until = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return total


def _overlapping(nights: list[Night]) -> Iterator[list[Night]]:
    group: list[Night] = []
    end_s = 0
    for night in sorted(nights, key=lambda night: (night.start_s, night.source)):
        if group and night.start_s >= end_s:
            yield group
            group = []
        end_s = max(end_s, night.end_s) if group else night.end_s
        group.append(night)
    if group:
        yield group


def _best_device(group: list[Night]) -> list[Night]:
    def worth(source: str) -> tuple[int, int]:
        own = [night for night in group if night.source == source]
        return max(night.best for night in own), sum(night.asleep_s or 0 for night in own)

    chosen = max(sorted({night.source for night in group}), key=worth)
    return [night for night in group if night.source == chosen]
