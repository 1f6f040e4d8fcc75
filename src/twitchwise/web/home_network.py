"""The address under which other devices at home reach this computer."""

import ipaddress
import socket
from collections.abc import Callable

from twitchwise.web.refusal import refusal

__all__ = ["home_address", "qr_lines"]

_DOCUMENTATION = ("192.0.2.1", 9)
"""An address nobody has (RFC 5737). Naming it as the other end sends nothing; it only asks which way would be taken."""


def home_address(wanted: str | None = None, *, found: Callable[[], str] | None = None) -> str:
    """The IPv4 address of this computer in the home network.

    Parameters
    ----------
    wanted : one that the person named; None to look for it.
    found : how it is looked for.

    Raises
    ------
    InputError
        There is no network, the address is no private one, or it is none of this computer.
    """
    text = wanted or (found or _outgoing)()
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        raise refusal("network.no_way" if text else "network.none", where=text) from None
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        raise refusal("network.no_way", where=text)
    if not (address.is_private or address.is_link_local):
        raise refusal("network.public", where=text)
    return str(address)


def qr_lines(address: str) -> str:
    """The address as a picture for a phone's camera, in block characters of a terminal."""
    import segno

    rows = [[bool(dot) for dot in row] for row in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    # Light is drawn and dark is left, two rows a line.
    blocks = {(False, False): "█", (True, False): "▄", (False, True): "▀", (True, True): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(blocks[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _outgoing() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_DOCUMENTATION)
        except OSError:
            return ""
        return str(probe.getsockname()[0])
