import os
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twitchwise.cli.app import app

PHRASE = {"TWITCHWISE_PASSPHRASE": "three quiet words"}


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment = os.environ | PHRASE | {"XDG_STATE_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "twitchwise", "serve", "--port", "0", "--no-open", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )


def read_until(process: "subprocess.Popen[str]", end: str) -> str:
    assert process.stdout is not None
    lines = []
    until = time.monotonic() + 60
    while time.monotonic() < until:
        line = process.stdout.readline()
        lines.append(line)
        if end in line or not line:
            break
    return "".join(lines)


def stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    process.communicate(timeout=30)


def port_in(said: str) -> int:
    return int(said.partition("http://")[2].partition("/")[0].rpartition(":")[2])


def status_of(port: int, host: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_app_is_opened_on_this_computer_only(tmp_path: Path) -> None:
    process = start(tmp_path, "--diary", str(tmp_path / "diary.sqlite"))
    try:
        said = read_until(process, "Only this computer")
        assert status_of(port_in(said), "127.0.0.1") == 200
        assert status_of(port_in(said), "192.168.1.5") == 421
    finally:
        stop(process)


def test_without_a_terminal_a_passphrase_is_not_made_up(tmp_path: Path) -> None:
    environment = {"TWITCHWISE_PASSPHRASE": "", "XDG_STATE_HOME": str(tmp_path)}
    ran = CliRunner().invoke(app, ["serve", "--phone", "--address", "192.168.178.23"], env=environment)
    assert ran.exit_code == 1
    assert "passphrase" in ran.stderr


@pytest.mark.parametrize("address", ["8.8.8.8", "0.0.0.0"])
def test_the_internet_is_never_let_in(address: str) -> None:
    ran = CliRunner().invoke(app, ["serve", "--phone", "--address", address], env=PHRASE)
    assert ran.exit_code == 1
    assert "--address" in ran.stderr


def test_an_address_without_phone_is_a_wrong_option() -> None:
    assert CliRunner().invoke(app, ["serve", "--address", "192.168.178.23"]).exit_code == 2
