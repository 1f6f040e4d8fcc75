import pytest

from twitchwise.body import Side
from twitchwise.diary.exercise_names_equipment import Equipment, Sides, equipment_of, moves_the_body, sides_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("words", "equipment"),
    [
        ("smith barbell row", Equipment.MACHINE),
        ("rope pushdown", Equipment.CABLE),
        ("ezbar curl", Equipment.BARBELL),
        ("band row", Equipment.BAND),
        ("pullup", Equipment.BODYWEIGHT),
        ("curl", Equipment.NOT_SAID),
    ],
)
def test_the_equipment_is_the_one_that_moves(words: str, equipment: Equipment) -> None:
    assert equipment_of(_words(words)) is equipment


def test_a_seated_dip_is_a_machine_and_a_dip_is_not() -> None:
    assert moves_the_body("dip", _words("dip"))
    assert not moves_the_body("dip", _words("seated dip"))


def test_one_arm_means_that_the_other_has_its_turn_and_a_named_side_does_not() -> None:
    assert sides_of(_words("onearm row")).loaded == (Side.LEFT, Side.RIGHT)
    assert sides_of(_words("onearm row right")) is Sides.RIGHT
    assert Sides.LEFT.loaded == (Side.LEFT,)
    assert sides_of(_words("left right twist")) is Sides.BOTH
