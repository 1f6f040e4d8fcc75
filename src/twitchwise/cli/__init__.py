"""The command line: one file per command; nothing heavy is loaded before a command needs it."""

import sys

from twitchwise.cli.stopping import run_until_stopped

__all__ = ["main"]


def main() -> None:
    """Run the command line; ends the process with 0, 1 (the input has a problem), 2 (usage) or 130 (stopped)."""
    run_until_stopped(_run)


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a file name no terminal can show must not end the program
    try:
        from twitchwise.cli.app import app

        app(prog_name="twitchwise")
    except OSError as error:
        from twitchwise.cli.terminal import say_refusal

        say_refusal(f"{error.filename or 'the output'}: {(error.strerror or str(error)).lower()}.")
        sys.exit(1)
