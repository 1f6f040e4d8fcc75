import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.strength.battery import find_test
from twitchwise.strength.slips import swapped_sides

GRIP = find_test("grip")
UNEVEN_LEFT, UNEVEN_RIGHT = (30.0, 31.0, 29.5), (44.0, 46.0, 45.0)


def test_exchanged_sides_are_asked_about_and_nothing_is_lost() -> None:
    found = swapped_sides(GRIP, left=45.0, right=30.0, earlier_left=UNEVEN_LEFT, earlier_right=UNEVEN_RIGHT)
    assert found is not None
    assert "look exchanged" in str(found)
    assert "kept as entered" in str(found)


def test_a_side_that_lost_strength_is_not_taken_for_a_slip() -> None:
    assert swapped_sides(GRIP, left=30.0, right=25.0, earlier_left=UNEVEN_LEFT, earlier_right=UNEVEN_RIGHT) is None
    assert swapped_sides(GRIP, left=15.0, right=45.0, earlier_left=UNEVEN_LEFT, earlier_right=UNEVEN_RIGHT) is None


def test_even_sides_cannot_be_told_apart() -> None:
    even = (40.0, 41.0, 39.0)
    assert swapped_sides(GRIP, left=42.0, right=38.0, earlier_left=even, earlier_right=even) is None


def test_two_sessions_are_too_few_to_know() -> None:
    assert swapped_sides(GRIP, left=45.0, right=30.0, earlier_left=UNEVEN_LEFT[:2], earlier_right=UNEVEN_RIGHT) is None


def test_a_score_of_nothing_is_no_slip() -> None:
    assert swapped_sides(GRIP, left=0.0, right=30.0, earlier_left=UNEVEN_LEFT, earlier_right=UNEVEN_RIGHT) is None


def test_people_who_enter_their_sides_rightly_are_hardly_ever_asked() -> None:
    rng = np.random.default_rng(11)
    asked = 0
    for _ in range(2000):
        means = 40.0 * np.exp(rng.normal(0.0, 0.12, size=2))
        left, right = (mean * np.exp(rng.normal(0.0, 0.077, size=5)) for mean in means)
        found = swapped_sides(
            GRIP, left=left[4], right=right[4], earlier_left=list(left[:4]), earlier_right=list(right[:4])
        )
        asked += found is not None
    assert asked <= 20


def test_a_test_without_sides_is_refused() -> None:
    with pytest.raises(InputError, match="no two sides"):
        swapped_sides(find_test("plank"), left=1, right=2, earlier_left=(), earlier_right=())
