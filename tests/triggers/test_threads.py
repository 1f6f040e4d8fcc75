import subprocess
import sys
from pathlib import Path

from threadpoolctl import threadpool_info

from twitchwise.triggers.threads import one_thread

_SOURCE = Path(__file__).resolve().parents[2] / "src"
_FRESH = """
import sys
sys.path.insert(0, sys.argv[1])
from threadpoolctl import threadpool_info
from twitchwise.triggers.threads import one_thread
with one_thread():
    import numpy, scipy.linalg.lapack
    print(*[library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"])
"""


def test_no_library_uses_more_than_one_thread() -> None:
    with one_thread():
        assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} == {1}


def test_a_library_that_was_not_loaded_before_is_limited_too() -> None:
    done = subprocess.run([sys.executable, "-c", _FRESH, str(_SOURCE)], capture_output=True, text=True, check=True)
    threads = done.stdout.split()
    assert threads
    assert set(threads) == {"1"}
