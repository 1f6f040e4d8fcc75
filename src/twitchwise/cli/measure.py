"""`twitchwise measure`: from files to twitches."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from twitchwise.cli.terminal import open_console, progress_shown, say_refusal

if TYPE_CHECKING:
    from twitchwise.desk.finding import FoundFile
    from twitchwise.desk.measuring import Outcome, ReadingOptions
    from twitchwise.twitches.model import Measurement, MeasuringOptions

__all__ = ["measure"]


def measure(
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Recordings, or folders of recordings.", show_default=False),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(metavar="SITE", help='The muscle recorded: "left-gastrocnemius", "left calf", "tongue".'),
    ] = None,
    kind: Annotated[
        Literal["emg", "motion", "video"] | None,
        typer.Option(help="What the file holds; only for tables and arrays that leave it open."),
    ] = None,
    rate: Annotated[
        float | None, typer.Option(metavar="HZ", help="Samples a second, for tables and arrays without times.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Unit of the samples where the file has none: uV, mV, g, m/s2.")
    ] = None,
    scale: Annotated[
        float | None,
        typer.Option(metavar="UM_PER_PX", help="Scale of a video, micrometres a pixel; sizes are then given in mm."),
    ] = None,
    false_alarms: Annotated[
        float, typer.Option(metavar="PER_MIN", help="How many false twitches a minute are accepted.", show_default=True)
    ] = 0.1,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the page, charts, tables and (video) a magnified clip here."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of text (its shape: --schema).")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the result in the diary (with --site).")] = False,
    planned: Annotated[
        bool, typer.Option("--planned", help="With --keep: recorded at a time fixed beforehand, twitching or not.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --keep: also when this site was recorded within a week.")
    ] = False,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
    details: Annotated[
        bool, typer.Option("--details", help="Add groups, doublets, isolated and continual share, settings, the file.")
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of --json and stop.")] = False,
) -> None:
    """Measure the twitches in recordings of EMG, motion or video.

    Prints how often it twitched, with the range in which the true rate lies, how large, where, what was left out and
    why, and the smallest twitch that could have been seen. Several files, or a folder, give a table; one file that
    cannot be measured does not stop the others.

    Ends with 0; with 1 when a file cannot be measured, and says why in one sentence; with 2 for a wrong option.
    """
    if schema:
        from twitchwise.cli.json_output import schema_text

        typer.echo(schema_text())
        return
    if not paths:
        raise typer.BadParameter("give at least one file or folder", param_hint="PATH")
    if (keep and site is None) or ((planned or again) and not keep):
        raise typer.BadParameter("--keep needs --site, --planned and --again need --keep", param_hint="--keep")
    kept_in = _Keeping(diary=diary, is_wanted=keep, is_planned=planned, is_again=again)
    options = _options(site, false_alarms, scale)
    reading = _reading(kind, rate, unit)
    if len(paths) == 1 and not paths[0].is_dir():
        _measure_one(paths[0], options, reading, out, kept_in, as_json=as_json, details=details)
        return
    from twitchwise.desk.finding import find_recordings

    _measure_several(find_recordings(paths), options, reading, out, kept_in, as_json=as_json, details=details)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keeping:
    """Whether, and in which diary, results are kept."""

    diary: Path | None
    is_wanted: bool
    is_planned: bool
    is_again: bool


def _keep(measured: "Sequence[Measurement]", keeping: _Keeping) -> None:
    if not keeping.is_wanted:
        return
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.kindness import recording_waits
    from twitchwise.desk.writing import keep_measurement, recorded_at

    with open_diary(keeping.diary) as store:
        for measurement in measured:
            diary = store.load()
            waits = recording_waits(diary, measurement, recorded_at(measurement, diary.rule))
            if waits is not None and not keeping.is_again:
                say_refusal(waits.text)
            elif not keep_measurement(store, measurement, is_planned=keeping.is_planned):
                say_refusal(f"{measurement.recording.name} of this site is in the diary already.")


def _look_back(measurement: "Measurement", keeping: _Keeping) -> str:
    """What the muscle did in the days before, as far as the diary knows; empty when the site is not known."""
    site = measurement.options.site
    if site is None:
        return ""
    from twitchwise.desk.looking_back import look_back_in
    from twitchwise.desk.writing import recorded_at
    from twitchwise.report.look_back_words import look_back_sentence, no_diary_sentence

    look = look_back_in(keeping.diary, site, recorded_at(measurement))
    return no_diary_sentence(site) if look is None else look_back_sentence(look)


def _options(site: str | None, false_alarms: float, scale: float | None) -> "MeasuringOptions":
    if not 0.001 <= false_alarms <= 60:
        raise typer.BadParameter("give a number a minute from 0.001 to 60", param_hint="--false-alarms")
    if scale is not None and not 0 < scale < 1e5:
        raise typer.BadParameter("give micrometres a pixel, above 0 and below 100000", param_hint="--scale")
    from twitchwise.body import find_site
    from twitchwise.twitches.model import MeasuringOptions

    return MeasuringOptions(
        site=None if site is None else find_site(site), false_alarms_per_min=false_alarms, um_per_px=scale
    )


def _reading(kind: str | None, rate: float | None, unit: str | None) -> "ReadingOptions":
    if rate is not None and not 0 < rate < 1e7:
        raise typer.BadParameter("give samples a second, above 0 and below 10000000", param_hint="--rate")
    from twitchwise.desk.measuring import ReadingOptions
    from twitchwise.recordings.model import RecordingKind

    return ReadingOptions(kind=None if kind is None else RecordingKind(kind), rate_hz=rate, unit=unit)


def _measure_one(
    path: Path,
    options: "MeasuringOptions",
    reading: "ReadingOptions",
    out: Path | None,
    keeping: _Keeping,
    *,
    as_json: bool,
    details: bool,
) -> None:
    from twitchwise.desk.measuring import measure_file

    with progress_shown(is_wanted=not as_json) as on_progress:
        measurement = measure_file(path, options, reading=reading, out=out, on_progress=on_progress)
    _mention_unused([measurement], reading)
    _keep([measurement], keeping)
    if as_json:
        from twitchwise.cli.json_output import one_text

        typer.echo(one_text(measurement))
        return
    from twitchwise.cli.result_text import print_measurement, print_where

    console = open_console()
    print_measurement(console, measurement, details=details, look_back=_look_back(measurement, keeping))
    if out is not None:
        print_where(console, out, "index.html")


def _measure_several(
    files: "tuple[FoundFile, ...]",
    options: "MeasuringOptions",
    reading: "ReadingOptions",
    out: Path | None,
    keeping: _Keeping,
    *,
    as_json: bool,
    details: bool,
) -> None:
    from twitchwise.desk.measuring import measure_many

    with progress_shown(is_wanted=not as_json) as on_progress:
        outcomes = measure_many(files, options, reading=reading, out=out, on_progress=on_progress)
    measured = [outcome.measurement for outcome in outcomes if outcome.measurement is not None]
    _mention_unused(measured, reading)
    _keep(measured, keeping)
    if as_json:
        from twitchwise.cli.json_output import several_text

        typer.echo(several_text(outcomes))
    elif measured:
        from twitchwise.cli.result_text import print_table, print_where

        console = open_console()
        print_table(console, outcomes, details=details)
        if out is not None:
            print_where(console, out, "summary.html")
    _end(outcomes)


def _end(outcomes: "tuple[Outcome, ...]") -> None:
    refused = [outcome.refusal for outcome in outcomes if outcome.refusal is not None and not outcome.is_passed_over]
    passed_over = [outcome.refusal for outcome in outcomes if outcome.refusal is not None and outcome.is_passed_over]
    undecided = [refusal for refusal in passed_over if "--kind" in refusal.remedy]  # these may well be recordings
    for refusal in (*refused, *undecided):
        say_refusal(str(refusal))
    others = [refusal.where for refusal in passed_over if refusal not in undecided]
    if others:
        say_refusal(f"no recordings, passed over: {', '.join(others)}.")
    if refused or len(passed_over) == len(outcomes):
        raise typer.Exit(1)


def _mention_unused(measured: "list[Measurement]", reading: "ReadingOptions") -> None:
    """Options that change nothing for some of the files are told, lest they be believed to."""
    from twitchwise.recordings.model import RecordingKind

    videos = [m.recording.name for m in measured if m.recording.kind is RecordingKind.VIDEO]
    others = [m.recording.name for m in measured if m.recording.kind is not RecordingKind.VIDEO]
    if others and measured[0].options.um_per_px is not None:
        say_refusal(f"--scale is for videos and changes nothing for {', '.join(others)}.")
    for option, value in (("--rate", reading.rate_hz), ("--unit", reading.unit)):
        if videos and value is not None:
            say_refusal(f"{option} is for tables and arrays and changes nothing for {', '.join(videos)}.")
