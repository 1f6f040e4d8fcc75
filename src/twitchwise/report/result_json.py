"""A measurement as one JSON object, and its twitches as a table."""

import csv
import io
import math
from pathlib import Path

from twitchwise.charts.whole_file import write_whole
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.evidence.lookup import cite
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.result_schema import (
    EstimateObject,
    ExcludedObject,
    GroupObject,
    OptionsObject,
    ProblemObject,
    RatesObject,
    ReasonObject,
    RecordingObject,
    RedFlagsObject,
    RejectedObject,
    ResultObject,
    SizeObject,
    TwitchObject,
)
from twitchwise.report.version import package_version
from twitchwise.report.words import describe
from twitchwise.twitches.model import Group, Measurement, MeasuringOptions, RecordingSummary, Twitch

__all__ = ["json_schema", "safe_cell", "to_json", "to_object", "twitches_csv", "write_twitches_csv"]

_DIGITS = 6  # far below what any sensor resolves


def to_object(measurement: Measurement) -> ResultObject:
    """The measurement in its published shape: finite numbers, times in whole milliseconds."""
    return ResultObject(
        version=package_version(),
        recording=_recording(measurement.recording),
        options=_options(measurement.options),
        analysed_s=_time(measurement.analysed_s),
        excluded=[
            ExcludedObject(start_s=_time(span.start_s), end_s=_time(span.end_s), reason=span.reason)
            for span in measurement.excluded
        ],
        rate_per_min=RatesObject(strict=_estimate(measurement.strict), lenient=_estimate(measurement.lenient)),
        seen=measurement.seen,
        caution=describe(measurement).caution,
        smallest_detectable=_size(measurement.smallest_detectable),
        noise=_size(measurement.noise),
        twitches=[_twitch(twitch, measurement.unit) for twitch in measurement.twitches],
        rejected=[
            RejectedObject(
                onset_s=_time(candidate.onset_s),
                duration_s=_time(candidate.duration_s),
                amplitude=_number(candidate.amplitude),
                score=_number(candidate.score),
                reason=candidate.reason,
                place=None if candidate.place is None else candidate.place.label,
            )
            for candidate in measurement.rejected
        ],
        groups=[_group(group) for group in measurement.groups],
        grouping_note=measurement.grouping_note,
        doublets=measurement.n_doublets,
        isolated=_estimate(measurement.isolated),
        continual=_estimate(measurement.continual),
        problems=[ProblemObject(what=p.what, where=p.where, remedy=p.remedy) for p in measurement.problems],
        red_flags=_red_flags(),
    )


def to_json(measurement: Measurement, *, indent: int | None = 2) -> str:
    """The measurement as the text of one JSON object; its shape is `json_schema`."""
    return to_object(measurement).model_dump_json(indent=indent)


def json_schema() -> dict[str, object]:
    """The published JSON Schema (draft 2020-12) of `to_json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "twitchwise measurement",
        **{key: value for key, value in ResultObject.model_json_schema(mode="serialization").items() if key != "title"},
    }


def twitches_csv(measurement: Measurement) -> str:
    """The twitches as comma-separated text, one line each; columns as in the JSON object."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    columns = list(TwitchObject.model_fields)
    writer.writerow(columns)
    for twitch in measurement.twitches:
        row = _twitch(twitch, measurement.unit).model_dump()
        writer.writerow(["" if row[name] is None else safe_cell(row[name]) for name in columns])
    return table.getvalue()


def write_twitches_csv(measurement: Measurement, path: Path) -> None:
    """Write `twitches_csv`, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    write_whole(path, twitches_csv(measurement))


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: channel and file names come from outside."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _recording(recording: RecordingSummary) -> RecordingObject:
    return RecordingObject(
        kind=recording.kind,
        name=recording.name,
        sha256=recording.sha256,
        format=recording.format,
        device=recording.device,
        started_at_utc=recording.started_at_utc,
        duration_s=_time(recording.duration_s),
        rate_hz=_number(recording.rate_hz) or 0.0,
        places=recording.n_places,
        unit=recording.unit,
        dropped=recording.n_dropped,
    )


def _options(options: MeasuringOptions) -> OptionsObject:
    return OptionsObject(
        site=options.site.id if options.site is not None else None,
        false_alarms_per_min=options.false_alarms_per_min,
        um_per_px=options.um_per_px,
        level=options.level,
    )


def _twitch(twitch: Twitch, unit: str) -> TwitchObject:
    return TwitchObject(
        onset_s=_time(twitch.onset_s),
        duration_s=_time(twitch.duration_s),
        amplitude=_number(twitch.amplitude),
        unit=unit,
        place=twitch.place.label,
        x=_number(twitch.place.x),
        y=_number(twitch.place.y),
        extent=_number(twitch.place.extent),
        group=twitch.group,
        score=_number(twitch.score),
        certainty=twitch.certainty,
        doubt=twitch.doubt,
    )


def _group(group: Group) -> GroupObject:
    return GroupObject(
        id=group.id,
        kind=group.kind,
        n=group.n,
        rate_per_min=_estimate(group.rate),
        median_amplitude=_number(group.median_amplitude),
        place=group.place.label,
    )


def _red_flags() -> RedFlagsObject:
    card = red_flag_card()
    return RedFlagsObject(
        now=list(card.now),
        days=list(card.days),
        weeks=list(card.weeks),
        calm=card.calm,
        sources=[cite(source) for source in card.sources],
    )


def _estimate(estimate: Estimate | NotMeasurable) -> EstimateObject | ReasonObject:
    if isinstance(estimate, NotMeasurable):
        return ReasonObject(reason=estimate.reason)
    value, low, high = (_number(number) for number in (estimate.value, estimate.low, estimate.high))
    if value is None or low is None or high is None:
        return ReasonObject(reason="the value has no finite bounds")
    return EstimateObject(value=value, low=low, high=high, level=estimate.level)


def _size(estimate: Estimate | NotMeasurable) -> SizeObject | ReasonObject:
    found = _estimate(estimate)
    if isinstance(found, EstimateObject) and isinstance(estimate, Estimate):
        return SizeObject(**found.model_dump(), unit=estimate.unit)
    return ReasonObject.model_validate(found)


def _number(value: float | None) -> float | None:
    return float(f"{value:.{_DIGITS}g}") if value is not None and math.isfinite(value) else None


def _time(seconds: float) -> float:
    return round(seconds, 3) if math.isfinite(seconds) else 0.0
