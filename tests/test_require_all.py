import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SUITE = """
import pytest

def test_passes() -> None: pass

@pytest.mark.skip(reason="no browser")
def test_marked() -> None: pass

def test_missing() -> None: pytest.skip("no files")

@pytest.fixture
def lost() -> None: pytest.skip("no folder")

def test_fixture(lost) -> None: pass

@pytest.mark.skip(reason="does not apply here: running as root")
def test_other_world() -> None: pass

@pytest.mark.xfail
def test_known() -> None: raise ValueError
"""


WHOLE_MODULE = 'import pytest\npytest.skip("no module", allow_module_level=True)\n'


def _last_line(folder: Path, suite: str, *, require_all: bool) -> str:
    folder.joinpath("test_suite.py").write_text(suite)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TWITCHWISE_REQUIRE_ALL": "1" if require_all else ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.require_all", "--rootdir", str(folder), str(folder)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("suite", "require_all", "summary"),
    [
        (SUITE, False, "1 passed, 4 skipped, 1 xfailed"),
        (SUITE, True, "1 failed, 1 passed, 1 skipped, 1 xfailed, 2 errors"),
        (WHOLE_MODULE, False, "1 skipped"),
        (WHOLE_MODULE, True, "1 error"),
    ],
)
def test_a_missing_part_fails_when_everything_is_required(
    tmp_path: Path, suite: str, require_all: bool, summary: str
) -> None:
    assert summary in _last_line(tmp_path, suite, require_all=require_all)
