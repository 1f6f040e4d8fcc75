"""What stands behind `--details` and in the folds of the page: groups, doublets, shares, settings, the file."""

from dataclasses import dataclass

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.figures import say_count, say_number, say_rate, say_share, say_size, say_span
from twitchwise.twitches.model import Group, GroupKind, Measurement

__all__ = ["Detail", "describe_details"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One line of detail.

    Parameters
    ----------
    label : what it is about.
    text : what is to be said, without full stop.
    """

    label: str
    text: str


def describe_details(measurement: Measurement) -> tuple[Detail, ...]:
    """Everything about a measurement that the short result leaves out, in reading order."""
    return tuple(
        Detail(label=label, text=text)
        for label, text in [*_about_rates(measurement), *_about_groups(measurement), *_about_recording(measurement)]
        if text
    )


def _about_rates(measurement: Measurement) -> list[tuple[str, str]]:
    return [
        ("Strict rate", _say_rate(measurement.strict)),
        ("Lenient rate", _say_rate(measurement.lenient)),
        ("Doublets", f"{say_count(measurement.n_doublets, 'pair')} 10 to 110 ms apart"),
        ("Isolated twitches", _say_share(measurement.isolated, "both neighbours more than 250 ms away")),
        ("Continual twitches", _say_share(measurement.continual, "both neighbours at most 250 ms away")),
        ("Noise at rest", _say_size(measurement.noise)),
        ("Smallest twitch found nine times in ten", _say_size(measurement.smallest_detectable)),
    ]


def _about_groups(measurement: Measurement) -> list[tuple[str, str]]:
    lines = [(f"{_kind_word(group)} {group.id}", _say_group(group, measurement.unit)) for group in measurement.groups]
    return [*lines, ("Groups", measurement.grouping_note)]


def _kind_word(group: Group) -> str:
    return "Site" if group.kind is GroupKind.SITE else "Probable unit"


def _say_group(group: Group, unit: str) -> str:
    size = say_size(group.median_amplitude, unit)
    return f"{say_count(group.n, 'twitch')}, {_say_rate(group.rate)}, typical size {size}, at {group.place.label}"


def _about_recording(measurement: Measurement) -> list[tuple[str, str]]:
    recording, options = measurement.recording, measurement.options
    places = {"emg": "channel", "motion": "axis"}.get(recording.kind, "block")
    n_places = "one sensor with three axes" if places == "axis" else say_count(recording.n_places, places)
    accepted = say_number(options.false_alarms_per_min)
    settings = [f"{accepted} false twitches a minute accepted", f"intervals at {100 * options.level:.0f} %"]
    if options.um_per_px is not None:
        settings.append(f"scale {say_number(options.um_per_px)} micrometres a picture point")
    return [
        ("Site", options.site.name if options.site is not None else "not told"),
        ("Settings", ", ".join(settings)),
        ("File", f"{recording.name}, {recording.format}"),
        ("Device", recording.device or ""),
        ("Started", recording.started_at_utc or ""),
        ("Length", f"{say_span(recording.duration_s)}, {recording.rate_hz:.5g} samples a second, {n_places}"),
        ("Missing from the file", say_count(recording.n_dropped, "sample") if recording.n_dropped else ""),
        ("SHA-256 of the file", recording.sha256),
    ]


def _say_rate(rate: Estimate | NotMeasurable) -> str:
    return f"not measurable: {rate.reason}" if isinstance(rate, NotMeasurable) else say_rate(rate)


def _say_share(share: Estimate | NotMeasurable, meaning: str) -> str:
    return f"not measurable: {share.reason}" if isinstance(share, NotMeasurable) else f"{say_share(share)}, {meaning}"


def _say_size(size: Estimate | NotMeasurable) -> str:
    if isinstance(size, NotMeasurable):
        return f"not measurable: {size.reason}"
    return say_size(size.value, size.unit, explained=True)
