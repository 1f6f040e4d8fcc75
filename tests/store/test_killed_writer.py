"""A writer killed at any moment loses no accepted entry and leaves no half one."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from twitchwise.diary.model import Note, Workout
from twitchwise.store.diary_store import open_store

PROGRAM = Path(__file__).with_name("killed_writers.py")
WRITERS = 100
AT_ONCE = 7  # as in the program


@pytest.mark.skipif(not hasattr(os, "fork"), reason="does not apply here: processes are not forked on this system")
def test_no_accepted_entry_is_lost_and_no_half_one_exists(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite"
    open_store(path).close()
    command = [sys.executable, str(PROGRAM), str(path), str(WRITERS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    accepted = set(json.loads(done.stdout))
    assert len(accepted) >= WRITERS
    with open_store(path) as store:
        assert store.check() == ()
        diary = store.load()
        imports = {record.import_id for record in store.imports()}
    notes = {entry.entry_id for entry in diary.of(Note)}
    per_import = Counter(workout.origin.import_id for workout in diary.of(Workout) if workout.origin is not None)
    assert {name for name in accepted if not name.startswith("import-")} <= notes
    assert {name for name in accepted if name.startswith("import-")} <= imports
    assert imports == set(per_import)
    assert set(per_import.values()) == {AT_ONCE}
