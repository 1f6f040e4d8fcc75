import re

from twitchwise.intake.said import said, said_ids, text_of


def test_every_sentence_can_be_filled_and_ends_as_one() -> None:
    for id_ in said_ids():
        slots = re.findall(r"\{(\w+)\}", text_of(id_))
        text = said(id_, **dict.fromkeys(slots, "it"))
        assert "{" not in text
        if id_ not in {"place", "none_of_these", "own_diary"}:
            assert text.endswith("."), id_
