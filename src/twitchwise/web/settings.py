"""How one server is set up."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["LOOPBACK_NAMES", "WebSettings"]

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_GIB = 1024**3
_MIB = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """What a server needs to know.

    Parameters
    ----------
    diary : the diary's file; None for the person's own place.
    work : folder of uploads, jobs and the demo person; only this user may read it.
    hosts : the names under which it may be reached, without port; a request for any other name is refused.
    is_phone : reached over the home network: never without a passphrase, sessions end sooner, the page's own recorder
        is not offered.
    shows_demo : begin with the made-up person, until it is left.
    largest_form_bytes, largest_upload_bytes : of one request.
    patience_s : so long is waited for the head of a request, and for the next piece of what is being sent.
    """

    work: Path
    diary: Path | None = None
    hosts: frozenset[str] = LOOPBACK_NAMES
    is_phone: bool = False
    shows_demo: bool = False
    largest_form_bytes: int = 2 * _MIB
    largest_upload_bytes: int = 1 * _GIB
    patience_s: float = 60.0
