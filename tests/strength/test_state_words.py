import pytest

from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.state_words import KEEP_THE_DATE, rounded_up, say_state
from twitchwise.strength.trend_result import Shape, State


def _said(
    state: State,
    *,
    rate: float | None = None,
    weeks: int | None = 5,
    shape: Shape | None = None,
    has_one_test: bool = False,
    is_restarted: bool = False,
) -> tuple[str, ...]:
    return say_state(
        StrengthRegion.LEFT_LEG,
        state,
        excluded_rate=rate,
        weeks=weeks,
        shape=shape,
        has_one_test=has_one_test,
        is_restarted=is_restarted,
        why_not="it has no session yet",
    )


def test_steady_names_the_fall_that_is_unlikely_and_what_is_not_excluded() -> None:
    assert _said(State.STEADY, rate=2.31) == (
        "The measured tests of the left leg are steady; a fall faster than 2.4 % a month is unlikely (95 %).",
        KEEP_THE_DATE,
    )


def test_a_fall_says_how_often_healthy_people_see_one() -> None:
    (first, second) = _said(State.FALL, shape=Shape.LINEAR)
    assert "beyond measuring error; about 1 in 12 healthy people see this within a year" in first
    assert second == "It went down little by little."


def test_a_step_asks_what_happened_then() -> None:
    assert "lasting change" in _said(State.FALL, shape=Shape.STEP)[1]


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (1, "about 1 more week."),
        (12, "about 12 more weeks."),
        (0, "about 1 more week."),
        (None, "more than two years."),
    ],
)
def test_open_says_how_long_it_takes(weeks: int | None, words: str) -> None:
    assert _said(State.OPEN, weeks=weeks)[0].endswith(words)


def test_what_lies_before_a_lasting_change_is_said_to_be_left_out() -> None:
    assert "set aside" in _said(State.LEARNING, is_restarted=True)[-1]


def test_one_test_alone_is_said_to_show_no_fall() -> None:
    assert "not show a fall" in _said(State.OPEN, has_one_test=True)[-1]
    assert "not show a fall" not in _said(State.LEARNING, has_one_test=True)[-1]


@pytest.mark.parametrize(("rate", "words"), [(2.3, "2.3"), (2.301, "2.4"), (0.5, "0.5"), (None, "?")])
def test_a_rate_is_rounded_up(rate: float | None, words: str) -> None:
    assert rounded_up(rate) == words
