import pytest

from tests.never_said import caught
from tests.readability import grade
from twitchwise.errors import UnknownName
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Unseen, Whom
from twitchwise.urgency.words import sentence_ids, words


def _said(id_: str) -> str:
    return (
        words(id_, day="2026-03-02")
        if id_ in {"note.screen-clear", "note.examined", "note.answers-old"}
        else words(id_)
    )


@pytest.mark.parametrize("id_", sentence_ids())
def test_every_sentence_is_plain_and_promises_nothing(id_: str) -> None:
    assert caught(_said(id_)) == ()
    assert grade(_said(id_)) <= 10.0


def test_there_are_words_for_every_rung_for_whom_to_see_and_for_what_was_not_looked_at() -> None:
    wanted = [f"level.{level}" for level in Urgency] + [f"whom.{whom}" for whom in Whom]
    assert set(wanted + [f"unseen.{unseen}" for unseen in Unseen]) <= set(sentence_ids())


def test_a_sentence_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName, match="no sentence"):
        words("level.tomorrow")
