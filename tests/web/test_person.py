import os
import threading
import time
from datetime import datetime
from pathlib import Path

from twitchwise.diary.model import Diary, Note
from twitchwise.diary.moment import Moment
from twitchwise.store.diary_store import open_store
from twitchwise.store.erasing import Erasure
from twitchwise.web.person import DiaryReader, _stamp

NOON = Moment(local=datetime(2026, 11, 22, 12))


def _note(name: str, text: str = "x") -> Note:
    return Note(entry_id=name, when=NOON, text=text)


def _rest(file: Path) -> None:
    """The last writing lies an hour back."""
    hour_ago = time.time() - 3600.0
    os.utime(file, (hour_ago, hour_ago))


def test_a_diary_that_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    file, reader = tmp_path / "diary.sqlite", DiaryReader()
    with reader.open(file) as store:
        store.add([_note("a")])
    _rest(file)
    first = reader.load(file)
    file_text, broken = file.read_bytes(), file.stat()
    file.write_bytes(file_text[:100].ljust(len(file_text), b"\0"))
    os.utime(file, ns=(broken.st_atime_ns, broken.st_mtime_ns))
    assert reader.load(file) is first


def test_what_anybody_writes_is_there_at_once(tmp_path: Path) -> None:
    file, reader = tmp_path / "diary.sqlite", DiaryReader()
    for number in range(10):
        with open_store(file) if number % 2 else reader.open(file) as store:
            store.add([_note(f"{number}")])
        assert [note.entry_id for note in reader.load(file).of(Note)] == [f"{each}" for each in range(number + 1)]


def test_a_file_that_was_written_this_moment_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "diary.sqlite"
    file.write_bytes(b"x")
    later = time.time() + 3600.0
    os.utime(file, (later, later))
    assert _stamp(file) is None
    _rest(file)
    assert _stamp(file) == _stamp(file) is not None


def test_nothing_of_an_erased_diary_stays(tmp_path: Path) -> None:
    file, reader = tmp_path / "diary.sqlite", DiaryReader()
    assert reader.load(file) == Diary()
    assert not file.exists()
    with reader.open(file) as store:
        store.add([_note("a")])
        assert reader.load(file).of(Note)
    with open_store(file) as store:
        store.erase(Erasure())
    assert reader.load(file) == Diary()
    assert not reader._shelves


def test_twenty_at_once_lose_nothing(tmp_path: Path) -> None:
    file, reader, unseen = tmp_path / "diary.sqlite", DiaryReader(), list[str]()

    def write(name: str) -> None:
        with reader.open(file) as store:
            store.add([_note(name)])
        if name not in {note.entry_id for note in reader.load(file).of(Note)}:
            unseen.append(name)

    with reader.open(file):
        threads = [threading.Thread(target=write, args=(f"{number}",)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60.0)
    assert unseen == []
    assert len(reader.load(file).of(Note)) == 20
