"""The whole description, by a program that looks for requests that break it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.conftest import Served
from twitchwise.desk.demo_diary import write_demo_diary

_RUN = "from schemathesis.cli import schemathesis; schemathesis()"
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@pytest.mark.timeout(900)  # about a minute of processor time, and more on a busy machine
def test_no_request_finds_a_fault_or_an_answer_that_is_not_described(served: Served, tmp_path: Path) -> None:
    pytest.importorskip("schemathesis")
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    command = [sys.executable, "-c", _RUN, "run", f"{served.address}/api/v1/openapi.json"]
    options = {
        "--checks": ",".join(_CHECKS),
        "--phases": "examples,coverage",
        "--seed": "1",
        "--suppress-health-check": "all",
        "--request-timeout": "60",
        "--warnings": "off",
        "--exclude-path": "/api/v1/erasing",  # the rest would meet an empty diary
    }
    flags = [part for option in options.items() for part in option]
    done = subprocess.run(
        [*command, *flags, "--generation-deterministic", "--continue-on-failure", "--no-color"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
