import numpy as np
import pytest

from twitchwise.strength.agreement import AGREE_SD, REPEAT_SD, TOGETHER_SD, WINDOW_DAYS, Voices, agree, hear_test

_DAYS = np.arange(0.0, 70.0, 7.0)


def _voice(above: float, bound: float = 3.0) -> Voices:
    return Voices(above=np.array([[above]]), bound=np.array([[bound]]), alone=np.array([[bound + 0.5]]))


def _heard(above: list[float], looks: list[float], kept: list[bool] | None = None) -> list[float]:
    n = len(above)
    is_kept = np.array([True] * n if kept is None else kept)
    each = np.array([above])
    voices = hear_test(_DAYS[:n], Voices(above=each, bound=each, alone=each), is_kept, np.array(looks))
    return [float(value) for value in voices.above[0]]


def test_one_session_alone_says_nothing() -> None:
    assert _heard([0.0, 0.0, 9.0], [14.0]) == [0.0]


def test_two_sessions_running_speak_as_loud_as_the_quieter() -> None:
    assert _heard([0.0, 3.0, 2.0], [14.0]) == [2.0]


def test_an_excluded_session_between_two_others_is_passed_over() -> None:
    assert _heard([2.0, -9.0, 3.0], [14.0], [True, False, True]) == [2.0]


def test_what_was_said_is_forgotten_after_the_window() -> None:
    above = [5.0, 5.0, *[-1.0] * 8]
    last = float(_DAYS[1]) + WINDOW_DAYS
    assert _heard(above, [last - 1.0, last]) == [5.0, -1.0]


def test_before_any_session_nothing_is_said() -> None:
    assert _heard([5.0, 5.0], [-1.0]) == [-np.inf]


@pytest.mark.parametrize(
    ("voices", "is_fall", "is_repeat"),
    [
        ((9.0, AGREE_SD - 0.1), False, True),
        ((AGREE_SD + 0.1, AGREE_SD + 0.1), False, False),
        ((TOGETHER_SD / 2, TOGETHER_SD / 2), True, False),
        ((TOGETHER_SD - AGREE_SD, AGREE_SD, -3.0), True, False),
        ((REPEAT_SD,), False, True),
        ((9.0,), False, False),
    ],
)
def test_two_tests_have_to_agree(voices: tuple[float, ...], is_fall: bool, is_repeat: bool) -> None:
    said = agree(tuple(_voice(above) for above in voices))
    assert bool(said.is_fall[0, 0]) is is_fall
    assert bool(said.is_repeat[0, 0]) is (is_repeat or voices == (9.0,))


def test_no_single_test_can_reassure_where_there_are_two() -> None:
    assert agree((_voice(0.0, 1.0), _voice(0.0, 4.0), _voice(0.0, 5.0))).bound[0, 0] == 4.0
    assert agree((_voice(0.0, 1.0),)).bound[0, 0] == 1.5
    assert agree((_voice(0.0, 1.0), _voice(0.0, np.inf))).bound[0, 0] == 1.5
