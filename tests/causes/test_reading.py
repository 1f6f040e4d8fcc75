from datetime import date, datetime, timedelta

import pytest

from twitchwise.body import find_site
from twitchwise.causes.reading import Reading, read_answers
from twitchwise.causes.sign import Clue, Sign, find_clue
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, NoticedSite, Sex, TwitchCourse, WeaknessCourse

TODAY = date(2026, 3, 2)


def _read(**more: object) -> dict[Clue, Reading]:
    return dict(read_answers(Answers(answered_on=TODAY, **more), TODAY))  # type: ignore[arg-type]


def _sites(*names: str, read: bool | None = None) -> tuple[NoticedSite, ...]:
    return tuple(NoticedSite(site=find_site(name), had_just_read=read) for name in names)


def _yes(found: dict[Clue, Reading]) -> set[Clue]:
    return {clue for clue, reading in found.items() if reading.reply is Reply.YES}


def test_nothing_said_is_nothing_known() -> None:
    assert _read() == {}


def test_amounts_answer_questions_that_were_not_asked() -> None:
    found = _read(sleep_h=5.0, caffeine_mg=100.0, alcohol_g=80.0)
    assert _yes(found) == {Feature.SHORT_SLEEP, Feature.HEAVY_ALCOHOL}
    assert found[Feature.MUCH_CAFFEINE].reply is Reply.NO


def test_what_was_said_comes_before_what_follows_from_amounts() -> None:
    assert _read(sleep_h=5.0, replies={Feature.SHORT_SLEEP: Reply.NO})[Feature.SHORT_SLEEP].reply is Reply.NO


@pytest.mark.parametrize(
    ("names", "clue"),
    [
        (("left calf",), Feature.ONE_PLACE),
        (("left eyelid",), Feature.EYELID_ONLY),
        (("left calf", "right foot"), Sign.ONLY_LOWER_LEG),
        (("left calf", "left biceps"), Sign.IN_ARM_OR_TRUNK),
        (("tongue",), Feature.TONGUE_TWITCHING),
        (("chin",), Feature.TWITCHING_FACE_OR_CHIN),
        (("left calf", "left biceps", "left eyelid"), Feature.WIDESPREAD),
    ],
)
def test_places_say_what_they_say(names: tuple[str, ...], clue: Clue) -> None:
    assert clue in _yes(_read(sites=_sites(*names)))


def test_a_list_of_places_denies_nothing() -> None:
    assert all(reading.reply is Reply.YES for reading in _read(sites=_sites("left calf")).values())


def test_a_place_noticed_after_reading_is_told() -> None:
    assert Sign.AFTER_READING in _yes(_read(sites=_sites("left calf", read=True)))


@pytest.mark.parametrize(
    ("days", "sign"),
    [(14, Sign.LASTS_DAYS), (90, Sign.LASTS_MONTHS), (729, Sign.LASTS_MONTHS), (730, Sign.LASTS_YEARS)],
)
def test_how_long_it_lasts(days: int, sign: Sign) -> None:
    lasting = {Sign.LASTS_DAYS, Sign.LASTS_MONTHS, Sign.LASTS_YEARS}
    assert _yes(_read(twitching_since=TODAY - timedelta(days=days))) & lasting == {sign}


def test_the_first_place_counts_as_the_beginning() -> None:
    began = datetime(2023, 1, 5)
    site = NoticedSite(site=find_site("left calf"), first_noticed=began)
    assert Sign.LASTS_YEARS in _yes(_read(sites=(site,)))


def test_a_date_in_the_future_says_nothing() -> None:
    assert _read(twitching_since=TODAY + timedelta(days=5), weakness_since=TODAY + timedelta(days=5)) == {}


def test_the_person_and_the_courses() -> None:
    found = _read(
        age_years=64,
        sex=Sex.FEMALE,
        twitch_course=TwitchCourse.BETTER,
        weakness_since=TODAY - timedelta(days=60),
        weakness_course=WeaknessCourse.WORSE,
    )
    assert _yes(found) == {Sign.FROM_60, Sign.GETS_BETTER, Sign.WEAKNESS_FOR_MONTHS, Feature.WEAKNESS_GROWING}
    assert found[Sign.MALE].reply is Reply.NO


def test_a_clue_is_a_feature_or_a_sign() -> None:
    assert find_clue("cramps") is Feature.CRAMPS
    assert find_clue("under-40") is Sign.UNDER_40
    with pytest.raises(ValueError, match="no-such"):
        find_clue("no-such")


def test_features_and_signs_do_not_share_an_id() -> None:
    assert {*map(str, Feature)} & {*map(str, Sign)} == set()
