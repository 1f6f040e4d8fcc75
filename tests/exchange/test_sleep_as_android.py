"""Sleep as Android; its shape is described in public, no real export of it is at hand."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEADER = "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo"
PRAGUE = ZoneInfo("Europe/Prague")


def night(start: datetime, end: datetime, hours: str, rating: str, comment: str, n_times: int = 2) -> str:
    """One night as the program writes it: header, values, a line of noise."""
    times = "".join(f',"{22 + i % 2}:0{i}"' for i in range(n_times))
    local, until = start.astimezone(PRAGUE), end.astimezone(PRAGUE)
    cells = [
        str(round(start.timestamp() * 1000)),
        "Europe/Prague",
        f"{local:%d. %m. %Y} {local.hour}:{local:%M}",
        f"{until:%d. %m. %Y} {until.hour}:{until:%M}",
        f"{until:%d. %m. %Y} {until.hour}:{until:%M}",
        hours,
        rating,
        comment,
        "10003",
        "-1",
        "-1.0",
        "5",
        "0.4",
        "0",
        "x1",
    ]
    values = ",".join(f'"{cell}"' for cell in [*cells, *("1.5" for _ in range(n_times)), "LIGHT_START-1", "LUX-2-3"])
    noise = ",".join(['""'] * 15 + ['"0.1"'] * n_times + ['""', '""'])
    return f'{HEADER}{times},"Event","Event"\n{values}\n{noise}\n'


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


NIGHTS = (
    night(utc(2020, 5, 3, 4, 22), utc(2020, 5, 3, 11, 10), "6.8", "2.5", " #home #caffeine_2x #alcohol late party"),
    night(utc(2020, 5, 3, 21, 0), utc(2020, 5, 4, 5, 0), "7.533", "0.0", "", 7),
)


def imported(folder: Path, text: str) -> ImportResult:
    path = folder / "sleep-export.csv"
    path.write_text(text, encoding="utf-8")
    assert find_importer(path).id == "sleep-as-android"
    return read_import(ImportFile(path=path, import_id="i1"))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def test_every_night_brings_its_own_header(tmp_path: Path) -> None:
    result = imported(tmp_path, "".join(NIGHTS))
    first, second = exposures(result, ExposureKind.SLEEP)
    assert (first.amount, second.amount) == (6.8, 7.533)
    assert (first.when.local, first.when.zone) == (datetime(2020, 5, 3, 6, 22), "Europe/Prague")
    assert first.until is not None
    assert first.until.local == datetime(2020, 5, 3, 13, 10)
    assert (result.skipped, result.problems) == ((), ())


def test_a_rating_of_nought_is_none_and_tags_tell_of_the_evening(tmp_path: Path) -> None:
    result = imported(tmp_path, "".join(NIGHTS))
    (quality,) = exposures(result, ExposureKind.SLEEP_QUALITY)
    assert (quality.amount, quality.when.local) == (5.0, datetime(2020, 5, 3, 13, 10))
    (caffeine,) = exposures(result, ExposureKind.CAFFEINE)
    assert (caffeine.amount, caffeine.note) == (None, "#caffeine_2x")
    assert len(exposures(result, ExposureKind.ALCOHOL)) == 1
    assert len(result.entries) == 5


def test_the_second_of_two_equal_hours_is_known_by_the_id(tmp_path: Path) -> None:
    # The clocks went back on 2020-10-25 at 01:00 UTC: 02:30 in Prague was at 00:30 and at 01:30 UTC.
    before = imported(tmp_path, night(utc(2020, 10, 25, 0, 30), utc(2020, 10, 25, 6, 0), "5.5", "0.0", ""))
    after = imported(tmp_path, night(utc(2020, 10, 25, 1, 30), utc(2020, 10, 25, 6, 0), "4.5", "0.0", ""))
    assert before.entries[0].when.local == after.entries[0].when.local == datetime(2020, 10, 25, 2, 30)
    assert [result.entries[0].when.local.fold for result in (before, after)] == [0, 1]
    assert before.entries[0].when.instant() == utc(2020, 10, 25, 0, 30)
    assert after.entries[0].when.instant() == utc(2020, 10, 25, 1, 30)


def test_a_night_without_hours_is_as_long_as_it_lasted(tmp_path: Path) -> None:
    result = imported(tmp_path, night(utc(2020, 3, 28, 22, 0), utc(2020, 3, 29, 5, 0), "", "0.0", ""))
    (sleep,) = exposures(result, ExposureKind.SLEEP)
    assert sleep.amount == 7.0  # the clocks went forward: 23:00 to 7:00 on the wall, seven hours in truth


def test_a_file_cut_in_a_night_leaves_that_night_out(tmp_path: Path) -> None:
    text = "".join(NIGHTS)
    result = imported(tmp_path, text[: text.rindex('"7.533"')])
    assert len(exposures(result, ExposureKind.SLEEP)) == 1
    assert "ends in the middle of line 5" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("saa") / "a.csv"
    good = "".join(NIGHTS).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
