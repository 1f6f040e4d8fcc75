from collections.abc import Iterator
from pathlib import Path

import pytest

from twitchwise.body import Side
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.strength_recording import score_from_file
from twitchwise.desk.strength_standing import standing_of_diary
from twitchwise.desk.strength_writing import write_test
from twitchwise.diary.model import TestResult
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore
from twitchwise.strength.battery import find_test


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


@pytest.fixture
def touches(tmp_path: Path) -> Path:
    """Ten seconds of touches, one each 0.2 s, as unevenly as fingers are."""
    path = tmp_path / "touches.csv"
    path.write_text(
        "\n".join(["time", *(f"{0.2 * k + 0.02 * (k % 2):.2f}" for k in range(51))]) + "\n", encoding="utf-8"
    )
    return path


def test_touches_become_taps_in_ten_seconds(touches: Path) -> None:
    read = score_from_file(touches, find_test("finger-tapping"))
    assert (read.value, read.is_speed) == (50.0, False)


def test_a_real_walk_becomes_a_speed_and_enters_the_trend(shared_data: Path, store: DiaryStore) -> None:
    path = shared_data / "movement" / "oxford_steps" / "user1_frontpocket_1506422223341.csv"
    read = score_from_file(path, find_test("walk"), amount=230.0)
    assert read.is_speed
    written = write_test(store, "walk", read.value, amount=230.0, is_speed=True)
    assert (written.result.unit, written.result.score) == ("m/s", read.value)
    (region,) = standing_of_diary(store.load()).trend.regions
    assert region.tests[0].points[0].score == pytest.approx(read.value)


def test_real_chair_stands_are_counted(shared_data: Path) -> None:
    path = shared_data / "movement" / "sit2standpy" / "sample.csv"
    assert score_from_file(path, find_test("chair-stand")).reading.count == 3


def test_a_walk_without_its_metres_says_what_is_missing(shared_data: Path) -> None:
    path = shared_data / "movement" / "oxford_steps" / "user1_frontpocket_1506422223341.csv"
    with pytest.raises(InputError, match="--amount METRES"):
        score_from_file(path, find_test("walk"))


def test_a_test_that_no_sensor_shows_and_one_that_is_not_in_the_file_are_refused(
    touches: Path, store: DiaryStore
) -> None:
    with pytest.raises(InputError, match="no sensor file shows this test"):
        score_from_file(touches, find_test("grip"))
    with pytest.raises(InputError):
        score_from_file(touches, find_test("stairs"))
    with pytest.raises(InputError, match="a speed was given"):
        write_test(store, "grip", 3.0, side=Side.LEFT, is_speed=True)
    assert store.load().of(TestResult) == ()
