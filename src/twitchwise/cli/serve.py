"""`twitchwise serve`: the app in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.terminal import open_console, print_prose

__all__ = ["serve"]


def serve(
    *,
    port: Annotated[
        int, typer.Option(help="Port on this computer; 0 takes any that is free.", min=0, max=65535)
    ] = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Open the app in the browser: measure, questions, strength, calm, the doctor's page.

    Only this computer can reach it, and nothing leaves it. Ctrl-C ends it; nothing is lost by that.

    Ends with 0; with 1 when the port is taken.
    """
    import webbrowser

    from twitchwise.web.serving import serve_pages, work_folder
    from twitchwise.web.settings import WebSettings

    console = open_console()

    def ready(address: str) -> None:
        print_prose(console, f"The app is at {address}")
        print_prose(console, "Only this computer can reach it. Ctrl-C ends it.")
        if not no_open:
            webbrowser.open(address)

    serve_pages(WebSettings(work=work_folder(), diary=diary), port=port, ready=ready)
