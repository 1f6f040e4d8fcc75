"""A program for test_killed_writer: forks writers of one diary, kills each in the middle, prints what was accepted."""

import json
import os
import random
import select
import signal
import sys
from datetime import datetime
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.diary.model import Note, Origin, Workout
from twitchwise.diary.moment import Moment
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.importing import ImportRecord
from twitchwise.store.place import place_of

AT_ONCE = 7  # entries of one import: all there, or none
WHEN = Moment(local=datetime(2026, 1, 1))


def write_on(path: Path, name: str, told: int) -> None:
    """Writes single entries and imports in turn for ever, telling of each when it is accepted."""
    with DiaryStore(place_of(path)) as store:
        n = 0
        while True:
            store.add([Note(entry_id=f"{name}-{n}", when=WHEN, text="x" * 200)])
            os.write(told, f"{name}-{n}\n".encode())
            import_id = f"import-{name}-{n}"
            record = ImportRecord(
                import_id=import_id, program="Strong", file_name="f", sha256="", imported_at=utc_now()
            )
            store.keep_import(record, [_workout(import_id, k) for k in range(AT_ONCE)])
            os.write(told, f"{import_id}\n".encode())
            n += 1


def _workout(import_id: str, number: int) -> Workout:
    key = f"{import_id}-{number}"
    return Workout(entry_id=key, when=WHEN, origin=Origin(program="Strong", source_key=key, import_id=import_id))


def killed_after(path: Path, name: str, rng: random.Random) -> list[str]:
    """Starts a writer, kills it a moment after it told of a few entries, and returns what it told."""
    here, there = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(here)
        write_on(path, name, there)
    os.close(there)
    heard = b""
    wanted = rng.randint(1, 5)
    while heard.count(b"\n") < wanted:
        heard += os.read(here, 4096)
    select.select([here], [], [], rng.uniform(0.0, 0.01))  # into the middle of the next one
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while more := os.read(here, 4096):
        heard += more
    os.close(here)
    return heard.decode().split()


if __name__ == "__main__":
    chance = random.Random(5)
    accepted = [name for n in range(int(sys.argv[2])) for name in killed_after(Path(sys.argv[1]), str(n), chance)]
    print(json.dumps(accepted))
