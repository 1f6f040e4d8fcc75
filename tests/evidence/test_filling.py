import pytest

from twitchwise.errors import UnknownName
from twitchwise.evidence.filling import fill, plain_figure
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import facts


def test_a_slot_takes_the_value_or_an_end_of_a_fact() -> None:
    filled = fill("pairs {doublet_window.low} to {doublet_window.high} ms apart, in {fasc_ah_healthy:percent}")
    assert filled.text == "pairs 10 to 110 ms apart, in 100 percent"
    assert filled.facts == ("doublet_window", "fasc_ah_healthy")


def test_a_figure_can_be_rounded_and_put_as_a_yearly_rate() -> None:
    assert fill("{als_spread_interval:whole} months").text == "13 months"
    assert fill("{als_inc_europe:rate}").text == "2.2 of 100,000 people a year"


def test_a_figure_nobody_read_in_the_original_says_so() -> None:
    assert fill("{fasc_ever_healthy:percent} did").text == "70 percent (not read in the original) did"


def test_a_figure_computed_by_us_says_so_once() -> None:
    assert fill("{als_inc_women_40}, {als_inc_women_40.high}").text == "0.63 (computed by us), 0.72"
    partly = fill("{fasc_us_healthy_any:percent}, at most {fasc_us_healthy_any.high:percent}").text
    assert partly == "11 percent, at most 21 percent (computed by us)"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("about 40 people", "number of its own"),
        ("in {als_inc_women_40}, or 1 of 2", "number of its own"),
        ("{als_under45_share_quoted:percent}", "never shown"),
        ("{bfs_review_als.high:percent}", "followed_examined"),
        ("{caffeine_data}", "no such figure"),
        ("{als_spread_interval.low}", "no such figure"),
        ("{als_spread_interval:percent}", "no such figure"),
        ("{als_spread_interval:rate}", "no such figure"),
        ("{als_spread_interval", "open"),
        ("{Als Spread}", "no slot"),
        ("{}", "no slot"),
        ("{$years} years", "nothing was given"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(template: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        fill(template)


def test_a_computed_figure_needs_its_place() -> None:
    assert fill("about {$cases} people", cases="3").text == "about 3 people"
    with pytest.raises(LibraryError, match="no place for cases"):
        fill("about some people", cases="3")


def test_a_slot_that_names_no_fact_is_refused() -> None:
    with pytest.raises(UnknownName, match="no_such_fact"):
        fill("{no_such_fact}")


def test_every_barred_figure_stays_out_of_every_sentence() -> None:
    barred = [fact for fact in facts() if fact.barred]
    assert {"als_under45_share_quoted", "als_prev_us_18_39", "als_per_twitcher_formula", "qr_abs_upper"} <= {
        fact.id for fact in barred
    }
    for fact in barred:
        with pytest.raises(LibraryError, match="never shown"):
            fill(f"{{{fact.id}}}")


@pytest.mark.parametrize(
    ("number", "words"), [(0.0, "0"), (0.114, "0.114"), (12.8, "12.8"), (121.0, "121"), (6437.0, "6,437")]
)
def test_a_figure_is_written_as_people_write_it(number: float, words: str) -> None:
    assert plain_figure(number) == words
