import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "twitchwise"
MODULES = sorted(SOURCE.rglob("*.py"))
LINES_AT_MOST = 500
HEAVY = ("scipy", "av", "vl_convert", "edfio", "sqlalchemy", "typst")

# Spelled in two parts, so that this file does not find itself.
REGISTRIES = ("pypi." + "org", "pythonhosted" + ".org", "files.python" + "hosted", "npmjs" + ".com", "crates" + ".io")
MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "C:" + "\\Users")


def _tracked() -> list[Path]:
    """What git tracks, or everything in a copy without git."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        folders = [ROOT / name for name in ("src", "tests", "docs", "bench", ".ci")]
        return [
            path
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        ]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _public_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
            return list(ast.literal_eval(node.value))
    return None


def _constants_types_functions(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_imports_go_down_only(tmp_path: Path) -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is_about(path: Path) -> None:
    assert ast.get_docstring(ast.parse(_text(path)))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_stays_readable_in_one_sitting(path: Path) -> None:
    assert len(_text(path).splitlines()) <= LINES_AT_MOST


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_public_names_are_sorted(path: Path) -> None:
    tree = ast.parse(_text(path))
    names = _public_names(tree)
    if names is None:
        return
    assert names == sorted(names, key=_constants_types_functions)
    assert len(set(names)) == len(names)


def test_no_room_is_a_drawer_for_odds_and_ends() -> None:
    banned = {"utils", "util", "helpers", "common", "manager", "service", "misc"}
    assert [_name(path) for path in MODULES if banned & {path.stem, *path.parent.relative_to(SOURCE).parts}] == []


@pytest.mark.parametrize("module", ["twitchwise", "twitchwise.cli"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    program = f"import {module}, sys; print(*sorted({set(HEAVY)!r} & sys.modules.keys()))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_loads_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-c", "from twitchwise.cli import main; main()", "--help"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "twitchwise" in loaded
    assert loaded & set(HEAVY) == set()


def test_no_file_names_a_package_registry() -> None:
    found = [(_name(path), host) for path in _tracked() for host in REGISTRIES if host in _text(path)]
    assert found == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [(_name(path), start) for path in _tracked() for start in MACHINE_PATHS if start in _text(path)]
    assert found == []


def test_nothing_large_or_recorded_is_tracked() -> None:
    recorded = re.compile(r"\.(mp4|mov|webm|mkv|edf|bdf|mat|npz|dat|fit)$")
    assert [_name(path) for path in _tracked() if recorded.search(path.name)] == []
    assert [_name(path) for path in _tracked() if path.stat().st_size > 500_000] == []
    assert not any(path.name == "uv.lock" for path in _tracked())
