from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.weekly_ratings import correct_ratings, due_ratings, ratings_of_today
from twitchwise.desk.writing import DoneThing, write_day
from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.store.diary_store import DiaryStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def test_ratings_are_asked_once_a_week(store: DiaryStore) -> None:
    assert [rating.kind for rating in due_ratings(store.load())] == [
        ExposureKind.WORRY,
        ExposureKind.SEARCHING,
        ExposureKind.FELT_WEAKNESS,
    ]
    write_day(store, done=[DoneThing(kind=ExposureKind.WORRY, amount=4.0)])
    assert ExposureKind.WORRY not in {rating.kind for rating in due_ratings(store.load())}


def test_a_slip_of_today_is_put_right_once_and_what_stood_there_is_told(store: DiaryStore) -> None:
    write_day(store, done=[DoneThing(kind=ExposureKind.WORRY, amount=40.0)])
    assert correct_ratings(store, {ExposureKind.WORRY: 4.0, ExposureKind.SEARCHING: 5.0}) == 1
    assert correct_ratings(store, {ExposureKind.WORRY: 4.0}) == 0
    (given,) = ratings_of_today(store.load())
    assert given.amount == 4.0
    assert "before: 40" in given.note
    assert correct_ratings(store, {ExposureKind.WORRY: 5.0}) == 1
    (kept,) = store.load().of(Exposure)
    assert kept.amount == 5.0
    assert "before: 40" in kept.note
    assert "before: 4." in kept.note


def test_what_was_said_on_another_day_stands(store: DiaryStore) -> None:
    yesterday = store.load().rule.today(utc_now()) - timedelta(days=1)
    write_day(store, day=yesterday, done=[DoneThing(kind=ExposureKind.WORRY, amount=7.0)])
    assert ratings_of_today(store.load()) == ()
    assert correct_ratings(store, {ExposureKind.WORRY: 3.0}) == 0
    assert [each.amount for each in store.load().of(Exposure)] == [7.0]
