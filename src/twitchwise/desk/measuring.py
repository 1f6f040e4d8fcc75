"""Measuring one file or many: read, measure, write the pages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from twitchwise.clock import utc_now
from twitchwise.desk.finding import FoundFile
from twitchwise.desk.keeping import result_folder
from twitchwise.errors import InputError, UnknownFormat, UnreadableFile
from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.twitches.model import Measurement, MeasuringOptions

__all__ = [
    "PAGE",
    "Measured",
    "Outcome",
    "Progress",
    "ReadingOptions",
    "measure_file",
    "measure_many",
    "read_and_measure",
]

PAGE = "index.html"
"""Name of the page of one measurement in its folder."""

Progress = Callable[[str, float], None]
"""Called with what is being done and the share of it that is done, 0-1."""

_MEASURED_SHARE = 0.6  # of the work on a file whose pages are written too


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What the person says of files that leave something open.

    Parameters
    ----------
    kind : what a table or an array holds.
    rate_hz : samples a second of a table or an array without times.
    unit : unit of the samples where the file states none ("uV", "mV", "g", "m/s2").
    """

    kind: RecordingKind | None = None
    rate_hz: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measured:
    """A recording, still open, and what it says."""

    recording: Recording
    measurement: Measurement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """What became of one file: exactly one of `measurement` and `refusal` is set.

    Parameters
    ----------
    path : the file.
    measurement : what it says.
    refusal : why it could not be measured.
    is_passed_over : no recording at all, in a folder where other files may lie: no fault of the input.
    """

    path: Path
    measurement: Measurement | None = None
    refusal: InputError | None = None
    is_passed_over: bool = False


def measure_file(
    path: Path,
    options: MeasuringOptions | None = None,
    *,
    reading: ReadingOptions | None = None,
    out: Path | None = None,
    on_progress: Progress | None = None,
) -> Measurement:
    """Measure the twitches in one file.

    Parameters
    ----------
    path : the file.
    options : site, accepted false alarms, scale.
    reading : what the file leaves open.
    out : folder for the page, charts, tables and, for a video, the magnified clip; nothing is written without it.
    on_progress : told what is being done.

    Raises
    ------
    InputError
        The file cannot be read or measured, or `out` cannot be written; then nothing is left there.
    """
    options, reading = options or MeasuringOptions(), reading or ReadingOptions()
    report = on_progress or _silent
    if out is None:
        return read_and_measure(path, options, reading=reading, on_progress=report).measurement
    with result_folder(out) as draft:
        found = read_and_measure(path, options, reading=reading, on_progress=_first_part(report))
        _write_pages(path, found, draft, report)
    return found.measurement


def read_and_measure(
    path: Path,
    options: MeasuringOptions | None = None,
    *,
    reading: ReadingOptions | None = None,
    on_progress: Progress | None = None,
) -> Measured:
    """Measure the twitches in one file, and keep the recording at hand for pictures of it.

    Parameters
    ----------
    path, options, reading, on_progress : as for `measure_file`.

    Raises
    ------
    InputError
        The file cannot be read or measured.
    """
    from twitchwise.desk.recording_clock import with_likely_clock
    from twitchwise.recordings.open import read_recording
    from twitchwise.twitches.measure import measure_twitches

    reading, report = reading or ReadingOptions(), on_progress or _silent
    report(f"reading {path.name}", 0.0)
    with _plain_refusals(path):
        recording = read_recording(path, kind=reading.kind, rate_hz=reading.rate_hz, unit=reading.unit)
        recording = with_likely_clock(recording, utc_now())
        report(f"measuring {path.name}", 0.0)
        measurement = measure_twitches(
            recording, options, progress=lambda share: report(f"measuring {path.name}", min(share, 1.0))
        )
    return Measured(recording=recording, measurement=measurement)


