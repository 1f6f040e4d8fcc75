"""A skip that hides a missing part is a failure when TWITCHWISE_REQUIRE_ALL=1.

Loaded by tests/conftest.py with `pytest_plugins = ["tests.require_all"]`. A skip stays a skip when its reason begins
with "does not apply here": then nothing is missing (a test about permissions, run as root).
"""

import os
from collections.abc import Generator

import pytest

DOES_NOT_APPLY = "does not apply here"


def _complain(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail") or os.environ.get("TWITCHWISE_REQUIRE_ALL") != "1":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if reason.startswith(DOES_NOT_APPLY):
        return
    report.outcome = "failed"
    report.longrepr = f"skipped although TWITCHWISE_REQUIRE_ALL=1: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _complain(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _complain(report)
    return report
