import pytest

from twitchwise.urgency.truth import Truth, at_least


def test_what_nobody_asked_stands_above_a_no_and_below_a_not_sure() -> None:
    assert Truth.NO < Truth.NOT_ASKED < Truth.NOT_SURE < Truth.YES


@pytest.mark.parametrize(
    ("count", "found"), [(1, Truth.YES), (2, Truth.NOT_SURE), (3, Truth.NOT_ASKED), (4, Truth.NO), (5, Truth.NO)]
)
def test_so_many_hold_as_surely_as_the_weakest_of_the_best(count: int, found: Truth) -> None:
    truths = [Truth.NOT_ASKED, Truth.YES, Truth.NO, Truth.NOT_SURE]
    assert at_least(count, truths) is found
