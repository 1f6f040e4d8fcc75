from tests.worry.built_diaries import TODAY, diary, found, grips, person, recorded, worried
from twitchwise.diary.model import Diary
from twitchwise.worry.spiral import describe_spiral
from twitchwise.worry.spiral_words import say_measured, say_spiral, say_worry_change


def _ids(kept: Diary) -> list[str]:
    spiral = describe_spiral(kept, TODAY)
    return [each.id for each in (*say_spiral(spiral), say_worry_change(spiral), *say_measured(spiral))]


def test_too_early_is_said_with_what_is_missing() -> None:
    assert "spiral_early" in _ids(diary(worried(3, 4)))
    assert "spiral_early_days" in _ids(diary(worried(3, 4, 5, 6, 7)))


def test_a_seen_circle_is_no_fault_and_no_proof() -> None:
    ids = _ids(person(126, link=3.5, seed=0))
    assert {"spiral_seen", "step_more", "spiral_one_diary", "spiral_order", "spiral_means_no_fault"} <= set(ids)


def test_a_rate_is_followed_by_what_it_does_not_tell() -> None:
    ids = _ids(diary(recorded(2, 3, 2, 3, 2, 3, 2, 3)))
    assert ids[ids.index("rate_unchanged") + 1] == "rate_tells_nothing"


def test_a_measured_fall_is_said_and_sent_on() -> None:
    ids = _ids(diary(grips(40, 41, 39, 40, 41, 30, 29, 31, 30)))
    assert "strength_fell" in ids
    failed = _ids(diary(found("strength-screen-act-heel-walk/left", "failed")))
    assert "lost_or_failed" in failed
    assert ids[-1] == failed[-1] == "spiral_worry_first"


def test_numbers_of_a_step_that_goes_down_stay_in_order() -> None:
    spiral = describe_spiral(person(126, link=0.0, seed=8), TODAY)
    for sentence in say_spiral(spiral):
        assert "{" not in sentence.text