def measure_many(
    files: Sequence[FoundFile],
    options: MeasuringOptions | None = None,
    *,
    reading: ReadingOptions | None = None,
    out: Path | None = None,
    on_progress: Progress | None = None,
    on_each: Callable[[Outcome], None] | None = None,
) -> tuple[Outcome, ...]:
    """Measure the twitches in several files; one that cannot be measured does not stop the others.

    Parameters
    ----------
    files : from `find_recordings`.
    options, reading : as for `measure_file`.
    out : folder for one folder of results a file, and for a summary of all.
    on_progress : told what is being done, and the share of the whole.
    on_each : told each outcome as soon as it is there.

    Raises
    ------
    InputError
        `out` cannot be written.
    """
    options, reading = options or MeasuringOptions(), reading or ReadingOptions()
    report = on_progress or _silent
    outcomes: list[Outcome] = []
    with nullcontext(None) if out is None else result_folder(out) as draft:
        names = result_names([file.path for file in files])
        for n, (file, name) in enumerate(zip(files, names, strict=True)):
            place = None if draft is None else draft / name
            outcome = _attempt(file, options, reading, place, _part_of(report, n, len(files)))
            outcomes.append(outcome)
            if on_each is not None:
                on_each(outcome)
        if draft is not None:
            _sum_up(outcomes, names, draft)
    return tuple(outcomes)


def result_names(paths: Sequence[Path]) -> list[str]:
    """One folder name a file: its name without the ending, with a number where two would be alike."""
    names: list[str] = []
    for path in paths:
        name, n = path.stem, 2
        while name.lower() in (other.lower() for other in names):  # some file systems do not tell case
            name, n = f"{path.stem}-{n}", n + 1
        names.append(name)
    return names


def _attempt(
    file: FoundFile, options: MeasuringOptions, reading: ReadingOptions, place: Path | None, report: Progress
) -> Outcome:
    try:
        on_progress = report if place is None else _first_part(report)
        found = read_and_measure(file.path, options, reading=reading, on_progress=on_progress)
    except InputError as refusal:
        is_passed_over = isinstance(refusal, UnknownFormat) and not file.is_named
        return Outcome(path=file.path, refusal=refusal, is_passed_over=is_passed_over)
    if place is not None:
        place.mkdir()
        _write_pages(file.path, found, place, report)
    return Outcome(path=file.path, measurement=found.measurement)


def _write_pages(path: Path, found: Measured, draft: Path, report: Progress) -> None:
    from twitchwise.report.folder import write_report_folder

    report(f"drawing {path.name}", _MEASURED_SHARE)
    with _plain_refusals(path):
        write_report_folder(found.measurement, draft, clip=found.recording.clip)
    report(f"drawing {path.name}", 1.0)


def _sum_up(outcomes: Sequence[Outcome], names: Sequence[str], draft: Path) -> None:
    from twitchwise.report.summary import write_summary

    pages = {name: outcome.measurement for outcome, name in zip(outcomes, names, strict=True) if outcome.measurement}
    if pages:
        write_summary(list(pages.values()), draft, pages=[f"{quote(name)}/{PAGE}" for name in pages])


def _first_part(report: Progress) -> Progress:
    return lambda doing, share: report(doing, _MEASURED_SHARE * share)


@contextmanager
def _plain_refusals(path: Path) -> Iterator[None]:
    """A file that vanishes or fails while it is read is the input's fault, not the program's."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise UnreadableFile(
            what="it was moved or removed while it was read", where=path.name, remedy="put it back and try again"
        ) from error
    except MemoryError as error:
        raise UnreadableFile(
            what="it is too large for this computer's memory", where=path.name, remedy="cut it into shorter recordings"
        ) from error
    except OSError as error:
        raise UnreadableFile(
            what="it could not be read to its end", where=path.name, remedy="copy it to this computer and try again"
        ) from error


def _part_of(report: Progress, n: int, total: int) -> Progress:
    return lambda doing, share: report(f"{doing} ({n + 1} of {total})", (n + share) / total)


def _silent(_doing: str, _share: float) -> None:
    pass
