"""The reference of the command line, written from the command line itself.

`python -m twitchwise.cli.reference` prints `docs/cli.md`; a test fails when that page is stale.
"""

import json
from collections.abc import Iterator
from typing import Any

import typer

from twitchwise.cli.app import app

__all__ = ["commands", "reference_text"]

_WIDTH = 80

_INTRODUCTION = """\
# The command line

Written by `python -m twitchwise.cli.reference`; do not edit by hand.

Results go to standard output. Refusals, notes and the progress bar go to standard error; the bar is shown only in a
terminal and never with `--json`. `NO_COLOR=1` switches colours off.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | a file cannot be used; one sentence says why and what to do |
| 2 | wrong command, option or site name |
| 130 | stopped by Ctrl-C; nothing is left half written |
"""

_JSON = """\
## What `--json` prints

Exactly one object. For one file it is the result itself; for several paths, or a folder, the results stand in
`recordings`, and `refused` and `passed_over` name the files without one. `twitchwise measure --schema` prints the full
JSON Schema.

| key | what it is |
|---|---|
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command, with the words that call it."""
    yield from _below("twitchwise", typer.main.get_command(app))


def reference_text() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for name, command in commands():
        context = _context(name, command)
        parts.append(f"## `{name}`\n\n```text\n{_without_trailing_blanks(context.get_help())}\n```\n")
    parts.append(_JSON + "".join(f"| `{key}` | {words} |\n" for key, words in _keys()))
    return "\n".join(parts)


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for part, below in sorted(getattr(command, "commands", {}).items()):
        yield from _below(f"{name} {part}", below)


def _context(name: str, command: Any) -> Any:
    return command.make_context(
        name, [], resilient_parsing=True, terminal_width=_WIDTH, help_option_names=["--help", "-h"]
    )


def _keys() -> Iterator[tuple[str, str]]:
    from twitchwise.cli.json_output import schema_text

    definitions = json.loads(schema_text())["$defs"]
    for key, part in definitions["Result"]["properties"].items():
        words = part.get("description")
        shape = part.get("$ref") or part.get("items", {}).get("$ref")
        if words is None and shape is not None:
            words = definitions[shape.rsplit("/", 1)[-1]].get("description")
        is_list = part.get("type") == "array"
        yield key, f"{'list: ' if is_list else ''}{words or part.get('title', key)}"


def _without_trailing_blanks(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


if __name__ == "__main__":
    print(reference_text(), end="")
