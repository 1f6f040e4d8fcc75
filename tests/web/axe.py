"""axe-core, the checker of accessibility: fetched once by npm, held against its hash, never part of the program."""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

__all__ = ["axe_source", "faults_of"]

_VERSION = "4.11.0"
_SHA512 = "ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ=="
_SERIOUS = ("serious", "critical")
_RUN = """async ([rules]) => {
  const options = {resultTypes: ["violations"]};
  if (rules) options.runOnly = {type: "rule", values: rules};
  const found = await axe.run(document, options);
  const told = node => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "");
  return found.violations.map(each => [each.impact, each.id, each.nodes.map(told)]);
}"""


def axe_source() -> str:
    """The script; skips with a reason where it cannot be had."""
    cache = Path(os.environ.get("TWITCHWISE_TEST_CACHE") or Path.home() / ".cache" / "twitchwise-tests")
    packed = cache / f"axe-core-{_VERSION}.tgz"
    if not packed.is_file():
        _fetch(packed)
    found = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if found != _SHA512:
        packed.unlink()
        pytest.fail(f"axe-core {_VERSION} is not what it should be: sha512 {found}")
    with tarfile.open(packed) as opened:
        script = opened.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def faults_of(page: Page, source: str, *, rules: list[str] | None = None) -> list[str]:
    """What axe finds serious or worse on a page.

    Parameters
    ----------
    rules : only these; None for all.
    """
    page.evaluate(source)
    found = page.evaluate(_RUN, [rules])
    return [f"{rule} ({impact}): {node}" for impact, rule, nodes in found if impact in _SERIOUS for node in nodes]


def _fetch(packed: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here, and axe-core was not fetched before")
    packed.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=packed.parent) as folder:
        ran = subprocess.run(
            [npm, "pack", f"axe-core@{_VERSION}", "--pack-destination", folder],
            capture_output=True,
            check=False,
            timeout=120,
            cwd=folder,
        )
        fetched = Path(folder) / packed.name
        if ran.returncode or not fetched.is_file():
            pytest.skip(f"npm could not fetch axe-core: {ran.stderr.decode(errors='replace').strip()[-200:]}")
        fetched.replace(packed)
