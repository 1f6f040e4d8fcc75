import pytest

from twitchwise.intake.feature import Feature
from twitchwise.intake.nearest import nearest_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tingling", Feature.TINGLING_HANDS_OR_FEET),
        ("reflexes", Feature.BRISK_REFLEXES_SEEN),
        ("crampz", Feature.CRAMPS),
    ],
)
def test_a_part_or_a_misspelling_of_a_feature_names_it(typed: str, meant: Feature) -> None:
    assert meant in nearest_words(typed, list(Feature))


def test_what_is_like_nothing_names_nothing() -> None:
    assert nearest_words("xyzzyq", list(Feature)) == []
