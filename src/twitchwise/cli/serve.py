"""`twitchwise serve`: the app in the browser."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose

if TYPE_CHECKING:
    from twitchwise.web.settings import WebSettings

__all__ = ["serve", "serve_demo"]

_VARIABLE = "TWITCHWISE_PASSPHRASE"
_PHONE_WORDS = (
    "Open this address in the phone's browser, or point its camera at the picture. The phone has to be in the same "
    "home network, and it asks for the passphrase.",
)
_PLAIN_HTTP = (
    "It goes over your home network without encryption: somebody who is in that network and listens could read along. "
    "Use it at home, not in a café, a hotel or at work.",
    "Filming works with the phone's own camera app. Recording inside the page needs encryption, so it is not offered.",
    "Without use for half an hour the app locks itself; after several wrong tries it waits.",
)


def serve(
    *,
    port: Annotated[
        int, typer.Option(help="Port on this computer; 0 takes any that is free.", min=0, max=65535)
    ] = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    phone: Annotated[
        bool, typer.Option("--phone", help="Let a phone in the same home network open it, with a passphrase.")
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="With --phone: this computer's address in the home network."),
    ] = None,
    new_passphrase: Annotated[
        bool, typer.Option("--new-passphrase", help="Choose a new passphrase for the lock, then start.")
    ] = False,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Open the app in the browser: measure, questions, strength, calm, the doctor's page.

    Only this computer can reach it, unless you say --phone, and nothing leaves your network. Ctrl-C ends it; nothing is
    lost by that.

    The passphrase is asked for here once and then kept as a hash; the variable TWITCHWISE_PASSPHRASE can hold it too.

    Ends with 0; with 1 when the port is taken, or there is no home network or passphrase; with 2 for a wrong option.
    """
    from twitchwise.web.serving import work_folder
    from twitchwise.web.settings import LOOPBACK_NAMES, WebSettings

    if address is not None and not phone:
        raise typer.BadParameter("give it together with --phone", param_hint="--address")
    if not phone:
        settings = WebSettings(work=work_folder(), diary=diary)
        if new_passphrase:
            _choose_passphrase(settings, is_new=True)
        _serve_here(settings, port=port, opens=not no_open)
        return
    from twitchwise.web.home_network import home_address

    host = home_address(address)
    settings = WebSettings(work=work_folder(), diary=diary, hosts=LOOPBACK_NAMES | {host}, is_phone=True)
    _choose_passphrase(settings, is_new=new_passphrase)
    _serve_home(settings, host=host, port=port)


def serve_demo(*, opens: bool = True, port: int = 0) -> None:
    """The app with the made-up person, until it is stopped.

    Parameters
    ----------
    opens : open the browser.
    port : 0 for any that is free.
    """
    from twitchwise.desk.demo_diary import write_demo_diary
    from twitchwise.web.person import demo_diary
    from twitchwise.web.serving import work_folder
    from twitchwise.web.settings import WebSettings

    settings = WebSettings(work=work_folder(), shows_demo=True)
    write_demo_diary(demo_diary(settings))
    _serve_here(settings, port=port, opens=opens)


def _serve_here(settings: "WebSettings", *, port: int, opens: bool) -> None:
    import webbrowser

    from twitchwise.web.serving import serve_pages

    console = open_console()

    def ready(address: str) -> None:
        print_prose(console, f"The app is at {address}")
        print_prose(console, "Only this computer can reach it. Ctrl-C ends it.")
        if opens:
            webbrowser.open(address)

    serve_pages(settings, port=port, ready=ready)


def _serve_home(settings: "WebSettings", *, host: str, port: int) -> None:
    from twitchwise.web.home_network import qr_lines
    from twitchwise.web.serving import serve_pages

    console = open_console()

    def ready(address: str) -> None:
        print_prose(console, f"The app is at {address}", style="bold")
        typer.echo(_drawable(qr_lines(address)))
        for sentence in _PHONE_WORDS:
            print_prose(console, sentence)
        print_points(console, _PLAIN_HTTP)
        print_prose(console, "Ctrl-C ends it.")

    serve_pages(settings, host=host, port=port, ready=ready)


def _choose_passphrase(settings: "WebSettings", *, is_new: bool) -> None:
    """Makes sure that there is a passphrase; asks for one where there is none or a new one is wanted."""
    from twitchwise.errors import InputError
    from twitchwise.web.lock import passphrase_file
    from twitchwise.web.passphrase import hash_passphrase, is_passphrase

    file = passphrase_file(settings)
    kept, given = file.read(), os.environ.get(_VARIABLE, "")
    if given:
        if not (kept and is_passphrase(given, kept)):
            file.write(hash_passphrase(given))
        return
    if kept and not is_new:
        return
    if not sys.stdin.isatty():
        raise InputError(
            what="none was chosen yet, and here nobody can be asked",
            where="the passphrase",
            remedy=f"start it in a terminal, or set the variable {_VARIABLE}",
        )
    console = open_console()
    print_prose(console, "Choose a passphrase for the app. A few words are easy to remember and hard to guess.")
    while True:
        text = str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt="Once more"))
        try:
            file.write(hash_passphrase(text))
        except InputError as error:
            typer.echo(str(error))
        else:
            return


def _drawable(picture: str) -> str:
    """The picture, or nothing where the terminal knows no block characters."""
    try:
        picture.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    if not sys.stdout.isatty():
        return picture
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in picture.splitlines())  # white on black in any theme
