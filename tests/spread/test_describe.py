import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spread.built_people import ANSWERED, TODAY, answers, diary, noticed, quiet, told
from twitchwise.body import Region, all_sites
from twitchwise.evidence.lookup import cite
from twitchwise.intake.model import Answers, NoticedSite, Precision
from twitchwise.spread.describe import describe_spread
from twitchwise.spread.model import Pace, RedFlagsAnswered, Spread

IN_AN_HOUR = answers(
    told("left calf", "2026-11-20T21:05"),
    told("right eyelid", "2026-11-20T21:45", read=True),
    told("left triceps", "2026-11-20T22:05", read=True),
    since="2026-11-20",
)


def described(said: Answers | None, red_flags: RedFlagsAnswered | None = ANSWERED) -> Spread:
    return describe_spread(None, said, red_flags=red_flags, today=TODAY)


def text(spread: Spread) -> str:
    return " ".join(sentence.text for sentence in spread.sentences)


def test_all_within_an_hour_is_compared_with_the_pace_of_weakness() -> None:
    spread = described(IN_AN_HOUR)
    assert spread.pace is Pace.WITHIN_DAYS
    assert spread.regions == (Region.BULBAR, Region.CERVICAL, Region.LUMBOSACRAL)
    assert "3 places within 60 minutes" in text(spread)
    assert "The weakness of ALS does not travel like that" in text(spread)
    assert "13 months on average" in text(spread)
    assert "twitches can be in many places early in ALS too" in text(spread)
    assert "fujimura" not in text(spread)
    assert cite("fujimura2011") in cite(*spread.facts).splitlines()


@pytest.mark.parametrize(
    ("red_flags", "words"),
    [
        (None, "only after the questions on red flags"),
        (RedFlagsAnswered(n_open=2, has_any=False), "Still open among the questions on red flags: 2."),
        (RedFlagsAnswered(n_open=0, has_any=True), "needs a doctor"),
        (RedFlagsAnswered(n_open=2, has_any=True), "needs a doctor"),
    ],
)
def test_before_the_red_flags_are_answered_the_reason_is_given_instead(
    red_flags: RedFlagsAnswered | None, words: str
) -> None:
    spread = described(IN_AN_HOUR, red_flags)
    assert spread.statement is None
    assert spread.withheld is not None
    assert words in spread.withheld.text
    assert "weakness of ALS" not in text(spread)
    assert "travel" not in text(spread)
    assert len(spread.places) == 3


def test_the_sentence_after_says_that_place_and_number_do_not_tell() -> None:
    for said in (IN_AN_HOUR, None, answers(told("tongue", None))):
        spread = described(said)
        assert spread.sentences[1].text.startswith("Neither a rate nor a place nor a number of twitches tells")


def test_times_from_memory_and_after_reading_are_said() -> None:
    assert "Times that come from memory: 3 of 3." in text(described(IN_AN_HOUR))
    assert "Places first noticed right after searching or reading: 2 of 3." in text(described(IN_AN_HOUR))
    assert described(IN_AN_HOUR).n_after_reading == 2


def test_logged_times_carry_no_caveat_of_memory() -> None:
    kept = diary(
        *quiet("2026-11-01", 10), noticed("left calf", "2026-11-12T20:00"), noticed("tongue", "2026-11-14T20:00")
    )
    spread = describe_spread(kept, None, red_flags=ANSWERED, today=TODAY)
    assert spread.pace is Pace.WITHIN_DAYS
    assert "within 2 days" in text(spread)
    assert "memory" not in text(spread)


def test_a_diary_begun_in_the_middle_of_it_looks_fast_and_is_not_taken_for_that() -> None:
    kept = diary(noticed("left calf", "2026-11-12T20:00"), noticed("tongue", "2026-11-12T20:01"))
    spread = describe_spread(kept, None, red_flags=ANSWERED, today=TODAY)
    assert spread.pace is Pace.NOT_CLEAR
    assert "Places that were in the diary from its first days: 2." in text(spread)
    assert "travel" not in text(spread)


def test_one_place_is_nothing_that_spread() -> None:
    spread = described(answers(told("left calf", "2024-01-01", Precision.YEAR)))
    assert spread.pace is Pace.ONE_PLACE
    assert "one place so far" in text(spread)


def test_no_place_is_said() -> None:
    assert described(None).pace is Pace.NO_PLACE
    assert described(None).places == ()


def test_places_in_one_part_of_the_body_give_nothing_to_compare() -> None:
    calves = (told("left calf", "2026-11-20T21:05"), told("right calf", "2026-11-21T21:05"))
    spread = described(answers(*calves, since="2026-11-20"))
    assert spread.pace is Pace.WITHIN_DAYS
    assert "all in one part of the body" in text(spread)
    assert "does not travel" not in text(spread)


@pytest.mark.parametrize(
    ("second", "pace"),
    [
        ("2026-05-09", Pace.WITHIN_DAYS),
        ("2026-05-10", Pace.WEEKS_TO_MONTHS),
        ("2026-10-31", Pace.WEEKS_TO_MONTHS),
        ("2026-11-01", Pace.LONGER),
    ],
)
def test_the_pace_follows_the_longest_time_the_dates_allow(second: str, pace: Pace) -> None:
    places = (told("left calf", "2026-05-02", Precision.DAY), told("tongue", second, Precision.DAY))
    spread = described(answers(*places, since="2026-05-02"))
    assert spread.pace is pace
    if pace is not Pace.WITHIN_DAYS:
        assert "does not travel" not in text(spread)


