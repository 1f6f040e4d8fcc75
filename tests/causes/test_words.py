"""Every sentence of the room: plain, kind, and never one that clears anybody of ALS."""

from collections.abc import Iterator

import pytest

from tests.never_said import caught
from tests.readability import grade
from tests.unkind_words import unkind
from twitchwise.causes.loading import causes_library
from twitchwise.causes.named import filled
from twitchwise.causes.ranked import Band, Lane
from twitchwise.causes.words import band_words, lane_words, say
from twitchwise.errors import UnknownName

_NAMED = {
    "medicine", "medicines", "antibodies", "examination", "examinations", "radiotherapy", "neuropathy", "injections",
    "antipsychotic", "antipsychotics", "fluoroquinolone", "antidepressants", "theophylline", "parathyroid", "caffeine",
    "diabetes", "vaccine", "potassium", "magnesium", "vitamin", "autoimmune", "diarrhoea", "calcium", "myasthenia",
    "epilepsy", "restlessness", "antibiotics", "antibiotic", "operation", "inflammation", "infection", "palpitations",
    "bladder", "pharmacist", "doctor", "appointment", "thyroid", "kidneys", "stimulants", "opioid",
}  # fmt: skip
"""Words that stand for one named thing and have no plainer one."""


def _texts() -> Iterator[tuple[str, str]]:
    library = causes_library()
    for cause in library.causes:
        for sentence in (cause.what, cause.course, cause.tells_more, cause.to_do):
            yield sentence.id, sentence.text
    for words in library.clues.values():
        for part in (words.yes, words.no, words.unknown):
            if part is not None:
                yield part.id, filled(part, "this").text
    for id_ in ("als_signs", "als_open", "als_open_screen", "als_none_told", "als_no_list_can", "als_twitching_alone",
                "als_twitch_first", "als_found", "als_normal_then", "als_watched_two_years", "als_family",
                "causes_order", "causes_days", "causes_rate_says_little"):  # fmt: skip
        yield id_, say(id_, "this").text


TEXTS = dict(_texts())


@pytest.mark.parametrize("id_", TEXTS)
def test_a_text_clears_nobody_of_als_and_shames_nobody(id_: str) -> None:
    assert caught(TEXTS[id_]) == ()
    assert not unkind(TEXTS[id_])


def test_texts_are_as_easy_as_school_grade_eight() -> None:
    hard = {id_: round(grade(text, plain_words=_NAMED), 1) for id_, text in TEXTS.items() if len(text.split()) >= 12}
    assert {id_: found for id_, found in hard.items() if found > 9.0} == {}
    assert sum(hard.values()) / len(hard) <= 6.0


def test_lanes_and_bands_have_names() -> None:
    assert [lane_words(lane).text for lane in Lane] == ["By likelihood", "Rare, and not to be missed"]
    assert band_words(Band.FITS).text == "fits what you told"
    assert len({band_words(band).text for band in Band}) == 3


def test_a_sentence_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no_such"):
        say("no_such")


def test_a_slot_takes_what_was_typed() -> None:
    assert say("als_next_look", "2 March 2027").text.endswith("about 2 March 2027.")
