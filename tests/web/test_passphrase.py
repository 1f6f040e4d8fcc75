import stat
import sys
from pathlib import Path

import pytest

from twitchwise.errors import InputError
from twitchwise.web.passphrase import LONGEST_PASSPHRASE, PassphraseFile, hash_passphrase, is_passphrase


def test_a_passphrase_opens_its_own_hash_and_no_other() -> None:
    hashed = hash_passphrase("three quiet words")
    assert hashed.startswith("$argon2id$")
    assert "quiet" not in hashed
    assert is_passphrase("three quiet words", hashed)
    assert not is_passphrase("three quiet word", hashed)
    assert hash_passphrase("three quiet words") != hashed


def test_another_keyboard_writes_the_same_passphrase() -> None:
    assert is_passphrase(" u\u0308berall ruhig ", hash_passphrase("\u00fcberall ruhig"))


@pytest.mark.parametrize("text", ["", "short", " " * 20, "x" * (LONGEST_PASSPHRASE + 1)])
def test_a_passphrase_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="passphrase"):
        hash_passphrase(text)


@pytest.mark.parametrize("hashed", ["", "no hash", "$argon2id$v=19$broken"])
def test_a_spoilt_hash_lets_nobody_in(hashed: str) -> None:
    assert not is_passphrase("three quiet words", hashed)


def test_only_this_user_may_read_the_file(tmp_path: Path) -> None:
    file = PassphraseFile(tmp_path / "passphrase")
    assert file.read() == ""
    file.write("$hash")
    file.write("$newer")
    assert file.read() == "$newer"
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "passphrase").stat().st_mode) == 0o600
    file.remove()
    file.remove()
    assert file.read() == ""


def test_a_file_that_cannot_be_read_is_no_open_door(tmp_path: Path) -> None:
    (tmp_path / "passphrase").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        PassphraseFile(tmp_path / "passphrase").read()
