"""Every kind of entry has its words."""

from twitchwise.cli.kind_words import KINDS
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import ENTRY_TYPES


def test_every_kind_of_entry_has_its_words() -> None:
    assert {kind_of(type_) for type_ in ENTRY_TYPES} == set(KINDS)
