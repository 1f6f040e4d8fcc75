"""Diaries to test on: a SQLite file, and a PostgreSQL cluster of our own where it is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.place import VARIABLE


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        pytest.skip("PostgreSQL is not installed")
    return found[-1].parent


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database server that lives as long as the tests, reached by a socket in its own folder."""
    programs = _programs()
    pytest.importorskip("psycopg")
    # Not below pytest's folder: only its owner may enter that, and the server refuses to run as root.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = {"user": "postgres"} if os.geteuid() == 0 else {}
        if user:
            shutil.chown(folder, "postgres")
        yield from _served(programs, folder, user)


def _served(programs: Path, folder: Path, user: dict[str, str]) -> Iterator[str]:
    options = ["-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync"]

    def run(*command: str) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **user)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout + done.stderr

    run(str(programs / "initdb"), "-D", str(folder / "data"), *options)
    start = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    run(*control, "-l", str(folder / "log"), "-o", start, "start")
    try:
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        run(*control, "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DiaryStore]:
    """An empty diary, in each of the databases."""
    monkeypatch.chdir(tmp_path)
    if request.param == "sqlite":
        with open_store(tmp_path / "diary.sqlite") as opened:
            yield opened
        return
    monkeypatch.setenv(VARIABLE, _empty_database(request.getfixturevalue("postgresql")))
    with open_store() as opened:
        yield opened


def _empty_database(address: str) -> str:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS diary WITH (FORCE)")
        connection.execute("CREATE DATABASE diary")
    return address.replace("/postgres?", "/diary?")
