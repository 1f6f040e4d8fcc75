import importlib
import subprocess
import sys

import pytest

import twitchwise


@pytest.mark.parametrize("name", twitchwise.__all__)
def test_a_public_name_is_there_and_explains_itself(name: str) -> None:
    found = getattr(twitchwise, name)
    assert name == "__version__" or found.__doc__


def test_a_public_name_is_the_one_of_its_room() -> None:
    for name in set(twitchwise.__all__) - {"__version__"}:
        found = getattr(twitchwise, name)
        assert getattr(importlib.import_module(found.__module__), name) is found
        assert found.__module__.startswith("twitchwise.")


def test_public_names_are_listed_for_who_looks_for_them() -> None:
    assert set(twitchwise.__all__) <= set(dir(twitchwise))


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = twitchwise.no_such_name  # type: ignore[attr-defined]


def test_importing_loads_nothing_but_the_standard_library() -> None:
    program = "import sys; before = {*sys.modules}; import twitchwise; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded - set(sys.stdlib_module_names) == {"twitchwise"}
