"""The passphrase: kept as an argon2 hash in a file of its own, never as it was typed."""

import os
import threading
import unicodedata
from contextlib import suppress
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from twitchwise.charts.whole_file import draft_in, writing_to
from twitchwise.web.refusal import refusal

__all__ = ["LONGEST_PASSPHRASE", "SHORTEST_PASSPHRASE", "PassphraseFile", "hash_passphrase", "is_passphrase"]

SHORTEST_PASSPHRASE = 8
LONGEST_PASSPHRASE = 200
"""Characters; a longer text is refused before it is hashed, so that nobody makes the computer work on megabytes."""

_HASHER = PasswordHasher()  # argon2id with the package's settings, those of RFC 9106 for little memory
_ONE_AT_A_TIME = threading.Lock()  # each check takes 64 MiB: tries in parallel must not take the memory


def hash_passphrase(text: str) -> str:
    """The hash of a new passphrase.

    Raises
    ------
    InputError
        It is too short or too long.
    """
    plain = _plain(text)
    if len(plain) < SHORTEST_PASSPHRASE:
        raise refusal("passphrase.short", least=SHORTEST_PASSPHRASE)
    if len(plain) > LONGEST_PASSPHRASE:
        raise refusal("passphrase.long", most=LONGEST_PASSPHRASE)
    with _ONE_AT_A_TIME:
        return _HASHER.hash(plain)


def is_passphrase(text: str, hashed: str) -> bool:
    """Whether this is the passphrase with this hash."""
    plain = _plain(text)
    if len(plain) > LONGEST_PASSPHRASE:
        return False
    try:
        with _ONE_AT_A_TIME:
            return _HASHER.verify(hashed, plain)
    except (VerificationError, InvalidHashError):
        return False


class PassphraseFile:
    """Where the hash lies.

    Parameters
    ----------
    path : the file; only this user may read it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """The hash; empty when no passphrase was chosen.

        Raises
        ------
        InputError
            The file is there and cannot be read: then nobody is let in, rather than everybody.
        """
        try:
            return self._path.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            raise refusal("passphrase.unreadable", where=str(self._path)) from None

    def write(self, hashed: str) -> None:
        """Keeps a new hash in the place of an earlier one.

        Raises
        ------
        InputError
            It cannot be written.
        """
        with writing_to(self._path), draft_in(self._path.parent, self._path.name) as draft:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(hashed + "\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)

    def remove(self) -> None:
        """From now on there is no lock."""
        with suppress(FileNotFoundError):
            self._path.unlink()


def _plain(text: str) -> str:
    """The same passphrase typed on another keyboard: accents composed, blanks at the ends dropped."""
    return unicodedata.normalize("NFC", text).strip()
