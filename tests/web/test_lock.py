from pathlib import Path

import pytest

from twitchwise.errors import InputError
from twitchwise.web.lock import Lock, Opened
from twitchwise.web.passphrase import PassphraseFile, hash_passphrase

WORDS = "three quiet words"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def make_lock(folder: Path, clock: Clock, *, is_phone: bool = False) -> Lock:
    file = PassphraseFile(folder / "passphrase")
    file.write(hash_passphrase(WORDS))
    return Lock(file, is_phone=is_phone, clock=clock)


def test_without_a_passphrase_there_is_no_lock(tmp_path: Path) -> None:
    lock = Lock(PassphraseFile(tmp_path / "passphrase"))
    assert not lock.is_set
    assert lock.lets_in("")


def test_reached_from_other_devices_it_is_locked_even_when_its_passphrase_was_erased(tmp_path: Path) -> None:
    lock = Lock(PassphraseFile(tmp_path / "passphrase"), is_phone=True)
    assert lock.is_set
    assert not lock.lets_in("")
    assert lock.open("").token == ""


def test_the_passphrase_opens_a_session_that_can_be_ended(tmp_path: Path) -> None:
    lock = make_lock(tmp_path, Clock())
    assert not lock.lets_in("")
    token = lock.open(WORDS).token
    assert lock.lets_in(token)
    assert not lock.lets_in(token + "x")
    lock.close(token)
    assert not lock.lets_in(token)


@pytest.mark.parametrize(("is_phone", "idle_s"), [(True, 1800.0), (False, 43200.0)])
def test_a_session_ends_when_it_is_not_used(tmp_path: Path, is_phone: bool, idle_s: float) -> None:
    clock = Clock()
    lock = make_lock(tmp_path, clock, is_phone=is_phone)
    token = lock.open(WORDS).token
    for _ in range(3):
        clock.now += idle_s - 1.0
        assert lock.lets_in(token)
    clock.now += idle_s + 1.0
    assert not lock.lets_in(token)


def test_wrong_tries_wait_longer_and_longer_and_the_right_one_waits_too(tmp_path: Path) -> None:
    clock = Clock()
    lock = make_lock(tmp_path, clock)
    inside = lock.open(WORDS).token
    waits = []
    for _ in range(12):
        opened = lock.open("a wrong one")
        assert opened.token == ""
        waits.append(opened.wait_s)
        if opened.wait_s:
            clock.now += opened.wait_s / 2
            assert lock.open(WORDS) == Opened(wait_s=opened.wait_s / 2)
            clock.now += opened.wait_s / 2
    assert waits == [0.0, 0.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, 900.0, 900.0]
    assert lock.lets_in(inside)
    assert lock.open(WORDS).token
    assert lock.open("a wrong one").wait_s == 0.0


def test_a_new_passphrase_ends_every_other_session(tmp_path: Path) -> None:
    lock = make_lock(tmp_path, Clock())
    old = lock.open(WORDS).token
    new = lock.choose("four other quiet words")
    assert not lock.lets_in(old)
    assert lock.lets_in(new)
    assert lock.open(WORDS).token == ""
    with pytest.raises(InputError):
        lock.choose("short")
    assert lock.lets_in(new)


def test_the_session_that_was_used_least_makes_room_for_a_new_one(tmp_path: Path) -> None:
    clock = Clock()
    lock = make_lock(tmp_path, clock)
    tokens = []
    for _ in range(51):
        clock.now += 1.0
        tokens.append(lock.open(WORDS).token)
        assert lock.lets_in(tokens[0])
    assert not lock.lets_in(tokens[1])
    assert lock.lets_in(tokens[0])


def test_a_lock_that_was_taken_away_lets_everybody_in(tmp_path: Path) -> None:
    lock = make_lock(tmp_path, Clock())
    assert lock.may_be_removed
    lock.remove()
    assert not lock.is_set
    assert lock.lets_in("")
    assert not make_lock(tmp_path, Clock(), is_phone=True).may_be_removed
