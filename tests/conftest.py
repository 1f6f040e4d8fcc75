"""What every test relies on: the folder of real files, no network, steady property tests."""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.require_all"]

# No test may look into, or write in, the diary of whoever runs it; processes that tests start inherit this.
os.environ["TWITCHWISE_DATABASE"] = f"sqlite:///{Path(tempfile.gettempdir()) / f'no-diary-{os.getpid()}.sqlite'}"

# The gate draws the same examples each time, so that what it says does not change with chance; everybody else explores.
settings.register_profile(
    "twitchwise",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("twitchwise")

_BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[2] / "shared" / "data"


_MOST_AT_A_TIME = 4
"""Processes of tests at most: each may hold a video in memory, and a database and a browser beside it."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite runs in several processes; tests that were named run in this one, within a debugger's reach."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    return min(os.cpu_count() or 1, _MOST_AT_A_TIME)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files, which lies outside the repository."""
    folder = Path(os.environ.get("TWITCHWISE_DATA", _BESIDE_THE_REPOSITORY))
    if not (folder / "recordings").is_dir():
        pytest.skip(f"the real files are not in {folder}; TWITCHWISE_DATA names their folder")
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Fail any connection that leaves this computer."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


def _guarded(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
