import pytest

from twitchwise.causes.named import filled
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.model import Sentence


def _sentence(text: str) -> Sentence:
    return Sentence(id="made-up", text=text, facts=())


def test_a_name_that_holds_a_figure_stands_in_a_slot() -> None:
    assert (
        filled(_sentence("Vitamin {$b_twelve} is low: {$value}."), "90 pg/ml").text == "Vitamin B12 is low: 90 pg/ml."
    )


def test_a_figure_of_a_fact_brings_the_fact_along() -> None:
    done = filled(_sentence("About {fasc_us_healthy_any:percent}."))
    assert done.facts == ("fasc_us_healthy_any",)


def test_a_sentence_with_a_figure_of_its_own_is_refused() -> None:
    with pytest.raises(LibraryError, match="number of its own"):
        filled(_sentence("Vitamin B12 is low."))
