import pytest

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.activity_words import meaning_of


@pytest.mark.parametrize(
    ("text", "kind", "name", "amount"),
    [
        ("coffee", ExposureKind.CAFFEINE, "", None),
        ("Have any caffeine?", ExposureKind.CAFFEINE, "", None),
        ("decaf coffee", ExposureKind.CAFFEINE, "", 0.0),
        ("caffè", ExposureKind.CAFFEINE, "", None),
        ("Alkohol", ExposureKind.ALCOHOL, "", None),
        ("alcohol-free", ExposureKind.ALCOHOL, "", 0.0),
        ("no alcohol", ExposureKind.ALCOHOL, "", 0.0),
        ("Feeling sick or ill? ", ExposureKind.ILLNESS, "", None),
        ("bad sleep", ExposureKind.SLEEP_QUALITY, "", 2.0),
        ("Guter Schlaf", ExposureKind.SLEEP_QUALITY, "", 8.0),
        ("stressed / frustrated", ExposureKind.OTHER, "stress", 1.0),
        ("Take magnesium?", ExposureKind.SUPPLEMENT, "magnesium", None),
        ("Took prescription medication?", ExposureKind.MEDICINE, "prescription medication", None),
        ("Took sleep medication", ExposureKind.MEDICINE, "sleep medication", None),
    ],
)
def test_a_word_is_understood(text: str, kind: ExposureKind, name: str, amount: float | None) -> None:
    meaning = meaning_of(text)
    assert meaning is not None
    assert (meaning.kind, meaning.name, meaning.amount) == (kind, name, amount)


@pytest.mark.parametrize(
    "text", ["movies / tv", "sleep early", "clean", "", "!?", "wining", "classical music", "nature / walk"]
)
def test_what_does_not_bear_on_the_body_means_nothing(text: str) -> None:
    assert meaning_of(text) is None