def test_a_rough_memory_never_makes_it_look_fast() -> None:
    spread = described(answers(told("left calf", "2026-11-01", Precision.MONTH), told("tongue", "2026-11-20T20:00")))
    assert spread.pace is Pace.WEEKS_TO_MONTHS
    assert "up to" in text(spread)
    assert "too rough" in text(spread)


def test_twitching_that_began_before_the_first_dated_place_counts_from_its_beginning() -> None:
    spread = described(answers(*IN_AN_HOUR.sites, since="2025-11-20"))
    assert spread.pace is Pace.LONGER
    assert "60 minutes" not in text(spread)


def test_a_beginning_that_was_not_said_keeps_the_fast_sentence_away() -> None:
    spread = described(answers(*IN_AN_HOUR.sites))
    assert spread.pace is Pace.NOT_CLEAR
    assert "Since when anything has twitched was not said." in text(spread)


def test_a_place_without_a_time_keeps_the_fast_sentence_away() -> None:
    spread = described(answers(*IN_AN_HOUR.sites, told("belly left", None)))
    assert spread.pace is Pace.NOT_CLEAR
    assert "Places without a first time: 1." in text(spread)


def test_places_without_times_came_after_the_beginning_and_before_they_were_told() -> None:
    places = (told("left calf", None), told("tongue", None), told("right triceps", None))
    assert described(answers(*places)).pace is Pace.NOT_CLEAR
    new = described(answers(*places, since="2026-11-20"))
    assert new.pace is Pace.WITHIN_DAYS
    assert "3 places within 4 days" in text(new)
    one_dated = (*places[:2], told("right triceps", "2026-11-10"))
    older = described(answers(*one_dated, since="2026-09-10"))
    assert older.pace is Pace.WEEKS_TO_MONTHS
    assert "up to 3 months" in text(older)
    assert "too rough" in text(older)
    assert described(answers(*places, since="2026-12-10")).pace is Pace.NOT_CLEAR


@pytest.mark.parametrize("since", ["2026-09-10", "2024-03-01"])
def test_without_a_single_date_nothing_is_said_of_a_slow_pace(since: str) -> None:
    spread = described(answers(told("left calf", None), told("tongue", None), since=since))
    assert spread.pace is Pace.NOT_CLEAR
    assert "Places without a first time: 2." in text(spread)
    assert "weakness of ALS" not in text(spread)
    assert "too rough" not in text(spread)


def test_nothing_is_said_of_the_dates_where_the_pace_is_kept_back() -> None:
    asked = RedFlagsAnswered(n_open=0, has_any=True)
    spread = described(answers(*IN_AN_HOUR.sites, since="2026-01-01"), asked)
    assert [each.id for each in spread.cautions] == ["place_and_number_do_not_tell"]


def test_a_year_that_stands_for_its_beginning_is_rough() -> None:
    spread = described(answers(*IN_AN_HOUR.sites, since="2026-01-01"))
    assert spread.pace is Pace.LONGER
    assert "up to 11 months" in text(spread)
    assert "too rough" in text(spread)
    exact = described(answers(*IN_AN_HOUR.sites, since="2026-01-02"))
    assert "too rough" not in text(exact)


def test_places_that_change_from_day_to_day_wander() -> None:
    places = ("left calf", "right triceps", "tongue")
    kept = diary(*[noticed(places[n % 3], f"2026-11-{n + 1:02}") for n in range(9)])
    spread = describe_spread(kept, None, red_flags=ANSWERED, today=TODAY)
    assert spread.pace is Pace.WANDERING
    assert "does not wander" in text(spread)


@given(data=st.data())
def test_whatever_was_told_the_caution_stands_and_open_red_flags_keep_quiet(data: st.DataObject) -> None:
    sites = data.draw(st.lists(_noticed_sites(), max_size=8))
    said = answers(*sites)
    n_open = data.draw(st.integers(0, 3))
    spread = described(said, RedFlagsAnswered(n_open=n_open, has_any=data.draw(st.booleans())))
    assert any(sentence.id == "place_and_number_do_not_tell" for sentence in spread.sentences)
    assert (spread.statement is None) != (spread.withheld is None)
    if n_open:
        assert spread.statement is None
    assert len(spread.places) == len({site.site for site in sites})


@given(data=st.data())
def test_saying_less_never_makes_the_pace_faster(data: st.DataObject) -> None:
    sites = data.draw(st.lists(_noticed_sites(), min_size=2, max_size=6, unique_by=lambda each: each.site))
    since = data.draw(st.sampled_from([None, "2026-11-01", "2025-01-01"]))
    rough = data.draw(st.lists(st.integers(0, len(sites) - 1)))
    less = [NoticedSite(site=each.site) if n in rough else each for n, each in enumerate(sites)]
    kept_since = since if data.draw(st.booleans()) else None
    if described(answers(*less, since=kept_since)).pace is Pace.WITHIN_DAYS:
        assert described(answers(*sites, since=since)).pace is Pace.WITHIN_DAYS


def _noticed_sites() -> st.SearchStrategy[NoticedSite]:
    return st.builds(
        told,
        st.sampled_from([site.id for site in all_sites()]),
        st.sampled_from([None, "2026-11-01", "2026-11-03", "2026-05-01", "2024-01-01", "2026-11-30"]),
        st.sampled_from(Precision),
        read=st.sampled_from([None, True, False]),
    )
