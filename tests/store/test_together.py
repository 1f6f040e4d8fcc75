import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from twitchwise.diary.model import Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.together import kept_together


def _note(entry_id: str, text: str) -> Note:
    return Note(entry_id=entry_id, when=Moment(local=datetime(2026, 3, 1, 12), zone="Europe/Berlin"), text=text)


@kept_together
def _count_up(store: DiaryStore, name: str) -> None:
    """Writes down how many there are; two at the same moment would count alike."""
    n = len(store.load().entries)
    store.add([_note(name, str(n))])


@kept_together
def _break_in_the_middle(store: DiaryStore) -> None:
    store.add([_note("half", datetime.now(UTC).isoformat())])
    raise InputError(what="broken", where="the middle", remedy="none")


def test_nobody_writes_between_reading_and_writing(tmp_path: Path) -> None:
    file = tmp_path / "diary.sqlite"
    with open_store(file):
        pass

    def write(name: str) -> None:
        with open_store(file) as store:
            _count_up(store, name)

    threads = [threading.Thread(target=write, args=(f"n{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(file) as store:
        texts = [each.text for each in store.load().of(Note)]
    assert sorted(texts) == [str(number) for number in range(8)]


def test_what_breaks_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "diary.sqlite") as store:
        with pytest.raises(InputError):
            _break_in_the_middle(store)
        assert store.load().entries == ()
