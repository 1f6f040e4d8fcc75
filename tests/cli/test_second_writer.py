import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def test_a_second_writer_is_told_to_wait_and_nothing_is_lost(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    run("log", "--note", "first", "--diary", diary)
    with closing(sqlite3.connect(diary, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = run("log", "--note", "second", "--diary", diary)
        assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
        assert "another program is writing in this diary" in refused.stderr
        assert "first" in run("diary", "show", "--diary", diary).stdout
        other.execute("ROLLBACK")
    assert run("log", "--note", "second", "--diary", diary).exit_code == 0
    assert "second" in run("diary", "show", "--diary", diary).stdout
